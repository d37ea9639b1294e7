"""Who has much verified waits a little; others never wait for them."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from mintmark_web.adapters import fetch
from web import credentials

pytestmark = pytest.mark.django_db

NOTHING = {"text": "no credential", "system": "ECTS"}
VC_API = "/vc-api/credentials/verify"


def ask(client, path, sent=None, **more):
    """Ask for something to be verified, as whoever ``more`` says."""
    if path == VC_API:
        return client.post(path, "{}", content_type="application/json", **more)
    return client.get(path, **more) if sent is None else client.post(path, sent, **more)


def ways():
    return [("/verify/", NOTHING), (f"/verify/credential/{uuid4()}/", None), (VC_API, None)]


def test_a_class_behind_one_address_has_enough(world, settings):
    data = credentials.issued(world)
    for _ in range(30):
        learner = Client()
        file = SimpleUploadedFile("mine.json", data)
        sent = {"documents": [file], "text": "no credential", "system": "ECTS"}
        assert learner.get("/verify/").status_code == 200
        assert learner.post("/verify/", sent).status_code == 200
        assert ask(learner, VC_API).status_code == 400
    assert settings.VERIFY_RATE >= 4 * 30


@pytest.mark.parametrize("way", range(3))
def test_too_many_checks_wait_and_other_addresses_do_not(client, settings, way):
    settings.VERIFY_RATE = 3
    path, sent = ways()[way]
    usual = {ask(client, path, sent).status_code for _ in range(3)}
    assert 429 not in usual
    for other, told in ways():  # one purse for all the ways
        slow = ask(client, other, told)
        assert (slow.status_code, slow["Retry-After"]) == (429, "20")
        assert slow["Cache-Control"] == "no-store"
    assert client.get("/verify/").status_code == 200, "reading the empty form costs nothing"
    assert ask(client, path, sent, REMOTE_ADDR="192.0.2.7").status_code in usual


def test_each_document_counts_and_what_is_refused_by_the_form_does_not(client, settings):
    settings.VERIFY_RATE = 10
    files = [SimpleUploadedFile(f"{n}.json", b"{}") for n in range(9)]
    for _ in range(20):
        assert ask(client, "/verify/", {"system": "ECTS"}).status_code == 200
    sent = {"documents": files, "text": "one more", "system": "ECTS"}
    assert ask(client, "/verify/", sent).status_code == 200
    assert ask(client, "/verify/", NOTHING).status_code == 429


def test_who_waits_makes_this_site_fetch_nothing(client, settings, monkeypatch):
    settings.VERIFY_RATE = 1
    ask(client, "/verify/", NOTHING)
    monkeypatch.setattr(fetch, "fetcher", lambda *_: pytest.fail("it fetched"))
    link = {"text": "https://example.org/badge.json", "system": "ECTS"}
    assert ask(client, "/verify/", link).status_code == 429


def test_behind_a_proxy_each_has_their_own_pace(client, settings):
    settings.VERIFY_RATE, settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1, 1
    first = {"headers": {"X-Forwarded-For": "203.0.113.1"}}
    second = {"headers": {"X-Forwarded-For": "203.0.113.1, 203.0.113.2"}}
    assert ask(client, "/verify/", NOTHING, **first).status_code == 200
    assert ask(client, "/verify/", NOTHING, **first).status_code == 429
    assert ask(client, "/verify/", NOTHING, **second).status_code == 200


def test_the_wait_is_told_in_the_readers_words_and_to_programs_as_a_problem(client, settings):
    settings.VERIFY_RATE = 2
    for _ in range(2):
        ask(client, "/verify/", NOTHING)
    page = html.fromstring(ask(client, "/verify/", NOTHING).content)
    assert "please wait 30 seconds" in " ".join(page.xpath("string(//main)").split())
    french = ask(client, "/verify/", NOTHING, headers={"Accept-Language": "fr"})
    assert "attendez 30 secondes" in french.content.decode()
    problem = ask(client, VC_API)
    assert problem["Content-Type"] == "application/problem+json"
    assert problem["Access-Control-Allow-Origin"] == "*"
    told = json.loads(problem.content)
    assert (told["status"], told["title"]) == (429, "vc-api.too-many")
