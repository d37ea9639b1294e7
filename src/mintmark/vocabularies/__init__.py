"""Vocabularies: the published lists of codes that a micro-credential is described with.

``vocabulary(name)`` gives one list: its codes, their names and URIs, a search, and the nearest
code to a wrong one. ``SCHEMES`` says which lists there are. The nouns know nothing of them: a
stored credential may have any code, and is shown with it; drafts are held to the lists.
"""

from mintmark.vocabularies.catalogue import SCHEMES, Scheme
from mintmark.vocabularies.loading import vocabulary
from mintmark.vocabularies.vocabulary import Entry, Vocabulary

__all__ = ["SCHEMES", "Entry", "Scheme", "Vocabulary", "vocabulary"]
