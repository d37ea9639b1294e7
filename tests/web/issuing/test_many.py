"""The status of many at once: chosen, asked, ordered, done, told."""

import smtplib
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from lxml import html

from mintmark_web.accounts.access import Refused
from mintmark_web.accounts.queries import actor_of
from mintmark_web.adapters import clock
from mintmark_web.audit.models import Record
from mintmark_web.issuing import letters, queries, services
from mintmark_web.issuing.models import Credential, StatusDocument, StatusOrder, StatusOrderRow
from mintmark_web.issuing.services import changing, claims
from web.factories import issued_credentials, organisation, published_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(world):
    return world.actor("registrar")


@pytest.fixture
def office(world, sign_in):
    client = sign_in(world.member["registrar"])
    client.base = f"/o/{world.home.slug}/credentials/"
    return client


@pytest.fixture
def change(world, registrar):
    """Return what orders a change of all and does it."""

    def make(status="revoked", which=None, *, work=True, **more):
        rows = which if which is not None else queries.credentials(world.home.pk)
        made = services.MANY[status](registrar, world.home, rows, "Because.", **more)
        if work:
            changing.work(str(made.pk))
            made.refresh_from_db()
        return made

    return make


def words(answer):
    return " ".join(html.fromstring(answer.content).xpath("string(//main)").split())


def statuses():
    return list(Credential.objects.order_by("line").values_list("status", flat=True))


def test_many_change_in_parts_and_each_keeps_its_history(world, issued, change, monkeypatch):
    monkeypatch.setattr(changing, "CHUNK", 2)
    made = issued(5)
    edition = dict(StatusDocument.objects.values_list("purpose", "changes"))
    order = change("suspended")
    assert order.state == "done"
    assert statuses() == ["suspended"] * 5
    history = [(one.status, one.reason, one.changed_by) for one in made[4].changes.all()]
    assert history == [("suspended", "Because.", world.member["registrar"])]
    now = dict(StatusDocument.objects.values_list("purpose", "changes"))
    assert now["suspension"] > edition["suspension"]
    assert now["revocation"] == edition["revocation"], "no list is signed for nothing"


def test_the_record_has_one_entry_for_the_order_and_one_for_what_came_of_it(
    issued, registrar, change
):
    services.revoke(registrar, issued(4)[0], "Before.")
    before = Record.objects.count()
    change("revoked")
    entries = list(Record.objects.order_by("sequence"))[before:]
    assert [(one.action, one.summary) for one in entries] == [
        ("credential.revoke", {"after": "revoked", "credentials": 4, "notify": False}),
        ("status-order.close", {"changed": 3, "refused": 1, "told": 0}),
    ]
    assert {one.subject_type for one in entries} == {"issuing.statusorder"}


def test_what_cannot_change_is_told_and_stops_nobody(issued, registrar, change):
    first, second, _third = issued(3)
    services.revoke(registrar, first, "Before.")
    services.suspend(registrar, second, "Before.")
    order = change("suspended")
    assert statuses() == ["revoked", "suspended", "suspended"]
    told = {one.credential.name: one.trouble for one in queries.status_faults(order)}
    assert set(told) == {"Learner 1", "Learner 2"}
    assert "is revoked" in told["Learner 1"]
    assert (queries.how_far(order).changed, queries.how_far(order).refused) == (1, 2)


def test_suspensions_end_together(issued, change):
    issued(3)
    change("suspended")
    change("valid")
    assert statuses() == ["valid"] * 3


def test_learners_are_written_to_only_where_wished_and_without_the_reason(issued, change):
    issued(2)
    mail.outbox.clear()
    change("suspended")
    assert not mail.outbox
    change("revoked", notify=True)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "learner1@example.org",
        "learner2@example.org",
    ]
    assert "has revoked it" in mail.outbox[0].body and "Because" not in mail.outbox[0].body
    assert "Harbour College" in mail.outbox[0].body


def test_an_address_that_is_refused_stops_nobody(issued, change, monkeypatch):
    issued(3)
    real = letters.mail.deliver

    def send(to, subject, text):
        if to == "learner2@example.org":
            raise smtplib.SMTPRecipientsRefused({to: (550, b"no such person")})
        real(to, subject, text)

    monkeypatch.setattr(letters.mail, "deliver", send)
    order = change("revoked", notify=True)
    assert (queries.how_far(order).told, queries.how_far(order).unsent) == (2, 1)
    (fault,) = queries.status_faults(order)
    assert fault.credential.name == "Learner 2" and fault.mail_trouble


def test_an_address_that_is_put_off_is_tried_again_and_stops_nobody(issued, change, monkeypatch):
    issued(3)
    monkeypatch.setattr(changing, "WAIT", timedelta(seconds=-5))
    real, tried = letters.mail.deliver, []

    def send(to, subject, text):
        tried.append(to)
        if to == "learner2@example.org" and tried.count(to) == 1:
            raise smtplib.SMTPRecipientsRefused({to: (450, b"greylisted")})
        real(to, subject, text)

    monkeypatch.setattr(letters.mail, "deliver", send)
    order = change("revoked", notify=True)
    assert (order.state, queries.how_far(order).told) == ("running", 2)
    changing.work(str(order.pk))
    order.refresh_from_db()
    assert (order.state, queries.how_far(order).told) == ("done", 3)
    assert queries.how_far(order).unsent == 0 and len(tried) == 4


def test_a_mail_server_that_is_away_is_tried_again_and_then_told(issued, change, monkeypatch):
    issued(2)
    monkeypatch.setattr(changing, "WAIT", timedelta(seconds=-5))

    def send(to, subject, text):
        raise ConnectionRefusedError

    monkeypatch.setattr(letters.mail, "deliver", send)
    order = change("revoked", notify=True)
    assert order.state == "running"
    for _ in range(claims.MOST_TRIES):
        changing.work(str(order.pk))
    order.refresh_from_db()
    assert order.state == "done"
    assert (queries.how_far(order).told, queries.how_far(order).unsent) == (0, 2)
    assert statuses() == ["revoked"] * 2


def test_a_worker_whose_claim_was_lost_changes_nothing_more(issued, change):
    from mintmark_web.issuing.services import claims

    issued(2)
    order = change(work=False)
    slow = claims.claim_change(str(order.pk))
    assert claims.claim_change(str(order.pk)) is None, "one works at a time"
    StatusOrder.objects.filter(pk=order.pk).update(until=clock.now() - timedelta(seconds=1))
    fast = claims.claim_change(str(order.pk))
    assert changing.apply_some(slow) is False
    assert statuses() == ["valid"] * 2
    assert changing.apply_some(fast) is True
    assert statuses() == ["revoked"] * 2


def test_an_order_stops_and_goes_on(issued, registrar, change, monkeypatch):
    monkeypatch.setattr(changing, "CHUNK", 1)
    issued(3)
    order = change(work=False)
    real = changing.apply_some

    def one_then_stop(order):
        more = real(order)
        services.stop_change(registrar, order)
        return more

    monkeypatch.setattr(changing, "apply_some", one_then_stop)
    with pytest.raises(ValidationError):  # it is stopped a second time
        changing.work(str(order.pk))
    monkeypatch.setattr(changing, "apply_some", real)
    assert statuses().count("revoked") == 1
    changing.work(str(order.pk))
    assert statuses().count("revoked") == 1, "it rests"
    services.resume_change(registrar, order)
    changing.work(str(order.pk))
    assert statuses() == ["revoked"] * 3
    with pytest.raises(ValidationError):
        services.resume_change(registrar, order)


def test_a_fault_of_ours_stops_it_and_the_page_says_so(issued, change, office, monkeypatch):
    issued(2)
    order = change(work=False)
    monkeypatch.setattr(changing, "outdate", lambda *of: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        changing.work(str(order.pk))
    assert statuses() == ["valid"] * 2
    said = words(office.get(f"{office.base}changes/{order.pk}/"))
    assert "This order is stopped" in said and "ZeroDivisionError" in said


def test_others_things_are_left_out_and_others_may_not(world, issued, registrar):
    issued(1)
    foreign = organisation("Third School")
    issued_credentials(foreign, published_version(foreign))
    order = services.revoke_many(registrar, world.home, Credential.objects.all(), "Because.")
    assert order.total == 1
    for actor in (world.actor("designer"), actor_of(world.stranger, world.other)):
        with pytest.raises(Refused):
            services.revoke_many(actor, world.home, Credential.objects.all(), "Because.")
    with pytest.raises(ValidationError):
        services.revoke_many(registrar, world.home, Credential.objects.none(), "Because.")
    with pytest.raises(ValidationError):
        services.revoke_many(registrar, world.home, Credential.objects.all(), " ")
    with pytest.raises(ValidationError, match="changed in the meantime"):
        services.revoke_many(
            registrar, world.home, Credential.objects.all(), "Because.", expected=2
        )


# The pages.


def test_ticked_ones_are_asked_for_and_ordered(world, issued, office):
    first, _second, third = issued(3)
    address = f"{office.base}revoke/?" + urlencode(
        {"chosen": [first.pk, third.pk, "nonsense"]}, doseq=True
    )
    said = words(office.get(address))
    assert "You chose 2 credentials." in said and "2 credentials will be revoked." in said
    assert "cannot be undone" in said
    answer = office.post(address, {"reason": " ", "count": 2, "notify": "on"})
    assert "Please fill this in." in words(answer) and not StatusOrder.objects.exists()
    assert html.fromstring(answer.content).xpath("//input[@name='notify' and @checked]")
    answer = office.post(address, {"reason": "An error in the marks.", "count": 2})
    order = StatusOrder.objects.get()
    assert answer["Location"] == f"{office.base}changes/{order.pk}/"
    numbers = StatusOrderRow.objects.filter(order=order).values_list("credential", flat=True)
    assert set(numbers) == {first.pk, third.pk}


def test_all_that_fit_means_the_filters_and_no_more_than_was_told(world, issued, office, registrar):
    batch = issued(3)[0].batch_id
    other = issued(2, first=10)
    query = {"all": 1, "order": batch, "words": "learner"}
    address = f"{office.base}suspend/?" + urlencode(query)
    assert "You chose 3 credentials." in words(office.get(address))
    answer = office.post(address, {"reason": "Because.", "count": 2})
    assert "changed in the meantime" in words(answer) and "Because." in words(answer)
    assert 'name="count" value="3"' in answer.content.decode()
    assert not StatusOrder.objects.exists()
    office.post(address, {"reason": "Because.", "count": 3})
    changing.work(str(StatusOrder.objects.get().pk))
    assert not Credential.objects.filter(batch_id=batch).exclude(status="suspended").exists()
    assert {Credential.objects.get(pk=one.pk).status for one in other} == {"valid"}


def test_the_page_tells_what_stays_as_it_is(issued, office, registrar):
    made = issued(3)
    services.revoke(registrar, made[0], "Before.")
    said = words(office.get(f"{office.base}suspend/?all=1"))
    assert "2 credentials will be suspended." in said and "1 stays as it is: it is revoked." in said
    page = office.get(f"{office.base}reinstate/?all=1")
    assert "<textarea" not in page.content.decode(), "there is nothing to confirm"


@pytest.mark.parametrize("query", ["", "?chosen=x", "?all=", "?chosen=" + "0" * 32])
def test_where_nothing_is_chosen_nothing_happens(issued, office, query):
    issued(1)
    assert "Nothing is ticked" in words(office.get(f"{office.base}revoke/{query}"))
    answer = office.post(f"{office.base}revoke/{query}", {"reason": "x", "count": 0})
    assert answer.status_code == 200
    assert not StatusOrder.objects.exists()


def test_others_orders_and_credentials_are_not_there(world, office):
    foreign = organisation("Third School")
    (one,) = issued_credentials(foreign, published_version(foreign))
    address = f"{office.base}revoke/?chosen={one.pk}"
    assert "Nothing is ticked" in words(office.get(address))
    office.post(address, {"reason": "x", "count": 1})
    made = StatusOrder.objects.create(
        organisation=foreign, status="revoked", reason="Secret.", total=0
    )
    for page in ("", "progress/", "stop/", "resume/"):
        assert office.get(f"{office.base}changes/{made.pk}/{page}").status_code == 404
    assert "Secret." not in words(office.get(f"{office.base}changes/"))


@pytest.mark.django_db(transaction=True)
def test_the_job_does_it_and_the_page_survives_a_reload(issued, office, change, run_jobs):
    issued(3)
    order = change(work=False)
    page = office.get(f"{office.base}changes/{order.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page and "<noscript>" in page
    run_jobs()
    answer = office.get(f"{office.base}changes/{order.pk}/progress/")
    assert answer.headers["HX-Refresh"] == "true"
    assert "3 credentials were changed." in answer.content.decode()
    assert statuses() == ["revoked"] * 3


def test_filters_by_achievement_order_and_status(world, issued, office):
    first = issued(2)[0]
    cake = published_version(world.home, title={"en": "Cake"})
    (one,) = issued_credentials(world.home, cake)
    for query, names in (
        ({"achievement": cake.achievement_id}, ["Learner 1"]),
        ({"order": first.batch_id}, ["Learner 1", "Learner 2"]),
        ({"order": one.batch_id, "status": "revoked"}, []),
        ({"achievement": "nonsense", "order": "\0"}, ["Learner 1", "Learner 1", "Learner 2"]),
    ):
        page = html.fromstring(office.get(office.base, query).content)
        assert sorted(page.xpath("//th[@scope='row']//a/text()")) == names, query


@pytest.mark.parametrize("page", ["", "changes/", "changes/{order}/", "suspend/?all=1"])
def test_pages_ask_as_often_with_many_rows(issued, office, change, same_queries, page):
    made = issued(1)
    order = change("revoked")
    StatusOrderRow.objects.filter(order=order).update(state="refused", trouble="No.")

    def grow():
        for number, one in enumerate(issued(4, first=50), 10):
            StatusOrderRow.objects.create(
                order=order, number=number, credential=one, state="refused", trouble="No."
            )
        change("revoked")

    same_queries(lambda: office.get(office.base + page.format(order=order.pk)), grow)
    assert queries.status_faults(order).count() == 4 + len(made)
