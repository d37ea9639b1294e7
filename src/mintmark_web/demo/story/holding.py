"""Learners take up what was issued to them, by the link in the letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mintmark_web.achievements import services as achievements
from mintmark_web.demo import letters
from mintmark_web.demo.story.founding import learner
from mintmark_web.wallet import services

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version

_CLAIM = re.compile(r"/wallet/claim/([^/\s]+)/")
_LETTERS = 100


def claim_all(*emails: str) -> None:
    """Claim every credential that somebody was written to about."""
    for email in emails:
        for letter in reversed(letters.latest(_LETTERS, email)):
            if link := _CLAIM.search(letter.text):
                services.claim(learner(email), link[1])


def say(email: str, version: Version, rating: int, text: str) -> None:
    """Tell the provider what a learner thinks of it."""
    achievements.give_feedback(learner(email), version.achievement, rating=rating, text=text)
