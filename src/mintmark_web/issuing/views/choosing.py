"""Which credentials the list shows: what the filters say, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from mintmark_web.issuing import queries
from mintmark_web.issuing.models import Credential

MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for.

    Attributes:
        words: of a name, an address or a number.
        status: one of the statuses; empty for all.
        achievement: the id of one; empty for all.
        order: the id of a batch; empty for all.
    """

    words: str = ""
    status: str = ""
    achievement: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """Read them from an address. What is no id asks for nothing."""
        status = query.get("status", "")
        return cls(
            words=query.get("words", "").replace("\0", "").strip()[:MOST_WORDS],
            status=status if status in Credential.Status.values else "",
            achievement=_id(query.get("achievement", "")),
            order=_id(query.get("order", "")),
        )

    @property
    def pairs(self) -> dict[str, str]:
        """Return what is asked for, by its name in the address."""
        told = {
            "words": self.words,
            "status": self.status,
            "achievement": self.achievement,
            "order": self.order,
        }
        return {name: value for name, value in told.items() if value}

    def address(self, path: str, **changes: str) -> str:
        """Return the address of a page with these filters, but for the changes."""
        told = {name: value for name, value in {**self.pairs, **changes}.items() if value}
        return f"{path}?{urlencode(told)}" if told else path

    def rows(self, organisation_id: int) -> QuerySet[Credential]:
        """Return the credentials that fit, the latest first."""
        return queries.credentials(
            organisation_id,
            words=self.words,
            status=self.status,
            achievement_id=self.achievement or None,
            batch_id=self.order or None,
        )


def chosen(query: QueryDict, organisation_id: int) -> QuerySet[Credential]:
    """Return what was chosen in the list: all that fit the filters, or the ticked ones."""
    if query.get("all"):
        return Filters.of(query).rows(organisation_id)
    ticked = [one for one in map(_id, query.getlist("chosen")) if one]
    return queries.credentials(organisation_id).filter(pk__in=ticked)


def _id(said: str) -> str:
    try:
        return str(UUID(said))
    except ValueError:
        return ""
