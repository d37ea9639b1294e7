"""The story, told through services: nothing here writes a row by itself."""

from __future__ import annotations

from mintmark_web.accounts import queries
from mintmark_web.demo import cast
from mintmark_web.demo.story import (
    awarding,
    cataloguing,
    founding,
    holding,
    issuing,
    recognising,
    stacking,
)

_MAYA, _LEA = (email for _, email in cast.LEARNERS[:2])


def tell() -> None:
    """Make everything that has happened before the visitor comes."""
    founding.found()
    versions = cataloguing.draw_up_all()
    awarding.hold_all(versions)
    for key in ("accessible-content", "captions"):
        issuing.issue(versions[key])
    holding.claim_all(_MAYA, _LEA)
    holding.say(_MAYA, versions["accessible-content"], 5, "I use it at work every day.")
    stacking.lay_out(versions)
    recognising.apply(_LEA)


def tell_once() -> None:
    """Tell the story where nobody has told it yet."""
    if not queries.organisations().exists():
        tell()
