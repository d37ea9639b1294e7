"""The story, told through services: nothing here writes a row by itself."""

from __future__ import annotations

from mintmark_web.accounts import queries
from mintmark_web.demo import cast
from mintmark_web.demo.story import awarding, cataloguing, founding, holding, issuing, stacking


def tell() -> None:
    """Make everything that has happened before the visitor comes."""
    founding.found()
    versions = cataloguing.draw_up_all()
    awarding.hold_all(versions)
    for key in ("accessible-content", "captions"):
        issuing.issue(versions[key])
    holding.claim_all(*(email for _, email in cast.LEARNERS[:2]))
    stacking.lay_out(versions)


def tell_once() -> None:
    """Tell the story where nobody has told it yet."""
    if not queries.organisations().exists():
        tell()
