"""The pages of achievements."""
