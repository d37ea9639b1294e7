"""Recognise: what is this learning equivalent to, and what does the institution decide?"""
