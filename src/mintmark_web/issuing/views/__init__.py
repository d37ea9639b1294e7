"""The pages of the registrar."""
