"""An employer reads a draft and signs it off, by the link in the letter and without an account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries, services
from mintmark_web.achievements.services.partners import hash_of
from mintmark_web.demo import cast, letters

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version

_LINK = re.compile(r"/partners/([^/\s]+)/")
_EMAIL = "office@west-coast-publishing.example"


def sign_off(designer: Actor, version: Version) -> None:
    """Ask the employer of the story, and have it answer.

    Raises:
        LookupError: no letter came.
    """
    employer = cast.place(cast.EMPLOYER).name
    services.ask_partner(designer, version, partner=employer, email=_EMAIL)
    tokens = [_LINK.search(letter.text) for letter in letters.latest(1, _EMAIL)]
    asked = queries.sign_off(hash_of(tokens[0][1])) if tokens and tokens[0] else None
    if asked is None:
        raise LookupError(_EMAIL)
    services.answer_sign_off(
        Actor(),
        asked,
        answer="supports",
        name="Marcus Hall, head of production",
        comment="We would take somebody on who can do this.",
    )
