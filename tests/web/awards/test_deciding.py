"""From the first attempt to the award, and everything that must come before it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import Refused
from mintmark_web.achievements import queries as achievements
from mintmark_web.audit.models import Record
from mintmark_web.awards import queries, readiness, services
from mintmark_web.awards.models import Attempt, Award
from mintmark_web.awards.types import Given
from web.awards.making import NOTHING, Desk
from web.factories import BREAD

pytestmark = pytest.mark.django_db


def obstacles(desk, enrolment, today):
    fresh = queries.enrolment(desk.world.home.pk, enrolment.pk)
    return readiness.obstacles(
        fresh, queries.achievement(desk.offering), queries.attempts(fresh), today
    )


def test_whoever_has_everything_is_awarded_and_the_core_reads_the_award(desk, today):
    enrolment = desk.ready(today)
    assert obstacles(desk, enrolment, today) == ()
    award = services.decide(desk.first, enrolment, awarded_on=today, place="Harbour")
    noun = queries.noun(award)
    assert noun.id == award.iri
    assert noun.achievement == achievements.noun(desk.version).id
    assert (noun.learner.name, noun.learner.email) == ("Lea Learner", "learner@example.org")
    assert [(one.assessment, one.score, one.level) for one in noun.results] == [
        ("practical", Decimal("0.9"), "good")
    ]
    assert noun.identity_check.method == "passport"
    assert (noun.place, noun.assessor) == ("Harbour", "Assessor of Harbour")
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"
    assert list(queries.unissued(desk.world.home)) == [award]
    assert Record.objects.order_by("-sequence").first().action == "award.decide"


@pytest.mark.parametrize(("asks_for_a_score", "told"), [(False, None), (True, Decimal(1))])
def test_a_score_that_only_follows_from_levels_is_told_where_it_is_asked_for(
    world, today, asks_for_a_score, told
):
    (practical,) = BREAD["assessments"]
    if not asks_for_a_score:
        practical = {name: value for name, value in practical.items() if name != "pass_mark"}
    desk = Desk(world, assessments=[practical])
    enrolment = desk.check(desk.enrol(), today)
    given = [Given(one, "good") for one in ("bake", "hygiene")]
    attempt = services.mark(desk.first, desk.open(enrolment), given=given, whole=NOTHING)
    assert attempt.score == 1
    desk.confirm(attempt)
    award = services.decide(desk.first, enrolment, awarded_on=today)
    (result,) = queries.noun(award).results
    assert (result.score, result.level) == (told, "good")


def test_what_is_missing_is_told_one_reason_after_the_other(desk, today):
    enrolment = desk.enrol()
    assert obstacles(desk, enrolment, today) == (
        "Practical test: not passed yet.",
        "It must be recorded how the learner's identity was checked.",
    )
    attempt = desk.mark(desk.open(enrolment))
    assert "Practical test: a second assessor has to confirm the result." in obstacles(
        desk, enrolment, today
    )
    desk.confirm(attempt)
    with pytest.raises(ValidationError, match="identity was checked"):
        services.decide(desk.first, enrolment, awarded_on=today)
    assert not Award.objects.exists()


def test_a_day_to_come_is_refused(desk, today):
    enrolment = desk.ready(today)
    with pytest.raises(ValidationError, match="in the future"):
        services.decide(desk.first, enrolment, awarded_on=today + timedelta(days=1))


def test_nobody_confirms_marks_or_awards_themselves(desk, today):
    own = accounts.user(desk.first.person_id)
    enrolment = desk.enrol(email=own.email, name="Somebody")
    attempt = desk.open(enrolment)
    with pytest.raises(ValidationError, match="marks their own work"):
        desk.mark(attempt)
    desk.mark(attempt, by=desk.second)
    with pytest.raises(ValidationError, match="You marked this yourself"):
        services.moderate(desk.second, attempt, agrees=True, comment="")
    with pytest.raises(ValidationError, match="marks their own work"):
        services.moderate(desk.first, attempt, agrees=True, comment="")
    with pytest.raises(ValidationError, match="awards themselves"):
        services.decide(desk.first, enrolment, awarded_on=today)


def test_the_database_itself_wants_two_people(desk):
    attempt = desk.mark(desk.open(desk.enrol()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(moderator_id=desk.first.person_id)


def test_a_second_assessor_may_send_it_back(desk):
    attempt = desk.mark(desk.open(desk.enrol()))
    with pytest.raises(ValidationError, match="Say what should be looked at"):
        services.moderate(desk.second, attempt, agrees=False, comment=" ")
    back = services.moderate(desk.second, attempt, agrees=False, comment="Look at the crust.")
    assert (back.state, back.moderation) == ("handed-in", "Look at the crust.")
    again = desk.mark(back, score="0.6")
    assert (again.state, again.moderator_id) == ("marked", None)


@pytest.mark.parametrize(("level", "passed"), [("good", True), ("not-yet", False)])
def test_a_mark_is_held_against_the_pass_mark_and_the_level(desk, level, passed):
    attempt = desk.mark(desk.open(desk.enrol()), score="0.5", level=level)
    assert attempt.passed is passed


def test_just_below_mastery_is_not_mastery(world):
    desk = Desk(world, assessments=[{**BREAD["assessments"][0], "pass_mark": 0.9}])
    enrolment = desk.enrol()
    assert desk.mark(desk.open(enrolment), score="0.899999").passed is False
    assert desk.mark(desk.open(enrolment), score="0.9").passed is True


def test_the_offering_says_what_is_enough_where_the_assessment_does_not(world):
    test = {"id": "practical", "title": {"en": "Test"}, "type": "written-exam"}
    desk = Desk(world, assessments=[test], pass_mark=Decimal("0.9"))
    enrolment = desk.enrol()
    assert desk.mark(desk.open(enrolment), score="0.89", level="").passed is False


def test_without_score_and_level_nothing_is_decided(desk):
    attempt = desk.open(desk.enrol())
    with pytest.raises(ValidationError, match="Give a score or a level"):
        services.mark(desk.first, attempt, given=[Given("bake")], whole=NOTHING)


def test_practice_comes_first_where_the_assessment_wants_it(world, today):
    desk = Desk(world, assessments=[{**BREAD["assessments"][0], "formative_required": True}])
    enrolment = desk.enrol()
    with pytest.raises(ValidationError, match="formative assessment comes first"):
        services.ask_for_assessment(
            desk.learner, enrolment, assessment="practical", formative=False
        )
    practice = services.ask_for_assessment(
        desk.learner, enrolment, assessment="practical", formative=True
    )
    assert practice.state == "requested"
    desk.mark(services.arrange(desk.first, practice, arrangement="Monday"), score="0.3")
    desk.confirm(desk.mark(desk.open(enrolment)))
    desk.check(enrolment, today)
    noun = queries.noun(services.decide(desk.first, enrolment, awarded_on=today))
    assert noun.formative_done is True
    assert noun.results[0].score == Decimal("0.9")


def test_attempts_are_counted_and_end(world):
    desk = Desk(world, attempts=2)
    enrolment = desk.enrol()
    for number in (1, 2):
        attempt = desk.mark(desk.open(enrolment), score="0.1")
        assert (attempt.number, attempt.passed) == (number, False)
    with pytest.raises(ValidationError, match="used up"):
        desk.open(enrolment)


def test_one_attempt_after_the_other_and_none_after_passing(desk):
    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    with pytest.raises(ValidationError, match="open attempt"):
        desk.open(enrolment)
    desk.mark(attempt)
    with pytest.raises(ValidationError, match="passed already"):
        desk.open(enrolment)


def test_what_no_credential_can_carry_is_told_and_not_written(desk, today):
    enrolment = desk.enrol()
    attempt = desk.confirm(desk.mark(desk.open(enrolment)))
    desk.check(enrolment, today)
    Attempt.objects.filter(pk=attempt.pk).update(grade="\u200b")
    with pytest.raises(ValidationError, match="cannot stand in a credential"):
        services.decide(desk.first, enrolment, awarded_on=today)
    assert not Award.objects.exists()


def test_a_decision_is_made_once(desk, today):
    enrolment = desk.ready(today)
    services.decide(desk.first, enrolment, awarded_on=today)
    with pytest.raises(ValidationError, match="Only who takes part"):
        services.decide(desk.first, enrolment, awarded_on=today)
    assert Award.objects.count() == 1


def test_a_learner_asks_for_themselves_only(desk, world):
    enrolment = desk.enrol(email="other@example.org", name="Other")
    with pytest.raises(Refused):
        services.ask_for_assessment(
            desk.learner, enrolment, assessment="practical", formative=False
        )


def test_an_assessor_of_elsewhere_is_refused(desk, world):
    stranger = accounts.actor_of(world.stranger, world.other)
    attempt = desk.open(desk.enrol())
    with pytest.raises(Refused):
        desk.mark(attempt, by=stranger)
    with pytest.raises(Refused):
        services.create_offering(stranger, world.home, version=desk.version.pk, title="x")


def test_an_award_for_a_stack_is_kept_as_it_was_decided(desk, world, today):
    whole = queries.noun(services.decide(desk.first, desk.ready(today), awarded_on=today))
    Award.objects.all().delete()
    registrar = world.actor("registrar")
    award = services.award_from_stack(registrar, desk.version, world.learner, whole)
    assert queries.noun(award).id == award.iri != whole.id
    assert queries.award(award.pk) == award
    with pytest.raises(ValidationError, match="that day already"):
        services.award_from_stack(registrar, desk.version, world.learner, whole)
