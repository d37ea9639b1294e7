"""Reading the register: searching, single entries, providers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from mintmark import Achievement
from mintmark_web.accounts.queries import organisations
from mintmark_web.register import counting
from mintmark_web.register.models import Entry, Placing, Term
from mintmark_web.register.types import Asked, Found, Kind, Part
from mintmark_web.register.words import words

LOOKED_AT = 2_000
"""So many of what fits are ranked and counted, the last that were listed. Whoever finds more wants
other words."""

_MOST_CHOICES = 12
"""So many values of a kind are offered, the most frequent, besides those that are chosen."""


def search(asked: Asked, languages: Sequence[str]) -> Found:
    """Return what fits, the best first, and what of each kind can be chosen among it.

    The number of queries depends on how many kinds are chosen from, never on the rows. Beside a
    value of a kind that is chosen from stands what would be found if only this were chosen.

    Args:
        languages: whose word forms count as the same.
    """
    placed = {kind: _terms(kind, values) for kind, values in asked.chosen.items()}
    ids = _candidates(asked.parts, placed, languages)
    open_kinds = [str(kind) for kind in Kind if kind not in asked.chosen]
    choices = counting.count(asked, ids, open_kinds, _MOST_CHOICES)
    for kind in placed:
        others = {one: terms for one, terms in placed.items() if one != kind}
        fitting = _candidates(asked.parts, others, languages)
        choices |= counting.count(asked, fitting, [kind], _MOST_CHOICES)
    is_cut = len(ids) == LOOKED_AT
    total = count() if is_cut and not asked.parts and not asked.chosen else len(ids)
    if any(not part.negated for part in asked.parts):
        ids = words().ranked(asked.parts, languages, ids)
    return Found(tuple(ids), total, choices, is_cut)


def _candidates(
    parts: Sequence[Part], placed: Mapping[str, Sequence[int]], languages: Sequence[str]
) -> list[int]:
    """Return what fits, the last listed first, as many as are looked at.

    Args:
        placed: by kind the terms of which one must be true.
    """
    if parts:
        return words().matching(parts, languages, list(placed.values()), LOOKED_AT)
    if not placed:
        listed = Entry.objects.filter(is_listed=True).order_by("-pk")
        return list(listed.values_list("pk", flat=True)[:LOOKED_AT])
    first, *others = placed.values()
    fitting = Placing.objects.filter(term__in=first).order_by("-entry")
    for terms in others:
        fitting = fitting.filter(entry__in=Placing.objects.filter(term__in=terms).values("entry"))
    return list(fitting.values_list("entry", flat=True).distinct()[:LOOKED_AT])


def _terms(kind: str, values: Sequence[str]) -> list[int]:
    return list(Term.objects.filter(kind=kind, value__in=values).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its achievement as the core knows it."""

    entry: Entry
    noun: Achievement

    @property
    def verdicts(self) -> dict[str, str]:
        """By framework: what it says."""
        return dict(self.entry.verdicts)


def shown(entries: Iterable[Entry]) -> list[Shown]:
    """Return entries with their nouns."""
    return [Shown(entry, Achievement.model_validate(entry.document)) for entry in entries]


def by_number(ids: Sequence[int]) -> list[Shown]:
    """Return the entries with these numbers, in that order."""
    rows = _entries().in_bulk(list(ids))
    return shown(rows[one] for one in ids if one in rows)


def entry(achievement_id: UUID) -> Shown | None:
    """Return the entry of an achievement, offered or not."""
    return next(iter(shown(_entries().filter(achievement=achievement_id))), None)


def entries_of(achievement_ids: Sequence[UUID]) -> list[Shown]:
    """Return the entries of achievements, in that order; what there is none of is left out."""
    rows = {one.achievement_id: one for one in _entries().filter(achievement__in=achievement_ids)}
    return shown(rows[one] for one in achievement_ids if one in rows)


def newest(limit: int) -> list[Shown]:
    """Return what was published last."""
    return shown(_entries().filter(is_listed=True).order_by("-pk")[:limit])


def _entries() -> QuerySet[Entry]:
    return Entry.objects.select_related("organisation")


def count() -> int:
    """Return how many achievements are offered."""
    return Entry.objects.filter(is_listed=True).order_by().count()


def of_provider(organisation_id: int) -> QuerySet[Entry]:
    """Return what a provider offers, the newest first."""
    return _entries().filter(organisation=organisation_id, is_listed=True)


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider, and how much it offers."""

    slug: str
    name: str
    country: str
    offers: int


def providers(name: str = "") -> list[Provider]:
    """Return who offers something, by name; with ``name`` those whose name has it in it."""
    offers = dict(
        Entry.objects.filter(is_listed=True)
        .order_by()
        .values_list("organisation")
        .annotate(Count("pk"))
    )
    rows = organisations().filter(pk__in=offers, name__icontains=name.strip())
    return [Provider(one.slug, one.name, one.country, offers[one.pk]) for one in rows]


def addresses(first: int, limit: int) -> list[tuple[UUID, datetime]]:
    """Return achievements and when their pages changed, in the order of their numbers."""
    rows = Entry.objects.filter(is_listed=True).order_by("pk")
    return list(rows.values_list("achievement", "changed_at")[first : first + limit])


def changed_at() -> datetime | None:
    """Return when the register changed last."""
    found: datetime | None = Entry.objects.aggregate(last=Max("changed_at"))["last"]
    return found
