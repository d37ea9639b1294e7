"""SD-JWT VC: claims of plain JSON, whose type (``vct``) says what they mean.

draft-ietf-oauth-sd-jwt-vc, section 2.2. Names and dates are looked for under the registered claims
of JWT, those of the learning credential of EU wallets, and the members of Open Badges 3.0, which
some issuers put into an SD-JWT VC as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from mintmark.encoding.times import format_time
from mintmark.encoding.values import text, texts
from mintmark.errors import FormatError
from mintmark.formats import open_badges_3
from mintmark.formats.open_badges_3 import (
    AchievementSummary,
    Description,
    LearnerSummary,
    Named,
    Names,
    ResultSummary,
)
from mintmark.model.base import is_absolute_iri

_LATEST: Final = 253_402_300_799


def is_sd_jwt_vc(document: Mapping[str, Any]) -> bool:
    """Say whether a document is the claims of an SD-JWT VC, which no context explains."""
    return isinstance(document.get("vct"), str) and "@context" not in document


def check(claims: Mapping[str, Any]) -> None:
    """Refuse claims whose registered members are not what section 2.2.2 has them be.

    Raises:
        FormatError: ``sd-jwt-vc.malformed``.
    """
    for name in ("vct#integrity", "sub"):
        if name in claims and not (isinstance(claims[name], str) and claims[name]):
            raise _malformed(name, "it is not text")
    if "iss" in claims and not is_absolute_iri(claims["iss"]):
        raise _malformed("iss", "it is no absolute address")
    for name in ("cnf", "status"):
        if name in claims and not (isinstance(claims[name], Mapping) and claims[name]):
            raise _malformed(name, "it is no JSON object that says something")


def describe(claims: Mapping[str, Any], *languages: str) -> Description:
    """Return what the claims say, in lines for people."""
    said = open_badges_3.describe(claims, *languages)
    known = names(claims)
    issuer = replace(
        said.issuer,
        id=known.issuer.id,
        name=known.issuer.name,
        country=said.issuer.country or text(claims.get("issuing_country")),
    )
    return Description(
        id=text(claims.get("jti")) or said.id,
        name=said.name or (known.achievement.name if known.achievement else None),
        issuer=issuer,
        achievement=_achievement(claims, said.achievement, known),
        learner=LearnerSummary(known.learner.id, known.learner.name),
        awarded=said.awarded or text(claims.get("date_of_issuance")) or _date(claims, "iat"),
        valid_from=_date(claims, "nbf") or said.valid_from,
        valid_until=(
            _date(claims, "exp") or text(claims.get("date_of_expiry")) or said.valid_until
        ),
        results=said.results or _grade(claims),
        evidence=said.evidence,
    )


def names(claims: Mapping[str, Any]) -> Names:
    """Return who gave what to whom. What it is, its type says: ``vct`` is the achievement's id."""
    said = open_badges_3.names(claims)
    achievement = said.achievement.name if said.achievement else None
    return Names(
        Named(text(claims.get("iss")), text(claims.get("issuing_authority")) or said.issuer.name),
        Named(text(claims.get("vct")), achievement or text(claims.get("achievement_title"))),
        Named(text(claims.get("sub")) or said.learner.id, _learner(claims) or said.learner.name),
    )


def _learner(claims: Mapping[str, Any]) -> str | None:
    whole = text(claims.get("name"))
    parts = [text(claims.get(name)) for name in ("given_name", "family_name")]
    return whole or " ".join(part for part in parts if part) or None


def _achievement(
    claims: Mapping[str, Any], said: AchievementSummary | None, known: Names
) -> AchievementSummary | None:
    achievement = known.achievement
    if achievement is None:
        return said
    if said is not None:
        return replace(said, id=achievement.id, name=achievement.name)
    return AchievementSummary(
        id=achievement.id,
        name=achievement.name,
        description=text(claims.get("achievement_description")),
        criteria=None,
        outcomes=tuple(texts(claims.get("learning_outcomes"))),
        workload=text(claims.get("expected_study_time")),
        credits=(),
        level=tuple(texts(claims.get("level_of_learning_experience"))),
        assessment=(),
        participation=None,
        quality_assurance=tuple(texts(claims.get("types_of_quality_assurance"))),
        awarding_body=None,
        image=None,
    )


def _grade(claims: Mapping[str, Any]) -> tuple[ResultSummary, ...]:
    grade = text(claims.get("assessment_grade"))
    return (ResultSummary(None, grade),) if grade else ()


def _date(claims: Mapping[str, Any], name: str) -> str | None:
    """Return a NumericDate (RFC 7519, section 2) as it is written elsewhere."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST:
        return text(value) if isinstance(value, str) else None
    return format_time(datetime.fromtimestamp(0, UTC) + timedelta(seconds=value))


def _malformed(name: str, why: str) -> FormatError:
    return FormatError("sd-jwt-vc.malformed", f"The claim {name} is malformed: {why}.")
