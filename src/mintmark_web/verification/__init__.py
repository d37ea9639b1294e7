"""The verify page: anybody checks anything."""
