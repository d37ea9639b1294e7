"""The verbs' options and their help; what a verb does stands in a module of its own."""
