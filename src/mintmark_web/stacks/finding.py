"""Published achievements to make groups of, by address."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from mintmark_web.achievements import queries as achievements

MOST = 10


def found(organisation_id: int, words: str) -> dict[str, str]:
    """Return what has all words in title or outcomes, an organisation's own first; without, own."""
    own = achievements.public_titles(words, of=organisation_id, limit=MOST)
    others = achievements.public_titles(words, limit=MOST) if words.split() else {}
    return _addressed({**own, **others})


def own(organisation_id: int) -> dict[str, str]:
    """Return an organisation's own, the latest first."""
    return _addressed(achievements.public_titles(of=organisation_id))


def titles(addresses: Iterable[str]) -> dict[str, str]:
    """Return what public achievements of this office are called; others are left out."""
    numbers = [number for one in addresses if (number := _number(one))]
    return _addressed(achievements.public_titles(ids=numbers)) if numbers else {}


def _number(address: str) -> UUID | None:
    try:
        number = UUID(address.rpartition("/")[2])
    except ValueError:
        return None
    return number if achievements.iri(number) == address else None


def _addressed(titles: dict[UUID, str]) -> dict[str, str]:
    return {achievements.iri(number): title for number, title in titles.items()}
