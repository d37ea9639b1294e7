"""The verbs. The steps never import one another; what passes between them are the nouns."""
