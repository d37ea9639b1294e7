"""What Open Badges 2.0 demands of a badge beyond what verifying it needs (section Vocabulary)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.values import as_list, text
from mintmark.errors import FormatError
from mintmark.formats.open_badges_2.badge import Badge

_OF_CLASS: Final = ("name", "description")
_OF_CLASS_ANY: Final = ("image", "criteria")
_OF_ISSUER: Final = ("name", "url", "email")


def check(badge: Badge) -> None:
    """Hold badge class and issuer to their required properties.

    Raises:
        FormatError: ``ob2.incomplete``, or ``ob2.alignment`` for an alignment without a name.
    """
    _require(badge.badge_class, _OF_CLASS, _OF_CLASS_ANY, "badge class")
    _require(badge.issuer.document, _OF_ISSUER, (), "issuer")
    for alignment in as_list(badge.badge_class.get("alignment")):
        if not isinstance(alignment, Mapping) or text(alignment.get("targetName")) is None:
            raise FormatError(
                "ob2.alignment", "An alignment has no targetName.", place="/badge/alignment"
            )


def _require(
    document: Mapping[str, Any], said: tuple[str, ...], there: tuple[str, ...], what: str
) -> None:
    lacking = [name for name in said if text(document.get(name)) is None]
    lacking += [name for name in there if not document.get(name)]
    if lacking:
        raise FormatError("ob2.incomplete", f"The {what} lacks {', '.join(lacking)}.")
