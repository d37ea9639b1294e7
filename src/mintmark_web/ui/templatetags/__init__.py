"""What templates load: ``{% load ui amounts %}``."""
