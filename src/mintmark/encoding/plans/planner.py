"""Tries the plans on a document, and learns from documents that the plain way has accepted."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, Final

from mintmark.encoding.active_contexts import active_contexts
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.plans.compiling import Compiler, Recording
from mintmark.encoding.plans.leaves import Miss
from mintmark.encoding.plans.memory import Memory, Sightings, exact
from mintmark.encoding.plans.plan import Plan, Shape, Site
from mintmark.encoding.plans.shelf import Shelf
from mintmark.encoding.plans.writing import Unknown, Writing
from mintmark.errors import MintmarkError

MAX_NEW_PLANS: Final = 128
"""The most plans that are learned from one document."""

MAX_STATEMENTS: Final = 1000
"""Nothing is learned from larger documents: learning takes several times what reading takes."""

_MAX_INLINE: Final = 8
_MAX_TRIES: Final = 4

Roots = dict[Hashable, tuple[Site, int]]


class Planner:
    """The plans for one store of contexts and one hash.

    Args:
        store: the contexts there are.
        hash_name: the hash that RDFC-1.0 uses.
        shelf: keeps the plans.

    Attributes:
        written: how many documents the plans wrote, about.
        missed: how many they left to the plain way.
    """

    def __init__(
        self, store: ContextStore, hash_name: str = "sha256", *, shelf: Shelf | None = None
    ) -> None:
        self.shelf = shelf if shelf is not None else Shelf()
        self.memory = Memory()
        self._store = store
        self._hash_name = hash_name
        self._lock = Lock()
        self._inline: tuple[tuple[Any, int], ...] = ()
        self._tries = Sightings()
        self.written = 0
        self.missed = 0

    def write(self, document: Mapping[str, Any]) -> bytes | None:
        """Return the canonical N-Quads of a document, or None where the plans cannot be sure."""
        try:
            found = self._written(document, Writing(self.memory))
        except Miss:
            self.missed += 1
            return None
        self.written += 1
        return found

    def learn(self, document: Mapping[str, Any], expected: bytes) -> None:
        """Learn the shapes of a document that the plain way has accepted.

        They are learned when the first unknown one comes a second time: what comes once costs
        nothing. They are kept only if they give the same bytes as the plain way.

        Args:
            expected: the canonical N-Quads that the plain way gave.
        """
        if expected.count(b"\n") > MAX_STATEMENTS:
            return
        try:
            self._know_contexts(document)
            self._written(document, Writing(self.memory))
        except Unknown as unknown:
            shape = (unknown.site, unknown.shape)
            if 1 < self._tries.count(shape) <= _MAX_TRIES:
                with self._lock:
                    self._learn(document, expected)
                if unknown.shape in unknown.site.plans:
                    self._tries.forget(shape)
        except Miss:
            return

    def _written(self, document: Mapping[str, Any], writing: Writing) -> bytes:
        if type(document) is not dict:
            raise Miss
        key, writing.values = self._key(document.get("@context"))
        site = self.shelf.root(key)
        if site is None:
            raise Miss
        root = site.write(document, writing)
        try:
            return writing.text(root, self._hash_name).encode()
        except UnicodeEncodeError:
            raise Miss from None

    def _learn(self, document: Mapping[str, Any], expected: bytes) -> None:
        contexts = active_contexts(self._store)
        recording = Recording(document, contexts)
        recording.run()
        learning = Learning(Compiler(recording, self.shelf.site))
        try:
            right = self._written(document, learning) == expected
        except (Miss, MintmarkError):
            self.shelf.add({key: p for key, p in learning.plans.items() if type(p) is Plan})
        else:
            # They are right by construction. Should they not be, the plain way stays.
            plans = learning.plans.items()
            self.shelf.add({key: plan if right else Plan() for key, plan in plans})

    def _key(self, contexts: Any) -> tuple[Hashable, int]:
        """Return what stands for a document's ``@context``, and how many values it has."""
        if type(contexts) is str:
            return (contexts,), 1
        if type(contexts) is not list:
            raise Miss
        key: list[str | int] = []
        values = 1
        for entry in contexts:
            if type(entry) is str:
                key.append(entry)
            else:
                number, size = self._known(entry)
                key.append(number)
                values += size
        return tuple(key), values

    def _known(self, context: Any) -> tuple[int, int]:
        for number, (known, size) in enumerate(self._inline):
            if known == context:
                return number, size
        raise Miss

    def _know_contexts(self, document: Mapping[str, Any]) -> None:
        contexts = document.get("@context")
        for entry in contexts if isinstance(contexts, list) else []:
            if isinstance(entry, dict) and len(self._inline) < _MAX_INLINE:
                try:
                    self._known(entry)
                except Miss:
                    self._inline = (*self._inline, (exact(entry), _size(entry)))
        self.shelf.add_root(self._key(contexts)[0])


class Learning(Writing):
    """A document being written while its plans are made."""

    __slots__ = ("_compiler", "plans")

    def __init__(self, compiler: Compiler) -> None:
        super().__init__(Memory())
        self._compiler = compiler
        self.plans: dict[tuple[Site, Shape], Plan] = {}

    def unknown(self, site: Site, shape: Shape, element: dict[str, Any]) -> Plan:
        """Return a new plan for a shape that its site does not know."""
        key = (site, shape)
        if key not in self.plans:
            if len(self.plans) >= MAX_NEW_PLANS:
                raise Miss
            try:
                self.plans[key] = self._compiler.compile(site, element)
            except Miss:
                self.plans[key] = Plan()
        return self.plans[key]


@lru_cache(maxsize=8)
def planner_for(store: ContextStore, hash_name: str) -> Planner:
    """Return the planner of a store of contexts, the same at every call."""
    return Planner(store, hash_name)


def _size(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(_size(item) for item in inside)
