"""Issuing: batches, credentials and their status."""
