"""Putting a credential into a file and taking it out again: PNG, SVG, PDF."""
