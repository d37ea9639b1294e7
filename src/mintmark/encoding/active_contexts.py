"""What terms mean at a place in a document, worked out by PyLD once and remembered.

PyLD keeps what it worked out too, but finds a type-scoped context again only in part, and lets
one document's contexts push out another's. Here nothing is kept that did not come from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from mintmark.encoding.contexts import ContextStore
from mintmark.errors import ContextError, LimitError, UnavailableError

MAX_CONTEXTS: Final = 32
"""The most contexts that one ``@context`` may name."""

_MAX_KEPT = 1024
_MAX_NESTED = 8

ActiveContext = Mapping[str, Any]


class Resolved:
    """A context as PyLD wants it: a document, and no cache of PyLD's own."""

    __slots__ = ("document",)

    def __init__(self, document: Any) -> None:
        self.document = document

    def get_processed(self, _active: ActiveContext) -> None:
        """Nothing is kept here."""

    def set_processed(self, _active: ActiveContext, _processed: ActiveContext) -> None:
        """Nothing is kept here."""


class ActiveContexts:
    """The active contexts that one store of contexts can lead to, as many as fit."""

    def __init__(self, store: ContextStore) -> None:
        self._store = store
        self._local: dict[tuple[str | int, ...], list[Any]] = {}
        self._kept: dict[tuple[int, int, bool, bool], tuple[Any, Any, ActiveContext]] = {}
        self._terms: dict[int, tuple[ActiveContext, dict[str, str]]] = {}
        self._protected: dict[int, tuple[ActiveContext, dict[str, str]]] = {}

    def vetted(self, local: Any, place: Callable[[], str]) -> list[Any]:
        """Return a document's ``@context`` as a list of what the store knows, always the same.

        Raises:
            UnavailableError: ``context.unknown``, ``context.inline-not-allowed``: nobody here
                knows what its words mean.
            ContextError: ``context.malformed``.
            LimitError: ``context.too-many``.
        """
        entries = local if isinstance(local, list) else [local]
        if len(entries) > MAX_CONTEXTS:
            raise LimitError(
                "context.too-many", f"More than {MAX_CONTEXTS} contexts are named.", place=place()
            )
        known = [self._known(entry, place) for entry in entries]
        key = tuple(entry if isinstance(entry, str) else id(entry) for entry in known)
        if len(self._local) >= _MAX_KEPT:
            self._local.clear()
        return self._local.setdefault(key, known)

    def _known(self, entry: Any, place: Callable[[], str]) -> Any:
        if isinstance(entry, str):
            if entry not in self._store:
                raise UnavailableError(
                    "context.unknown",
                    f"The context {entry[:200]!a} is not known, and contexts are never fetched.",
                    place=place(),
                    remedy="Add its file to the folder of contexts.",
                )
            return entry
        if not isinstance(entry, dict):
            raise ContextError(
                "context.malformed", "A context is neither a URL nor an object.", place=place()
            )
        known = self._store.inline(entry)
        if known is None:
            raise UnavailableError(
                "context.inline-not-allowed",
                "The document brings a context of its own that is not known.",
                place=place(),
                remedy="Give the context a URL and add its file to the folder of contexts.",
            )
        return known

    def processed(
        self,
        active: ActiveContext,
        local: Any,
        flags: tuple[bool, bool],
        process: Callable[[], ActiveContext],
    ) -> ActiveContext:
        """Return what ``process`` gives for these arguments, from memory where it is there.

        The key is made of identities. That is sound because what they belong to is kept with them.
        """
        key = (id(active), id(local), *flags)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            kept = self._kept[key] = (active, local, process())
        return kept[2]

    def term_for(self, active: ActiveContext, meaning: str) -> str | None:
        """Return a term of an active context that stands for an IRI or keyword, if there is one."""
        found = self._terms.get(id(active))
        if found is None:
            if len(self._terms) >= _MAX_KEPT:
                self._terms.clear()
            mappings = active["mappings"].items()
            terms = {
                known["@id"]: term for term, known in mappings if known and term != known["@id"]
            }
            found = self._terms[id(active)] = (active, terms)
        return found[1].get(meaning)

    def protected_term_for(self, active: ActiveContext, name: str, meaning: str) -> str | None:
        """Return the protected term for what an unprotected one means, if there is one.

        Whoever adds a context may add names, so that what was signed under one name could be
        written under another, where nobody looks.
        """
        known = active["mappings"].get(name)
        if known is None or known.get("protected"):
            return None
        found = self._protected.get(id(active))
        if found is None:
            if len(self._protected) >= _MAX_KEPT:
                self._protected.clear()
            terms = {
                one["@id"]: term
                for term, one in active["mappings"].items()
                if one and one.get("protected")
            }
            found = self._protected[id(active)] = (active, terms)
        return found[1].get(meaning)

    def resolve(self, _active: ActiveContext, context: Any, _base: Any) -> list[Resolved]:
        """Return the context objects that a context leads to; PyLD calls this.

        Raises:
            ContextError: ``context.cycle``, ``context.malformed``.
            UnavailableError: ``context.unknown``.
        """
        return [Resolved(found) for found in self._flat(context, _MAX_NESTED)]

    def _flat(self, context: Any, levels: int) -> list[Any]:
        if levels == 0:
            raise ContextError("context.cycle", "Contexts refer to one another without end.")
        if isinstance(context, dict) and "@context" in context:
            raise ContextError("context.malformed", "A context holds a context as a term.")
        if isinstance(context, str):
            return self._flat(self._store.get(context)["@context"], levels - 1)
        if isinstance(context, list):
            return [found for entry in context for found in self._flat(entry, levels - 1)]
        return [False if context is None else context]


@lru_cache(maxsize=8)
def active_contexts(store: ContextStore) -> ActiveContexts:
    """Return the active contexts of a store, the same at every call."""
    return ActiveContexts(store)
