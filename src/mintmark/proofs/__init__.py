"""Data Integrity proofs: one file per cryptosuite; a suite is a declaration."""
