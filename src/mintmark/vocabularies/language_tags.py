"""Language tags (BCP 47): whether their language and their region are in the lists."""

from __future__ import annotations

import re

from mintmark.vocabularies.loading import vocabulary

_PRIVATE = re.compile("q[a-t][a-z]")
"""Codes for private use (RFC 5646, section 2.2.1)."""


def is_listed(tag: str) -> bool:
    """Whether the language, and the region where the tag names one, are in the lists.

    A language with a two-letter code must have that (RFC 5646, section 2.2.1). Scripts and
    variants are not looked at.
    """
    language, region = _parts(tag)
    is_language = language in vocabulary("language") or bool(_PRIVATE.fullmatch(language))
    return is_language and (not region or region in vocabulary("country"))


def nearest(tag: str) -> str | None:
    """Return the tag that was most likely meant, or None.

    >>> nearest("eng"), nearest("en-UK")
    ('en', 'en-GB')
    """
    language, region = _parts(tag)
    near = language if _PRIVATE.fullmatch(language) else vocabulary("language").nearest(language)
    if near is None or not region:
        return near and near + tag[len(language) :]
    country = vocabulary("country").nearest(region)
    rest = re.sub(rf"-{region}(?=-|$)", f"-{country}", tag[len(language) :], flags=re.IGNORECASE)
    return near + rest if country else None


def _parts(tag: str) -> tuple[str, str]:
    """The language in lower case, and the region in capitals, empty where there is none."""
    language, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    return language.lower(), region.upper()
