"""Achievements: drawn up, reviewed, approved, published."""
