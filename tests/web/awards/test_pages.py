"""The pages: wrong input is told beside the field, nothing typed is lost, queries do not grow."""

import pytest
from lxml import html

from mintmark_web.awards import services
from mintmark_web.awards.models import Enrolment, Offering

pytestmark = pytest.mark.django_db

LONG = "x" * 6_000


@pytest.fixture
def assessor(sign_in, world):
    """A browser in which the assessor is signed in, and the office's address."""
    return sign_in(world.member["assessor"]), f"/o/{world.home.slug}"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Please choose one."),
        ({"version": "nothing"}, "Please choose one of these"),
        ({"pass_mark": "101"}, "Write a number from 0 to 100"),
        ({"pass_mark": "٩٠"}, "Write a number from 0 to 100"),
        ({"places": "-1"}, "It begins at 1"),
        ({"starts_on": "2026-02-30"}, "There is no such day"),
        ({"starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "The last day is before the first."),
        ({"fee": "12"}, "Say in which currency."),
        ({"currency": "euros"}, "is not in the list"),
        ({"language": "English please"}, "is not in the list"),
        ({"title": "t" * 301}, "at most 300"),
        ({"attempts": "0"}, "It begins at 1"),
        ({"title": "\x00"}, "no keyboard writes"),
    ],
)
def test_an_offering_is_told_what_is_wrong_and_keeps_what_was_typed(assessor, desk, sent, words):
    client, office = assessor
    whole = {"version": desk.version.pk, "state": "open", "pass_mark": "50", "place": "Harbour"}
    page = client.post(f"{office}/offerings/new/", whole | sent if sent else {})
    told = page.content.decode()
    assert page.status_code == 200
    assert words in told
    assert not sent or 'value="Harbour"' in told
    assert Offering.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["enrol/", "lists/learners/", "lists/results/", "groups/", "edit/"]
)
def test_an_empty_form_is_answered_in_words(assessor, desk, path):
    client, office = assessor
    page = client.post(f"{office}/offerings/{desk.offering.pk}/{path}", {})
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()


def test_a_list_of_another_kind_is_not_there(assessor, desk):
    client, office = assessor
    assert client.get(f"{office}/offerings/{desk.offering.pk}/lists/foo/").status_code == 404


@pytest.mark.parametrize(
    ("path", "sent", "words"),
    [
        ("identity/", {"method": "x", "checked_on": "2999-01-01"}, "in the future"),
        ("identity/", {"method": "", "checked_on": "yesterday"}, "There is no such day"),
        ("award/", {"awarded_on": "2999-01-01"}, "in the future"),
        ("award/", {"awarded_on": "2026-05-01"}, "not passed yet"),
        ("open/", {"assessment": "nothing", "kind": "final"}, "Please choose one of these"),
        ("open/", {"assessment": "practical", "kind": "final", "arrangement": LONG}, "at most"),
        ("edit/", {"name": ""}, "Please fill this in."),
    ],
)
def test_a_learners_forms_are_told_what_is_wrong(assessor, desk, path, sent, words):
    client, office = assessor
    enrolment = desk.enrol()
    page = client.post(f"{office}/offerings/enrolments/{enrolment.pk}/{path}", sent)
    assert page.status_code == 200
    assert words in page.content.decode()


def test_the_only_assessment_is_chosen_already(assessor, desk):
    client, office = assessor
    page = client.get(f"{office}/offerings/enrolments/{desk.enrol().pk}/open/").content
    (chosen,) = html.fromstring(page).xpath("//input[@name='assessment']")
    assert (chosen.get("value"), "checked" in chosen.attrib) == ("practical", True)


@pytest.mark.parametrize("score", ["1e5", "-3", "NaN", "100.1", "9,9,9", "∞", "9" * 500])
def test_a_score_that_is_none_stands_beside_its_field(assessor, desk, score):
    client, office = assessor
    attempt = desk.open(desk.enrol())
    page = client.post(
        f"{office}/offerings/attempts/{attempt.pk}/mark/",
        {"whole-score": score, "feedback": "Well <done>"},
    )
    told = page.content.decode()
    assert page.status_code == 200
    assert "Write a number from 0 to 100" in told
    assert "Well &lt;done&gt;" in told
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_what_a_button_may_not_do_is_said_on_the_next_page(assessor, desk):
    client, office = assessor
    asked = services.ask(desk.learner, desk.offering, name="Lea")
    services.accept(desk.first, asked)
    page = client.post(f"{office}/offerings/enrolments/{asked.pk}/accept/", follow=True)
    assert "This request is settled already." in page.content.decode()


def test_a_used_up_list_says_so(assessor, desk):
    client, office = assessor
    upload = services.receive(
        desk.first, desk.offering, kind="learners", name="l", data=b"name,email\nA,a@b.example\n"
    )
    address = f"{office}/offerings/lists/{upload.pk}/"
    for wrong in ("", "x", "-1", "9" * 30, "2"):
        page = client.post(address, {"expected": wrong})
        assert "Something changed since you looked." in page.content.decode()
    client.post(address, {"expected": "1"})
    assert Enrolment.objects.get().name == "A"
    assert "used up already" in client.get(address, follow=True).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "offerings/",
        "offerings/{offering}/",
        "offerings/{offering}/results.csv",
        "to-do/?kind=to-mark",
        "to-do/?kind=asking",
        "awards/",
        "offerings/{offering}/groups/",
    ],
)
def test_pages_ask_the_database_as_often_with_many_rows(assessor, desk, same_queries, today, path):
    client, office = assessor
    address = f"{office}/{path.format(offering=desk.offering.pk)}"

    def grow():
        for number in range(4):
            ready = desk.ready(today, email=f"r{number}@example.org", name=f"R{number}")
            services.decide(desk.first, ready, awarded_on=today)
            learner = desk.enrol(email=f"l{number}@example.org", name=f"L{number}")
            attempt = desk.open(learner)
            type(attempt).objects.filter(pk=attempt.pk).update(state="handed-in")
            waiting = desk.enrol(email=f"a{number}@example.org", name=f"A{number}")
            Enrolment.objects.filter(pk=waiting.pk).update(state="requested")
            services.add_cohort(desk.first, desk.offering, name=f"G{number}")
            Offering.objects.create(
                organisation=desk.world.home, version=desk.version, title=f"O{number}"
            )

    services.decide(desk.first, desk.ready(today), awarded_on=today)
    other = desk.enrol(email="first@example.org", name="First")
    attempt = desk.open(other)
    type(attempt).objects.filter(pk=attempt.pk).update(state="handed-in")
    services.add_cohort(desk.first, desk.offering, name="First")
    asking = desk.enrol(email="asks@example.org", name="Asks")
    Enrolment.objects.filter(pk=asking.pk).update(state="requested")
    same_queries(lambda: client.get(address), grow)


def test_a_learners_pages_ask_as_often_with_many_rows(desk, world, sign_in, same_queries):
    client = sign_in(world.learner)
    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    services.add_evidence(desk.learner, attempt, url="https://example.org/0")

    def grow():
        for number in range(1, 6):
            services.add_evidence(desk.learner, attempt, url=f"https://example.org/{number}")
            offering = Offering.objects.create(
                organisation=world.home, version=desk.version, title=f"O{number}"
            )
            Enrolment.objects.create(offering=offering, name="Lea", email="learner@example.org")

    def visit():
        for path in ("", f"{enrolment.pk}/", f"attempts/{attempt.pk}/"):
            assert client.get(f"/learning/{path}").status_code == 200

    same_queries(visit, grow)


def test_the_public_sees_an_open_offering_only(desk, sign_in):
    address = f"/offerings/{desk.offering.pk}/"
    assert "Ask to take part" in sign_in(None).get(address).content.decode()
    assert sign_in(None).get(f"{address}join/").status_code == 302
    services.edit_offering(desk.first, desk.offering, state="closed")
    assert sign_in(None).get(address).status_code == 404


def test_pages_speak_french(desk, world, sign_in):
    enrolment = desk.enrol()
    client = sign_in(world.member["assessor"])
    page = client.get(
        f"/o/{world.home.slug}/offerings/enrolments/{enrolment.pk}/",
        headers={"accept-language": "fr"},
    ).content.decode()
    assert "Ce qui manque encore pour l’attribution" in page
    assert "Practical test\u00a0: pas encore réussie." in page
