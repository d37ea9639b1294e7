"""A catalogue: offers with their achievements, read strictly and sound as a whole."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final, TypeVar

from mintmark.encoding.strict_yaml import DraftProblems, Place, Problem, Written, read_noun
from mintmark.encoding.strict_yaml.nouns import place_of
from mintmark.encoding.strict_yaml.schema import noun_schema
from mintmark.equivalence import credits_in
from mintmark.equivalence.library import library
from mintmark.model import Achievement, Offer
from mintmark.model.base import Noun
from mintmark.steps.stack.facts import later
from mintmark.steps.stack.planning.references import cycles, unknown
from mintmark.steps.stack.soundness import Fault

SCHEMA_ID: Final = "urn:uuid:5f1f5a5e-51a5-4a5e-8f5e-3f0d8f6a2c17"
FINEST: Final = 1000
"""Money is counted in thousandths of the currency's unit, as the finest currencies are."""

N = TypeVar("N", bound=Noun)
_DRAFT = re.compile(r"^issuer\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Course:
    """An offer with all that follows from its achievement.

    Attributes:
        offer: the offer.
        achievement: what it leads to.
        hours: hours of study in all; of a range of hours the most.
        fee: the fee.
        currency: its currency; None where it costs nothing.
        duration: how long it takes (ISO 8601); None where each run says when it ends.
        languages: the languages it is taught in.
        mode: the form of participation.
        requires: the addresses of what must be awarded before it starts.
    """

    offer: Offer
    achievement: Achievement
    hours: Fraction
    fee: Fraction
    currency: str | None
    duration: str | None
    languages: tuple[str, ...]
    mode: str | None
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Courses by the ids of their offers, with one currency for all.

    Attributes:
        courses: in the order of their ids.
        currency: the currency of all fees; None where nothing costs anything.
    """

    courses: tuple[Course, ...]
    currency: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer with its achievement, and where both are written.

    Attributes:
        offer: the offer as it stands in its file.
        achievement: the achievement's draft as it stands in its file.
    """

    offer: Written[Offer]
    achievement: Written[Achievement]


def offer_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an offer as it is written."""
    return noun_schema(Offer, SCHEMA_ID, "Offer")


def read_catalogue(files: Mapping[str, str | bytes], *, as_of: date) -> Catalogue:
    """Return the catalogue in a folder's YAML files: offers, and the drafts that they name.

    A file with a field ``issuer`` is a draft, and read only where an offer names it. Every other
    file is an offer.

    Args:
        files: the text of each file, by its name; a name may have folders in it (``a/b.yaml``).
        as_of: the day asked about; what credits are in hours may depend on it.

    Raises:
        InputError: a file is no YAML that can be read.
        DraftProblems: what is wrong with all of them, each with its file and line: fields that
            cannot be, and ``offer.*``.
    """
    problems: list[Problem] = []
    drafts: dict[str, Written[Achievement] | None] = {}
    entries: list[Entry] = []
    for name in sorted(files):
        if _is_draft(files[name]):
            continue
        offer = _read(problems, files[name], name, Offer)
        if offer is None:
            continue
        draft = posixpath.normpath(posixpath.join(posixpath.dirname(name), offer.noun.achievement))
        if draft not in files:
            problems.append(_problem(offer, _no_draft(offer.noun.achievement)))
        elif draft not in drafts:
            drafts[draft] = _read(problems, files[draft], draft, Achievement)
        achievement = drafts.get(draft)
        if achievement is not None:
            entries.append(Entry(offer, achievement))
    if problems:
        raise DraftProblems(problems)
    return make_catalogue(entries, as_of=as_of)


def as_entry(offer: Offer, achievement: Achievement) -> Entry:
    """Return an offer and its achievement that stand in no file."""
    nowhere = {"": Place(1, 1)}
    return Entry(
        Written(offer, nowhere, f"the offer {offer.id}"),
        Written(achievement, nowhere, f"the achievement {achievement.id}"),
    )


def make_catalogue(entries: Iterable[Entry], *, as_of: date) -> Catalogue:
    """Return the catalogue of these offers.

    Raises:
        DraftProblems: ``offer.*``, all problems with their files and lines.
    """
    ordered = sorted(entries, key=lambda entry: (entry.offer.noun.id, entry.offer.name))
    problems = [
        _problem(written, fault)
        for entry in ordered
        for written, fault in _faults(entry, as_of, _currency(ordered))
    ]
    problems += [_problem(entry.offer, fault) for entry, fault in _together(ordered)]
    if problems:
        raise DraftProblems(problems)
    named = {entry.offer.noun.id: entry.achievement.noun.id for entry in ordered}
    courses = tuple(_course(entry, named, as_of) for entry in ordered)
    return Catalogue(courses, _currency(ordered))


def _is_draft(text: str | bytes) -> bool:
    plain = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return _DRAFT.search(plain) is not None


def _read(
    problems: list[Problem], text: str | bytes, name: str, kind: type[N]
) -> Written[N] | None:
    """Return what is written, or None with its problems put with the others."""
    try:
        return read_noun(text, name, kind)
    except DraftProblems as found:
        problems += found.problems
        return None


def _problem(written: Written[Any], fault: Fault) -> Problem:
    place = place_of(fault.path, written.positions)
    return Problem(
        fault.code,
        fault.message,
        written.name,
        place.line,
        place.column,
        fault.path,
        fault.remedy,
    )


def _no_draft(name: str) -> Fault:
    return Fault(
        "offer.unknown-achievement",
        f"There is no draft {name[:80]!r} beside this offer.",
        "achievement",
        "Write the name of the achievement's draft, a file in the catalogue.",
    )


# ------------------------------------------------------------------------------ soundness


def _faults(entry: Entry, as_of: date, currency: str | None) -> Iterator[tuple[Any, Fault]]:
    offer, achievement = entry.offer, entry.achievement
    workload = achievement.noun.workload
    for number, one in enumerate(workload.credits if workload else ()):
        if not library().system_ids(one.system):
            yield (
                achievement,
                Fault(
                    "offer.unknown-system",
                    f"Nobody knows the credit system {one.system[:40]!r}.",
                    f"workload.credits[{number}].system",
                    "Write one of those that mintmark equate knows, for example ECTS.",
                ),
            )
    if _hours(entry, as_of) is None:
        yield (
            offer,
            Fault(
                "offer.no-hours",
                "Nothing says how many hours of study it takes.",
                "achievement",
                "Write hours here, or hours or credits into the workload of the draft.",
            ),
        )
    open_end = offer.noun.any_time or any(run.end is None for run in offer.noun.runs)
    if open_end and not _days(_duration(entry)):
        yield (
            offer,
            Fault(
                "offer.no-duration",
                "Nothing says how many days it takes.",
                "runs",
                "Write an end for each run, or a duration such as P6W.",
            ),
        )
    yield from _price_faults(entry, currency)


def _price_faults(entry: Entry, currency: str | None) -> Iterator[tuple[Any, Fault]]:
    price, offer = entry.offer.noun.fee or entry.achievement.noun.price, entry.offer
    if price is None:
        return
    where, path = (offer, "fee") if offer.noun.fee else (entry.achievement, "price")
    if price.amount and price.currency != currency:
        yield (
            where,
            Fault(
                "offer.mixed-currencies",
                f"The fee is in {price.currency}, and other fees are in {currency}.",
                f"{path}.currency",
                "Give all fees of a catalogue in one currency.",
            ),
        )
    if (Fraction(price.amount) * FINEST).denominator != 1:
        yield (
            where,
            Fault(
                "offer.fee-too-fine",
                "The fee has more than three decimals.",
                f"{path}.amount",
                "Write it as it is paid.",
            ),
        )


def _together(entries: list[Entry]) -> Iterator[tuple[Entry, Fault]]:
    """Yield what is wrong with offers as they stand beside each other."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.offer.noun.id, entry)
        if first is not entry:
            yield (
                entry,
                Fault(
                    "offer.twin-id",
                    f"The id {entry.offer.noun.id!r} is that of {first.offer.name} too.",
                    "id",
                    "Give each offer an id of its own.",
                ),
            )
    offers = {entry.offer.noun.id: entry.offer.noun for entry in entries}
    gives = {entry.offer.noun.id: entry.achievement.noun for entry in entries}
    for name, fault in (*unknown(offers), *cycles(offers, gives)):
        yield seen[name], fault


# ------------------------------------------------------------------------------ what follows


def _currency(entries: list[Entry]) -> str | None:
    prices = (entry.offer.noun.fee or entry.achievement.noun.price for entry in entries)
    return next((price.currency for price in prices if price and price.amount), None)


def _hours(entry: Entry, as_of: date) -> Fraction | None:
    said = entry.offer.noun.hours
    if said is not None:
        return Fraction(said)
    answer = credits_in(entry.achievement.noun.workload, "h", as_of)
    return answer.high if answer and isinstance(answer.high, Fraction) else None


def _duration(entry: Entry) -> str | None:
    workload = entry.achievement.noun.workload
    return entry.offer.noun.duration or (workload.duration if workload else None)


def _days(duration: str | None) -> int:
    day = date(2001, 1, 1)
    return (later(day, duration) - day) // timedelta(days=1) if duration else 0


def _course(entry: Entry, named: Mapping[str, str], as_of: date) -> Course:
    offer, achievement = entry.offer.noun, entry.achievement.noun
    price = offer.fee or achievement.price
    fee = Fraction(price.amount) if price else Fraction(0)
    return Course(
        offer=offer,
        achievement=achievement,
        hours=_hours(entry, as_of) or Fraction(0),
        fee=fee,
        currency=price.currency if price and fee else None,
        duration=_duration(entry),
        languages=offer.languages or achievement.teaching_languages,
        mode=offer.mode or achievement.participation,
        requires=tuple(dict.fromkeys(named.get(one, one) for one in offer.requires)),
    )
