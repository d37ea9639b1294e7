"""Between the nouns and the credential formats: one declaration each."""
