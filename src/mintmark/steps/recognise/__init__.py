"""Recognise: what is this learning equivalent to, and what does the institution decide?

``comparing`` compares and suggests. A case goes from the application to a decision that a person
makes, and its appeal: ``case`` opens one and adds what happens, ``standing`` reads how it stands.
What may happen when stands in ``moves``, what makes a decision sound in ``decision``.
"""
