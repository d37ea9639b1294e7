"""Getting in: by code, by link, and never by trying."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from mintmark_web.accounts import links
from mintmark_web.accounts.models import User
from web.factories import person

pytestmark = pytest.mark.django_db


def ask(client: Client, email: str, **extra):
    return client.post("/sign-in/", {"login": email, **extra}, follow=True)


def code() -> str:
    return re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.M)[1]


def test_a_new_person_gets_a_code_and_is_in():
    client = Client()
    page = ask(client, "New@Example.org")
    assert "We sent a code to new@example.org" in page.content.decode()
    page = client.post("/sign-in/code/", {"code": code()}, follow=True)
    assert page.redirect_chain[-1][0] == "/wallet/"
    assert page.wsgi_request.user == User.objects.get(email="new@example.org")


def test_a_known_person_is_led_where_they_wanted_to_go():
    person("ada@example.org", "Ada")
    client = Client()
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=/account/"
    ask(client, "ada@example.org", next="/account/")
    page = client.post("/sign-in/code/", {"code": code(), "next": "/account/"}, follow=True)
    assert "You sign in as ada@example.org." in page.content.decode()


def test_who_sent_a_form_after_their_session_ended_is_led_back_to_its_page():
    client = Client(headers={"referer": "http://testserver/wallet/?q=bread"})
    sent = client.post(f"/wallet/{uuid4()}/check/")
    assert sent.headers["Location"] == "/sign-in/?next=/wallet/%3Fq%3Dbread"
    elsewhere = client.post("/account/", headers={"referer": "https://evil.example/x"})
    assert elsewhere.headers["Location"] == "/sign-in/?next=/account/"


@pytest.mark.parametrize("referer", ["http://[", "http://testserver//evil.example/x", "", "\u00e9"])
def test_an_odd_address_that_somebody_came_from_leads_nowhere(referer):
    client = Client(headers={"referer": referer})
    for answer in (client.get("/account/"), client.post("/account/")):
        assert answer.headers["Location"] == "/sign-in/?next=/account/"


def test_a_foreign_address_to_go_to_is_not_gone_to():
    client = Client()
    ask(client, "ada@example.org", next="https://evil.example/")
    page = client.post("/sign-in/code/", {"code": code(), "next": "https://evil.example/"})
    assert page.headers["Location"] == "/home/"


def test_three_wrong_codes_end_it():
    client = Client()
    ask(client, "ada@example.org")
    right = code()
    for _ in range(3):
        client.post("/sign-in/code/", {"code": "WRONG-1"})
    page = client.post("/sign-in/code/", {"code": right}, follow=True)
    assert not page.wsgi_request.user.is_authenticated


def test_asking_for_codes_is_throttled():
    answers = [ask(Client(), "ada@example.org") for _ in range(5)]
    assert len(mail.outbox) == 3
    assert "Too many" in answers[-1].content.decode()


def test_what_is_no_address_is_told_beside_the_field_and_kept():
    page = ask(Client(), "not an address")
    assert "not an address" in page.content.decode()
    assert not mail.outbox and not User.objects.exists()


def test_a_link_signs_in_once_and_only_when_asked():
    ada = person("ada@example.org", "Ada")
    path, client = links.path(ada), Client()
    page = client.get(path)
    assert "signs you in as Ada" in page.content.decode()
    assert not page.wsgi_request.user.is_authenticated
    assert client.post(path).headers["Location"] == "/home/"
    assert Client().post(path).status_code == 410


def test_a_link_of_an_hour_ago_or_of_ones_own_making_does_not(monkeypatch):
    path = links.path(person("ada@example.org"))
    assert Client().post(path[:-2] + "x/").status_code == 410
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4e9)
    assert Client().post(path).status_code == 410


def test_a_letter_says_nothing_of_the_code_to_the_log(caplog):
    ask(Client(), "ada@example.org")
    assert code() not in caplog.text


def test_who_came_by_a_link_reads_how_to_get_a_passkey():
    client = Client()
    client.force_login(person("ada@example.org", "Ada"))
    page = client.get("/account/passkeys/new/", follow=True).content.decode()
    assert "sign in with a code once" in page
    assert "two-factor" not in page
