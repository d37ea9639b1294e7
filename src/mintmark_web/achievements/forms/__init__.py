"""The forms of achievements."""
