"""What forms and services of achievements hand to one another."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answered(TextChoices):
    """A reviewer's answer to one point of the checklist."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a review ends with.

    Attributes:
        decision: one of ``Review.Decision``.
        reasons: why, for everybody to read where it is an approval.
        conditions: what is still to be done; only where approved with conditions.
    """

    decision: str
    reasons: str
    conditions: str = ""
