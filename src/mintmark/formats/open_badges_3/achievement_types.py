"""Kinds of achievement: the list of Open Badges 3.0 (AchievementType) and our words for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.values import text

ACHIEVEMENT_TYPES: Final = frozenset(
    {
        "Achievement",
        "ApprenticeshipCertificate",
        "Assessment",
        "Assignment",
        "AssociateDegree",
        "Award",
        "Badge",
        "BachelorDegree",
        "Certificate",
        "CertificateOfCompletion",
        "Certification",
        "CommunityService",
        "Competency",
        "Course",
        "CoCurricular",
        "Degree",
        "Diploma",
        "DoctoralDegree",
        "Fieldwork",
        "GeneralEducationDevelopment",
        "JourneymanCertificate",
        "LearningProgram",
        "License",
        "Membership",
        "ProfessionalDoctorate",
        "QualityAssuranceCredential",
        "MasterCertificate",
        "MasterDegree",
        "MicroCredential",
        "ResearchDoctorate",
        "SecondarySchoolDiploma",
    }
)
"""The kinds that Open Badges lists; others begin with ``ext:``."""


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


_OURS: Final = {_words(name): name for name in ACHIEVEMENT_TYPES}


def achievement_type(kind: str) -> dict[str, str]:
    """Return the properties that say what kind it is.

    A kind that Open Badges does not list becomes an extension value, and stands in ``kind`` as
    it is.
    """
    if kind in _OURS:
        return {"achievementType": _OURS[kind]}
    slug = "".join(part.capitalize() for part in re.findall("[A-Za-z0-9]+", kind))
    return {"achievementType": f"ext:{slug or 'Other'}", "kind": kind}


def read_achievement_type(node: Mapping[str, Any]) -> str | None:
    """Return the kind of an achievement in our words, or None where nothing is said."""
    kind = text(node.get("achievementType"))
    return text(node.get("kind")) or (_words(kind.removeprefix("ext:")) if kind else None)
