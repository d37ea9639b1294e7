"""Between texts in several languages and JSON-LD language maps.

Tags are written in lower case, because processors differ in whether they change the case of a
language tag (JSON-LD 1.1 API, section 13.1: they may), and a signature over RDF would differ with
them. They are read back in the usual case (RFC 5646, section 2.1.1). Text whose language nobody
named stands under ``@none``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mintmark.encoding.values import texts
from mintmark.model import Text
from mintmark.model.text import UNDETERMINED

_NONE = "@none"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST = 20_000


def usual_case(tag: str) -> str:
    """Return a language tag in its usual case: ``pt-BR``, ``zh-Hant-TW``."""
    language, *rest = tag.lower().split("-")
    parts = [language]
    for part in rest:
        after_singleton = len(parts[-1]) == 1
        if len(part) == 2 and not after_singleton:
            parts.append(part.upper())
        elif len(part) == 4 and part.isalpha() and not after_singleton:
            parts.append(part.title())
        else:
            parts.append(part)
    return "-".join(parts)


def write(value: Text) -> dict[str, str]:
    """Return the text as a language map, its languages in alphabetical order."""
    named = {
        _NONE if tag == UNDETERMINED else tag.lower(): content
        for tag, content in value.root.items()
    }
    return dict(sorted(named.items()))


def is_multilingual(value: Text) -> bool:
    """Say whether a plain string would lose something of the text."""
    return set(value.root) != {UNDETERMINED}


def read(value: Any) -> dict[str, str] | None:
    """Return the text of a language map, or of a plain string, as ``Text`` takes it.

    Several strings in one language become paragraphs of one text. What is no text is left out;
    None where nothing is left.
    """
    if not isinstance(value, Mapping):
        plain = "\n".join(texts(value))[:_LONGEST]
        return {UNDETERMINED: plain} if plain else None
    found: dict[str, str] = {}
    # The order of the languages is not signed: none may come first because of where it stands.
    for tag, content in sorted(value.items(), key=lambda item: str(item[0])):
        joined = "\n".join(texts(content))[:_LONGEST]
        if joined:
            known = isinstance(tag, str) and _TAG.fullmatch(tag)
            found.setdefault(usual_case(tag) if known else UNDETERMINED, joined)
    return found or None
