"""What stands between a learner and the award, and the award where nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pydantic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark import Achievement, Assessment
from mintmark import Award as Noun
from mintmark.steps.award.row import Form
from mintmark_web.awards import words
from mintmark_web.awards.marking import is_from_levels, is_practice
from mintmark_web.awards.models import Attempt, Enrolment, Evidence
from mintmark_web.awards.types import Given


def counted(assessment: Assessment, attempts: Sequence[Attempt], moderated: bool) -> Attempt | None:
    """Return the attempt that counts for an assessment: the best that is passed and settled.

    Args:
        moderated: whether a second assessor must have confirmed it.
    """
    of_this = [one for one in attempts if one.assessment == assessment.id and one.is_settled]
    if is_practice(assessment):
        return of_this[-1] if of_this else None
    passed = [one for one in of_this if one.passed and not one.formative]
    sure = [one for one in passed if not moderated or one.state == Attempt.State.MODERATED]
    return max(sure, key=lambda one: one.score or 0, default=None)


def obstacles(
    enrolment: Enrolment, achievement: Achievement, attempts: Sequence[Attempt], today: date
) -> tuple[str, ...]:
    """Return what is still missing before this learner can be awarded, in words."""
    try:
        award(enrolment, achievement, attempts, iri="urn:x:try", awarded_on=today, today=today)
    except ValidationError as error:
        return tuple(error.messages)
    return ()


def award(
    enrolment: Enrolment,
    achievement: Achievement,
    attempts: Sequence[Attempt],
    *,
    iri: str,
    awarded_on: date,
    today: date,
    assessor: str = "",
    place: str = "",
    ended_on: date | None = None,
) -> Noun:
    """Return the award, as the core's rules allow it.

    Raises:
        ValidationError: something is missing; each reason is told.
    """
    held = {
        one.id: counted(one, attempts, enrolment.offering.moderated)
        for one in achievement.assessments
    }
    missing = [
        _waiting(one, attempts)
        for one in achievement.assessments
        if held[one.id] is None and not is_practice(one)
    ]
    scores = {one.id: _score(one, held[one.id]) for one in achievement.assessments}
    form = Form(1, _values(enrolment, attempts, held, scores, awarded_on, assessor, place))
    found = form.award(achievement, today, lambda: iri)
    told = [one for one in form.reasons if not _said(one.code)]
    reasons = [*missing, *words.joined(told, achievement)]
    if reasons or found is None:
        raise ValidationError(reasons or [_("The award cannot be made.")])
    return _completed(found, enrolment, held, ended_on)


def _said(code: str) -> bool:
    """Whether a reason of the core follows from an attempt that is missing, which we told."""
    return code in ("award.no-score", "award.no-level")


def _waiting(assessment: Assessment, attempts: Sequence[Attempt]) -> str:
    """Say what keeps an assessment from counting."""
    name = {"assessment": words.title(assessment.title)}
    finals = [one for one in attempts if one.assessment == assessment.id and not one.formative]
    if any(one.passed and one.is_settled for one in finals):
        return _("%(assessment)s: a second assessor has to confirm the result.") % name
    return _("%(assessment)s: not passed yet.") % name


def only_follows(assessment: Assessment, one: Attempt) -> bool:
    """Say whether an attempt's score is nothing but the points of its levels."""
    given = [Given(mark.outcome, mark.level, mark.score) for mark in one.marks.all()]
    return bool(one.level) and is_from_levels(assessment, one.score, given)


def _score(assessment: Assessment, one: Attempt | None) -> Decimal | None:
    """Return the score that the award tells: not what only follows from levels, unless the
    achievement itself asks for a score."""
    if one is None or (assessment.pass_mark is None and only_follows(assessment, one)):
        return None
    return one.score


def _values(
    enrolment: Enrolment,
    attempts: Sequence[Attempt],
    held: dict[str, Attempt | None],
    scores: dict[str, Decimal | None],
    awarded_on: date,
    assessor: str,
    place: str,
) -> dict[str, str]:
    """Return the award as a row of an award list: the core's rules are written for those."""
    checked = enrolment.identity_checked_on
    practised = any(one.formative and one.is_settled for one in attempts)
    row = {
        "name": enrolment.name,
        "email": enrolment.email,
        "date": awarded_on.isoformat(),
        "place": place,
        "route": enrolment.route,
        "identity_check": enrolment.identity_method,
        "identity_checked_on": checked.isoformat() if checked else "",
        "formative_done": "yes" if practised else "no",
        "assessor": assessor,
    }
    for local, one in held.items():
        if one is not None:
            score = scores[local]
            row[f"score:{local}"] = "" if score is None else format(score, "f")
            row[f"level:{local}"] = one.level
    return {column: value for column, value in row.items() if value}


def _completed(
    found: Noun, enrolment: Enrolment, held: dict[str, Attempt | None], ended_on: date | None
) -> Noun:
    """Add what a row of a list has no columns for: grades, days, the evidence to be shown."""
    grades = {local: one.grade for local, one in held.items() if one is not None and one.grade}
    results = [one.model_dump() | {"grade": grades.get(one.assessment)} for one in found.results]
    more: dict[str, Any] = {
        "results": results,
        "started_on": enrolment.offering.starts_on,
        "ended_on": ended_on,
        "evidence": [_evidence(piece) for piece in _shown(held)],
    }
    whole = found.model_dump() | {name: value for name, value in more.items() if value}
    try:
        return Noun.model_validate(whole)
    except pydantic.ValidationError as error:
        fields = ", ".join(dict.fromkeys(str(one["loc"][0]) for one in error.errors()))
        raise ValidationError(_("This cannot stand in a credential: %s.") % fields) from None


def _shown(held: dict[str, Attempt | None]) -> list[Evidence]:
    """Return the pieces that the learner wants to be named, each address once."""
    pieces = [one for attempt in held.values() if attempt for one in attempt.evidence.all()]
    wanted = [one for one in pieces if one.shown]
    once = {one.url or str(one.pk): one for one in wanted}
    return list(once.values())


def _evidence(piece: Evidence) -> dict[str, Any]:
    told = {"url": piece.url, "name": piece.name, "narrative": piece.narrative}
    return {name: value for name, value in told.items() if value}
