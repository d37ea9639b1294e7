"""Read a stack rule: YAML in, a rule out that is complete in itself and can be met."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Any, Final

from mintmark.encoding.strict_yaml import DraftProblems, Problem, Written, read_noun
from mintmark.encoding.strict_yaml.nouns import place_of
from mintmark.encoding.strict_yaml.schema import noun_schema
from mintmark.errors import LimitError, RulebookError
from mintmark.model import Group, Known, Order, StackRule, Which
from mintmark.model.base import is_absolute_iri
from mintmark.steps.stack.soundness import Fault, faults

Others = Callable[[str], str | bytes]
"""Gives the text of another rule, by the name that a group has for it; KeyError where none is."""

SCHEMA_ID: Final = "urn:uuid:0f0c8f0e-7d63-4c0f-8f39-0c6a2b1f7d55"
MAX_NESTED: Final = 8
"""How deep rules may name one another."""

MAX_GROUPS: Final = 1000
"""How many groups a rule may have with those of the rules that it names."""


def stack_rule_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a stack rule as it is written."""
    return noun_schema(StackRule, SCHEMA_ID, "Stack rule")


def no_others(name: str) -> str:
    """Know no other rule."""
    raise KeyError(name)


def read_rule(text: str | bytes, name: str = "rule", others: Others = no_others) -> StackRule:
    """Return the stack rule in a YAML text, with the rules that it names put in.

    Every reference in it is an address afterwards, and no group names another rule.

    Args:
        text: the rule; bytes must be UTF-8.
        name: the file's name, for messages.
        others: gives the text of the rules that it names.

    Raises:
        InputError, LimitError: it is no YAML that can be read, or has too many groups.
        DraftProblems: it says something that a rule cannot be, or contradicts itself (``stack.*``).
        RulebookError: ``stack.cycle``: rules contain each other.
    """
    return _read(text, name, others, (name,))


def _read(text: str | bytes, name: str, others: Others, above: tuple[str, ...]) -> StackRule:
    written = read_noun(text, name, StackRule)
    _refuse(written, list(_unknown(written.noun)))
    inner: dict[str, StackRule] = {}
    for path, group in _groups(written.noun.groups, "groups"):
        if group.rule is not None and group.rule not in inner:
            inner[group.rule] = _other(written, path, group.rule, others, above)
    _bounded(written, inner)
    settled = _settled(written.noun, inner)
    _refuse(written, list(faults(settled)))
    return settled


def _bounded(written: Written[StackRule], inner: dict[str, StackRule]) -> None:
    """Refuse rules that together have too many groups: each may name others several times."""
    sizes = {name: len(list(_groups(rule.groups, ""))) for name, rule in inner.items()}
    groups = list(_groups(written.noun.groups, ""))
    if sum(1 + (sizes[group.rule] if group.rule else 0) for _, group in groups) > MAX_GROUPS:
        raise LimitError(
            "stack.too-large",
            f"The rule has more than {MAX_GROUPS} groups, those of other rules counted in.",
            place=written.name,
        )


def _refuse(written: Written[StackRule], found: list[Fault]) -> None:
    if not found:
        return
    problems = []
    for fault in found:
        place = place_of(fault.path, written.positions)
        problems.append(
            Problem(
                fault.code,
                fault.message,
                written.name,
                place.line,
                place.column,
                fault.path,
                fault.remedy,
            )
        )
    problems.sort(key=lambda problem: (problem.line, problem.column))
    raise DraftProblems(problems)


def _groups(groups: tuple[Group, ...], path: str) -> Iterator[tuple[str, Group]]:
    for number, group in enumerate(groups):
        yield f"{path}[{number}]", group
        yield from _groups(group.groups, f"{path}[{number}].groups")


def _other(
    written: Written[StackRule], path: str, name: str, others: Others, above: tuple[str, ...]
) -> StackRule:
    if name in above or len(above) > MAX_NESTED:
        chain = " > ".join((*above, name))
        place = place_of(f"{path}.rule", written.positions)
        raise RulebookError(
            "stack.cycle",
            f"The rules contain each other: {chain}."
            if name in above
            else f"Rules are nested more than {MAX_NESTED} deep: {chain}.",
            place=f"{written.name}, line {place.line}, field {path}.rule",
        )
    try:
        text = others(name)
    except KeyError:
        message = f"There is no rule {name[:80]!r}."
        remedy = "Write the name of a file beside this one."
        _refuse(written, [Fault("stack.unknown-rule", message, f"{path}.rule", remedy)])
        raise
    return _read(text, name, others, (*above, name))


# ------------------------------------------------------------------------------ references


def _unknown(rule: StackRule) -> Iterator[Fault]:
    """Yield the references that are neither addresses nor names."""
    names = [known.id for known in rule.names]
    for path, reference in _references(rule):
        if not is_absolute_iri(reference) and reference not in names:
            near = difflib.get_close_matches(reference[:80], names, n=1)
            meant = f"Did you mean {near[0]}?" if near else "Write its address, or add it to names."
            message = f"Nothing is called {reference[:80]!r} in this rule."
            yield Fault("stack.unknown-reference", message, path, meant)


def _references(rule: StackRule) -> Iterator[tuple[str, str]]:
    yield from _in_group(rule.root, "")
    for number, order in enumerate(rule.order):
        yield f"order[{number}].thing", order.thing
        yield from _listed(order.after, f"order[{number}].after")


def _in_group(group: Group, path: str) -> Iterator[tuple[str, str]]:
    if group.awards is not None:
        yield f"{path}awards", group.awards
    yield from _in_which(group.where, f"{path}where")
    for number, one in enumerate(group.requirements):
        yield from _in_which(one.where, f"{path}requirements[{number}].where")
        yield from _listed(one.things, f"{path}requirements[{number}].things")
    for number, inner in enumerate(group.groups):
        yield from _in_group(inner, f"{path}groups[{number}].")


def _in_which(which: Which | None, path: str) -> Iterator[tuple[str, str]]:
    if which is None:
        return
    for name in ("things", "awarded_by", "issued_by"):
        yield from _listed(getattr(which, name), f"{path}.{name}")
    for name in ("any_of", "none_of"):
        for number, inner in enumerate(getattr(which, name)):
            yield from _in_which(inner, f"{path}.{name}[{number}]")


def _listed(references: tuple[str, ...], path: str) -> Iterator[tuple[str, str]]:
    return ((f"{path}[{number}]", one) for number, one in enumerate(references))


# ------------------------------------------------------------------------------ settling


def _settled(rule: StackRule, inner: dict[str, StackRule]) -> StackRule:
    """Return the rule with addresses for names, and the other rules put in."""
    urls = {known.id: known.url for known in rule.names}
    known = {one.url: one for other in inner.values() for one in other.names}
    known |= {one.url: one for one in rule.names}
    ids: set[str] = set()
    names: list[Known] = []
    for one in known.values():  # two rules may use one short name for two things
        free = one.id not in ids
        ids.add(one.id)
        names.append(one if free else one.model_copy(update={"id": f"{one.id}-{len(names)}"}))
    order = [_order(one, urls) for one in rule.order]
    order += [one for other in inner.values() for one in other.order]
    root = _group(rule.root, urls, inner)
    return rule.model_copy(
        update={
            "names": tuple(names),
            "awards": root.awards,
            "where": root.where,
            "requirements": root.requirements,
            "groups": root.groups,
            "order": tuple(dict.fromkeys(order)),
        }
    )


def _order(order: Order, urls: dict[str, str]) -> Order:
    after = tuple(urls.get(one, one) for one in order.after)
    return Order(thing=urls.get(order.thing, order.thing), after=after)


def _group(group: Group, urls: dict[str, str], inner: dict[str, StackRule]) -> Group:
    where = _which(group.where, urls)
    awards = urls.get(group.awards, group.awards) if group.awards else None
    if group.rule is not None:
        other = inner[group.rule].root
        both = [one for one in (where, other.where) if one is not None]
        return other.model_copy(
            update={
                "id": group.id,
                "title": group.title or other.title,
                "awards": awards or other.awards,
                "where": _all_of(both),
                "system": other.system or group.system,
            }
        )
    requirements = tuple(
        one.model_copy(
            update={
                "where": _which(one.where, urls),
                "things": tuple(urls.get(thing, thing) for thing in one.things),
            }
        )
        for one in group.requirements
    )
    groups = tuple(_group(one, urls, inner) for one in group.groups)
    return group.model_copy(
        update={"awards": awards, "where": where, "requirements": requirements, "groups": groups}
    )


def _all_of(both: list[Which]) -> Which | None:
    """Return what holds where all of these hold: none of them may fail."""
    if len(both) < 2:
        return both[0] if both else None
    return Which(none_of=tuple(Which(none_of=(one,)) for one in both))


def _which(which: Which | None, urls: dict[str, str]) -> Which | None:
    if which is None:
        return None
    update: dict[str, Any] = {
        name: tuple(urls.get(one, one) for one in getattr(which, name))
        for name in ("things", "awarded_by", "issued_by")
    }
    for name in ("any_of", "none_of"):
        update[name] = tuple(_which(one, urls) for one in getattr(which, name))
    return which.model_copy(update=update)
