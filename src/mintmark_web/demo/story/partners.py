"""An employer reads a draft and signs it off, as it would by the link in its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import services
from mintmark_web.demo import cast

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version


def sign_off(designer: Actor, version: Version) -> None:
    """Ask the employer of the story, and have it answer."""
    employer = cast.place(cast.EMPLOYER).name
    email = "office@west-coast-publishing.example"
    asked = services.ask_partner(designer, version, partner=employer, email=email)
    services.answer_sign_off(
        Actor(),
        asked,
        answer="supports",
        name="Marcus Hall, head of production",
        comment="We would take somebody on who can do this.",
    )
