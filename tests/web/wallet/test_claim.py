"""From the provider's letter into a wallet, with and without an account before."""

import pytest
from lxml import html

from mintmark_web.accounts.queries import actor_of
from mintmark_web.issuing import services as issuing
from mintmark_web.issuing.letters import claim_address
from mintmark_web.wallet import baking, links, queries, services
from mintmark_web.wallet.models import Held
from web.factories import issued_credentials, person, published_version, signing_key
from web.issuing.conftest import issued, order, version  # noqa: F401

pytestmark = pytest.mark.django_db


def words(answer):
    page = html.fromstring(answer.content)
    return " ".join(page.xpath("string(//main)").split())


@pytest.fixture
def credential(issued):  # noqa: F811
    (made,) = issued(1)
    return made


@pytest.fixture
def path(credential):
    return claim_address(credential).removeprefix("http://localhost:8000")


def test_who_has_no_account_gets_a_wallet_on_the_way(credential, path, sign_in):
    client = sign_in()
    said = words(client.get(path))
    assert "Learner 1, this is yours" in said and "Bread Baking Basics" in said
    assert not Held.objects.exists()
    said = words(client.post(path, follow=True))
    assert "It is yours" in said
    held = Held.objects.get()
    assert (held.owner.email, held.serial) == (credential.email, credential.serial)
    assert held.owner.name == "Learner 1"
    assert held.verdict == "valid"
    credential.refresh_from_db()
    assert credential.claimed_by == held.owner
    assert words(client.get("/wallet/")).count("Bread Baking Basics") == 1


@pytest.fixture
def corrected(world, credential):
    changes = {"learner": credential.content["award"]["learner"] | {"name": "Lea Corrected"}}
    key = signing_key(world.home)
    made = issuing.correct(world.actor("registrar"), credential, key=key, changes=changes)
    issuing.work(str(made.batch_id))
    made.refresh_from_db()
    return made


def test_who_comes_by_the_link_of_what_was_corrected_is_told_of_the_new_one(
    corrected, path, sign_in
):
    assert corrected.told_at
    said = words(sign_in().get(path))
    assert "A corrected credential took its place" in said
    assert "The link to the corrected one is in a later letter to you" in said
    assert "The issuer took it back" not in said


@pytest.mark.parametrize("sent", [{"email": ""}, {"email": "other@example.org"}, {"told_at": None}])
def test_no_letter_is_promised_to_whom_none_was_sent(corrected, path, sign_in, sent):
    type(corrected).objects.filter(pk=corrected.pk).update(**sent)
    said = words(sign_in().get(path))
    assert "This one no longer holds. Ask your provider for the corrected one." in said
    assert "later letter" not in said and "other@example.org" not in said


def test_the_link_does_not_open_a_wallet_that_was_in_use(credential, path, sign_in):
    known = person(credential.email, "Learner 1")
    sign_in(known)
    answer = sign_in().post(path)
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert not Held.objects.exists()
    sign_in(known).post(path)
    assert Held.objects.get().owner == known


def test_the_link_does_not_sign_in_who_has_a_role(world, credential, path, sign_in):
    from mintmark_web.accounts.models import Membership

    invited = person(credential.email)
    assert invited.last_login is None
    Membership.objects.create(user=invited, organisation=world.home, role="administrator")
    assert sign_in().post(path)["Location"].startswith("/sign-in/")


def test_a_summary_does_not_tell_how_the_learner_was_known(world, path, sign_in):
    client = sign_in(world.learner)
    client.post(path)
    learner = actor_of(world.learner, None)
    for scope, told in (("summary", False), ("whole", True)):
        share = services.share(learner, [Held.objects.get()], scope=scope)
        said = words(sign_in().get(f"/s/{links.token(share)}/"))
        assert ("passport" in said.lower()) is told
        assert "Practical test" in said


def test_a_second_person_finds_it_taken_and_the_first_finds_it_again(path, world, sign_in):
    first = sign_in(world.learner)
    first.post(path)
    assert "It is yours" in words(first.post(path, follow=True))
    other = sign_in(world.stranger)
    assert "Somebody has put this credential into another wallet" in words(other.get(path))
    other.post(path)
    assert [one.owner for one in Held.objects.all()] == [world.learner]
    assert sign_in().get(path).status_code == 302


@pytest.mark.parametrize("token", ["x", "A" * 48, "é", "%00"])
def test_a_forged_link_leads_nowhere(token, sign_in):
    answer = sign_in().get(f"/wallet/claim/{token}/")
    assert answer.status_code == 410
    assert "leads nowhere" in words(answer)


def test_what_the_issuer_takes_back_shows_at_once(world, credential, path, sign_in):
    client = sign_in(world.learner)
    client.post(path)
    held = Held.objects.get()
    assert "Genuine, and in force" in words(client.get(f"/wallet/{held.pk}/"))
    assert [one.standing for one in queries.holdings(world.learner)] == ["valid"]
    issuing.revoke(world.actor("registrar"), credential, reason="An error in the marks.")
    assert "Genuine once, but it does not hold" in words(client.get(f"/wallet/{held.pk}/"))
    assert [one.standing for one in queries.holdings(world.learner)] == ["not-valid"]


def test_the_code_on_a_certificate_leads_to_its_check(world, credential, path, sign_in):
    sign_in(world.learner).post(path)
    answer = sign_in().get(f"/verify/credential/{credential.serial}/")
    assert "Genuine, and in force" in words(answer)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    held = Held.objects.get()
    answer = sign_in(world.learner).get(f"/wallet/{held.pk}/file/pdf/")
    assert answer.status_code == 200


def test_a_certificate_names_the_country_of_a_level(world, sign_in, monkeypatch):
    levels = [{"framework": "EQF", "value": "5"}, {"framework": "IE:NFQ", "value": "6"}]
    (made,) = issued_credentials(world.home, published_version(world.home, levels=levels))
    client = sign_in(world.learner)
    client.post(claim_address(made).removeprefix("http://localhost:8000"))
    printed = []
    make = baking.certificate.certificate
    monkeypatch.setattr(
        baking.certificate,
        "certificate",
        lambda content, *rest, **more: printed.append(content) or make(content, *rest, **more),
    )
    assert client.get(f"/wallet/{Held.objects.get().pk}/file/pdf/").status_code == 200
    assert [content.level for content in printed] == ["EQF 5, NFQ 6 (Ireland)"]


def test_a_copy_that_is_brought_in_is_known_as_ours(world, credential, path, sign_in):
    from mintmark_web.issuing import queries as issued_by_us

    data = issued_by_us.issued_bytes(credential)
    held = services.take_in(actor_of(world.learner, None), data)
    assert held.serial == credential.serial
    client = sign_in(world.learner)
    client.post(path)
    assert Held.objects.count() == 1
    assert "It is yours" in words(client.get(f"/wallet/{held.pk}/"))
