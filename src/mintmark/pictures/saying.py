"""In whose language a picture speaks."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]
"""Says our words to the reader: sentences, which end in a full stop, or a phrase without one.

What others wrote stands in them or beside them, and is never said by itself.
"""


def as_it_is(text: str) -> str:
    """Say it in English."""
    return text
