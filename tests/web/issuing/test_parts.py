"""Credentials of which learners show a part: ordered, stored, shown, taken along."""

import pytest
from lxml import html

from mintmark.carriers.detect import unpack
from mintmark.encoding import strict_json
from mintmark_web.accounts.queries import actor_of
from mintmark_web.issuing import content, queries, services
from mintmark_web.issuing.claiming import token
from mintmark_web.issuing.models import Batch
from mintmark_web.verification.checking import verify_bytes
from mintmark_web.wallet import links
from mintmark_web.wallet import queries as wallet
from mintmark_web.wallet import services as own
from mintmark_web.wallet.models import Held
from web.factories import signing_key
from web.issuing.test_pages import fill

pytestmark = pytest.mark.django_db

WAYS = [("P-256", "ecdsa-sd-2023"), ("Ed25519", "sd-jwt"), ("P-256", "sd-jwt")]


def words(answer):
    return " ".join(html.fromstring(answer.content).xpath("string(//main)").split())


@pytest.fixture
def held(world, issued):
    """Return what issues a credential in some way and puts it into the learner's wallet."""

    def make(kind, suite):
        (one,) = issued(1, kind=kind, suite=suite)
        learner = actor_of(world.learner, None)
        return one, own.claim(learner, token(one.serial, one.round))

    return make


def shared(world, held, scope):
    return own.share(actor_of(world.learner, None), [held], scope=scope)


@pytest.mark.parametrize(("kind", "suite"), WAYS)
def test_it_is_kept_as_issued_and_holds_as_shown(world, held, kind, suite, sign_in):
    one, kept = held(kind, suite)
    assert bytes(kept.bytes) == queries.issued_bytes(one)
    assert (kept.verdict, kept.serial) == ("valid", one.serial)
    assert verify_bytes(kept.to_show).outcome == "valid"
    client = sign_in(world.learner)
    for page in (f"/wallet/{kept.pk}/", f"/verify/credential/{one.serial}/"):
        assert "Genuine, and in force" in words(client.get(page)), page
    client.post(f"/wallet/{kept.pk}/check/")
    assert Held.objects.get().verdict == "valid"
    assert [each.standing for each in wallet.holdings(world.learner)] == ["valid"]
    services.revoke(world.actor("registrar"), one, "Because.")
    assert "does not hold" in words(client.get(f"/wallet/{kept.pk}/"))


def test_a_base_proof_leaves_the_wallet_only_for_its_owner(world, held, sign_in):
    one, kept = held("P-256", "ecdsa-sd-2023")
    client = sign_in(world.learner)
    assert verify_bytes(bytes(kept.bytes)).code == "proof.base-not-derived"
    for kind in ("json", "png", "svg", "pdf"):
        data = client.get(f"/wallet/{kept.pk}/file/{kind}/").content
        assert unpack(data).payload == kept.to_show, kind
    assert client.get(f"/wallet/{kept.pk}/file/own/").content == queries.issued_bytes(one)
    assert "You choose what others see" in words(client.get(f"/wallet/{kept.pk}/"))
    whole = shared(world, kept, "whole")
    answer = sign_in().get(f"/s/{links.token(whole)}/{kept.pk}/")
    assert answer.content == kept.to_show
    said = words(sign_in().post("/verify/", {"text": bytes(kept.bytes).decode(), "system": "ECTS"}))
    assert "This copy is for its holder alone" in said


@pytest.mark.parametrize(("kind", "suite"), WAYS)
def test_a_summary_gives_a_signed_file_without_results(world, held, kind, suite, sign_in):
    _one, kept = held(kind, suite)
    link = f"/s/{links.token(shared(world, kept, 'summary'))}/"
    page = sign_in().get(link)
    assert "Genuine, and in force" in words(page) and "signed" in words(page)
    report = verify_bytes(sign_in().get(f"{link}{kept.pk}/").content)
    assert report.outcome == "valid"
    said = report.require().document["credentialSubject"]
    assert "result" not in said and "awardedBy" not in said
    assert said["achievement"]["name"] == "Bread Baking Basics"
    assert "result" in verify_bytes(kept.to_show).require().document["credentialSubject"]
    assert report.require().document["credentialStatus"], "that it may be taken back stays"


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "jwt"])
def test_other_credentials_give_no_file_in_a_summary(world, held, suite, sign_in):
    _one, kept = held("Ed25519", suite)
    link = f"/s/{links.token(shared(world, kept, 'summary'))}/"
    assert sign_in().get(f"{link}{kept.pk}/").status_code == 404
    assert f"{kept.pk}" not in sign_in().get(link).content.decode()


def test_a_token_with_parts_is_told_to_fit_no_picture(world, held, sign_in):
    _one, kept = held("Ed25519", "sd-jwt")
    client = sign_in(world.learner)
    page = client.get(f"/wallet/{kept.pk}/")
    assert "cannot hold this kind" in words(page)
    assert not html.fromstring(page.content).xpath("//a[contains(@href, '/file/pdf/')]")
    answer = client.get(f"/wallet/{kept.pk}/file/json/")
    assert answer["Content-Type"] == "application/vc+sd-jwt"
    assert 'filename="bread-baking-basics.sd-jwt"' in answer["Content-Disposition"]
    assert client.get(f"/wallet/{kept.pk}/file/pdf/").status_code == 302


@pytest.mark.parametrize(("kind", "suite"), WAYS)
def test_it_goes_to_another_wallet_with_the_choice_in_it(world, held, kind, suite):
    one, kept = held(kind, suite)
    other = own.take_in(actor_of(world.stranger, None), bytes(kept.bytes))
    assert (other.verdict, other.serial) == ("valid", one.serial)
    assert bytes(other.bytes) == bytes(kept.bytes)


@pytest.mark.parametrize(("suite", "suffix"), [("ecdsa-sd-2023", "json"), ("sd-jwt", "sd-jwt")])
def test_the_registrar_gets_it_as_issued(world, issued, sign_in, suite, suffix):
    (one,) = issued(1, kind="P-256", suite=suite)
    client = sign_in(world.member["registrar"])
    answer = client.get(f"/o/{world.home.slug}/credentials/{one.pk}/file/")
    assert answer.content == queries.issued_bytes(one)
    assert answer["Content-Disposition"].endswith(f'.{suffix}"')
    page = client.get(f"/o/{world.home.slug}/credentials/{one.pk}/")
    assert "learners can show a part" in words(page)


def test_each_proof_has_keys_of_its_own(issued):
    rows = issued(2, kind="P-256", suite="ecdsa-sd-2023")
    values = [
        strict_json.loads_object(queries.issued_bytes(one))["proof"][0]["proofValue"]
        for one in rows
    ]
    assert values[0][:40] != values[1][:40]


def test_which_keys_sign_which_way():
    assert content.suites("P-256")[:2] == ["ecdsa-rdfc-2019", "ecdsa-sd-2023"]
    for kind in ("Ed25519", "P-384"):
        assert "ecdsa-sd-2023" not in content.suites(kind)


def test_the_form_says_which_key_fits(world, version, sign_in):
    key = signing_key(world.home)
    path = f"/o/{world.home.slug}/issuing/new/{version.pk}/"
    client = sign_in(world.member["registrar"])
    assert "make a P-256 key" in words(client.get(path))
    sent = fill(world, signature=f"{key.pk}:ecdsa-sd-2023")
    page = html.fromstring(client.post(path, sent).content)
    (field,) = page.xpath("//*[@id='id_signature']")
    assert field.get("aria-invalid") == "true"
    assert "It takes a key of kind P-256." in page.xpath("string(//main)")
    assert not Batch.objects.exists()
    other = signing_key(world.home, "P-256")
    client.post(path, fill(world, signature=f"{other.pk}:ecdsa-sd-2023"))
    assert Batch.objects.get().suite == "ecdsa-sd-2023"
    assert "make a P-256 key" not in words(client.get(path))
