"""What was issued to a confirmed address waits in the wallet, to be taken or declined."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from lxml import html

from mintmark_web.accounts.queries import actor_of
from mintmark_web.issuing import services as issuing
from mintmark_web.issuing.letters import claim_address
from mintmark_web.issuing.models import Credential
from mintmark_web.wallet import queries, services
from mintmark_web.wallet.models import Held
from web.factories import person
from web.issuing.conftest import issued, order, version  # noqa: F401

pytestmark = pytest.mark.django_db


def words(answer):
    page = html.fromstring(answer.content)
    return " ".join(page.xpath("string(//main)").split())


@pytest.fixture
def credential(issued):  # noqa: F811
    return issued(2)[0]


@pytest.fixture
def lea(credential):
    """A learner who confirmed the address that the first credential was issued to."""
    made = person(credential.email, "Learner 1")
    EmailAddress.objects.filter(user=made).update(verified=True)
    return made


@pytest.fixture
def client(lea, sign_in):
    return sign_in(lea)


def test_it_waits_is_looked_at_and_taken_without_a_letter(credential, client, lea):
    said = words(client.get("/wallet/"))
    assert "Waiting for you" in said and said.count("Bread Baking Basics") >= 1
    page = words(client.get(f"/wallet/waiting/{credential.pk}/"))
    assert "Genuine, and in force" in page
    assert not Held.objects.exists(), "looking takes nothing"
    assert "It is yours" in words(
        client.post(f"/wallet/waiting/{credential.pk}/take/", follow=True)
    )
    assert (Held.objects.get().owner, Held.objects.get().serial) == (lea, credential.serial)
    credential.refresh_from_db()
    assert credential.claimed_by == lea
    assert "Waiting for you" not in words(client.get("/wallet/"))
    again = client.post(f"/wallet/waiting/{credential.pk}/take/", follow=True)
    assert "does not wait for you" in words(again)
    assert Held.objects.count() == 1


def test_it_is_declined_and_the_letter_still_takes_it(credential, client, lea, world, sign_in):
    path = f"/wallet/waiting/{credential.pk}/decline/"
    assert "Decline this credential?" in words(client.get(path))
    assert queries.waiting(lea).exists()
    assert "waits for you no more" in words(client.post(path, follow=True))
    assert not queries.waiting(lea).exists() and client.get(path).status_code == 404
    registrar = sign_in(world.member["registrar"])
    assert "declined on" in words(
        registrar.get(f"/o/{world.home.slug}/credentials/{credential.pk}/")
    )
    mail.outbox.clear()
    issuing.send_again(world.actor("registrar"), credential.batch)
    issuing.work(str(credential.batch_id))
    assert [letter.to for letter in mail.outbox] == [["learner2@example.org"]]
    client.post(claim_address(credential).removeprefix("http://localhost:8000"))
    credential.refresh_from_db()
    assert (credential.claimed_by, credential.declined_at) == (lea, None)


def test_an_address_that_was_not_confirmed_opens_nothing(credential, sign_in):
    made = person(credential.email, "Learner 1")
    client = sign_in(made)
    assert not EmailAddress.objects.get(user=made).verified
    assert "Waiting for you" not in words(client.get("/wallet/"))
    assert client.get(f"/wallet/waiting/{credential.pk}/").status_code == 404
    for work in (services.take_waiting, services.decline_waiting):
        with pytest.raises(ValidationError):
            work(actor_of(made, None), credential.pk)
    assert not Held.objects.exists()


def test_others_neither_see_nor_take_nor_decline_it(credential, world, sign_in):
    client = sign_in(world.learner)
    EmailAddress.objects.filter(user=world.learner).update(verified=True)
    assert "Waiting for you" not in words(client.get("/wallet/"))
    assert client.get(f"/wallet/waiting/{credential.pk}/").status_code == 404
    assert client.get(f"/wallet/waiting/{credential.pk}/decline/").status_code == 404
    for work in (services.take_waiting, services.decline_waiting):
        with pytest.raises(ValidationError):
            work(actor_of(world.learner, None), credential.pk)
    credential.refresh_from_db()
    assert (credential.claimed_at, credential.declined_at) == (None, None)


def test_what_was_taken_back_or_taken_waits_for_nobody(credential, client, lea, world):
    issuing.revoke(world.actor("registrar"), credential, "Because.")
    assert not queries.waiting(lea).exists()
    Credential.objects.filter(pk=credential.pk).update(status="valid")
    assert queries.waiting(lea).count() == 1
    client.post(claim_address(credential).removeprefix("http://localhost:8000"))
    assert not queries.waiting(lea).exists()


def test_the_wallet_says_how_what_was_issued_here_stands_now(credential, client, lea, world):
    client.post(claim_address(credential).removeprefix("http://localhost:8000"))
    registrar, kept = world.actor("registrar"), Held.objects.get()

    def tag():
        return html.fromstring(client.get("/wallet/").content).xpath(
            "normalize-space(//article//*[contains(@class, 'tag')])"
        )

    assert (kept.verdict, tag()) == ("valid", "Valid")
    issuing.suspend(registrar, credential, "Because.")
    assert tag() == "Suspended"  # before it is checked again, and after
    services.check_again(actor_of(lea, None), kept)
    assert tag() == "Suspended"
    credential.refresh_from_db()
    issuing.reinstate(registrar, credential, "It was a mistake.")
    kept.refresh_from_db()
    assert (kept.verdict, tag()) == ("invalid", "Valid")


def test_the_page_asks_as_often_with_more_that_wait(client, lea, issued, same_queries):  # noqa: F811
    def grow():
        for first in (20, 30, 40):
            one = issued(1, first=first)[0]
            Credential.objects.filter(pk=one.pk).update(email=lea.email)

    same_queries(lambda: client.get("/wallet/"), grow)
    assert queries.waiting(lea).count() == 4
