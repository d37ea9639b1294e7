"""Reviewing, publishing, partners, feedback: what each step does and refuses."""

import hashlib
import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from mintmark import IssuerIs, Outcome, verify
from mintmark_web.accounts.access import Refused
from mintmark_web.accounts.queries import actor_of
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import due, queries, services, signals, twins
from mintmark_web.achievements.models import Review, SignOff, Version
from mintmark_web.achievements.types import Ruling
from mintmark_web.audit.models import Record
from mintmark_web.keys import queries as keys
from mintmark_web.keys.models import Key
from mintmark_web.keys.services import make_key
from web.factories import (
    BREAD,
    approved_version,
    draft_version,
    make_world,
    member,
    organisation,
    person,
    published_version,
    signing_key,
    submitted_version,
)

pytestmark = pytest.mark.django_db
YES = Ruling("approved", "Everything is there.")


@pytest.fixture
def actor(world):
    signing_key(world.home)
    return world.actor("reviewer")


def test_an_approval_is_a_signed_endorsement_of_the_achievement(world, client):
    version = published_version(world.home)
    review = version.reviews.get()
    answer = client.get(f"/reviews/{review.pk}")
    assert answer["Content-Type"] == "application/vc+ld+json"
    did = keys.issuer_did(world.home)
    report = verify(answer.content, policy=IssuerIs(did), at=datetime.now(UTC))
    assert report.outcome is Outcome.VALID, report.checks
    document = json.loads(answer.content)
    assert document["type"] == ["VerifiableCredential", "EndorsementCredential"]
    assert document["credentialSubject"]["id"] == queries.iri(version.achievement_id)
    told = document["credentialSubject"]["endorsementComment"]
    assert "Everything is there." in told
    assert "internal review" in told


def test_a_decision_needs_a_key_reasons_and_conditions_where_there_are_some(world):
    version = submitted_version(world.home)
    review = version.reviews.get()
    actor = world.actor("reviewer")
    with pytest.raises(ValidationError, match="no key"):
        services.decide(actor, review, ruling=YES)
    signing_key(world.home)
    for ruling, field in (
        (Ruling("approved", " "), "reasons"),
        (Ruling("conditions", "Good."), "conditions"),
        (Ruling("perhaps", "Good."), "decision"),
    ):
        with pytest.raises(ValidationError) as refusal:
            services.decide(actor, review, ruling=ruling)
        assert field in refusal.value.message_dict
    with pytest.raises(ValidationError, match="to come"):
        services.decide(actor, review, ruling=YES, review_due=date(2020, 1, 1))
    version.refresh_from_db()
    assert (version.state, version.reviews.get().decision) == ("submitted", "")


def test_nobody_reviews_their_own_text(world, actor):
    version = submitted_version(world.home)
    version.submitted_by_id = actor.user_id
    version.save()
    review = version.reviews.get()
    for work in (
        lambda: services.take(actor, review),
        lambda: services.answer_checklist(actor, review, answers={}),
        lambda: services.decide(actor, review, ruling=YES),
    ):
        with pytest.raises(ValidationError, match="Somebody else"):
            work()


@pytest.mark.parametrize(
    ("decision", "state"), [("returned", "returned"), ("rejected", "rejected")]
)
def test_what_is_sent_back_or_turned_down_is_told_and_not_signed(world, actor, decision, state):
    version = submitted_version(world.home)
    review = services.decide(
        actor, version.reviews.get(), ruling=Ruling(decision, "The level is missing.")
    )
    version.refresh_from_db()
    assert (version.state, review.statement) == (state, None)
    assert queries.noun(version).quality_assurance == ()
    with pytest.raises(ValidationError, match="closed"):
        services.decide(actor, review, ruling=YES)
    with pytest.raises(ValidationError, match="approved"):
        services.publish(actor, version)
    again = services.new_version(world.actor("designer"), version.achievement)
    assert (again.number, again.state) == (2, "draft")


def test_an_agency_must_approve_too_once_it_is_asked(world, actor, client):
    version = submitted_version(world.home)
    agency = organisation("Fen Quality Agency", "quality-agency")
    signing_key(agency)
    outside = actor_of(member(agency, "reviewer"), agency)
    external = services.ask_agency(actor, version, agency=agency)
    with pytest.raises(ValidationError, match="asked already"):
        services.ask_agency(actor, version, agency=agency)
    with pytest.raises(ValidationError, match="quality agency"):
        services.ask_agency(actor, version, agency=world.other)
    internal = version.reviews.get(kind="internal")
    services.decide(actor, internal, ruling=YES)
    version.refresh_from_db()
    assert version.state == "submitted"
    with pytest.raises(Refused):
        services.decide(actor, external, ruling=YES)
    services.decide(
        outside, external, ruling=Ruling("conditions", "Good.", "Name the second assessor.")
    )
    version.refresh_from_db()
    assert version.state == "approved"
    assured = queries.noun(queries.version(version.pk)).quality_assurance
    assert [(one.type, one.decision) for one in assured] == [
        ("internal", "approved"),
        ("external", "approved with conditions"),
    ]
    assert assured[1].body.name.best("en") == "Fen Quality Agency"
    assert b"second assessor" in client.get(f"/reviews/{external.pk}").content


def test_publishing_replaces_the_version_before_and_is_told(
    world, actor, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, achievement_id, version_id, **_more):
        heard.append((achievement_id, version_id))

    signals.published.connect(hear)
    signals.withdrawn.connect(hear)
    first = published_version(world.home)
    second = services.new_version(world.actor("designer"), first.achievement)
    services.submit(world.actor("designer"), second)
    services.decide(actor, second.reviews.get(), ruling=YES)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(actor, second)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert queries.published_version(first.achievement_id) == second
    assert heard == [(first.achievement_id, second.pk)]
    with pytest.raises(ValidationError):
        services.withdraw(actor, second, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(actor, second, reason="The ovens are gone.")
    assert queries.published_version(first.achievement_id) is None
    assert queries.standing_version(first.achievement_id) == second
    assert len(heard) == 2
    assert Record.objects.first().summary["reason"] == "The ovens are gone."
    with pytest.raises(ValidationError):
        services.withdraw(actor, second, reason="Again.")
    signals.published.disconnect(hear)
    signals.withdrawn.disconnect(hear)


def test_what_is_not_public_has_no_public_badge(world, client):
    draft = draft_version(world.home)
    assert client.get(f"/badges/{draft.pk}").status_code == 404
    public = published_version(world.home)
    answer = client.get(f"/badges/{public.pk}")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=3600"
    undecided = submitted_version(world.home).reviews.get()
    assert client.get(f"/reviews/{undecided.pk}").status_code == 404


def test_the_day_of_the_next_review_is_a_year_away_where_a_framework_says_so(world):
    version = draft_version(world.home)
    day = date(2026, 2, 28)
    assert due.default(version, day) == date(2029, 2, 28)
    version.document["review"] = {"interval": "P2Y"}
    assert due.default(version, day) == date(2028, 2, 28)
    version.frameworks = ["eu-2022", "nz-nzqa-2018"]
    assert due.default(version, day) == date(2027, 2, 28)


def test_what_is_due_is_listed_and_reviewed_again(world, actor, sign_in):
    version = published_version(world.home)
    today = timezone.now().date()
    Review.objects.update(review_due=today - timedelta(days=1))
    assert queries.review_counts(world.home.pk, today) == {"waiting": 0, "overdue": 1}
    page = sign_in(world.member["reviewer"]).get(f"/o/{world.home.slug}/reviews/due/")
    assert "Overdue" in page.content.decode()
    again = services.review_again(actor, version)
    with pytest.raises(ValidationError, match="under way"):
        services.review_again(actor, version)
    services.decide(actor, again, ruling=YES, review_due=today + timedelta(days=365))
    version.refresh_from_db()
    assert version.state == "published"
    assert queries.review_counts(world.home.pk, today) == {"waiting": 0, "overdue": 0}
    assert len(queries.noun(version).quality_assurance) == 2


def test_near_duplicates_are_found_and_others_are_not(world, actor):
    alike = published_version(world.other, title={"en": "Basics of Bread Baking"})
    other = {
        "title": {"en": "Palliative Care"},
        "outcomes": [{"id": "care", "title": {"en": "Comfort people who are dying"}}],
        "assessments": [],
    }
    published_version(world.other, **other)
    version = submitted_version(world.home)
    (found,) = twins.near(version)
    assert found.version == alike
    assert found.likeness > 60
    version.document = {}
    assert twins.near(version) == []


def test_the_checklist_is_kept_beside_what_the_machine_found(world, actor, sign_in):
    version = submitted_version(world.home)
    review = version.reviews.get()
    browser = sign_in(world.member["reviewer"])
    root = f"/o/{world.home.slug}/reviews/{review.pk}/"
    sent = {"eu-2022/M6-answer": "no", "eu-2022/M6-comment": "Too vague."}
    assert browser.post(f"{root}checklist/", sent).status_code == 302
    review.refresh_from_db()
    assert review.checklist == {"eu-2022/M6": {"answer": "no", "comment": "Too vague."}}
    page = browser.get(root).content.decode()
    assert "Too vague." in page
    wrong = browser.post(f"{root}checklist/", {"eu-2022/M6-answer": "maybe"})
    assert wrong.status_code == 200
    assert "Please choose one of these" in wrong.content.decode()


_WHOLE_PAGE = {
    "eu-2022/M6-answer": "no",
    "eu-2022/M6-comment": "Too vague.",
    "place": "",
    "text": "Say which ovens.",
    "decision": "returned",
    "reasons": "See the comment.",
}


@pytest.fixture
def desk(world, sign_in):
    """Return a review, its page, and the reviewer's browser."""
    review = submitted_version(world.home).reviews.get()
    return review, f"/o/{world.home.slug}/reviews/{review.pk}/", sign_in(world.member["reviewer"])


@pytest.mark.parametrize(
    ("button", "unsaved"), [("checklist", "Say which ovens."), ("comment", None)]
)
def test_no_button_of_a_review_loses_what_is_typed_beside_it(desk, button, unsaved):
    review, root, browser = desk
    page = browser.get(root).content.decode()
    assert page.count(f'formaction="{root}') == 2
    assert browser.post(f"{root}{button}/", _WHOLE_PAGE).status_code == 302
    review.refresh_from_db()
    assert review.checklist == {"eu-2022/M6": {"answer": "no", "comment": "Too vague."}}
    shown = browser.get(root)
    decision, comment = shown.context["decision_form"], shown.context["comment_form"]
    assert decision["reasons"].value() == "See the comment."
    assert decision["decision"].value() == "returned"
    assert comment["text"].value() == unsaved
    assert review.version.comments.count() == (unsaved is None)


def test_a_decision_takes_the_answers_and_the_comment_along(desk):
    review, root, browser = desk
    page = browser.post(f"{root}decide/", _WHOLE_PAGE | {"reasons": ""})
    assert page.context["comment_form"]["text"].value() == "Say which ovens."
    assert review.version.comments.count() == 0
    assert browser.post(f"{root}decide/", _WHOLE_PAGE).status_code == 302
    review.refresh_from_db()
    assert review.decision == "returned"
    assert review.checklist == {"eu-2022/M6": {"answer": "no", "comment": "Too vague."}}
    assert review.version.comments.get().text == "Say which ovens."
    assert browser.get(root).context["comment_form"]["text"].value() is None


_FIELD = re.compile(r'<(?:input|select)[^>]*\bname="((?:initial-)?eu-2022/[^"]+)"[^>]*>')


def on_page(browser, root):
    """Return what the checklist of a page sends when nothing is changed on it."""
    text = browser.get(root).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    names = [found[1] for found in _FIELD.finditer(text)]
    checklist = browser.get(root).context["checklist"]
    shown = {
        point[name].html_name: point[name].value() or ""
        for point in checklist.points
        for name in point.fields
    }
    assert sorted(names) == sorted([*shown, *(f"initial-{name}" for name in shown)])
    return shown | {f"initial-{name}": value for name, value in shown.items()}


@pytest.mark.parametrize("button", ["checklist", "comment", "decide"])
def test_a_page_opened_earlier_leaves_alone_what_others_answered_since(desk, button):
    review, root, browser = desk
    stale = _WHOLE_PAGE | on_page(browser, root)
    by_other = {"eu-2022/M6": {"answer": "no", "comment": "Too vague."}}
    Review.objects.filter(pk=review.pk).update(checklist=by_other)
    assert browser.post(f"{root}{button}/", stale).status_code == 302
    review.refresh_from_db()
    assert review.checklist == by_other


def test_only_what_was_changed_on_the_page_is_written(desk):
    review, root, browser = desk
    stale = on_page(browser, root)
    Review.objects.update(
        checklist={
            "eu-2022/M5": {"answer": "no", "comment": "Where?"},
            "eu-2022/M6": {"answer": "no", "comment": "Too\nvague."},
        }
    )
    browser.post(f"{root}checklist/", stale | {"eu-2022/M6-answer": "yes"})
    review.refresh_from_db()
    assert review.checklist == {
        "eu-2022/M5": {"answer": "no", "comment": "Where?"},
        "eu-2022/M6": {"answer": "yes", "comment": "Too\nvague."},
    }
    emptied = {"eu-2022/M5-answer": "", "eu-2022/M5-comment": ""}
    browser.post(f"{root}checklist/", on_page(browser, root) | emptied)
    review.refresh_from_db()
    assert review.checklist == {"eu-2022/M6": {"answer": "yes", "comment": "Too\nvague."}}


def test_an_answer_that_was_saved_can_be_taken_back_on_the_same_page(desk):
    review, root, browser = desk
    changed = on_page(browser, root) | {"eu-2022/M6-answer": "no", "text": ""}
    page = browser.post(f"{root}comment/", changed).content.decode()
    assert 'id="id_text_error"' in page
    hidden = re.search(r'<input[^>]*name="initial-eu-2022/M6-answer"[^>]*>', page)
    assert 'value="no"' in hidden[0]
    back = {"eu-2022/M6-answer": "", "initial-eu-2022/M6-answer": "no"}
    browser.post(f"{root}checklist/", changed | back)
    review.refresh_from_db()
    assert review.checklist == {}


def test_who_may_not_answer_can_still_comment(desk, world):
    review, root, browser = desk
    Version.objects.update(submitted_by_id=world.member["reviewer"].pk)
    stale = on_page(browser, root)
    Review.objects.update(checklist={"eu-2022/M6": {"answer": "no", "comment": ""}})
    told = {"place": "", "text": "Say which ovens."}
    assert browser.post(f"{root}comment/", stale | told).status_code == 302
    assert review.version.comments.get().text == "Say which ovens."


def test_nothing_is_decided_while_the_comment_beside_it_is_wrong(desk):
    review, root, browser = desk
    page = browser.post(f"{root}decide/", _WHOLE_PAGE | {"text": "x" * 4_001})
    assert 'id="id_text_error"' in page.content.decode()
    assert page.context["decision_form"]["reasons"].value() == "See the comment."
    review.refresh_from_db()
    assert (review.decision, review.version.comments.count()) == ("", 0)


@pytest.mark.parametrize("answers", [{}, {"eu-2022/M6-answer": "yes"}])
def test_what_is_closed_is_said_once_and_in_words(desk, answers):
    _review, root, browser = desk
    told = {"decision": "returned", "reasons": "No."}
    assert browser.post(f"{root}decide/", told).status_code == 302
    page = browser.post(f"{root}decide/", told | answers)
    shown = [str(one) for one in page.context["messages"]]
    assert [one for one in shown if "stands" not in one] == ["This review is closed."]


def test_what_is_unsaved_is_kept_for_each_review(desk, world):
    _review, root, browser = desk
    other = submitted_version(world.home).reviews.get()
    second = f"/o/{world.home.slug}/reviews/{other.pk}/"
    for page, reasons in ((root, "First."), (second, "Second.")):
        browser.post(f"{page}checklist/", _WHOLE_PAGE | {"reasons": reasons})
    for page, reasons in ((root, "First."), (second, "Second.")):
        assert browser.get(page).context["decision_form"]["reasons"].value() == reasons
    browser.post(f"{second}checklist/", {"reasons": "", "review_due": due_on(browser, second)})
    assert list(browser.session["review.unsaved"]) == [root.split("/")[-2]]
    for _number in range(20):
        some = submitted_version(world.home).reviews.get()
        browser.post(f"/o/{world.home.slug}/reviews/{some.pk}/checklist/", _WHOLE_PAGE)
    assert len(browser.session["review.unsaved"]) == 20
    assert browser.get(root).context["decision_form"]["reasons"].value() is None


def due_on(browser, root):
    return str(browser.get(root).context["decision_form"]["review_due"].value())


def test_wrong_decisions_and_comments_stand_beside_their_fields(world, actor, sign_in):
    review = submitted_version(world.home).reviews.get()
    browser = sign_in(world.member["reviewer"])
    root = f"/o/{world.home.slug}/reviews/{review.pk}/"
    page = browser.post(
        f"{root}decide/", {"decision": "conditions", "reasons": "Good & well.", "review_due": "x"}
    ).content.decode()
    assert 'id="id_review_due_error"' in page
    assert "Good &amp; well." in page
    page = browser.post(
        f"{root}decide/", {"decision": "conditions", "reasons": "Good & well."}
    ).content.decode()
    assert 'id="id_conditions_error"' in page
    assert 'id="id_text_error"' in browser.post(f"{root}comment/", {}).content.decode()


def test_comments_are_told_and_settled_by_designers(world, actor, sign_in):
    version = submitted_version(world.home)
    reviewer = sign_in(world.member["reviewer"])
    review = version.reviews.get()
    page = f"/o/{world.home.slug}/reviews/{review.pk}/comment/"
    told = {"place": "outcomes[0].title", "text": "Say which ovens."}
    assert reviewer.post(page, told).status_code == 302
    forged = reviewer.post(page, {"place": "nowhere", "text": "Kept."}).content.decode()
    assert 'id="id_place_error"' in forged
    assert "Kept.</textarea>" in forged
    designer = sign_in(world.member["designer"])
    root = f"/o/{world.home.slug}/achievements/versions/{version.pk}/"
    assert "Learning outcome 1: Outcome" in designer.get(root).content.decode()
    services.decide(actor, review, ruling=Ruling("returned", "See the comment."))
    again = services.new_version(world.actor("designer"), version.achievement)
    edit = f"/o/{world.home.slug}/achievements/versions/{again.pk}/edit"
    assert "Say which ovens." in designer.get(f"{edit}/outcomes/0/").content.decode()
    assert "Say which ovens." not in designer.get(f"{edit}/size/").content.decode()
    comment = version.comments.get()
    designer.post(f"{root}comments/{comment.pk}/settle/")
    comment.refresh_from_db()
    assert comment.settled_at is not None
    other = submitted_version(world.other)
    services.comment(
        actor_of(world.stranger, world.other), other.reviews.get(), place="", text="Mine."
    )
    designer.post(f"{root}comments/{other.comments.get().pk}/settle/")
    assert other.comments.get().settled_at is None


# ---- partners ----------------------------------------------------------------------------------


def ask(world, version, callbacks):
    with callbacks(execute=True):
        asked = services.ask_partner(
            world.actor("designer"), version, partner="Mill & Oven", email="mo@example.org"
        )
    link = re.search(r"http://localhost:8000(/partners/\S+)", mail.outbox[-1].body)
    return asked, link[1]


def test_a_partner_answers_by_the_link_and_stands_in_the_achievement(
    world, client, django_capture_on_commit_callbacks
):
    version = draft_version(world.home)
    asked, link = ask(world, version, django_capture_on_commit_callbacks)
    token = link.split("/")[2]
    assert asked.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert "Bread Baking Basics" in client.get(link).content.decode()
    wrong = client.post(link, {"answer": "objects", "name": "Mo"}).content.decode()
    assert 'id="id_comment_error"' in wrong
    assert 'value="Mo"' in wrong
    client.post(link, {"answer": "supports", "name": "Mo Miller"})
    (employer,) = queries.noun(version).employers
    assert (employer.organisation.name.best("en"), employer.role) == ("Mill & Oven", "endorse")
    entry = Record.objects.first()
    assert (entry.action, entry.via, entry.summary) == (
        "partner.answer",
        "link",
        {"answer": "supports"},
    )
    client.post(link, {"answer": "objects", "name": "Mo", "comment": "No ovens."})
    assert queries.noun(version).employers == ()


def test_a_link_that_is_over_or_forged_opens_nothing(
    world, client, django_capture_on_commit_callbacks
):
    asked, link = ask(world, draft_version(world.home), django_capture_on_commit_callbacks)
    SignOff.objects.update(expires_at=timezone.now())
    assert client.get(link).status_code == 410
    assert client.post("/partners/forged/", {"answer": "supports", "name": "X"}).status_code == 410
    asked.refresh_from_db()
    with pytest.raises(ValidationError, match="over"):
        services.answer_sign_off(Actor(), asked, answer="supports", name="X")


def test_nobody_is_asked_about_what_is_decided(world):
    version = approved_version(world.home)
    with pytest.raises(ValidationError, match="decided"):
        services.ask_partner(world.actor("designer"), version, partner="X", email="x@example.org")


def test_a_learners_word_replaces_their_first_one(world):
    version = published_version(world.home)
    me = Actor(world.learner.pk)
    services.give_feedback(me, version.achievement, rating=2)
    services.give_feedback(me, version.achievement, rating=5, text="Good ovens.")
    (given,) = queries.feedback_of(version.achievement_id)
    assert (given.rating, given.text) == (5, "Good ovens.")
    with pytest.raises(ValidationError):
        services.give_feedback(me, version.achievement, rating=6)


# ---- pages do not ask more with more rows -----------------------------------------------------


def test_lists_ask_the_database_as_often_with_many_rows(world, sign_in, same_queries):
    published_version(world.home)
    submitted_version(world.home)
    designer, reviewer = (sign_in(world.member[one]) for one in ("designer", "reviewer"))
    root = f"/o/{world.home.slug}"

    def visit():
        designer.get(f"{root}/achievements/")
        for path in ("/reviews/", "/reviews/?show=decided", "/reviews/due/"):
            assert reviewer.get(root + path).status_code == 200

    def grow():
        for _number in range(3):
            published_version(world.home)
            submitted_version(world.home)

    same_queries(visit, grow)


def test_pages_of_one_version_ask_as_often_with_more_said_of_it(
    world, actor, sign_in, same_queries
):
    version = submitted_version(world.home)
    review = version.reviews.get()
    services.comment(actor, review, place="", text="One.")
    browser = sign_in(world.member["reviewer"])
    root = f"/o/{world.home.slug}"

    def visit():
        assert browser.get(f"{root}/reviews/{review.pk}/").status_code == 200
        assert browser.get(f"{root}/achievements/versions/{version.pk}/").status_code == 200

    def grow():
        for number in range(4):
            services.comment(actor, review, place="", text=f"More {number}.")
            learner = person(f"learner{number}@example.org")
            services.give_feedback(Actor(learner.pk), version.achievement, rating=3)
            services.ask_partner(
                world.actor("designer"), version, partner=f"P{number}", email="p@example.org"
            )

    same_queries(visit, grow)


def test_nouns_of_what_is_public_ask_as_often_for_many(world, same_queries):
    published_version(world.home)
    did = keys.issuer_did(world.home)

    def visit():
        return [queries.noun(one, did=did) for one in queries.published_versions()]

    def grow():
        for _number in range(3):
            published_version(world.home, title=BREAD["title"])

    same_queries(visit, grow)
    assert Version.objects.filter(state="published").count() == 4


# ---- two at once -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_leave_one(transactional_db):
    world = make_world()
    signing_key(world.home)
    review = submitted_version(world.home).reviews.get()
    people = [world.member["reviewer"], member(world.home, "reviewer", "assessor")]
    told = together(
        *(
            lambda person=person: services.decide(
                actor_of(person, world.home), Review.objects.get(pk=review.pk), ruling=YES
            )
            for person in people
        )
    )
    assert sorted(told) == ["closed", "done"]


@pytest.mark.django_db(transaction=True)
def test_two_keys_at_once_leave_one(transactional_db):
    world = make_world()
    registrar = world.actor("registrar")
    told = together(*[lambda: make_key(registrar, world.home)] * 2)
    assert sorted(told) == ["closed", "done"]
    assert Key.objects.filter(state="active").count() == 1


def together(*works):
    """Do all at the same moment, each in a thread of its own; say how each went."""
    barrier = threading.Barrier(len(works))

    def run(work):
        try:
            barrier.wait()
            work()
        except ValidationError:
            return "closed"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
