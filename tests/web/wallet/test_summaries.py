"""Files behind a summary: others may have signed so that results cannot be hidden."""

import secrets
from datetime import UTC, datetime

import pytest

import mintmark
import samples
from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.proofs import ecdsa_sd_2023, vc_jose
from mintmark_web.accounts.queries import actor_of
from mintmark_web.wallet import links, reading, services

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
ALL = ("/credentialSubject/result", "/credentialSubject/awardedBy", "/awardedDate")


def document(key, **changes):
    made = mintmark.prepare(
        samples.achievement(),
        samples.award(),
        issuer=key.controller,
        credential_id="urn:uuid:5b1b3f0c-6a4e-4f0e-9a55-2f4b3f1f8d27",
        salt=samples.SALT,
        at=AT,
    )
    return made | changes


def base(*mandatory):
    key = mintmark.new_key("P-256")
    signed = ecdsa_sd_2023.sign_base(
        document(key),
        signer=key,
        created=AT,
        mandatory_pointers=["/issuer", "/validFrom", "/credentialSubject/achievement", *mandatory],
        hmac_key=secrets.token_bytes(32),
        proof_key=mintmark.new_key("P-256"),
        contexts=BUNDLED,
    )
    return strict_json.dumps(signed)


def token(*hideable, change=None):
    key = mintmark.new_key("Ed25519")
    signed = document(key)
    if change is not None:
        change(signed)
    made = vc_jose.sign_selectively(
        signed, key, disclosable=frozenset(hideable), salt=lambda: secrets.token_urlsafe(16)
    )
    return str(made).encode()


def two_people(signed):
    signed["credentialSubject"] = [signed["credentialSubject"], {"id": "did:example:other"}]


def a_remark(signed):
    signed["credentialSubject"]["narrative"] = "Came late every day."


def file_behind(world, sign_in, data):
    learner = actor_of(world.learner, None)
    held = services.take_in(learner, data)
    share = services.share(learner, [held], scope="summary")
    page = sign_in().get(f"/s/{links.token(share)}/")
    answer = sign_in().get(f"/s/{links.token(share)}/{held.pk}/")
    assert (str(held.pk) in page.content.decode()) is (answer.status_code == 200)
    return answer


@pytest.mark.parametrize("data", [lambda: base(), lambda: token(*ALL)])
def test_results_that_can_be_hidden_are(world, sign_in, data):
    answer = file_behind(world, sign_in, data())
    assert answer.status_code == 200
    said = mintmark.verify(answer.content, at=AT).require().document["credentialSubject"]
    assert "result" not in said and "achievement" in said


@pytest.mark.parametrize(
    "data",
    [
        lambda: base("/credentialSubject/result"),
        lambda: base("/credentialSubject/awardedBy"),
        lambda: token("/awardedDate"),
        lambda: token("/credentialSubject/0/result", change=two_people),
        lambda: token(*ALL, change=a_remark),
    ],
)
def test_where_they_cannot_a_summary_gives_no_file(world, sign_in, data):
    assert file_behind(world, sign_in, data()).status_code == 404


def test_nor_of_a_token_that_says_everything_in_another_way(world):
    from mintmark_web.wallet.models import Held

    held = Held(bytes=token(*ALL, change=lambda signed: signed.update(grade="F")), kind="sd-jwt")
    assert reading.summary_of(held) is None
    assert reading.summary_of(Held(bytes=token(*ALL), kind="sd-jwt")) is not None
