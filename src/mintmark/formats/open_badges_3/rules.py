"""The rules of Open Badges 3.0 that a verifier holds, beyond those of the VC data model.

Section 8 (OpenBadgeCredential Verification, step 1) and the data model. A
property may have one value or an array of them: both published schema families are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from mintmark.encoding.values import as_list, has_type, text
from mintmark.errors import FormatError
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3 import data_model
from mintmark.formats.open_badges_3.codec import decimal
from mintmark.formats.verifiable_credential_1 import V2

_TYPES: Final = ("OpenBadgeCredential", "AchievementCredential")
_NAMING: Final = frozenset({"id", "type"})
_NUMERIC: Final = frozenset({"GradePointAverage", "Percent", "RawScore", "ScaledScore"})
_USUAL: Final = 16
_STATUSES: Final = frozenset(
    {"Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"}
)


def is_open_badge(document: Mapping[str, Any]) -> bool:
    """Say whether a document calls itself an Open Badge 3.0 (OpenBadgeCredential)."""
    return has_type(document, *_TYPES)


def check(document: Mapping[str, Any]) -> None:
    """Hold a credential to the rules of Open Badges 3.0.

    Raises:
        FormatError: the first rule that it breaks: ``openbadges.not-an-open-badge``,
            ``openbadges.no-subject``, ``openbadges.several-subjects``,
            ``openbadges.subject-type``, ``openbadges.unidentified-subject``,
            ``openbadges.no-achievement``, ``openbadges.achievement-incomplete``,
            ``openbadges.result-description-incomplete``, ``openbadges.required-value``,
            ``openbadges.undeclared-result``, ``openbadges.undeclared-level``,
            ``openbadges.result-value``, or as ``data_model.check``. Drafts of 3.0 on the data
            model 1.1 had other tables.
    """
    nodes = Nodes(document)
    subject = subject_of(document, nodes)
    achievement = achievement_of(subject, nodes)
    if V2 in as_list(document.get("@context")):
        data_model.check(document)
    _hold_subject(subject, nodes)
    _hold_achievement(achievement)
    descriptions = nodes.nodes(achievement.get("resultDescription"))
    levels = {str(level.get("id")) for node in descriptions for level in _levels(node, nodes)}
    for node in descriptions:
        _hold_description(node, levels)
    known = {str(node["id"]): node for node in descriptions}
    for result in nodes.nodes(subject.get("result")):
        _hold_result(result, known, levels)


def subject_of(document: Mapping[str, Any], nodes: Nodes) -> Mapping[str, Any]:
    """Return the one AchievementSubject of an Open Badge.

    Raises:
        FormatError: ``openbadges.not-an-open-badge``, ``openbadges.no-subject`` or
            ``openbadges.several-subjects``.
    """
    if not is_open_badge(document):
        raise FormatError(
            "openbadges.not-an-open-badge",
            "The credential has neither the type OpenBadgeCredential nor AchievementCredential.",
        )
    subjects = nodes.nodes(document.get("credentialSubject"))
    if not subjects:
        raise FormatError("openbadges.no-subject", "The badge is about nobody.")
    if len(subjects) > 1:
        raise FormatError("openbadges.several-subjects", "The badge is about several subjects.")
    return subjects[0]


def achievement_of(subject: Mapping[str, Any], nodes: Nodes) -> Mapping[str, Any]:
    """Return the achievement of an AchievementSubject.

    Raises:
        FormatError: ``openbadges.no-achievement``: there is none, or only its address;
            ``openbadges.several-achievements``: their order is not signed, so that the holder
            would choose which one is shown.
    """
    if len(as_list(subject.get("achievement"))) > 1:
        raise FormatError(
            "openbadges.several-achievements",
            "The badge is for several achievements.",
            place="/credentialSubject/achievement",
        )
    achievement = nodes.node(subject.get("achievement"))
    if achievement.keys() <= _NAMING:
        raise FormatError(
            "openbadges.no-achievement",
            "The badge does not say what was achieved.",
            place="/credentialSubject/achievement",
        )
    return achievement


def _hold_subject(subject: Mapping[str, Any], nodes: Nodes) -> None:
    if not has_type(subject, "AchievementSubject"):
        raise FormatError(
            "openbadges.subject-type",
            "The subject of the badge is not an AchievementSubject.",
            place="/credentialSubject/type",
        )
    if text(subject.get("id")) is None and not any(
        text(entry.get("identityHash")) for entry in nodes.nodes(subject.get("identifier"))
    ):
        raise FormatError(
            "openbadges.unidentified-subject",
            "The subject of the badge has neither an id nor an identifier.",
            place="/credentialSubject",
        )


def _hold_achievement(achievement: Mapping[str, Any]) -> None:
    lacking = [
        term for term in ("id", "name", "description") if text(achievement.get(term)) is None
    ]
    if not has_type(achievement, "Achievement"):
        lacking.append("type")
    if not as_list(achievement.get("criteria")):
        lacking.append("criteria")
    if lacking:
        raise FormatError(
            "openbadges.achievement-incomplete",
            f"The achievement lacks {', '.join(lacking)}.",
            place="/credentialSubject/achievement",
        )


def _levels(description: Mapping[str, Any], nodes: Nodes) -> Iterator[Mapping[str, Any]]:
    yield from nodes.nodes(description.get("rubricCriterionLevel"))


def _hold_description(node: Mapping[str, Any], levels: set[str]) -> None:
    place = "/credentialSubject/achievement/resultDescription"
    lacking = [term for term in ("id", "name", "resultType") if text(node.get(term)) is None]
    if lacking:
        raise FormatError(
            "openbadges.result-description-incomplete",
            f"A result description lacks {', '.join(lacking)}.",
            place=place,
        )
    required = node.get("requiredValue")
    if required is not None and not (_is_number(node, required) and _fits(node, required)):
        raise FormatError(
            "openbadges.required-value",
            f"The required value of {node['name']!r} is none of its possible values.",
            place=place,
        )
    level = node.get("requiredLevel")
    if level is not None and text(level) not in levels:
        raise FormatError(
            "openbadges.undeclared-level",
            f"The level that {node['name']!r} requires is in no rubric of the achievement.",
            place=place,
        )


def _is_number(description: Mapping[str, Any], value: Any) -> bool:
    """Say whether a value is a number, or need not be one."""
    if text(description.get("resultType")) not in _NUMERIC or description.get("allowedValue"):
        return True
    return _number(value) is not None


def _fits(description: Mapping[str, Any], value: Any) -> bool:
    """Say whether a value is among those allowed, and in range where it and the range are numbers.

    Values are strings (data model); what a string looks like is the issuer's affair.
    """
    if not isinstance(value, str):
        return False
    allowed = as_list(description.get("allowedValue"))
    if allowed:
        return value in allowed
    number = _number(value)
    low, high = (_number(description.get(term)) for term in ("valueMin", "valueMax"))
    if number is None:
        return True
    return (low is None or low <= number) and (high is None or number <= high)


def _number(value: Any) -> Decimal | None:
    if not isinstance(value, str):
        return None
    # Scores and their bounds come again and again.
    return _usual_number(value) if len(value) <= _USUAL else _number_in(value)


def _number_in(text: str) -> Decimal | None:
    return decimal(text.removesuffix("%").strip())


_usual_number = lru_cache(maxsize=1024)(_number_in)


def _hold_result(
    result: Mapping[str, Any], descriptions: Mapping[str, Mapping[str, Any]], levels: set[str]
) -> None:
    """Hold a result to its description.

    A level may be any that the achievement declares: the specification's own complete example
    names one of another description.
    """
    place = "/credentialSubject/result"
    name = result.get("resultDescription")
    if name is not None and text(name) not in descriptions:
        raise FormatError(
            "openbadges.undeclared-result",
            "A result refers to a description that the achievement does not have.",
            place=place,
        )
    level = result.get("achievedLevel")
    if level is not None and text(level) not in levels:
        raise FormatError(
            "openbadges.undeclared-level",
            "A result names a level that is in no rubric of the achievement.",
            place=place,
        )
    status, value = result.get("status"), result.get("value")
    known = descriptions.get(text(name) or "", {})
    misfit = value is not None and not _fits(known, value)
    if misfit or (status is not None and text(status) not in _STATUSES):
        raise FormatError(
            "openbadges.result-value",
            "A result has a value or a status that its description does not allow.",
            place=place,
        )
