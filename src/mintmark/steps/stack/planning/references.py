"""What offers require of one another: names that mean nothing, and circles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from mintmark.model import Achievement, Offer
from mintmark.model.base import is_absolute_iri
from mintmark.steps.stack.planning.prospects import things_of
from mintmark.steps.stack.soundness import Fault


def unknown(offers: Mapping[str, Offer]) -> Iterator[tuple[str, Fault]]:
    """Yield, with the offer's id, what is required and is neither an address nor an offer."""
    for name, offer in offers.items():
        for number, one in enumerate(offer.requires):
            if one in offers or is_absolute_iri(one):
                continue
            near = difflib.get_close_matches(one[:80], list(offers), n=1)
            yield (
                name,
                Fault(
                    "offer.unknown-reference",
                    f"No offer is called {one[:80]!r}.",
                    f"requires[{number}]",
                    f"Did you mean {near[0]}?" if near else "Write an address or an offer's id.",
                ),
            )


def cycles(
    offers: Mapping[str, Offer], gives: Mapping[str, Achievement]
) -> Iterator[tuple[str, Fault]]:
    """Yield the offers that each can only come after another of them.

    What no offer gives may be held already, so that it holds nothing up.
    """
    given: dict[str, set[str]] = {}
    for name, achievement in gives.items():
        for thing in things_of(offers[name], achievement):
            given.setdefault(thing, set()).add(name)
    wanted = {name: list(_wanted(name, offers, gives)) for name in offers}
    reached: set[str] = set()
    while more := {
        name
        for name, things in wanted.items()
        if name not in reached and all(_there(one, given, reached) for one in things)
    }:
        reached |= more
    stuck = [name for name in offers if name not in reached]
    if stuck:
        chain = _chain(stuck, wanted, given)
        yield (
            chain[0],
            Fault(
                "offer.cycle",
                f"Each of these can only come after the next: {' > '.join(chain)}.",
                "requires",
                "Leave out one of the requirements.",
            ),
        )


def _wanted(
    name: str, offers: Mapping[str, Offer], gives: Mapping[str, Achievement]
) -> Iterator[str]:
    for one in offers[name].requires:
        yield gives[one].id if one in gives else one


def _there(thing: str, given: Mapping[str, set[str]], reached: set[str]) -> bool:
    return thing not in given or not given[thing].isdisjoint(reached)


def _chain(
    stuck: list[str], wanted: Mapping[str, list[str]], given: Mapping[str, set[str]]
) -> list[str]:
    """Return a circle among offers that wait for one another, its first also at its end."""
    seen: list[str] = [stuck[0]]
    while True:
        blocked = next(one for one in wanted[seen[-1]] if one in given and given[one] <= set(stuck))
        following = min(given[blocked])
        if following in seen:
            circle = seen[seen.index(following) :]
            first = circle.index(min(circle))
            return [*circle[first:], *circle[:first], circle[first]]
        seen.append(following)
