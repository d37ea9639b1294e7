"""Rulebooks as dated data, and the one evaluator that holds a draft against them."""
