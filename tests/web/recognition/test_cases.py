"""Cases: opened, examined, decided, appealed, signed, published."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mintmark import UnsafeAnyIssuer, verify
from mintmark.errors import RecognitionError
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import Refused
from mintmark_web.adapters import clock
from mintmark_web.recognition import examining, precedents, queries, reading, services
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.types import Application, Handed
from mintmark_web.recognition.views import common
from web.recognition.offices import (
    BAKES,
    REFUSED,
    RULING,
    appealed,
    claimed,
    compared,
    credential,
    decided,
    module,
    opened,
)
from web.world import member

pytestmark = pytest.mark.django_db
OFFICER = "recognition-officer"


def another(world):
    """Return the actor of another officer of the office."""
    person = member(world.home, OFFICER, "reviewer", name="Olu Other")
    return accounts.actor_of(person, world.home)


def test_the_time_limit_runs_from_the_day_of_the_application(world):
    case = opened(world)
    assert case.state == "open"
    assert 119 <= (case.due_on - clock.now().date()).days <= 123
    assert [one.kind for one in case.files.all()] == ["credential"]
    assert queries.counts(world.home.pk)["open"] == 1


def test_asking_stops_the_clock_and_an_answer_lets_it_run_on(world, monkeypatch):
    case = opened(world)
    first = case.due_on
    actor, learner = world.actor(OFFICER), accounts.actor_of(world.learner, None)
    case = services.ask(actor, case, documents="The syllabus\nYour passport")
    assert (case.state, case.due_on) == ("waiting", None)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=10))
    case = services.answer(
        learner, case, words="Here it is.", documents=[Handed("a.txt", b"Syllabus")]
    )
    assert (case.state, case.due_on) == ("open", first + timedelta(days=10))
    assert {one.kind for one in case.files.all()} == {"credential", "document"}


def test_the_comparison_shows_what_is_covered(world):
    case = compared(world, opened(world, credential(world, BAKES)))
    found = reading.comparison(case)
    assert [row.covered for row in found.coverage.outcomes] == ["covered", "not-found"]
    assert case.state == "examined"


def test_nothing_is_decided_before_it_was_compared(world):
    with pytest.raises(RecognitionError, match="nobody can decide"):
        services.decide(world.actor(OFFICER), opened(world), RULING)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"differences": ()}, "recognise.no-difference"),
        ({"measures": ()}, "recognise.no-measure"),
        ({"reasons": ()}, "recognise.no-reason"),
        ({"outcome": "partial"}, "recognise.no-condition"),
        ({"outcome": "full"}, "recognise.full-with-difference"),
        ({"valid_until": "2020-01-01"}, "recognise.over-before-begun"),
    ],
)
def test_a_decision_that_breaks_a_rule_is_refused(world, change, code):
    case = compared(world)
    with pytest.raises(RecognitionError) as caught:
        services.decide(world.actor(OFFICER), case, REFUSED | change)
    assert caught.value.code == code
    assert Case.objects.get().state == "examined"
    assert services.decide(world.actor(OFFICER), case, REFUSED).outcome == "refused"


def test_the_signed_decision_is_a_credential_that_anybody_can_verify(world):
    case = services.issue_statement(world.actor(OFFICER), decided(world))
    report = verify(bytes(case.statement), at=clock.now(), policy=UnsafeAnyIssuer())
    assert report.outcome == "valid"
    assert report.signed.document["credentialSubject"]["name"] == "Lea Learner"
    with pytest.raises(ValidationError, match="signed already"):
        services.issue_statement(world.actor(OFFICER), case)


def test_another_person_settles_the_appeal_and_the_statement_is_signed_anew(world):
    case = appealed(world)
    with pytest.raises(ValidationError, match="Another person"):
        services.settle(world.actor(OFFICER), case, reasons="No.", ruling=None)
    second = accounts.actor_of(
        member(world.home, OFFICER, "reviewer", name="Olu Other"), world.home
    )
    done = services.settle(second, case, reasons="It is all there.", ruling=RULING)
    assert (done.state, done.outcome, done.decided_by_id) == ("decided", "full", second.user_id)
    assert done.statement is None
    assert services.issue_statement(second, done).statement


def test_an_appeal_upheld_leaves_the_decision_and_its_statement(world):
    case = services.issue_statement(world.actor(OFFICER), decided(world, REFUSED))
    signed = bytes(case.statement)
    case = services.appeal(accounts.actor_of(world.learner, None), case, grounds="Please look.")
    second = accounts.actor_of(
        member(world.home, OFFICER, "reviewer", name="Olu Other"), world.home
    )
    done = services.settle(second, case, reasons="The difference is there.", ruling=None)
    assert (done.outcome, bytes(done.statement)) == ("refused", signed)


def test_prior_learning_without_a_credential_is_assessed_first(world):
    case = claimed(world)
    actor = world.actor(OFFICER)
    services.assess(
        actor, case, outcome="o1", method="demonstration", shown=True, grounds="A fine loaf."
    )
    assert services.decide(actor, case, RULING).outcome == "full"


def test_nobody_deals_with_their_own_case(world):
    of, officer = module(world), world.member[OFFICER]
    seen = examining.look([Handed("a.json", credential(world, name=str(officer)))])
    own = accounts.actor_of(officer, None)
    case = compared(world, services.open_case(own, officer, of, Application("Ola Officer", seen)))
    with pytest.raises(ValidationError, match="your own case"):
        services.decide(world.actor(OFFICER), case, RULING)


def test_cases_belong_to_their_applicant_and_their_office(world):
    case = compared(world)
    with pytest.raises(Refused):
        services.decide(accounts.actor_of(world.stranger, world.other), case, RULING)
    with pytest.raises(Refused):
        services.withdraw(accounts.actor_of(world.stranger, None), case)


def test_precedents_are_the_same_achievement_first_then_what_is_near(world):
    data, of = credential(world), module(world)
    same = decided(world, case=opened(world, data, of))
    near = decided(world, case=opened(world, credential(world), of))
    decided(world, REFUSED, case=opened(world, credential(world, "Sails a boat"), of))
    found = precedents.before(opened(world, data, of))
    assert [(one.case, one.found.alike) for one in found] == [(same, "same"), (near, "near")]


def test_what_is_published_names_nobody(world, sign_in):
    case = decided(world)
    actor = world.actor(OFFICER)
    for told in ("Ms Learner baked well.", "LEA LEARNER"):
        with pytest.raises(ValidationError, match="name stands in it"):
            services.publish(actor, case, sources="Bread", words=told)
    services.publish(actor, case, sources="Sourdough Basics", words="All outcomes are covered.")
    address = reverse("recognition.precedent", args=[case.pk])
    page = sign_in().get(address).content.decode()
    assert "All outcomes are covered." in page
    assert "Learner" not in page
    assert str(world.member[OFFICER]) not in page
    found = sign_in().get(reverse("recognition.precedents"), {"q": "sourdough", "outcome": "full"})
    assert "Bread and Flour" in found.content.decode()
    services.unpublish(actor, case)
    assert sign_in().get(address).status_code == 404


def test_overdue_cases_stand_first_and_may_be_appealed(world, monkeypatch, sign_in):
    of = module(world)
    first = opened(world, of=of)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=3))
    opened(world, of=of)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=130))
    assert common.days_left(first) < 0
    page = sign_in(world.member[OFFICER]).get(reverse("recognition.cases", args=[world.home.slug]))
    assert "overdue" in page.content.decode()
    assert next(iter(page.context["page"])) == first
    appeal = services.appeal(accounts.actor_of(world.learner, None), first, grounds="Too slow.")
    assert appeal.state == "appealed"


def test_the_applicant_is_told_and_the_letter_says_no_more_than_needed(
    world, mailoutbox, django_capture_on_commit_callbacks
):
    case = compared(world)
    with django_capture_on_commit_callbacks(execute=True):
        services.decide(world.actor(OFFICER), case, REFUSED)
    (letter,) = mailoutbox
    assert letter.to == [world.learner.email]
    assert "missing" not in letter.body


def test_a_file_is_served_to_be_saved_only(world, sign_in):
    case = claimed(world)
    file = case.files.get()
    mine = reverse("recognition.my-file", args=[case.pk, file.pk])
    answer = sign_in(world.learner).get(mine)
    assert answer.content == b"A picture."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in(world.stranger).get(mine).status_code == 404
    theirs = reverse("recognition.file", args=[world.home.slug, case.pk, file.pk])
    assert sign_in(world.member[OFFICER]).get(theirs).content == b"A picture."
    assert sign_in(world.stranger).get(theirs).status_code == 404


def test_the_case_keeps_the_day_on_which_things_happen(world):
    case = decided(world)
    assert case.decided_on == clock.now().date()
    assert {one.day for one in reading.noun(case).history} == {date.today().isoformat()}
