"""People, organisations, who may do what, and signing in."""
