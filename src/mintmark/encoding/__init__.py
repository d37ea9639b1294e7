"""From JSON to the bytes that are signed: strict reading, contexts, canonical forms."""
