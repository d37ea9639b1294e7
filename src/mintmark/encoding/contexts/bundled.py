"""The contexts that come with Mintmark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final

from mintmark.encoding.contexts import data_integrity, learner_records, open_badges, status_lists
from mintmark.encoding.contexts.mintmark_terms import CONTEXTS
from mintmark.encoding.contexts.recognition_terms import RECOGNITION
from mintmark.encoding.contexts.store import ContextStore, Document, Source

_IN_PYLD: Final = (
    "https://www.w3.org/2018/credentials/v1",
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/suites/ed25519-2020/v1",
)


@cache
def _pyld() -> Callable[[str, Mapping[str, Any]], Mapping[str, Any]]:
    # PyLD takes a quarter of a second to import, so only when one of its contexts is needed.
    from pyld.documentloader.frozen import FrozenDocumentLoader

    loader: Callable[[str, Mapping[str, Any]], Mapping[str, Any]] = FrozenDocumentLoader()
    return loader


@cache
def _from_pyld(url: str) -> Document:
    document: Document = _pyld()(url, {})["document"]
    return document


@cache
def _tables() -> Mapping[str, Document]:
    return {
        **data_integrity.documents(),
        **status_lists.documents(),
        **open_badges.documents(),
        **learner_records.documents(),
    }


def _own(url: str) -> Document:
    return _tables()[url]


def _sources() -> Mapping[str, Source]:
    return {
        **{url: partial(_from_pyld, url) for url in _IN_PYLD},
        **{url: partial(_own, url) for url in _tables()},
    }


BUNDLED: Final = ContextStore(_sources(), inline=(*CONTEXTS, RECOGNITION))
"""Every context that Mintmark knows by itself, and its own inline extension terms."""
