"""Lists: each row's fate is told first, then exactly that is written, and never twice."""

import pytest
from django.core.exceptions import ValidationError

from mintmark_web.adapters import sheets
from mintmark_web.awards import lists, queries, services
from mintmark_web.awards.models import Award, Cohort, Enrolment, Upload
from web.awards.making import Desk
from web.factories import BREAD

pytestmark = pytest.mark.django_db


def send(desk, text, kind="results"):
    data = text if isinstance(text, bytes) else text.encode()
    return services.receive(desk.first, desk.offering, kind=kind, name="list.csv", data=data)


def fates(plan):
    return [(row.line, row.becomes, row.why) for row in plan.rows]


HEAD = "name,email,date,identity_check,score:practical,level:practical\n"


def good(today, name="Ada", email="ada@example.org", score="0.9"):
    return f"{name},{email},{today},passport,{score},good\n"


def test_each_row_is_told_its_fate_and_nothing_is_written(desk, today):
    rows = good(today) + good(today, score="0.3") + f"Bo,bo@,{today},,0.9,best\n"
    plan = lists.plan(send(desk, HEAD + rows), today)
    assert (plan.new, plan.refused) == (1, 2)
    assert fates(plan)[1] == (3, "refused", ("Practical test: the score is below the pass mark.",))
    assert fates(plan)[2][2] == (
        "This is no e-mail address. Write one such as ada@example.org.",
        "It must be recorded how the learner's identity was checked.",
        "Practical test: the rubric has no such level. It has: not-yet, good.",
    )
    assert not Award.objects.exists()


def test_what_was_shown_is_written_and_a_second_time_nothing(desk, today):
    enrolment = desk.enrol(email="ada@example.org", name="Ada")
    text = HEAD + good(today) + good(today, "Bo", "bo@example.org")
    plan = services.take(desk.first, send(desk, text), expected=2)
    assert plan.new == 2
    ada = Award.objects.get(email="ada@example.org")
    assert ada.enrolment_id == enrolment.pk
    assert queries.noun(ada).id == ada.iri
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"
    assert not Upload.objects.exists()
    again = send(desk, text + good(today, "Cy", "cy@example.org"))
    assert [row.becomes for row in lists.plan(again, today).rows] == ["there", "there", "new"]


def test_who_has_the_award_from_another_day_is_refused(desk, today):
    services.take(desk.first, send(desk, HEAD + good("2026-01-05")), expected=1)
    plan = lists.plan(send(desk, HEAD + good(today)), today)
    assert fates(plan) == [(2, "refused", ("This learner has this award already, of 2026-01-05.",))]


def test_the_same_learner_twice_in_a_list_is_refused(desk, today):
    plan = lists.plan(send(desk, HEAD + good(today) + good(today, email="ADA@example.org")), today)
    assert [row.becomes for row in plan.rows] == ["new", "refused"]


def test_what_changed_meanwhile_is_shown_again_and_not_written(desk, today):
    first, second = send(desk, HEAD + good(today)), send(desk, HEAD + good(today))
    services.take(desk.first, first, expected=1)
    with pytest.raises(ValidationError, match="Something changed"):
        services.take(desk.first, second, expected=1)
    assert Award.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The list is empty."),
        ("name,date,salary\nA,2026-01-01,1\n", "salary"),
        ("name\nA\n", "date"),
        ('name,date\n"A,2026-01-01\n', "not a well-formed table"),
        (HEAD, "no rows below its head"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(desk, today, text, words):
    assert words in lists.plan(send(desk, text), today).trouble


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The first line must name the columns."),
        ("name,e-mail\nA,b\n", "email"),
        ("name,email,email\n", "twice"),
        ("name,email,age\nA,b@c.example,1\n", "age"),
        ('name,email\n"A,b\n', "not a well-formed table"),
    ],
)
def test_a_list_of_learners_that_cannot_be_read_says_why(desk, today, text, words):
    assert words in lists.plan(send(desk, text, "learners"), today).trouble


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"a\x00b", b"\x81\x8d"]
)
def test_what_is_no_text_is_not_kept(desk, data):
    with pytest.raises(ValidationError):
        send(desk, data)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("learners", "name,email,route\nAda,ada@example.org,rpl\n"),
        (
            "results",
            "route,name,email,date,identity_check,score:practical,level:practical\n"
            "rpl,Ada,ada@example.org,{today},passport,0.9,good\n",
        ),
    ],
)
def test_a_route_that_does_not_lead_there_is_told_with_those_that_do(desk, today, kind, text):
    (row,) = lists.plan(send(desk, text.format(today=today), kind), today).rows
    assert row.why == ("It cannot be had by this route. The column takes: course.",)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_names_keep_their_accents_in_every_encoding(desk, today, encoding, told):
    upload = send(desk, "name,email\nZoë Müller,zoe@example.org\n".encode(encoding), "learners")
    assert upload.encoding == told
    assert lists.plan(upload, today).rows[0].name == "Zoë Müller"


def test_learners_are_enrolled_in_groups_and_only_as_many_as_there_are_places(world, today):
    desk = Desk(world, places=3)
    desk.enrol(email="there@example.org", name="There")
    rows = (
        "name;email;cohort\nThere;there@example.org;\nAda;ada@example.org;Mornings\n"
        "Bo;bo@example.org;Mornings\nCy;cy@example.org;\n;no@example.org;\nAda;ADA@example.org;\n"
    )
    upload = send(desk, rows, "learners")
    plan = lists.plan(upload, today)
    assert [row.becomes for row in plan.rows] == [
        "there", "new", "new", "refused", "refused", "refused",
    ]  # fmt: skip
    assert plan.rows[3].why == ("All places are taken.",)
    services.take(desk.first, upload, expected=2)
    assert Enrolment.objects.count() == 3
    assert set(Cohort.objects.get(name="Mornings").enrolments.values_list("name", flat=True)) == {
        "Ada",
        "Bo",
    }


def test_a_list_is_bounded(desk, today, monkeypatch):
    monkeypatch.setattr(lists, "MOST_ROWS", 2)
    rows = "".join(good(today, f"L{n}", f"l{n}@example.org") for n in range(3))
    assert "more than 2 rows" in lists.plan(send(desk, HEAD + rows), today).trouble


def test_what_goes_out_is_harmless_in_a_spreadsheet(desk, sign_in, world, today):
    desk.enrol(email="x@example.org", name='=HYPERLINK("http://evil.example")')
    enrolment = desk.enrol(email="ada@example.org", name="Ada")
    desk.mark(desk.open(enrolment))
    page = sign_in(world.member["assessor"]).get(
        f"/o/{world.home.slug}/offerings/{desk.offering.pk}/results.csv"
    )
    text = page.content.decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in text
    assert "Ada,ada@example.org,,course,active,0.9,good" in text
    assert page["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_every_beginning_of_a_formula_is_kept_as_text_and_comes_back(cell):
    assert sheets.harmless(cell) == f"'{cell}"
    assert sheets.plain(sheets.harmless(cell)) == cell
    assert sheets.plain("'tis") == "'tis"


def test_nobody_takes_a_list_of_elsewhere(desk, world, sign_in, today):
    upload = send(desk, HEAD + good(today))
    stranger = sign_in(world.stranger)
    assert stranger.get(f"/o/{world.other.slug}/offerings/lists/{upload.pk}/").status_code == 302
    assert (
        stranger.post(f"/o/{world.other.slug}/offerings/lists/{upload.pk}/forget/").status_code
        == 404
    )
    assert Upload.objects.count() == 1


def test_scores_alone_are_enough_where_there_is_no_rubric(world, today):
    test = {**BREAD["assessments"][0], "rubric": [], "required_level": None}
    desk = Desk(world, assessments=[test])
    text = f"name;email;date;identity_check;score:practical\nA;a@example.org;{today};x;93 %\n"
    assert lists.plan(send(desk, text), today).new == 1
