"""RDF Dataset Canonicalization 1.0 (RDFC-1.0), with SHA-256 or SHA-384 and a bound on its work.

The names of the steps are those of the Recommendation: section 4.4 (the algorithm), 4.6 (hash
first degree quads), 4.7 (hash related blank node), 4.8 (hash n-degree quads).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import permutations
from typing import Any, Final

from mintmark.encoding.effort import spend
from mintmark.encoding.rdf import Quad
from mintmark.errors import InputError, LimitError, UsageError

WORK_LIMIT: Final = 100_000
"""Steps that telling alike blank nodes apart may take; well under a second."""

_MAX_DEPTH: Final = 128

_STEPS_AT_ONCE: Final = 100
_UNITS_AT_ONCE: Final = 10
"""What so many steps cost of what one input may cost; see ``effort``."""

_HASHES: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
}


def canonicalize(
    quads: Iterable[Quad], *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> str:
    """Return the canonical N-Quads of a dataset.

    Args:
        quads: subject, predicate, object, graph name; terms in canonical N-Quads syntax.
        hash_name: ``sha256`` or ``sha384``.
        work_limit: the most steps spent on blank nodes that look alike.

    Raises:
        LimitError: ``rdfc.work-limit``: the dataset was made to be, or happens to be, too alike.
        InputError: ``rdfc.lone-surrogate``.
        UsageError: ``rdfc.unknown-hash``.
    """
    dataset = list(quads)
    labels = canonical_labels(dataset, hash_name=hash_name, work_limit=work_limit)
    return serialize(dataset, labels)


def canonical_labels(
    quads: Iterable[Quad], *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> dict[str, str]:
    """Return the issued identifiers map: blank node -> canonical name, ``_:b0`` -> ``_:c14n3``.

    Raises:
        LimitError, InputError, UsageError: as ``canonicalize``.
    """
    if hash_name not in _HASHES:
        raise UsageError("rdfc.unknown-hash", f"RDFC-1.0 is not used with {hash_name!a} here.")
    return _Canonicalization(quads, _HASHES[hash_name], work_limit).run()


def serialize(quads: Iterable[Quad], labels: Mapping[str, str]) -> str:
    """Return quads as N-Quads in code point order, with blank nodes renamed."""
    return "".join(sorted({_line(quad, labels.get) for quad in quads}))


def _line(quad: Quad, rename: Callable[[str, str], str]) -> str:
    subject, predicate, value, graph = quad
    end = f" {rename(graph, graph)} .\n" if graph else " .\n"
    return f"{rename(subject, subject)} {predicate} {rename(value, value)}{end}"


class _Issuer:
    """Gives names to blank nodes in the order they are asked for (section 4.5)."""

    __slots__ = ("names", "prefix")

    def __init__(self, prefix: str, names: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.names = names if names is not None else {}

    def issue(self, node: str) -> str:
        name = self.names.get(node)
        if name is None:
            name = self.names[node] = f"{self.prefix}{len(self.names)}"
        return name

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.names))


class _Canonicalization:
    """The canonicalization state (section 4.3) and the algorithms that share it."""

    def __init__(self, quads: Iterable[Quad], hasher: Callable[[bytes], Any], limit: int) -> None:
        self._hasher = hasher
        self._work_left = limit
        self._unpaid = 0
        self._depth = 0
        self._canonical = _Issuer("_:c14n")
        self._quads: dict[str, list[Quad]] = defaultdict(list)
        for quad in dict.fromkeys(quads):
            for node in {quad[0], quad[2], quad[3]}:
                if node.startswith("_:"):
                    self._quads[node].append(quad)
        self._first: dict[str, str] = {}

    def run(self) -> dict[str, str]:
        """Section 4.4.3, steps 3 to 5."""
        alike: dict[str, list[str]] = defaultdict(list)
        for node in self._quads:
            self._first[node] = digest = self._hash_first_degree(node)
            alike[digest].append(node)
        shared = []
        for digest in sorted(alike):
            if len(alike[digest]) == 1:
                self._canonical.issue(alike[digest][0])
            else:
                shared.append(alike[digest])
        for nodes in shared:
            self._name_alike(nodes)
        return self._canonical.names

    def _name_alike(self, nodes: list[str]) -> None:
        """Step 5: tell nodes with one first degree hash apart by what surrounds them."""
        results = []
        for node in nodes:
            if node not in self._canonical.names:
                issuer = _Issuer("_:b")
                issuer.issue(node)
                results.append(self._hash_n_degree(node, issuer))
        for _, issuer in sorted(results, key=lambda result: result[0]):
            for node in issuer.names:
                self._canonical.issue(node)

    def _hash(self, text: str) -> str:
        try:
            digest: str = self._hasher(text.encode()).hexdigest()
        except UnicodeEncodeError:
            raise InputError(
                "rdfc.lone-surrogate", "A text holds half of a surrogate pair."
            ) from None
        return digest

    def _hash_first_degree(self, node: str) -> str:
        """Section 4.6.3."""

        def rename(term: str, _: str) -> str:
            if not term.startswith("_:"):
                return term
            return "_:a" if term == node else "_:z"

        return self._hash("".join(sorted(_line(quad, rename) for quad in self._quads[node])))

    def _hash_related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Section 4.7.3."""
        predicate = "" if position == "g" else quad[1]
        self._work(1 + len(predicate) // 128)
        name = (
            self._canonical.names.get(related) or issuer.names.get(related) or self._first[related]
        )
        return self._hash(position + predicate + name)

    def _related(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        """Section 4.8.3, steps 1 to 3: the blank nodes next to one, by their hashes."""
        related: dict[str, list[str]] = defaultdict(list)
        self._work(len(self._quads[node]) // 8)
        for quad in self._quads[node]:
            for position, term in (("s", quad[0]), ("o", quad[2]), ("g", quad[3])):
                if term != node and term.startswith("_:"):
                    related[self._hash_related(term, quad, issuer, position)].append(term)
        return related

    def _hash_n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Section 4.8.3."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _too_much()
        related = self._related(node, issuer)
        data = []
        for digest in sorted(related):
            path, issuer = self._shortest_path(related[digest], issuer)
            data.append(digest + path)
        self._depth -= 1
        return self._hash("".join(data)), issuer

    def _shortest_path(self, nodes: list[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """Step 5.4: the least path through alike nodes, over all orders of them."""
        chosen = ("", issuer)
        for order in distinct_orders(nodes):
            self._work((len(issuer.names) + len(nodes)) // 8)
            found = self._path(order, issuer.copy(), chosen[0])
            if found is not None and (not chosen[0] or found[0] < chosen[0]):
                chosen = found
        return chosen

    def _path(
        self, order: tuple[str, ...], issuer: _Issuer, best: str
    ) -> tuple[str, _Issuer] | None:
        """Steps 5.4.1 to 5.4.5: the path of one order, or None as soon as it cannot be least."""
        path, unnamed = "", []
        for node in order:
            self._work(1)
            if node in self._canonical.names:
                path += self._canonical.names[node]
            else:
                if node not in issuer.names:
                    unnamed.append(node)
                path += issuer.issue(node)
            if _longer_and_greater(path, best):
                return None
        for node in unnamed:
            digest, deeper = self._hash_n_degree(node, issuer)
            path += f"{issuer.issue(node)}<{digest}>"
            issuer = deeper
            if _longer_and_greater(path, best):
                return None
        return path, issuer

    def _work(self, steps: int) -> None:
        self._work_left -= steps
        if self._work_left < 0:
            raise _too_much()
        self._unpaid += steps
        if self._unpaid >= _STEPS_AT_ONCE:
            spend(self._unpaid * _UNITS_AT_ONCE // _STEPS_AT_ONCE)
            self._unpaid = 0


def distinct_orders(nodes: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the orders of nodes that differ: what stands there twice can change places unseen.

    A node in a named graph has the graph's name beside it once for each of its quads, and k equal
    names have k! permutations. Equal orders give equal paths, so that one of them is enough.
    """
    order = list(nodes)
    rank = {node: number for number, node in enumerate(dict.fromkeys(order))}
    if len(rank) == len(order):
        yield from permutations(order)
        return
    order.sort(key=rank.__getitem__)
    last = len(order) - 1
    while True:
        yield tuple(order)
        # The next one in lexical order: raise the last place that can be raised, sort the rest.
        place = last - 1
        while place >= 0 and rank[order[place]] >= rank[order[place + 1]]:
            place -= 1
        if place < 0:
            return
        other = last
        while rank[order[other]] <= rank[order[place]]:
            other -= 1
        order[place], order[other] = order[other], order[place]
        order[place + 1 :] = reversed(order[place + 1 :])


def _too_much() -> LimitError:
    return LimitError(
        "rdfc.work-limit",
        "Too many nodes without an id look alike to be told apart.",
        remedy="Give the nodes ids.",
    )


def _longer_and_greater(path: str, best: str) -> bool:
    return best != "" and len(path) >= len(best) and path > best
