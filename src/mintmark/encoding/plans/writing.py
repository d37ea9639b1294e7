"""One document on its way to canonical N-Quads by plans.

Nodes without id form trees here: each stands under one property of one node. That is why the
first degree hashes of RDFC-1.0 (section 4.6) suffice to name them, or the plans miss.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from mintmark.encoding.jsonld import MAX_VALUES
from mintmark.encoding.plans.leaves import Miss
from mintmark.encoding.plans.memory import Memory, Remembered, exact
from mintmark.encoding.rdf import TYPE

if TYPE_CHECKING:
    from mintmark.encoding.plans.plan import Plan, Shape, Site

MAX_NODE_DEPTH: Final = 20
"""How deep nodes may stand inside one another; well inside the depth of JSON that is allowed."""


class Blank:
    """A node without id.

    Attributes:
        lines: what is said of it, once it is written.
        above: the node that leads to it, and by which ``<predicate> ``; None for the document.
        digest: its first degree hash, once it was asked for.
    """

    __slots__ = ("above", "digest", "lines")

    def __init__(self) -> None:
        self.lines: list[Any] = []
        self.above: tuple[str | Blank, str] | None = None
        self.digest: str | None = None

    def first_degree(self, hash_name: str) -> str:
        """Return the first degree hash (RDFC-1.0, section 4.6.3)."""
        if self.digest is None:
            texts = {f"_:a {line}" for line in self.lines if type(line) is str}
            rows = [
                *texts,
                *(f"_:a {line[0]}_:z .\n" for line in self.lines if type(line) is tuple),
            ]
            if self.above is not None:
                subject, predicate = self.above
                rows.append(f"{subject if isinstance(subject, str) else '_:z'} {predicate}_:a .\n")
            text = "".join(sorted(rows))
            self.digest = hashlib.new(hash_name, text.encode()).hexdigest()
        return self.digest


class Writing:
    """One document: its nodes as they are written.

    Attributes:
        memory: nodes written before, in other documents.
        closed: nodes and all that is said of them: ``<IRI> `` and whole lines.
        open: nodes, and lines without subject, where some node has no name yet.
        blanks: the nodes without id.
        values: how many JSON values were met, at least.
        depth: how many nodes the one being written stands in.
        deepest: the greatest depth so far.
    """

    __slots__ = ("blanks", "closed", "deepest", "depth", "memory", "open", "values")

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.closed: list[tuple[str, str]] = []
        self.open: list[tuple[str | Blank, list[Any]]] = []
        self.blanks: list[Blank] = []
        self.values = 0
        self.depth = 0
        self.deepest = 0

    def unknown(self, site: Site, shape: Shape, _element: dict[str, Any]) -> Plan:
        """Return a plan for a shape that its site does not know.

        Raises:
            Miss: there is none.
        """
        raise Unknown(site, shape)

    def deeper(self) -> None:
        """Note that no node so far stood as deep as the one being written.

        Raises:
            Miss: it may be deeper than a document may be.
        """
        self.deepest = self.depth
        if self.depth > MAX_NODE_DEPTH:
            raise Miss

    def blank(self) -> Blank:
        """Return a new node without id."""
        node = Blank()
        self.blanks.append(node)
        return node

    def add(self, subject: str | Blank, lines: list[Any], *, named: bool) -> None:
        """Add what is said of a node.

        Args:
            named: whether the node and all those that the lines lead to have ids.
        """
        if isinstance(subject, Blank):
            subject.lines = lines
            self.open.append((subject, lines))
        elif named:
            start = f"{subject} "
            self.closed.append((start, start + start.join(lines) if lines else ""))
        else:
            self.open.append((subject, lines))

    def mark(self) -> tuple[int, ...]:
        """Return where the writing stands, for ``since``."""
        mark = (len(self.closed), len(self.open), len(self.blanks), self.values, self.deepest)
        self.deepest = self.depth
        return mark

    def since(self, mark: tuple[int, ...], element: dict[str, Any], subject: str) -> Remembered:
        """Return what was written since a mark, to be remembered."""
        closed, opened, blanks, values, deepest = mark
        height = self.deepest - self.depth
        self.deepest = max(self.deepest, deepest)
        inside, unnamed = self.closed[closed:], self.open[opened:]
        characters = sum(len(said) for _, said in inside)
        characters += sum(len(str(line)) for _, lines in unnamed for line in lines)
        values = self.values - values
        return Remembered(
            exact(element),
            subject,
            inside,
            unnamed,
            self.blanks[blanks:],
            values,
            height,
            characters + 100 * values,
        )

    def take(self, known: Remembered) -> str:
        """Write a node, and all inside it, that was written before."""
        self.values += known.values
        if self.depth + known.height > MAX_NODE_DEPTH:
            raise Miss
        self.closed += known.closed
        self.open += known.open
        self.blanks += known.blanks
        return known.subject

    def text(self, root: str | Blank, hash_name: str) -> str:
        """Return the canonical N-Quads.

        Args:
            root: the term of the document.

        Raises:
            Miss: the document is too large, a node is described twice in a way that matters, or
                nodes without id look alike.
        """
        if self.values > MAX_VALUES:
            raise Miss
        nodes = self.closed
        if self.open:
            names = self._names(hash_name)
            nodes = nodes + [_named(subject, lines, names) for subject, lines in self.open]
        nodes.sort()
        if len({start for start, _ in nodes}) == len(nodes):
            return "".join([said for _, said in nodes])
        return self._once(nodes, root)

    def _once(self, nodes: list[tuple[str, str]], root: str | Blank) -> str:
        """Return the text where some nodes stand in several places.

        Raises:
            Miss: not all that is said of a node stands in each place that does more than name it,
                or it is the document's own.
        """
        if sum(start == f"{root} " for start, _ in nodes) > 1:
            raise Miss
        fullest = dict(sorted(nodes, key=lambda node: len(node[1])))
        for start, lines in nodes:
            if lines != fullest[start] and not _only_names(start, lines, fullest[start]):
                raise Miss
        return "".join(fullest[start] for start in sorted(fullest))

    def _names(self, hash_name: str) -> dict[Blank, str]:
        """Return the canonical names of the nodes without id (RDFC-1.0, section 4.4.3)."""
        if len(self.blanks) == 1:
            return {self.blanks[0]: "_:c14n0"}
        by_digest = {node.first_degree(hash_name): node for node in self.blanks}
        if len(by_digest) != len(self.blanks):
            raise Miss
        return {by_digest[one]: f"_:c14n{number}" for number, one in enumerate(sorted(by_digest))}


class Unknown(Miss):
    """There is no plan for a shape at a site."""

    def __init__(self, site: Site, shape: Shape) -> None:
        super().__init__(site, shape)
        self.site = site
        self.shape = shape


def _named(subject: str | Blank, lines: list[Any], names: dict[Blank, str]) -> tuple[str, str]:
    start = f"{names[subject] if isinstance(subject, Blank) else subject} "
    whole = {
        f"{start}{line}" if type(line) is str else f"{start}{line[0]}{names[line[1]]} .\n"
        for line in lines
    }
    return start, "".join(sorted(whole))


def _only_names(start: str, said: str, fullest: str) -> bool:
    """Say whether what stands in one place are types only, and those that the fullest has too."""
    whole = set(fullest.split("\n"))
    return all(
        line in whole and line.startswith(f"{start}{TYPE}") for line in said.split("\n")[:-1]
    )
