"""Courses that were held: learners enrolled, assessed, confirmed by a second person, awarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements.queries import noun
from mintmark_web.adapters import clock
from mintmark_web.awards import services
from mintmark_web.awards.types import Given
from mintmark_web.demo import cast
from mintmark_web.demo.story.founding import learner, organisation, user

if TYPE_CHECKING:
    from mintmark import Assessment
    from mintmark_web.achievements.models import Version
    from mintmark_web.awards.models import Attempt, Enrolment, Offering

FIRST, SECOND = "niamh@atlantic-coast.example", "conor@atlantic-coast.example"
_WHOLE = Given("")


@dataclass(frozen=True, slots=True)
class Course:
    """A run of an achievement at the university, and who took it."""

    key: str
    title: str
    learners: tuple[tuple[str, str], ...]
    awarded: bool = True


_MAYA, _LEA, _DANIEL, _KATERYNA = cast.LEARNERS
COURSES = (
    Course("accessible-content", "Accessible content, last spring", cast.LEARNERS),
    Course("captions", "Captions, last spring", (_MAYA, _DANIEL)),
    Course("research", "Research with disabled users, this autumn", (_LEA, _KATERYNA), False),
)


def hold_all(versions: dict[str, Version]) -> None:
    """Hold every course. In one, work is handed in and not marked yet."""
    for course in COURSES:
        _hold(course, versions[course.key])


def _hold(course: Course, version: Version) -> None:
    offering = services.create_offering(
        _assessor(FIRST),
        organisation(cast.UNIVERSITY),
        version=version.pk,
        title=course.title,
        state="open",
        places=20,
        language="en",
    )
    assessments = noun(version).assessments
    for name, email in course.learners:
        enrolment = services.enrol(_assessor(FIRST), offering, name=name, email=email)
        if course.awarded:
            _carry(enrolment, assessments)
        elif cast.person(email):
            _hand_in(learner(email), _attempt(enrolment, assessments[0]))
    if course.awarded:
        _close(offering)


def _carry(enrolment: Enrolment, assessments: tuple[Assessment, ...]) -> None:
    """Bring a learner from the first attempt to the award."""
    today = clock.now().date()
    if any(one.formative_required for one in assessments):
        practice = _attempt(enrolment, assessments[0], formative=True)
        services.mark(_assessor(FIRST), practice, given=(), whole=Given("", score=Decimal("0.7")))
    for one in assessments:
        marked = _mark(_attempt(enrolment, one), one)
        services.moderate(_assessor(SECOND), marked, agrees=True, comment="")
    services.check_identity(_assessor(FIRST), enrolment, method="passport", checked_on=today)
    services.decide(_assessor(FIRST), enrolment, awarded_on=today - timedelta(days=1))


def _attempt(enrolment: Enrolment, one: Assessment, *, formative: bool = False) -> Attempt:
    return services.open_attempt(
        _assessor(FIRST), enrolment, assessment=one.id, formative=formative
    )


def _mark(attempt: Attempt, one: Assessment) -> Attempt:
    """Mark by level where there is a rubric, else by score."""
    level = one.required_level or ""
    score = None if level else Decimal("0.95")
    comment = "Carefully done."
    given = [Given(outcome, level, score, comment) for outcome in one.outcomes]
    return services.mark(_assessor(FIRST), attempt, given=given, whole=_WHOLE)


def _hand_in(who: Actor, attempt: Attempt) -> None:
    services.add_evidence(
        who,
        attempt,
        name="Report",
        url="https://portfolios.example/report",
        narrative="Five people tried the booking form; three got stuck at the calendar.",
    )
    services.hand_in(who, attempt)


def _close(offering: Offering) -> None:
    services.edit_offering(_assessor(FIRST), offering, state="closed")


def _assessor(email: str) -> Actor:
    return accounts.actor_of(user(email), organisation(cast.UNIVERSITY), "job")
