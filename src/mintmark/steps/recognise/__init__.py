"""Recognise: a case, from the application to a decision that a person makes, and its appeal.

``open_case`` opens one and ``add`` adds what happens; ``standing`` reads how it stands. What may
happen when stands in ``moves``, what makes a decision sound in ``decision``.
"""
