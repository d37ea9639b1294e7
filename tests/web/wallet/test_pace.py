"""Pages that verify or search for strangers have a pace; owners and members do not wait."""

import pytest
from django.urls import reverse

from mintmark_web.accounts.queries import actor_of
from mintmark_web.issuing import claiming
from mintmark_web.register.views import catalogue
from mintmark_web.wallet import links, services
from mintmark_web.wallet.views import claiming as claim_page
from web import credentials
from web.factories import issued_credentials, published_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(world):
    learner = actor_of(world.learner, None)
    held = [services.take_in(learner, credentials.issued(world, name=name)) for name in ("A", "B")]
    return services.share(learner, held, scope="whole")


def test_a_shared_page_counts_what_it_verifies(world, share, client, sign_in, settings):
    settings.VERIFY_RATE = 4
    address = reverse("wallet.shared", args=[links.token(share)])
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
    assert int(client.get(address)["Retry-After"]) > 0
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200
    owner = sign_in(world.learner)
    assert {owner.get(address).status_code for _ in range(5)} == {200}


def test_a_public_credential_too(world, client, settings):
    settings.VERIFY_RATE = 2
    learner = actor_of(world.learner, None)
    held = services.take_in(learner, credentials.issued(world))
    told = {"handle": "lea", "headline": "", "public": True, "shown": [held]}
    services.edit_profile(learner, world.learner, **told)
    address = reverse("wallet.public-held", args=["lea", held.pk])
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_one_claim_waits_and_a_class_that_claims_at_once_does_not(world, client, monkeypatch):
    monkeypatch.setattr(claim_page, "_LOOKS", 3)
    one, other = issued_credentials(world.home, published_version(world.home), 2)
    first, second = (
        reverse("wallet.claim", args=[claiming.token(row.pk, row.round)]) for row in (one, other)
    )
    assert [client.get(first).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.get(second).status_code == 200


def test_strangers_search_at_a_pace(world, client, sign_in, monkeypatch):
    monkeypatch.setattr(catalogue, "_SEARCHES", 2)
    address = reverse("register.catalogue")
    assert [client.get(address, {"q": "bread"}).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(address).status_code == 200, "to look around is no search"
    assert client.get(address, {"q": "bread"}, REMOTE_ADDR="192.0.2.7").status_code == 200
    member = sign_in(world.member["designer"])
    assert {member.get(address, {"q": "bread"}).status_code for _ in range(4)} == {200}
