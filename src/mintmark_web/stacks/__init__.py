"""Stacks: pathways to larger awards, and how far somebody has come."""
