"""Between a stack rule and the form that shows it.

The form knows the parts that most rules have. What else a rule says about the whole is kept as it
is; a rule whose groups the form cannot show, or that has notes in it, is for the text page. Which
it is, is found out by doing it: the form takes a rule that comes back the same.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from mintmark import MintmarkError
from mintmark_web.stacks import rules
from mintmark_web.stacks.noting import (
    Names,
    Node,
    address_of,
    exact,
    free,
    language_of,
    plain,
    put,
    said_in,
    text_in,
)

_NOTE = re.compile(r"(?:^|\s)#", re.MULTILINE)
_ONE_COUNT = frozenset({"id", "title", "count", "at_least"})
_PARTS = frozenset({"id", "language", "title", "awards", "decided_by", "system", "names", "groups"})


class NotShownError(Exception):
    """The form has no place for this part of a rule."""


@dataclass
class GroupRow:
    """A group as the form has it.

    Attributes:
        id: its short name; empty for a new one.
        kind: ``all`` of the things, ``least`` so many of them or of any, ``credits`` likewise.
        things: the addresses of achievements.
    """

    id: str = ""
    title: str = ""
    kind: str = "all"
    number: Decimal | None = None
    things: list[str] = field(default_factory=list)


def opened(text: str, own: str | None) -> Node | None:
    """Return the rule in a text, if the form can show it and nothing would be lost; else None.

    Args:
        own: the address under which the organisation issues, if it has one.
    """
    if _NOTE.search(text):
        return None
    try:
        whole, node = rules.alone(text), yaml.safe_load(text)
        again = rules.alone(as_text(written(node, shown(node, own), groups_of(node), {}, own)))
    except (
        MintmarkError,
        NotShownError,
        yaml.YAMLError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ):
        return None
    return node if again.model_dump() == whole.model_dump() else None


def as_text(node: Mapping[str, Any]) -> str:
    """Return a rule as a text that can be read again."""
    apart = copy.deepcopy(dict(node))
    return str(yaml.dump(apart, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100))


class _Plain(yaml.SafeDumper):
    """Writes what stands there twice twice: the strict reader knows no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


# ------------------------------------------------------------------------------ the whole


def shown(node: Node, own: str | None) -> dict[str, Any]:
    """Return what stands in the form's fields."""
    where, language = node.get("where", {}), language_of(node)
    total, level, share = (_held(node, own, role) for role in ("total", "level", "own"))
    floor, within = where.get("level", {}), re.fullmatch(r"P(\d+)Y", where.get("within", ""))
    of_level = level["where"]["level"] if level else {}
    return {
        "title": said_in(node["title"], language),
        "decided_by": said_in(node["decided_by"]["name"], language),
        "awards": address_of(node, node["awards"]) if "awards" in node else "",
        "system": node.get("system", ""),
        "total": exact(total["at_least"]) if total else None,
        "framework": of_level.get("framework") or floor.get("framework", ""),
        "floor": floor.get("at_least", ""),
        "level": of_level.get("at_least", ""),
        "level_credits": exact(level["at_least"]) if level else None,
        "years": int(within[1]) if within else None,
        "share": exact(share["at_least_share"]) * 100 if share else None,
    }


def kept(node: Node, own: str | None) -> list[str]:
    """Return what the rule says besides, that the form leaves as it is, by title or name."""
    language = language_of(node)
    roles = {id(one) for role in _ROLES if (one := _held(node, own, role))}
    others = [one for one in node.get("requirements", ()) if id(one) not in roles]
    named = [said_in(one.get("title", one["id"]), language) for one in others]
    more = node.keys() - _PARTS - {"requirements", "where", "version"}
    narrow = node.get("where", {}).keys() - {"level", "within"}
    return [*named, *sorted(more), *(f"where.{name}" for name in sorted(narrow))]


def written(
    base: Node,
    said: Mapping[str, Any],
    rows: Sequence[GroupRow],
    titles: Mapping[str, str],
    own: str | None,
) -> Node:
    """Return the rule with what the form says written over it.

    Args:
        base: the rule as it was.
        titles: what achievements are called, by address.
    """
    node, language = copy.deepcopy(base), language_of(base)
    refer = Names(node, _addresses(base), titles)
    node["title"] = text_in(node.get("title"), said["title"], language)
    decides = node.get("decided_by", {})
    name = text_in(decides.get("name"), said["decided_by"], language)
    node["decided_by"] = {**decides, "name": name}
    put(node, "awards", refer.of(said["awards"]) if said["awards"] else None)
    put(node, "system", said["system"])
    put(node, "where", _where(node.get("where", {}), said))
    put(node, "requirements", _requirements(node, said, own))
    old = {one["id"]: one for one in base.get("groups", ())}
    groups: list[Node] = []
    for row in rows:
        taken = {*old, *(one["id"] for one in groups)}
        groups.append(_group(old.get(row.id), row, refer, taken, language))
    put(node, "groups", groups)
    put(node, "names", refer.names)
    return node


def _where(old: Node, said: Mapping[str, Any]) -> Node:
    where = dict(old)
    level = {"framework": said["framework"], "at_least": said["floor"]} if said["floor"] else None
    put(where, "level", level)
    put(where, "within", f"P{said['years']}Y" if said["years"] else None)
    return where


def _requirements(node: Node, said: Mapping[str, Any], own: str | None) -> list[Node]:
    """Return the requirements of the whole: the known ones as the form says, others as they are."""
    at_level = {"framework": said["framework"], "at_least": said["level"]}
    new: dict[str, Node | None] = dict.fromkeys(_ROLES)
    if said["total"]:
        new["total"] = {"at_least": plain(said["total"])}
    if said["level"] and said["level_credits"]:
        new["level"] = {"at_least": plain(said["level_credits"]), "where": {"level": at_level}}
    if said["share"]:
        new["own"] = {"at_least_share": plain(Decimal(said["share"]) / 100)}
    found = list(node.get("requirements", ()))
    for role, told in new.items():
        held = _held(node, own, role)
        if held and told:
            found[found.index(held)] = {**held, **told}
        elif held:
            found.remove(held)
        elif told:
            where = {"where": {"issued_by": [own]}} if role == "own" else {}
            name = free(role, {one["id"] for one in found})
            found.append({"id": name, **told, **where})
    return found


def _held(node: Node, own: str | None, role: str) -> Node | None:
    """Return the requirement of the whole that the form shows in a role."""
    fits = _ROLES[role]
    return next((one for one in node.get("requirements", ()) if fits(node, one, own)), None)


def _is_total(_node: Node, one: Node, _own: str | None) -> bool:
    return _counts(one) and one.keys() <= _ONE_COUNT


def _is_level(_node: Node, one: Node, _own: str | None) -> bool:
    where = one.get("where", {})
    return _counts(one) and one.keys() <= _ONE_COUNT | {"where"} and where.keys() == {"level"}


def _is_own(node: Node, one: Node, own: str | None) -> bool:
    where = one.get("where", {})
    who = where.get("issued_by") or where.get("awarded_by") or ()
    right = one.get("count", "credits") == "credits" and "at_least_share" in one
    known = one.keys() <= {"id", "title", "count", "where", "at_least_share"}
    return right and known and len(where) == 1 and [address_of(node, ref) for ref in who] == [own]


_ROLES = {"total": _is_total, "level": _is_level, "own": _is_own}


def _counts(one: Node) -> bool:
    return one.get("count", "credits") == "credits" and "at_least" in one


# ------------------------------------------------------------------------------ groups


def groups_of(node: Node) -> list[GroupRow]:
    """Return the groups as the form has them.

    Raises:
        NotShownError: it has no place for one of them.
    """
    return [_row(one, node) for one in node.get("groups", ())]


def _row(group: Node, node: Node) -> GroupRow:
    asked = group.get("requirements", ())
    where = group.get("where", {})
    if len(asked) != 1 or group.keys() - {"id", "title", "where", "requirements"}:
        raise NotShownError
    one, refs = asked[0], where.get("things", [])
    if where.keys() - {"things"} or one.keys() - _ONE_COUNT - {"things"}:
        raise NotShownError
    kind = "credits"
    if one.get("count") == "things":
        refs = one["things"]
        kind = "least" if "at_least" in one else "all"
    elif one.get("count") == "credentials":
        kind = "least"
    elif not _counts(one):
        raise NotShownError
    number = exact(one["at_least"]) if "at_least" in one else None
    title = said_in(group.get("title", ""), language_of(node))
    return GroupRow(group["id"], title, kind, number, [address_of(node, ref) for ref in refs])


def _group(old: Node | None, row: GroupRow, refer: Names, taken: set[str], language: str) -> Node:
    group: Node = dict(old or {"id": free("group", taken)})
    was = group.pop("requirements", [{}])[0]
    put(group, "title", text_in(group.get("title"), row.title, language) if row.title else None)
    things = [refer.of(one) for one in row.things]
    narrow = old is None or "where" in old or row.kind == "credits"
    put(group, "where", {"things": things} if narrow and things else None)
    count = "credits" if row.kind == "credits" else "things" if things else "credentials"
    asked: Node = {"id": was.get("id", count), "title": was.get("title"), "count": count}
    asked["things"] = things if count == "things" else None
    asked["at_least"] = None if row.kind == "all" or row.number is None else plain(row.number)
    told = {name: value for name, value in asked.items() if value not in (None, [])}
    return {**group, "requirements": [told]}


def titles_in(node: Node) -> dict[str, str]:
    """Return what a rule itself calls the things that it speaks of, by address."""
    language = language_of(node)
    named = {
        one["url"]: said_in(one.get("title", one["url"]), language) for one in node.get("names", ())
    }
    return {**{url: url for url in _addresses(node)}, **named}


def _addresses(node: Node) -> Iterable[str]:
    """Yield the addresses that a rule's groups, and what it leads to, refer to."""
    for row in groups_of(node):
        yield from row.things
    if "awards" in node:
        yield address_of(node, node["awards"])
