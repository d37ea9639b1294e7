"""Told once: each thing is said once, and a node is told whole at the top or wherever it is told.

Quads form a set. That a list names one node twice, or that half of a node stands here and half of
it there, leaves no trace in them, nor in a signature over them; but readers of the JSON count, and
look in one place. See ``docs/decisions/0028-told-once.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

Said = tuple[tuple[str, str], ...]
"""What one object says of its node: predicates and values, sorted."""

ENDORSED: Final = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementSubject"
COMMENT: Final = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment"
"""Type and statement of what somebody else's credential, inside this one, endorses."""

_IN_GRAPH: Final = "@graph"
_TOP: Final = 1
"""The depth of what the document itself holds: a credential's issuer and its subjects."""


class _Object:
    """One node object on its way.

    Attributes:
        node: the term of its node, None where that is no term.
        graph: the graph that it stands in.
        depth: how many objects of the same graph it stands in.
        vouched: whether it is the subject of a credential that has a proof of its own.
        said: predicates and values so far; nodes without id by what is said of them.
        terms: the same with the names that they have here.
    """

    __slots__ = ("depth", "graph", "node", "said", "terms", "vouched")

    def __init__(self, node: str | None, graph: str, depth: int, vouched: bool) -> None:
        self.node = node
        self.graph = graph
        self.depth = depth
        self.vouched = vouched
        self.said: list[tuple[str, str]] = []
        self.terms: set[tuple[str, str]] = set()


class Telling:
    """Watches the objects of one document as they are turned into quads.

    A node without id is known by what is said of it, so that two copies of one description that
    has such nodes inside are equal.

    Args:
        type_predicate: the predicate of a node's types. Types are no list that anybody counts,
            and an object of an id and types only names a node.
    """

    def __init__(self, type_predicate: str) -> None:
        self._type = type_predicate
        self._open: list[_Object] = []
        self._known_by: dict[str, str] = {}
        self._graphs: dict[str, list[str]] = {}
        self._told: dict[tuple[str, str], list[tuple[Said, int]]] = {}
        self._repeated: list[Mapping[str, Any]] = []

    def begin(self, node: str | None, graph: str, *, vouched: bool = False) -> None:
        """Begin with an object; what is said until its end is said of its node.

        Args:
            vouched: whether it is the subject of a credential that has a proof of its own.
        """
        around = self._open[-1] if self._open else None
        inside = around is not None and around.graph == graph
        depth = around.depth + 1 if around and inside else 0
        self._open.append(_Object(node, graph, depth, vouched))

    def say(self, predicate: str, value: str) -> bool:
        """Note a statement; return whether the object has made it before."""
        at_hand, statement = self._open[-1], (predicate, value)
        if statement in at_hand.terms:
            return predicate != self._type
        at_hand.terms.add(statement)
        at_hand.said.append((predicate, self._known_by.get(value, value)))
        return False

    def repeated(self, item: Mapping[str, Any]) -> None:
        """Note a value, in expanded form, that an object gives twice."""
        self._repeated.append(item)

    def in_order(self, cell: str, terms: Iterable[str | None]) -> None:
        """Note that a list begins at a cell."""
        self._known_by[cell] = _digest(self._known_by.get(str(term), str(term)) for term in terms)

    def end(self) -> None:
        """End with the object at hand."""
        done = self._open.pop()
        if done.node is None:
            return
        said = tuple(sorted(done.said))
        if done.node.startswith("_:"):
            inside = sorted(self._graphs.pop(done.node, []))
            lines = [f"{predicate} {value}" for predicate, value in said]
            self._known_by[done.node] = _digest([*lines, _IN_GRAPH, *inside])
        elif said and not (done.vouched and self._only_endorses(said)):
            self._told.setdefault((done.node, done.graph), []).append((said, done.depth))
        if done.graph:
            name = self._known_by.get(done.node, done.node)
            self._graphs.setdefault(done.graph, []).append(
                _digest([name, *(f"{predicate} {value}" for predicate, value in said)])
            )

    def check(self, lost: Callable[[str, Any], None]) -> None:
        """Tell of what was told more than once.

        Args:
            lost: is told of ``apart`` and an id, of ``repeated-node`` and an id, of
                ``repeated-value`` and a value.
        """
        for (node, _), tellings in self._told.items():
            if len(tellings) > 1 and self._apart(tellings):
                lost("apart", node[1:-1])
        for item in self._repeated:
            if "@id" in item:
                lost("repeated-node", item["@id"])
            else:
                lost("repeated-value", item.get("@value"))

    def _apart(self, tellings: list[tuple[Said, int]]) -> bool:
        """Say whether a node is told of in several objects, and a reader of one may miss something.

        No reader can where all that describe it are the same, and where what is said at the top
        of a credential is said in part again further down.
        """
        fullest, _ = max(tellings, key=lambda one: (not self._names(one[0]), len(one[0])))
        whole, at_the_top = set(fullest), False
        for said, depth in tellings:
            if not whole.issuperset(said):
                return True
            at_the_top = at_the_top or (said == fullest and depth == _TOP)
        return not at_the_top and any(
            said != fullest and not self._names(said) for said, _ in tellings
        )

    def _only_endorses(self, said: Said) -> bool:
        """Say whether all is what an endorsement says of what it endorses, and nothing else does.

        Its own proof holds these statements in their place.
        """
        endorsed = (self._type, f"<{ENDORSED}>")
        return all(one == endorsed or one[0] == f"<{COMMENT}>" for one in said)

    def _names(self, said: Said) -> bool:
        return all(predicate == self._type for predicate, _ in said)


def _digest(lines: Iterable[str]) -> str:
    return "_:" + hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
