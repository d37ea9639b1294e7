"""The store of context documents: the only place that contexts come from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, final

from mintmark.encoding import strict_json
from mintmark.errors import ContextError, MintmarkError, UnavailableError

Document = dict[str, Any]
"""A context document: an object with the member ``@context``."""

Source = Callable[[], Document]
"""Gives a context document; the same object at every call."""

_UNSUPPORTED: Final = ("@import", "@propagate", "@base")


@final
class ContextStore:
    """Context documents by URL, and the inline contexts that are accepted. Never changes.

    Args:
        sources: URL -> what gives its document.
        inline: the context objects that may stand inside a document itself.
    """

    __slots__ = ("_inline", "_sources")

    def __init__(self, sources: Mapping[str, Source], inline: Iterable[Document] = ()) -> None:
        self._sources = MappingProxyType(dict(sources))
        self._inline = MappingProxyType({_fingerprint(known): known for known in inline})

    def __contains__(self, url: object) -> bool:
        return url in self._sources

    @property
    def urls(self) -> frozenset[str]:
        """The URLs of all contexts in here."""
        return frozenset(self._sources)

    def get(self, url: str) -> Document:
        """Return the context document of a URL. It is shared: read it, don't change it.

        Raises:
            UnavailableError: ``context.unknown``.
        """
        source = self._sources.get(url)
        if source is None:
            raise UnavailableError(
                "context.unknown",
                f"The context {url[:200]!a} is not known, and contexts are never fetched.",
                remedy="Add its file to the folder of contexts.",
            )
        return source()

    def inline_allowed(self, context: object) -> bool:
        """Tell whether an inline context is one that is known, member for member."""
        return self.inline(context) is not None

    def inline(self, context: object) -> Document | None:
        """Return the known inline context that equals the one given, or None."""
        if not isinstance(context, Mapping):
            return None
        try:
            return self._inline.get(_fingerprint(context))
        except (TypeError, ValueError, RecursionError):
            return None

    def extended(
        self, documents: Mapping[str, Any], *, inline: Iterable[Document] = ()
    ) -> ContextStore:
        """Return a store with further contexts.

        Args:
            documents: URL -> context document, an object with ``@context``.
            inline: further context objects that may stand inside a document.

        Raises:
            ContextError: ``context.malformed``, ``context.unsupported`` (``@import``,
                ``@propagate``, ``@base``), ``context.redefined`` (a URL that the store has with
                other content).
        """
        sources = dict(self._sources)
        for url, document in documents.items():
            own = _checked(url, document)
            if url in self and _fingerprint(self.get(url)) != _fingerprint(own):
                raise ContextError(
                    "context.redefined",
                    f"The context {url!a} is already known, with other content.",
                )
            if url not in self:
                sources[url] = _constant(own)
        known = [*self._inline.values(), *(json.loads(_fingerprint(one)) for one in inline)]
        return ContextStore(sources, known)

    def from_index(self, index: str | bytes, read: Callable[[str], bytes]) -> ContextStore:
        """Return a store with the contexts of an operator's folder.

        The bundled contexts stay what they are: an entry for a URL that the store has already is
        checked for its digest like every other and then left out.

        Args:
            index: the text of the folder's ``index.json``: an object URL -> ``{"file", "sha256"}``.
            read: gives the bytes of a file in that folder, by its bare name.

        Raises:
            ContextError: ``context.malformed``, ``context.bad-index``, ``context.unreadable``,
                ``context.altered`` (the digest differs), ``context.unsupported``.
        """
        try:
            entries = strict_json.loads_object(index)
        except MintmarkError as error:
            raise _bad_index(f"The index is not readable: {error}") from error
        documents = {url: _read_entry(url, entry, read) for url, entry in entries.items()}
        return self.extended({url: d for url, d in documents.items() if url not in self})


def _read_entry(url: str, entry: Any, read: Callable[[str], bytes]) -> Document:
    name = entry.get("file") if isinstance(entry, dict) else None
    digest = entry.get("sha256") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not isinstance(digest, str):
        raise _bad_index(f"The entry {url!a} does not name a file and its sha256.")
    if name in ("", ".", "..") or any(c in "/\\:" or c < " " for c in name):
        raise _bad_index(f"The entry {url!a} names a file outside the folder.")
    try:
        data = read(name)
    except OSError as error:
        raise ContextError(
            "context.unreadable", f"The context file {name!a} cannot be read: {error}."
        ) from error
    if hashlib.sha256(data).hexdigest() != digest.lower():
        raise ContextError(
            "context.altered",
            f"The context file {name!a} does not have the digest that the index gives.",
            remedy="Get the file anew, or correct the index after looking at what changed.",
        )
    try:
        return _checked(url, strict_json.loads(data))
    except MintmarkError as error:
        if isinstance(error, ContextError):
            raise
        raise ContextError(
            "context.malformed", f"The context file {name!a} is not readable: {error}"
        ) from error


def _checked(url: str, document: Any) -> Document:
    """Return a copy of a context document that looks like one."""
    if ":" not in url or not url.isprintable() or " " in url:
        raise ContextError("context.malformed", f"{url[:200]!a} is not an absolute URL.")
    if not isinstance(document, Mapping) or not isinstance(
        document.get("@context"), (dict, list, str)
    ):
        raise ContextError("context.malformed", f"The document for {url!a} has no @context.")
    try:
        text = _fingerprint({"@context": document["@context"]})
    except (TypeError, ValueError, RecursionError) as error:
        raise ContextError(
            "context.malformed", f"The document for {url!a} is not JSON: {error}."
        ) from None
    if any(f'"{keyword}":' in text for keyword in _UNSUPPORTED):
        raise ContextError(
            "context.unsupported",
            f"The context {url!a} uses one of {', '.join(_UNSUPPORTED)}.",
            remedy="Write its definitions out.",
        )
    copy: Document = json.loads(text)
    return copy


def _fingerprint(value: object) -> str:
    """One text per JSON value; unlike ``==`` it tells ``1`` from ``true``."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _constant(document: Document) -> Source:
    return lambda: document


def _bad_index(message: str) -> ContextError:
    return ContextError("context.bad-index", message, place="index.json")
