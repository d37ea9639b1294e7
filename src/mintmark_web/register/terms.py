"""What an achievement is chosen by, taken out of its noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from mintmark import Achievement, Price, Workload
from mintmark.equivalence import credits_in, level_in
from mintmark.frameworks.loading import load
from mintmark.frameworks.rulebook import Rulebook
from mintmark.vocabularies.likeness import fold
from mintmark_web.register.types import CONFORMS, FEES, FREE, SIZES, Kind

_LONGEST = 500
_NOT_SKILLS = ("esco-occupation",)


class Said(NamedTuple):
    """A term, not yet stored."""

    kind: str
    value: str
    label: str = ""


def terms(noun: Achievement, verdicts: Mapping[str, str], as_of: date) -> set[Said]:
    """Return the terms that are true of an achievement; what it does not tell gives none.

    Args:
        verdicts: what each framework says of it.
        as_of: the day whose level maps and credit rates are taken.
    """
    found = {
        *_skills(noun),
        *_frameworks(verdicts),
        *_fee(noun.price),
        *_size(noun.workload, as_of),
    }
    found |= {Said(Kind.FIELD, code[:2]) for code in noun.fields}
    found |= {Said(Kind.LANGUAGE, tag.split("-")[0].lower()) for tag in noun.teaching_languages}
    if noun.participation:
        found.add(Said(Kind.MODE, noun.participation))
    if noun.issuer.country:
        found.add(Said(Kind.COUNTRY, noun.issuer.country))
    level = level_in(noun.levels, "EQF", as_of)
    if level is not None and isinstance(level.value, str):
        found.add(Said(Kind.LEVEL, level.value))
    return {term for term in found if term.value and len(term.value) <= _LONGEST}


def _skills(noun: Achievement) -> Iterator[Said]:
    """Yield what outcomes are aligned to, one term for one address, and the tags."""
    named = {
        alignment.url: alignment.name
        for outcome in noun.outcomes
        for alignment in outcome.alignments
        if alignment.type not in _NOT_SKILLS
    }
    for url, name in named.items():
        yield Said(Kind.SKILL, url, name[:300])
    known = {fold(name) for name in named.values()}
    tags = {fold(tag): tag for tag in noun.tags}
    for folded, tag in tags.items():
        if folded not in known:
            yield Said(Kind.SKILL, folded, tag[:300])


def _frameworks(verdicts: Mapping[str, str]) -> Iterator[Said]:
    for book in met(verdicts):
        yield Said(Kind.FRAMEWORK, book.id)


def met(verdicts: Mapping[str, str]) -> list[Rulebook]:
    """Return the frameworks met, by id: of those that somebody in charge laid down.

    Only of those whose rules are all known here; another may ask for more.
    """
    books = [load(one) for one, verdict in sorted(verdicts.items()) if verdict == CONFORMS]
    return [book for book in books if book.official and book.whole]


def _size(workload: Workload | None, as_of: date) -> Iterator[Said]:
    hours = hours_of(workload, as_of)
    if hours is not None:
        yield Said(Kind.SIZE, next(name for name, most in SIZES if most is None or hours <= most))


def hours_of(workload: Workload | None, as_of: date) -> Fraction | None:
    """Return the notional hours, told or worked out from credits; None where nobody can tell."""
    answer = credits_in(workload, "h", as_of)
    return answer.value if answer is not None and isinstance(answer.value, Fraction) else None


def _fee(price: Price | None) -> Iterator[Said]:
    if price is None:
        return
    if price.amount == 0:
        yield Said(Kind.FEE, FREE)
        return
    band = next(
        str(most or "more") for most in FEES if most is None or price.amount <= Decimal(most)
    )
    yield Said(Kind.FEE, f"{price.currency}-{band}")
