"""Whether a text is in the language that it is said to be in.

A record that names no language is read in the usual one, and forms are filled in by habit. Held
against texts of another language it would then seem to have nothing in common with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mintmark.steps.recognise.comparing.vocabulary import languages, vocabulary
from mintmark.steps.recognise.comparing.wording import LONGEST, tokenise

_FEWEST: Final = 3
"""So many small words of another language have to be there."""


def sounds_like(texts: Iterable[str], said: str) -> str:
    """Return the language of texts: the one that is said, unless small words speak against it.

    Another one is taken if it has three times as many of its small words in the texts, and one.

    Args:
        texts: the texts.
        said: the language that they are said to be in (the first part of a BCP 47 tag).

    >>> sounds_like(["Écrire des requêtes dans une base de données"], "en")
    'fr'
    """
    there = [word for text in texts for word in tokenise(text[:LONGEST])]
    counts = {one: _small(one, there) for one in languages()}
    best = max(languages(), key=lambda one: (counts[one], one == said))
    least = max(_FEWEST, 3 * counts.get(said, 0) + 1)
    return best if counts[best] >= least else said


def _small(language: str, words: Iterable[str]) -> int:
    known = vocabulary(language)
    return sum(word in known.nothing for word in words) if known else 0
