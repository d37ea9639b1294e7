"""Signing in by one's own identity provider, there and back; and the answers that are refused."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from mintmark_web.accounts.models import User
from mintmark_web.audit.models import Record
from web.factories import person
from web.identity import CLIENT, SECRET, providing

pytestmark = pytest.mark.django_db
START = "/sign-in/with/sso/"


@pytest.fixture
def identity(settings):
    with providing() as found:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "sso",
                        "name": "Campus",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {"server_url": found.issuer},
                    }
                ],
            }
        }
        yield found


def there(client):
    """Go to the provider; return the path that it sends the browser back to."""
    away = client.post(START)
    assert away.status_code == 302
    back = requests.get(away.headers["Location"], allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def signed_in(client):
    return client.get("/account/").status_code == 200


def refuse(client, words):
    page = client.get(there(client), follow=True)
    assert words in page.content.decode(), page.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_whoever_is_new_is_made_known_and_in(identity, client):
    page = client.get(there(client), follow=True)
    assert page.status_code == 200 and signed_in(client)
    ada = User.objects.get()
    assert (ada.email, ada.name) == ("ada@example.org", "Ada Zoë")
    assert EmailAddress.objects.get(user=ada).verified
    assert Record.objects.filter(action="account.open").exists()
    assert identity.asked["code_challenge_method"] == "S256"
    assert identity.exchanged["code_verifier"] and identity.exchanged["client_secret"] == SECRET
    assert not mail.outbox


def test_whoever_is_known_by_a_confirmed_address_has_the_same_account_ever_after(identity):
    ada = person("ada@example.org", "Ada")
    identity.person["email"] = "Ada@Example.org"
    first = Client()
    first.get(there(first))
    assert signed_in(first) and User.objects.get() == ada
    identity.person |= {"email": "new-name@example.org", "email_verified": False}
    second = Client()
    second.get(there(second))
    assert signed_in(second) and User.objects.get() == ada, "the subject counts, not the address"


@pytest.mark.parametrize("said", [False, "false", None, 1, "no"])
def test_an_address_that_is_not_confirmed_takes_over_nobodys_account(identity, client, said):
    person("ada@example.org", "Ada")
    identity.person["email_verified"] = said
    refuse(client, "does not say that your e-mail address is yours")
    assert User.objects.count() == 1 and not mail.outbox


@pytest.mark.parametrize(
    "address",
    ["mi\u212ae@example.org", "mike@exam\u212aple.org", "mike", "m" * 300 + "@example.org"],
)
def test_nor_does_an_address_that_only_looks_like_theirs(identity, client, address):
    for known in ("mike@example.org", "mike@examkple.org"):
        person(known, "Mike")
    identity.person["email"] = address
    refuse(client, "does not say that your e-mail address is yours")


def test_letter_case_and_who_the_token_was_made_for_may_be_told(identity, client):
    mike = person("mike@example.org", "Mike")
    identity.person["email"] = " MIKE@example.org"
    identity.token = {"azp": CLIENT, "aud": [CLIENT]}
    client.get(there(client))
    assert signed_in(client) and User.objects.get() == mike


def test_nor_does_no_address_at_all(identity, client):
    del identity.person["email"]
    refuse(client, "does not say that your e-mail address is yours")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"nonce": "of another attempt"}, "belongs to another attempt"),
        ({"nonce": None}, "belongs to another attempt"),
        ({"nonce": "é"}, "belongs to another attempt"),
        ({"azp": "another-client"}, "belongs to another attempt"),
        ({"iss": "https://evil.example"}, "did not answer as it should"),
        ({"aud": "another-client"}, "did not answer as it should"),
        ({"exp": int(time.time()) - 600}, "did not answer as it should"),
    ],
)
def test_a_token_that_does_not_fit_is_refused(identity, client, claims, words):
    identity.token = claims
    refuse(client, words)
    assert not User.objects.exists()


def test_a_provider_that_calls_itself_something_else_is_refused(identity, client, monkeypatch):
    honest = identity.discovery()
    monkeypatch.setattr(identity, "discovery", lambda: honest | {"issuer": "https://evil.example"})
    identity.token = {"iss": "https://evil.example"}
    refuse(client, "not from the provider that was asked")


def test_an_answer_about_two_people_is_refused(identity, client):
    identity.userinfo = {"sub": "somebody else", "email": "boss@example.org"}
    refuse(client, "speaks of two people")


def test_an_answer_is_taken_once_and_by_who_asked_only(identity, client):
    path = there(client)
    stranger = Client()
    assert "did not answer as it should" in stranger.get(path, follow=True).content.decode()
    assert not signed_in(stranger)
    state = parse_qs(urlsplit(path).query)["state"][0]
    client.get(path.replace(state, "forged"))
    assert not signed_in(client)
    client.get(path)
    assert signed_in(client)
    client.post("/sign-out/")
    client.get(path)
    assert not signed_in(client), "an answer from the history of the browser"


def test_a_provider_that_is_away_or_says_no_is_told(identity, client, settings):
    page = client.get(f"{START}callback/?error=access_denied&state=x", follow=True)
    assert page.status_code < 500 and not signed_in(client)
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    page = client.post(START, follow=True)
    assert page.status_code < 500
    assert "did not answer as it should" in page.content.decode()
