"""What would have to give so that there is a plan, and by how much, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from mintmark.equivalence import number
from mintmark.model import Reason, Relaxation, Wishes
from mintmark.steps.stack.planning.field import Field
from mintmark.steps.stack.planning.money import money
from mintmark.steps.stack.planning.pruning import Choice
from mintmark.steps.stack.planning.scheduling import Schedule
from mintmark.steps.stack.words import several

Wish = Literal[
    "max_cost", "by", "max_hours", "hours_per_week", "languages", "modes", "prerequisites"
]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: what was given up, and what it comes to.

    Attributes:
        given_up: the wishes.
        field: what there is.
        wishes: what was wished.
        choices: what the schedule's numbers mean.
        schedule: the plan that goes the least beyond the wishes.
    """

    given_up: tuple[Wish, ...]
    field: Field
    wishes: Wishes
    choices: Sequence[Choice]
    schedule: Schedule


def reason(way: Way) -> Reason:
    """Return a way out in words."""
    gives = tuple(_WORDS[one](way) for one in way.given_up)
    return Reason(relax=gives, words=" And then: ".join(one.words for one in gives))


def _cost(way: Way) -> Relaxation:
    currency = f" {way.field.catalogue.currency or ''}".rstrip()
    given = f"{number(Fraction(way.wishes.max_cost or 0))}{currency}"
    needed = f"{number(money(int(way.schedule.values['cost'])))}{currency}"
    words = f"There is at least {needed} to pay, and no more than {given} was allowed."
    return Relaxation(wish="max_cost", given=given, needed=needed, words=words)


def _end(way: Way) -> Relaxation:
    needed = str(date.fromordinal(int(way.schedule.values["end"])))
    words = f"The earliest end is {needed}, after {way.wishes.by}."
    return Relaxation(wish="by", given=str(way.wishes.by), needed=needed, words=words)


def _hours(way: Way) -> Relaxation:
    given = f"{number(Fraction(way.wishes.max_hours or 0))} hours"
    needed = f"{number(way.schedule.values['hours'])} hours"
    words = f"It takes at least {needed} of study, and no more than {given} were allowed."
    return Relaxation(wish="max_hours", given=given, needed=needed, words=words)


def _rate(way: Way) -> Relaxation:
    given = f"{number(Fraction(way.wishes.hours_per_week or 0))} hours"
    needed = f"{number(way.schedule.values['rate'])} hours"
    words = f"The fullest week takes at least {needed}, and no more than {given} were allowed."
    return Relaxation(wish="hours_per_week", given=given, needed=needed, words=words)


def _languages(way: Way) -> Relaxation:
    chosen = [way.choices[n] for n in way.schedule.taken]
    foreign = [one.candidate.course for one in chosen if one.foreign]
    return _of_offers(
        "languages",
        several(list(way.wishes.languages)),
        several(sorted({each for one in foreign for each in one.languages or ("unsaid",)}), "and"),
        tuple(one.offer.id for one in foreign),
        "not taught in",
    )


def _modes(way: Way) -> Relaxation:
    chosen = [way.choices[n] for n in way.schedule.taken]
    other = [one.candidate.course for one in chosen if one.unsuited]
    return _of_offers(
        "modes",
        several(list(way.wishes.modes)),
        several(sorted({one.mode or "unsaid" for one in other}), "and"),
        tuple(one.offer.id for one in other),
        "not",
    )


def _of_offers(
    wish: Literal["languages", "modes"], given: str, needed: str, offers: tuple[str, ...], no: str
) -> Relaxation:
    which = several(list(offers), "and")
    are = "is" if len(offers) == 1 else "are"
    words = f"It takes {which}, which {are} {no} {given}; there {are} only {needed}."
    return Relaxation(wish=wish, given=given, needed=needed, offers=offers, words=words)


def _waived(way: Way) -> Relaxation:
    names = way.field.named()
    pairs = [
        (way.choices[n].candidate.course.offer.id, names.get(thing, thing))
        for n, thing in way.schedule.waived
    ]
    needed = "; ".join(f"{offer} without {thing}" for offer, thing in pairs)
    return Relaxation(
        wish="prerequisites",
        given=several(list(dict.fromkeys(thing for _, thing in pairs)), "and"),
        needed=needed,
        offers=tuple(dict.fromkeys(offer for offer, _ in pairs)),
        words=f"It takes admission to {needed}.",
    )


_WORDS: Final[dict[Wish, Callable[[Way], Relaxation]]] = {
    "max_cost": _cost,
    "by": _end,
    "max_hours": _hours,
    "hours_per_week": _rate,
    "languages": _languages,
    "modes": _modes,
    "prerequisites": _waived,
}
