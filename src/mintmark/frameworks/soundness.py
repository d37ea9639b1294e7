"""Whether a rulebook holds together: within itself, and with the nouns it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from mintmark.errors import RulebookError
from mintmark.frameworks.conditions import path_faults
from mintmark.frameworks.paths import AWARD
from mintmark.frameworks.rulebook import Rule, Rulebook
from mintmark.model import Achievement


def verify_rulebook(rulebook: Rulebook) -> None:
    """Hold the rulebook against itself and against the nouns.

    Raises:
        RulebookError: ``framework.dangling``: a rule depends on one that is not there;
            ``framework.cyclic``: rules wait for one another; ``framework.contradiction``: an id
            stands there twice, dates run backwards or leave the rulebook's own validity, a path
            leads nowhere, a value can never be, ``at_award`` is missing where an award is looked
            at (or given where none is), or there is something to decide where there is no policy.
    """
    verify_links(f"The rulebook {rulebook.id}", _dependencies(rulebook.rules))
    faults = tuple(_faults(rulebook))
    if faults:
        raise RulebookError(
            "framework.contradiction",
            f"The rulebook {rulebook.id} contradicts itself: {'; '.join(faults)}.",
        )


def verify_shelf(rulebooks: Iterable[Rulebook]) -> None:
    """Hold several rulebooks against one another: what each replaces must be there.

    Raises:
        RulebookError: ``framework.dangling`` or ``framework.cyclic``.
    """
    replaced = {book.id: (book.replaces,) if book.replaces else () for book in rulebooks}
    verify_links("The shelf of rulebooks", replaced)


def verify_links(whose: str, links: Mapping[str, tuple[str, ...]]) -> None:
    """Check that links lead to what is there and never round in a circle.

    Raises:
        RulebookError: ``framework.dangling`` or ``framework.cyclic``.
    """
    for name, targets in links.items():
        for target in targets:
            if target not in links:
                raise RulebookError(
                    "framework.dangling", f"{whose}: {name} names {target!r}, which is not there."
                )
    try:
        TopologicalSorter(links).prepare()
    except CycleError as fault:
        circle = " to ".join(fault.args[1])
        raise RulebookError(
            "framework.cyclic", f"{whose} goes round in a circle: {circle}."
        ) from None


def _dependencies(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    return {rule.id: (rule.depends_on,) if rule.depends_on else () for rule in rules}


def _faults(rulebook: Rulebook) -> Iterator[str]:
    yield from _twins([rule.id for rule in rulebook.rules])
    yield from _twins([source.id for source in rulebook.sources])
    if (
        rulebook.valid_until is not None
        and rulebook.valid_from is not None
        and rulebook.valid_until < rulebook.valid_from
    ):
        yield "it ends before it begins"
    if rulebook.state == "no-policy" and rulebook.of_kind("mandatory"):
        yield "it has mandatory rules where there is no policy"
    for rule in rulebook.rules:
        for fault in (*_date_faults(rulebook, rule), *_rule_faults(rulebook, rule)):
            yield f"{rule.id}: {fault}"


def _twins(ids: list[str]) -> Iterator[str]:
    yield from (f"{id_} stands there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1}))


def _date_faults(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    begins = rule.valid_from or rulebook.valid_from
    ends = rule.valid_until or rulebook.valid_until
    if ends is not None and begins is not None and ends < begins:
        yield "it ends before it begins"
    if begins is not None and rulebook.valid_from is not None and begins < rulebook.valid_from:
        yield "it begins before the rulebook"
    if rulebook.valid_until is not None and ends is not None and ends > rulebook.valid_until:
        yield "it ends after the rulebook"


def _rule_faults(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    nouns: tuple[Any, ...] = (Achievement,)
    for path in rule.fields:
        yield from path_faults(nouns, path)
    for predicate in (rule.predicate, rule.applies_when):
        if predicate is not None:
            yield from predicate.faults(nouns)
    asks_award = any(path.startswith(AWARD) for path in rule.paths)
    if asks_award != (rule.at_award is not None):
        yield "at_award is given exactly where a path leads into the award"
    needed = rulebook.rule(rule.depends_on) if rule.depends_on else None
    if needed is not None and (needed.predicate is None or needed.confidence == "memory"):
        yield f"it depends on {needed.id}, which never decides"
