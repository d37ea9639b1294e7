"""What a learner's record says, for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mintmark.encoding.values import text
from mintmark.errors import MintmarkError
from mintmark.formats import open_badges_3
from mintmark.formats.clr_2.rules import carried
from mintmark.formats.open_badges_3.describe_larger import PartSummary


def describe(document: Mapping[str, Any], *languages: str) -> open_badges_3.Description:
    """Return what a record says: its parts are the credentials that it carries.

    Args:
        document: a ClrCredential as JSON, one that was verified.
        languages: the reader's languages, best first.
    """
    try:
        parts = tuple(map(_part, carried(document)))
    except MintmarkError:
        parts = ()
    whole = open_badges_3.describe(document, *languages)
    return replace(whole, achievement=None, parts=parts)


def _part(document: Mapping[str, Any]) -> PartSummary:
    named = open_badges_3.names(document)
    achievement = named.achievement.name if named.achievement else None
    name = achievement or text(document.get("name"))
    issuer = named.issuer.name or named.issuer.id
    return PartSummary(text(document.get("id")), name, issuer, credits=None, groups=())
