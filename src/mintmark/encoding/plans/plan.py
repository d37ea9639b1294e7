"""What a node of one shape becomes, and the sites where nodes stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

from mintmark.encoding.active_contexts import ActiveContext
from mintmark.encoding.plans.leaves import Miss, ReadId, term
from mintmark.encoding.plans.writing import Blank, Writing

MAX_SUBJECT: Final = 400
"""The longest id, in characters, of a node that the plans write; 20,000 times this is bearable."""

Shape = tuple[tuple[str, ...], Any]
"""The keys of an object in their order, and its types."""


def shape_of(element: dict[str, Any]) -> Shape:
    """Return the shape of an object. It may be unhashable, where no node has such types."""
    types = element["type"] if "type" in element else element.get("@type")
    return tuple(element), tuple(types) if type(types) is list else types


class Member(Protocol):
    """What a member of a node becomes; see ``members``."""

    def one(self, value: str) -> str:
        """Return the line of a string."""
        ...

    def more(self, value: Any, subject: str | Blank, lines: list[Any], writing: Writing) -> None:
        """Add the lines of what is not a string."""
        ...


class Plan:
    """What an object of one shape at one site becomes. This one: nothing that a plan can say."""

    __slots__ = ("used",)

    def __init__(self) -> None:
        self.used = True

    @property
    def sites(self) -> Sequence[Site]:
        """The sites that nodes of this shape lead to."""
        return ()

    def write(self, _element: dict[str, Any], _writing: Writing) -> str | Blank:
        """Write an object; return its term.

        Raises:
            Miss: it is not sure what the plain way would say.
        """
        raise Miss


class ValuePlan(Plan):
    """A text with a language or a direction, as an object."""

    __slots__ = ("_names",)

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__()
        self._names = names

    def write(self, element: dict[str, Any], _writing: Writing) -> str | Blank:
        """Return the literal."""
        item = {keyword: element[name] for keyword, name in self._names.items()}
        if any(type(value) is not str for value in item.values()):
            raise Miss
        if item.get("@direction", "ltr") not in ("ltr", "rtl"):
            raise Miss
        if "@language" in item:
            item["@language"] = item["@language"].lower()
        return term(item)


class NodePlan(Plan):
    """A node.

    Args:
        id_key: the key of its id, where it has one.
        read_id: turns an id into ``<IRI>``.
        members: its other members by key, in the order of their predicates.
        sites: where objects stand under its members.
    """

    __slots__ = ("_id_key", "_members", "_read_id", "_sites")

    def __init__(
        self,
        id_key: str | None,
        read_id: ReadId,
        members: Sequence[tuple[str, Member]],
        sites: Sequence[Site],
    ) -> None:
        super().__init__()
        self._id_key = id_key
        self._read_id = read_id
        self._members = tuple(members)
        self._sites = tuple(sites)

    @property
    def sites(self) -> Sequence[Site]:
        """The sites that its members lead to."""
        return self._sites

    def write(self, element: dict[str, Any], writing: Writing) -> str | Blank:
        """Write the node and all inside it; return its term."""
        if self._id_key is None:
            subject: str | Blank = writing.blank()
        else:
            subject = self._read_id(element[self._id_key])
            if len(subject) > MAX_SUBJECT:
                raise Miss  # Each statement repeats it; the plain way counts how much that makes.
            if len(element) == 1:
                return subject
        before = len(writing.blanks)
        lines: list[Any] = []
        for key, member in self._members:
            value = element[key]
            if type(value) is str:
                lines.append(member.one(value))
            else:
                member.more(value, subject, lines, writing)
        writing.add(subject, lines, named=len(writing.blanks) == before)
        return subject


class Site:
    """A place where nodes stand: under one property, where terms mean one thing.

    Args:
        active: what terms mean to the value of the property; None for the document itself.
        name: the property; None for the document itself.
    """

    __slots__ = ("active", "name", "plans")

    def __init__(self, active: ActiveContext | None, name: str | None) -> None:
        self.active = active
        self.name = name
        self.plans: dict[Shape, Plan] = {}

    def write(self, element: dict[str, Any], writing: Writing) -> str | Blank:
        """Write an object that stands here; return its term.

        Raises:
            Miss: there is no plan for its shape, or the plan does not hold for its values.
        """
        name = element.get("id")
        if type(name) is not str or self.name is None:  # A document comes once.
            return self._write(element, writing)
        key = (self, name)
        known = writing.memory.get(key)
        if known is not None and known.element == element:
            return writing.take(known)
        if not writing.memory.wants(key):
            return self._write(element, writing)
        mark = writing.mark()
        found = self._write(element, writing)
        if type(found) is str:
            writing.memory.keep(key, writing.since(mark, element, found))
        return found

    def _write(self, element: dict[str, Any], writing: Writing) -> str | Blank:
        shape = shape_of(element)
        try:
            plan = self.plans.get(shape)
        except TypeError:
            raise Miss from None
        if plan is None:
            plan = writing.unknown(self, shape, element)
        plan.used = True
        writing.values += len(element)
        writing.depth += 1
        if writing.depth > writing.deepest:
            writing.deeper()
        found = plan.write(element, writing)
        writing.depth -= 1
        return found
