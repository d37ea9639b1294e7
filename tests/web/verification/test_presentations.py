"""Presentations on the verify page: opened, each credential by its own checks."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

import samples
from mintmark import UnavailableError
from mintmark.keys.private_key import generate
from mintmark.steps import hold
from mintmark_web.adapters import clock, fetch
from mintmark_web.issuing import queries as issuing
from mintmark_web.issuing import services
from mintmark_web.verification.checking import Desk
from mintmark_web.verification.presenting import Presented, opened
from web import credentials
from web.api.test_vc_api import document
from web.factories import signing_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_fetching(monkeypatch):
    class Nobody:
        def fetch(self, url):
            raise UnavailableError("fetch.connection", f"{url} cannot be reached.")

    monkeypatch.setattr(fetch, "fetcher", lambda limits=None: Nobody())


@pytest.fixture
def holder():
    return generate("Ed25519")


def present(holder, *shown):
    return hold.present(shown, signer=holder, challenge=None, domain=None, at=clock.now())


def about(world, subject):
    """Return a credential of this office about whoever has this id."""
    signing_key(world.home)
    told = document(credentialSubject={"id": subject, "name": "Ana Andromeda"})
    made = services.issue_document(world.actor("registrar"), world.home, told)
    return issuing.issued_bytes(made)


def look(data):
    found = opened(Desk().result(data, name="it.json"), data, system="ECTS")
    assert isinstance(found, Presented)
    return found


def words(answer):
    page = html.fromstring(answer.content)
    return " ".join(page.xpath("string(//main)").split())


def post(client, data):
    return client.post("/verify/", {"documents": SimpleUploadedFile("it.json", data)})


def test_each_credential_has_its_own_report_and_hallmarks(world, sign_in, holder):
    data = present(holder, credentials.issued(world), credentials.foreign())
    answer = post(sign_in(), data)
    said = words(answer)
    assert answer.status_code == 200
    assert "Not everything in it could be checked" in said, "one issuer is not known here"
    assert holder.controller in said
    assert "Genuine, and in force" in said
    assert "Genuine, but nobody here knows the issuer" in said
    assert "Credential 2 of 2 in this presentation" in said
    assert said.count("What speaks for its quality") == 2
    assert "The 8 checks" in said and "Its holder signed it" in said


def test_pasted_it_is_opened_too(world, sign_in, holder):
    data = present(holder, credentials.issued(world))
    assert "Everything in it holds" in words(sign_in().post("/verify/", {"text": data.decode()}))


def test_who_it_is_about_is_told(world, holder):
    other = generate("Ed25519").controller
    mine, theirs = about(world, holder.controller), about(world, other)
    found = look(present(holder, mine, theirs, credentials.issued(world)))
    assert found.outcome == "valid" and found.holder == holder.controller
    assert [one.about for one in found.shown] == [
        "It is about the holder of this presentation.",
        "It is about somebody else than the holder of this presentation.",
        "It does not say by a key whom it is about. Compare the name with who shows it.",
    ]
    assert "a copy shows the same" in found.detail


def test_what_was_changed_is_not_opened(world, sign_in, holder):
    data = json.loads(present(holder, credentials.issued(world)))
    data["id"] = "urn:example:changed"
    found = look(json.dumps(data).encode())
    assert found.outcome == "invalid" and not found.shown and not found.holder
    said = words(post(sign_in(), json.dumps(data).encode()))
    assert "Do not rely on this presentation" in said and "Ana Andromeda" not in said


def test_a_credential_that_was_changed_spoils_the_whole(world, holder):
    inner = json.loads(credentials.issued(world))
    inner["credentialSubject"]["name"] = "Eve"
    found = look(present(holder, credentials.issued(world), json.dumps(inner).encode()))
    assert found.outcome == "invalid" and found.title == "Something in it does not hold"
    assert [one.result.outcome for one in found.shown] == ["valid", "invalid"]


def test_a_bundle_without_a_signature_names_no_holder(world, holder):
    data = json.loads(present(holder, about(world, holder.controller)))
    del data["proof"]
    found = look(json.dumps(data).encode())
    assert found.holder == "" and "Nobody signed for these" in found.detail
    assert "cannot say whether it is theirs" in found.shown[0].about
    assert [one.result.outcome for one in found.shown] == ["valid"]
    assert "no proof" in found.lines[3].detail


def test_a_credential_is_left_as_it_is(world):
    data = credentials.issued(world)
    result = Desk().result(data)
    assert opened(result, data, system="ECTS") is result


def test_many_in_one_count_as_many(world, sign_in, holder, settings):
    settings.VERIFY_RATE = 4
    data = present(holder, *[samples.issued()] * 6)
    client = sign_in()
    assert post(client, data).status_code == 200
    assert post(client, data).status_code == 429


def test_an_empty_one_says_so(holder):
    assert look(present(holder)).title == "A presentation with nothing in it"
