"""The office: Django around the core."""
