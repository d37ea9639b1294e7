"""The public register: achievements and providers to be searched and compared."""
