"""An attempt in words: what it is called, what it came to, what was handed in and given."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from mintmark import Achievement, Assessment
from mintmark_web.awards import marking, readiness, words
from mintmark_web.awards.models import Attempt
from mintmark_web.awards.views.common import table
from mintmark_web.ui.templatetags.telling import labelled
from mintmark_web.ui.types import Cell, Fact, Table


def attempt_name(one: Attempt, achievement: Achievement) -> str:
    """Return what an attempt is called: the assessment, and which go it is."""
    title = words.assessment(achievement, one.assessment)
    if one.number == 1:
        return title
    return _("%(title)s, attempt %(number)s") % {"title": title, "number": one.number}


def result_cell(one: Attempt, achievement: Achievement) -> Cell:
    """Return the result of an attempt: score and level, as a tag that says passed or not."""
    if not one.is_settled:
        return Cell("–")
    assessment = achievement.assessment(one.assessment)
    level = words.level(assessment, one.level)
    told = ", ".join(filter(None, (_score(one, assessment), level, one.grade)))
    if one.passed is None:
        return Cell(told or _("Feedback"))
    said = _("Passed") if one.passed else _("Not passed")
    return Cell(labelled(said, told), tone="valid" if one.passed else "bad")


def _score(one: Attempt, assessment: Assessment | None) -> str:
    """Return the score as an assessor gave it; nothing where it only follows from levels."""
    if assessment and readiness.only_follows(assessment, one):
        return ""
    return words.percent(one.score)


def facts(one: Attempt, achievement: Achievement) -> list[Fact]:
    """Return what is to be known of an attempt."""
    assessment = achievement.assessment(one.assessment)
    criteria = assessment.criteria if assessment else None
    known: list[tuple[str, object]] = [
        (_("Kind"), _("Practice") if one.formative else _("Final")),
        (_("When, where and how"), one.arrangement),
        (_("What is enough"), enough(assessment, one) if assessment else ""),
        (_("Criteria"), words.title(criteria) if criteria else ""),
    ]
    return [Fact(name, value) for name, value in known if value]


def enough(assessment: Assessment, one: Attempt) -> str:
    """Say what is needed to pass."""
    needed = []
    if assessment.pass_mark is not None or not assessment.required_level:
        share = marking.pass_mark(assessment, one.enrolment.offering.pass_mark)
        needed.append(words.percent(share))
    if assessment.required_level:
        level = words.level(assessment, assessment.required_level)
        needed.append(_("level “%s”") % level)
    return ", ".join(needed)


def claims(one: Attempt, achievement: Achievement) -> list[tuple[str, str]]:
    """Return what the learner says, by outcome."""
    rows = one.claims.all()
    return [(words.outcome(achievement, claim.outcome), claim.statement) for claim in rows]


def evidence(one: Attempt, achievement: Achievement) -> list[tuple[Any, str]]:
    """Return what was handed in, each with the outcome it shows."""
    return [
        (piece, words.outcome(achievement, piece.outcome) if piece.outcome else "")
        for piece in one.evidence.all()
    ]


def marks(one: Attempt, achievement: Achievement) -> Table | None:
    """Return what was given for each outcome; None where nothing was."""
    assessment = achievement.assessment(one.assessment)
    rows = [
        (
            words.outcome(achievement, mark.outcome),
            ", ".join(
                filter(None, (words.level(assessment, mark.level), words.percent(mark.score)))
            )
            or "–",
            mark.comment or "–",
        )
        for mark in one.marks.all()
    ]
    heads = (_("Outcome"), _("Reached"), _("Comment"))
    return table(_("Outcome by outcome"), heads, rows, hide=False) if rows else None
