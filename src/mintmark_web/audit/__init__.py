"""The record of who did what: append-only, each entry sealed to the one before it."""
