"""Keys: made, used, rotated, retired; their secrets are encrypted at rest."""
