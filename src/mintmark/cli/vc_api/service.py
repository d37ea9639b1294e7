"""What the endpoints work with: issuers, contexts, documents, status lists, a clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mintmark.cli.vc_api.issuers import DEFAULT, Issuer
from mintmark.cli.vc_api.status import StatusLists
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.contexts.self_naming import with_self_naming
from mintmark.errors import UnavailableError
from mintmark.ports import Fetcher


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that is the same for all requests.

    Attributes:
        issuers: by name.
        contexts: the contexts that exist.
        status: the status lists.
        clock: the moment, with zone.
        fetcher: makes the way to other documents, anew for each request.
    """

    issuers: Mapping[str, Issuer]
    contexts: ContextStore
    status: StatusLists
    clock: Callable[[], datetime]
    fetcher: Callable[[], Fetcher]

    def issuer(self, name: str | None) -> Issuer | None:
        """Return the issuer with this name, the default one where none is named."""
        return self.issuers.get(DEFAULT if name is None else name)

    def documents(self) -> Fetcher:
        """Return the way to documents for one request: the service's own lists come first."""
        return _OwnFirst(self.status, self.clock, self.fetcher())

    def contexts_for(self, document: Any) -> ContextStore:
        """Return the contexts for a document, and for the credentials in it.

        Contexts of a document's own are taken where each term is the end of the IRI that it
        stands for: nothing can be renamed with them.
        """
        inner = document.get("verifiableCredential") if isinstance(document, Mapping) else None
        credentials = inner if isinstance(inner, list) else [inner]
        return with_self_naming(self.contexts, document, *credentials)


class _OwnFirst:
    """A fetcher that reads the service's own status lists without asking the network."""

    def __init__(self, status: StatusLists, clock: Callable[[], datetime], others: Fetcher) -> None:
        self._status = status
        self._clock = clock
        self._others = others

    def fetch(self, url: str) -> bytes:
        """Return the document at ``url``."""
        if not self._status.has(url):
            return self._others.fetch(url)
        found = self._status.document(url, self._clock())
        if found is None:
            raise UnavailableError("fetch.not-at-hand", f"{url[:200]} is no status list of ours.")
        return found
