"""How languages write dates, where Django's own way would mislead readers elsewhere."""
