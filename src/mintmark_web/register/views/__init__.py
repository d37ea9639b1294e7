"""The pages of the register: all of them public."""
