"""ESCO: skills and occupations by their URIs. The form of a URI is known here, its entry is not.

ESCO has some seventeen thousand entries and a new release every other year; what a URI means is
told beside it, by the name that the draft gives it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BASE: Final = "http://data.europa.eu/esco/"
SKILL: Final = BASE + "skill/"

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    # A skill, or a group of skills such as S1.2.3.
    "skill": re.compile(rf"{re.escape(SKILL)}({_UUID}|[SKTLA]\d{{1,2}}(\.\d{{1,2}}){{0,3}})"),
    "occupation": re.compile(rf"{re.escape(BASE)}occupation/{_UUID}"),
}


def is_uri(kind: str, uri: str) -> bool:
    """Whether ``uri`` has the form of an ESCO URI for a ``skill`` or an ``occupation``."""
    return bool(_FORMS[kind].fullmatch(uri))


def nearest(kind: str, uri: str) -> str | None:
    """Return the URI of that kind with the identifier that ``uri`` has in it, or None."""
    found = re.search(_UUID, uri.lower())
    return f"{BASE}{kind}/{found[0]}" if found else None
