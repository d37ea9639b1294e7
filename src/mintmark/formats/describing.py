"""What a credential says, in lines for people, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.formats import clr_2, open_badges_2, open_badges_3, recognition, sd_jwt_vc
from mintmark.formats.open_badges_3 import Description, Named, Names

__all__ = ["Description", "Named", "Names", "describe", "names"]


def describe(document: Mapping[str, Any], *languages: str) -> Description:
    """Return what a credential says.

    Args:
        document: a credential as JSON, one that was verified.
        languages: the reader's languages, best first; without any, the credential's own.
    """
    if open_badges_2.is_open_badge(document):
        return open_badges_2.describe(document, *languages)
    if sd_jwt_vc.is_sd_jwt_vc(document):
        return sd_jwt_vc.describe(document, *languages)
    if clr_2.is_learner_record(document):
        return clr_2.describe(document, *languages)
    if recognition.is_recognition(document):
        return recognition.describe(document, *languages)
    return open_badges_3.describe(document, *languages)


def names(document: Mapping[str, Any]) -> Names:
    """Return who gave what to whom: what ``describe`` says of it, at a fraction of the cost.

    Args:
        document: a credential as JSON, one that was verified.
    """
    if sd_jwt_vc.is_sd_jwt_vc(document):
        return sd_jwt_vc.names(document)
    if not open_badges_2.is_open_badge(document):
        return open_badges_3.names(document)
    said = open_badges_2.describe(document)
    achievement = said.achievement
    return Names(
        Named(said.issuer.id, said.issuer.name),
        Named(achievement.id, achievement.name) if achievement else None,
        Named(said.learner.id, said.learner.name),
    )
