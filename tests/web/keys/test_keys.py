"""Keys: one of a kind in use, secrets at rest, what the world may know."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from mintmark.keys.controller_document import parse_document
from mintmark_web.accounts.access import Refused
from mintmark_web.adapters import vault
from mintmark_web.audit.models import Record
from mintmark_web.keys import queries, services, signing
from mintmark_web.keys.models import Key

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(world):
    return world.actor("registrar")


def test_a_key_signs_as_the_organisation_and_lies_encrypted(world, actor):
    key = services.make_key(actor, world.home)
    signer = signing.signer(key)
    assert signer.controller == key.controller == queries.issuer_did(world.home)
    assert signer.verification_method == key.method
    assert "PRIVATE KEY" not in key.secret
    assert queries.active_key(world.home.pk) == key
    assert queries.issuer(world.home).id == key.controller
    assert queries.issuer(world.home).name.best("en") == "Harbour College"


def test_a_secret_opens_in_its_own_row_and_with_its_own_secret_only(world, actor, settings):
    one = services.make_key(actor, world.home)
    two = services.make_key(actor, world.home, kind="P-256")
    two.secret = one.secret
    with pytest.raises(vault.VaultError):
        signing.signer(two)
    settings.KEYS_SECRET = "another secret than the one it was made with"
    with pytest.raises(vault.VaultError):
        signing.signer(one)
    for garbage in ("", "v1.", "v1.AAAA", one.secret[3:], "é"):
        with pytest.raises(vault.VaultError):
            vault.decrypt(garbage, "x")


def test_there_is_one_key_of_a_kind_in_use(world, actor):
    services.make_key(actor, world.home)
    services.make_key(actor, world.home, kind="P-256")
    with pytest.raises(ValidationError, match="already in use"):
        services.make_key(actor, world.home)
    assert Key.objects.count() == 2
    assert queries.active_key(world.home.pk, "P-256").kind == "P-256"
    assert queries.active_key(world.other.pk) is None


def test_rotating_retires_the_old_key_once(world, actor):
    old = services.make_key(actor, world.home, kind="P-384")
    new = services.rotate_key(actor, old)
    old.refresh_from_db()
    assert (old.state, new.state, new.kind) == ("retired", "active", "P-384")
    assert signing.signer(old).verification_method == old.method
    with pytest.raises(ValidationError, match="no longer in use"):
        services.rotate_key(actor, old)
    assert Record.objects.first().summary["method"] == new.method


def test_a_compromised_key_is_destroyed_and_told_as_revoked(world, actor, settings):
    settings.SITE_URL = "https://badges.example.org"
    first = services.make_key(actor, world.home)
    second = services.rotate_key(actor, first)
    third = services.rotate_key(actor, second)
    since = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    services.report_compromise(actor, second, since=since)
    second.refresh_from_db()
    assert second.secret == ""
    with pytest.raises(signing.KeyUnusableError):
        signing.signer(second)
    did = "did:web:badges.example.org:o:harbour-college"
    document = queries.did_document(world.home)
    assert document["id"] == did == queries.issuer_did(world.home)
    read = parse_document(document, did)
    assert read.method(first.method).revoked is None
    assert read.method(second.method).revoked == since
    assert read.method(third.method).public_key == signing.signer(third).public_key
    assert read.relationships["assertionMethod"] == {first.method, second.method, third.method}
    with pytest.raises(ValidationError, match="already given up"):
        services.report_compromise(actor, second)


def test_a_compromise_is_not_in_the_future(world, actor):
    key = services.make_key(actor, world.home)
    with pytest.raises(ValidationError, match="still to come"):
        services.report_compromise(actor, key, since=datetime.now(UTC) + timedelta(days=1))
    key.refresh_from_db()
    assert key.state == "active"


@pytest.mark.parametrize(
    ("site", "did"),
    [
        ("https://badges.example.org:8443", "did:web:badges.example.org%3A8443:o:harbour-college"),
        ("https://192.0.2.1", None),
        ("http://badges.example.org", None),
    ],
)
def test_a_did_web_needs_a_name_and_https(world, actor, settings, site, did):
    settings.SITE_URL = site
    key = services.make_key(actor, world.home)
    assert queries.web_did(world.home) == did
    assert key.controller == did if did else key.controller.startswith("did:key:")
    document = queries.did_document(world.home)
    assert parse_document(document, key.controller).method(key.method)


def test_another_organisations_key_cannot_be_touched(world, actor):
    key = services.make_key(actor, world.home)
    from mintmark_web.accounts.queries import actor_of

    stranger = actor_of(world.stranger, world.other)
    for work in (services.rotate_key, services.retire_key, services.report_compromise):
        with pytest.raises(Refused):
            work(stranger, key)
    with pytest.raises(Refused):
        services.make_key(stranger, world.home)


def test_the_pages(world, actor, sign_in):
    browser = sign_in(world.member["registrar"])
    root = f"/o/{world.home.slug}/keys/"
    assert "No key yet" in browser.get(root).content.decode()
    page = browser.post(f"{root}new/", {"kind": "Ed25519"}, follow=True)
    assert "The key is made." in page.content.decode()
    key = Key.objects.get()
    assert "already in use" in browser.post(f"{root}new/", {"kind": "Ed25519"}).content.decode()
    assert (
        "Please choose one of these" in browser.post(f"{root}new/", {"kind": "X"}).content.decode()
    )
    assert key.public in browser.get(root).content.decode()
    page = browser.post(f"{root}{key.pk}/rotate/", follow=True)
    assert "the old one is retired" in page.content.decode()
    wrong = browser.post(f"{root}{key.pk}/give-up/", {"since": "2999-01-01"}).content.decode()
    assert "still to come" in wrong
    assert 'value="2999-01-01"' in wrong
    page = browser.post(f"{root}{key.pk}/give-up/", {"since": ""}, follow=True)
    assert "The key is given up." in page.content.decode()
    assert "no longer in use" in browser.post(f"{root}{key.pk}/retire/").content.decode()
    elsewhere = sign_in(world.stranger).get(f"/o/{world.other.slug}/keys/{key.pk}/rotate/")
    assert elsewhere.status_code == 404


def test_the_list_asks_the_database_as_often_with_many_keys(world, actor, sign_in, same_queries):
    browser = sign_in(world.member["registrar"])
    root = f"/o/{world.home.slug}/keys/"
    key = services.make_key(actor, world.home)

    def grow():
        last = key
        for _ in range(5):
            last = services.rotate_key(actor, last)

    same_queries(lambda: browser.get(root), grow)
