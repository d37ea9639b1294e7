"""The story, told through services: nothing here writes a row by itself."""

from __future__ import annotations

from mintmark_web.accounts import queries
from mintmark_web.demo.story import cataloguing, founding


def tell() -> None:
    """Make everything that the story has happened before the visitor comes."""
    founding.found()
    cataloguing.draw_up_all()


def tell_once() -> None:
    """Tell the story where nobody has told it yet."""
    if not queries.organisations().exists():
        tell()
