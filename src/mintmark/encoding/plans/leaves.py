"""One JSON value as one RDF term in N-Quads syntax, or a miss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, Final, NoReturn

from mintmark.encoding.rdf import from_expanded, is_iri, is_language, literal
from mintmark.errors import InputError

_MAX_LANGUAGE: Final = 35


class Miss(Exception):  # noqa: N818 - no error: the plain way decides
    """The plans cannot prove that they handle this document. Never leaves ``encoding``."""


ReadId = Callable[[Any], str]


@lru_cache(maxsize=64)
def reader_of_ids(prefixes: frozenset[str]) -> ReadId:
    """Return what turns a value that stands for a node into ``<IRI>``.

    Args:
        prefixes: the terms that an id must not begin with: it would be a compact IRI then.
    """

    def read(value: Any) -> str:
        if type(value) is not str or not is_iri(value):
            raise Miss
        scheme, _, rest = value.partition(":")
        if scheme in prefixes and not rest.startswith("//"):
            raise Miss
        return f"<{value}>"

    return read


def quoted(text: str) -> str:
    """Return a text between quotation marks, escaped as canonical N-Quads have it."""
    # JSON escapes quotation marks, reverse solidus and controls: where it does not need to,
    # N-Quads need to for three further characters only.
    written = encode_basestring(text)
    if (
        len(written) == len(text) + 2
        and "\x7f" not in text
        and "\ufffe" not in text
        and "\uffff" not in text
    ):
        return written
    return literal(text)


@lru_cache(maxsize=256)
def _language_end(language: str) -> str:
    if language == "@none":
        return " .\n"
    if not is_language(language):
        raise Miss
    return f"@{language.lower()} .\n"


def language_end(language: str) -> str:
    """Return how a line ends that has a text in a language: ``@en .``, or in ``@none``."""
    if len(language) > _MAX_LANGUAGE:
        raise Miss
    return _language_end(language)


def term(item: Mapping[str, Any]) -> str:
    """Return the RDF term of an expanded value object, by the plain way.

    Raises:
        Miss: it cannot be said in RDF.
    """
    try:
        return from_expanded([{"@id": "urn:s", "urn:p": [item]}], lost=_lost)[0][2]
    except InputError:
        raise Miss from None


def _lost(_kind: str, _value: Any) -> NoReturn:
    raise Miss
