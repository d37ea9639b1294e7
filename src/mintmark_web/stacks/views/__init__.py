"""The pages of stacks: pathways drawn up, pathways followed, awards asked for and decided."""
