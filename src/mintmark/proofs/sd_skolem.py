"""One name for each blank node of a document, whichever part of the document is looked at.

ECDSA Cryptosuites 1.0, sections 3.4.5 to 3.4.9 (skolemisation). A blank node has no name of its
own, so that the same node of a document and of a part of it could not be told to be the same.
Here each is named after the JSON object that it stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding import jsonld, rdf
from mintmark.encoding.active_contexts import ActiveContext, active_contexts
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.expansion import Expansion
from mintmark.encoding.rdf import Dataset
from mintmark.errors import ContextError, LimitError, ProofError
from mintmark.proofs.sd_selection import Selection

_SCHEME: Final = "urn:bnid:"
_FIRST, _REST, _NIL = (f"{rdf.RDF}{name}" for name in ("first", "rest", "nil"))
_AS_THEY_ARE: Final = frozenset({"@id", "@type", "@index"})

_Place = tuple[object, ...]
"""What stands for a blank node: the ``id()`` of a JSON object, and the way from there on."""


class Skolemized:
    """A document whose blank nodes have lasting names.

    Attributes:
        document: a copy in which no object occurs in two places.
        quads: what it says; blank nodes are named ``_:b0``, ``_:b1`` ...

    Raises:
        ContextError, LimitError, InputError: as ``jsonld.to_quads``, which has looked at all that
            PyLD sees here: it refuses nothing more.
        ProofError: ``proof.reserved-iri``.
    """

    def __init__(self, document: Mapping[str, Any], contexts: ContextStore) -> None:
        plain = jsonld.to_quads(document, contexts)
        if any(term.startswith(f"<{_SCHEME}") for quad in plain for term in quad):
            raise ProofError("proof.reserved-iri", f"Ids that begin with {_SCHEME} are reserved.")
        self.document: dict[str, Any] = _copied(document)
        self._contexts = contexts
        self._numbers: dict[_Place, int] = {}
        self.quads = self._named_quads(self.document, {})

    def quads_of(self, part: Selection) -> Dataset:
        """Return what a part of ``document`` says, its blank nodes named as in ``quads``.

        Raises:
            ProofError: ``proof.unfit-pointer``, the part says what the whole does not, or nothing.
        """
        try:
            jsonld.to_quads(part.document, self._contexts)
        except ContextError:  # The whole was in order: it is the cut that is not.
            raise _unfit_pointer() from None
        quads = self._named_quads(part.document, part.origins)
        if not set(quads) <= set(self.quads):
            raise _unfit_pointer()
        return quads

    def _named_quads(
        self, document: dict[str, Any], origins: Mapping[int, dict[str, Any]]
    ) -> Dataset:
        tracing = _Tracing(document, active_contexts(self._contexts))
        try:
            expanded = tracing.run()
            naming = _Naming(tracing.sources, origins, self._numbers)
            quads = rdf.from_expanded([naming.item(expanded, (), [])])
        except RecursionError:
            raise LimitError("context.too-deep", "The document nests too deep.") from None
        return [(_blank(s), predicate, _blank(o), _blank(g)) for s, predicate, o, g in quads]


def _unfit_pointer() -> ProofError:
    """Return the error for a pointer that cuts through something which is one statement."""
    return ProofError(
        "proof.unfit-pointer",
        "A JSON pointer names a part of what can only be disclosed as a whole.",
        remedy="Name the whole list, or the whole value with its language or type.",
    )


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copied(member) for name, member in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _blank(term: str) -> str:
    return f"_:b{term[len(_SCHEME) + 1 : -1]}" if term.startswith(f"<{_SCHEME}") else term


class _Tracing(Expansion):
    """Remembers the object of the document that each expanded object comes from."""

    sources: dict[int, tuple[Any, dict[str, Any]]]

    def run(self) -> Any:
        self.sources = {}
        return super().run()

    def _expand(
        self,
        active_ctx: ActiveContext,
        active_property: str | None,
        element: Any,
        options: dict[str, Any],
        inside_list: bool = False,
        **more: Any,
    ) -> Any:
        expanded = super()._expand(
            active_ctx, active_property, element, options, inside_list=inside_list, **more
        )
        if isinstance(element, dict) and isinstance(expanded, dict):
            # The expanded object is kept too: its id() must not be given to another one.
            self.sources[id(expanded)] = (expanded, element)
        return expanded


class _Naming:
    """Copies an expanded document, with an id for every node that had none."""

    def __init__(
        self,
        sources: Mapping[int, tuple[Any, dict[str, Any]]],
        origins: Mapping[int, dict[str, Any]],
        numbers: dict[_Place, int],
    ) -> None:
        self._sources = sources
        self._origins = origins
        self._numbers = numbers

    def item(self, item: dict[str, Any], place: _Place, cells: list[Any]) -> dict[str, Any]:
        """Return one value of a property.

        Args:
            item: a node, a value, a list or a graph.
            place: what stands for it where it comes from no object of its own.
            cells: where the nodes go that a list is made of.
        """
        if "@value" in item:
            return item
        place = self._place(item) or place
        if "@list" in item:
            return self._list(item["@list"], place, cells)
        inside: list[Any] = []
        node: dict[str, Any] = {} if "@id" in item else {"@id": self._iri(place)}
        for name, values in item.items():
            node[name] = (
                values if name in _AS_THEY_ARE else self._items(name, values, place, inside)
            )
        return {**node, "@included": inside} if inside else node

    def _items(
        self, name: str, values: list[Any], place: _Place, cells: list[Any]
    ) -> list[dict[str, Any]]:
        return [self.item(value, (place, name, index), cells) for index, value in enumerate(values)]

    def _list(self, items: list[Any], place: _Place, cells: list[Any]) -> dict[str, Any]:
        """Write a list out as its cells, side by side: a long list must not nest deeply."""
        names = [*(self._iri((place, "cell", index)) for index in range(len(items))), _NIL]
        for index, item in enumerate(items):
            first = self.item(item, (place, "item", index), cells)
            rest = {"@id": names[index + 1]}
            cells.append({"@id": names[index], _FIRST: [first], _REST: [rest]})
        return {"@id": names[0]}

    def _place(self, item: dict[str, Any]) -> _Place | None:
        """Return the place of what comes from an object of the document.

        A graph is made around the node in it, and comes from the same object (section 4.9 of
        JSON-LD 1.1, graph containers).
        """
        kind = "node"
        if "@graph" in item and id(item) not in self._sources:
            kind, item = "graph", item["@graph"][0]
        if id(item) not in self._sources:
            return None
        element = self._sources[id(item)][1]
        return kind, id(self._origins.get(id(element), element))

    def _iri(self, place: _Place) -> str:
        return f"{_SCHEME}{self._numbers.setdefault(place, len(self._numbers))}"
