"""The demo's story: an office with people in every role."""
