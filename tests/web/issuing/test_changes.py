"""What may be done to an issued credential: its status, a new one in its place, the letters."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from mintmark_web.accounts.access import Refused
from mintmark_web.audit.queries import of_organisation
from mintmark_web.issuing import claiming, letters, queries, services
from mintmark_web.issuing.models import Chunk, Credential
from mintmark_web.issuing.services import sending
from mintmark_web.keys.services import report_compromise, rotate_key
from web.factories import issued_credentials, published_version, signing_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(world):
    return world.actor("registrar")


@pytest.fixture
def one(issued):
    return issued(1)[0]


def again(credential):
    return Credential.objects.get(pk=credential.pk)


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        (("suspended",), "suspended"),
        (("suspended", "valid"), "valid"),
        (("suspended", "revoked"), "revoked"),
        (("revoked",), "revoked"),
    ],
)
def test_a_status_changes_and_the_record_says_so(registrar, world, one, steps, end):
    for step in steps:
        services.change_status(registrar, one, step, "Because.")
    assert again(one).status == end
    assert [change.status for change in one.changes.all()] == list(steps)
    newest = of_organisation(world.home.pk).first()
    assert newest.summary["after"] == end
    assert "Because" not in str(newest.summary)


@pytest.mark.parametrize(
    "steps",
    [("valid",), ("revoked", "valid"), ("revoked", "suspended"), ("suspended", "suspended")],
)
def test_what_cannot_be_done_is_refused(registrar, one, steps):
    for step in steps[:-1]:
        services.change_status(registrar, one, step, "Because.")
    before = again(one).status
    with pytest.raises(ValidationError):
        services.change_status(registrar, one, steps[-1], "Because.")
    assert again(one).status == before


def test_a_change_without_a_reason_is_refused(registrar, one):
    with pytest.raises(ValidationError):
        services.revoke(registrar, one, "  ")


def test_nobody_else_may(world, one):
    for actor in (world.actor("designer"), world.actor("assessor")):
        with pytest.raises(Refused):
            services.revoke(actor, one, "Because.")


def test_a_correction_takes_the_place_of_the_old_one(registrar, world, one):
    changes = {"learner": one.content["award"]["learner"] | {"name": "Lea Corrected"}}
    made = services.correct(registrar, one, key=signing_key(world.home), changes=changes)
    assert again(one).status == "valid", "until the new one is there"
    services.work(str(made.batch_id))
    assert again(one).status == "superseded"
    assert (again(made).state, again(made).supersedes_id) == ("delivered", one.pk)
    assert b"Lea Corrected" in queries.issued_bytes(again(made))
    assert made.content["award"]["id"] == one.content["award"]["id"]
    assert "takes the place of the one before" not in mail.outbox[0].body
    assert "takes the place of the one before" in mail.outbox[-1].body
    with pytest.raises(ValidationError):
        services.correct(registrar, again(one), key=signing_key(world.home), changes=changes)


def test_a_renewal_leaves_the_old_one_as_it_is(registrar, world):
    version = published_version(world.home, expiry={"period": "P2Y", "reason": "practice"})
    (one,) = issued_credentials(world.home, version)
    today = datetime.now(UTC).date()
    made = services.renew(registrar, one, key=signing_key(world.home), awarded_on=today)
    services.work(str(made.batch_id))
    assert again(one).status == again(made).status == "valid"
    assert again(made).valid_until > again(one).valid_until
    with pytest.raises(ValidationError):
        services.renew(registrar, again(one), key=signing_key(world.home), awarded_on=today)


def test_what_would_have_ended_already_is_not_renewed(registrar, world):
    version = published_version(world.home, expiry={"period": "P2Y", "reason": "practice"})
    (one,) = issued_credentials(world.home, version)
    day = datetime.now(UTC).date() - timedelta(days=1_000)
    with pytest.raises(ValidationError):
        services.renew(registrar, one, key=signing_key(world.home), awarded_on=day)
    assert Credential.objects.count() == 1


def test_a_learner_gets_one_letter_with_a_link_that_works(one):
    (letter,) = mail.outbox
    assert letter.to == ["learner1@example.org"]
    assert letters.claim_address(one) in letter.body
    token = letters.claim_address(one).rstrip("/").rpartition("/")[2]
    assert queries.claimable(token) == one
    assert queries.claimable(token[:-1] + ("A" if token[-1] != "A" else "B")) is None


@pytest.mark.parametrize("token", ["", "x", "é", "A" * 48, "=" * 48])
def test_a_link_that_was_not_made_here_leads_nowhere(token, db):
    assert queries.claimable(token) is None


def test_a_new_address_makes_old_links_useless(registrar, one):
    old = claiming.token(one.serial, one.round)
    services.send_one_again(registrar, one, email="New@Example.org")
    services.work(str(one.batch_id))
    assert queries.claimable(old) is None
    assert mail.outbox[-1].to == ["new@example.org"]
    assert queries.claimable(claiming.token(one.serial, again(one).round)) == one


def test_all_who_have_not_claimed_are_written_to_again(registrar, issued, world):
    first, *rest = issued(3)
    token = claiming.token(first.serial, first.round)
    services.mark_claimed(registrar, token, world.learner)
    mail.outbox.clear()
    services.send_again(registrar, first.batch)
    services.work(str(first.batch_id))
    assert sorted(letter.to[0] for letter in mail.outbox) == [one.email for one in rest]
    with pytest.raises(ValidationError):
        services.send_one_again(registrar, first)


def test_a_credential_is_claimed_by_one_person(registrar, world, one):
    token = claiming.token(one.serial, one.round)
    for _ in range(2):
        assert services.mark_claimed(registrar, token, world.learner) == one
    assert again(one).claimed_by == world.learner
    with pytest.raises(ValidationError):
        services.mark_claimed(registrar, token, world.stranger)


def test_an_address_that_the_mail_server_refuses_stops_nobody(order, monkeypatch):
    from web.issuing.lists import award_list

    real = letters.mail.deliver

    def send(to, subject, text):
        if to == "learner1@example.org":
            raise smtplib.SMTPRecipientsRefused({})
        real(to, subject, text)

    monkeypatch.setattr(letters.mail, "deliver", send)
    batch = order(award_list(3))
    services.work(str(batch.pk))
    progress = queries.progress(batch)
    assert (progress.told, progress.unsent, progress.waiting) == (2, 1, 0)


def test_a_mail_server_that_is_away_is_tried_again_and_then_told(order, monkeypatch):
    from web.issuing.lists import award_list

    def send(to, subject, text):
        raise ConnectionRefusedError

    monkeypatch.setattr(letters.mail, "deliver", send)
    monkeypatch.setattr(sending, "WAIT", timedelta(0))
    batch = order(award_list(2))
    services.work(str(batch.pk))
    progress = queries.progress(batch)
    assert (progress.signed, progress.told, progress.unsent) == (2, 0, 2)
    assert not Chunk.objects.exclude(stage=Chunk.Stage.DONE).exists()


def test_lists_are_signed_with_the_last_key_of_their_issuer(registrar, world, one):
    key = signing_key(world.home)
    old = queries.signed_status_list(one.status_list_id)
    rotate_key(registrar, key)
    services.revoke(registrar, one, "Because.")
    new = queries.signed_status_list(one.status_list_id)
    assert bytes(new.bytes) != bytes(old.bytes)
    assert new.method == key.method, "its did:key is still the issuer of the list"


def test_a_list_stays_readable_when_its_only_key_is_given_up(registrar, world, one):
    before = bytes(queries.signed_status_list(one.status_list_id).bytes)
    report_compromise(registrar, signing_key(world.home))
    services.revoke(registrar, one, "Because.")
    assert bytes(queries.signed_status_list(one.status_list_id).bytes) == before
