"""What a holder shows: all of a credential, or all but some, and never the means to choose."""

import secrets
from datetime import UTC, datetime

import pytest

import mintmark
import samples
from mintmark.carriers import badge, png
from mintmark.carriers.showing import to_show
from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.proofs import ecdsa_sd_2023, showing, vc_jose

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
HIDE = frozenset({"/credentialSubject/result", "/evidence"})
MANDATORY = ["/issuer", "/validFrom", "/credentialSubject/achievement"]


def prepared(key):
    return mintmark.prepare(
        samples.achievement(),
        samples.award(),
        issuer=key.controller,
        credential_id="urn:uuid:5b1b3f0c-6a4e-4f0e-9a55-2f4b3f1f8d27",
        salt=samples.SALT,
        at=AT,
    )


@pytest.fixture(scope="module")
def base():
    key = mintmark.new_key("P-256")
    signed = ecdsa_sd_2023.sign_base(
        prepared(key),
        signer=key,
        created=AT,
        mandatory_pointers=MANDATORY,
        hmac_key=secrets.token_bytes(32),
        proof_key=mintmark.new_key("P-256"),
        contexts=BUNDLED,
    )
    return strict_json.dumps(signed)


@pytest.fixture(scope="module")
def token():
    key = mintmark.new_key("Ed25519")
    hideable = frozenset({"/awardedDate", "/credentialSubject/result"})
    made = vc_jose.sign_selectively(
        prepared(key), key, disclosable=hideable, salt=lambda: secrets.token_urlsafe(16)
    )
    return str(made).encode()


def document(shown):
    report = mintmark.verify(shown, at=AT)
    assert report.outcome == "valid", report.decisive
    return report.require().document


def test_the_whole_of_a_base_proof_is_what_was_signed_and_holds(base):
    shown = showing.whole(base)
    signed = strict_json.loads_object(base)
    assert document(shown) == {name: signed[name] for name in signed if name != "proof"}
    assert showing.whole(shown) == shown == showing.whole(base), "it is always the same"


def test_a_part_holds_without_what_is_hidden_and_cannot_be_widened(base):
    part = showing.part(base, hide=HIDE)
    said = document(part)
    assert "result" not in said["credentialSubject"] and said["awardedDate"]
    assert b"Ana Andromeda" in part
    assert showing.part(part, hide=frozenset()) is None
    with pytest.raises(mintmark.MintmarkError):
        ecdsa_sd_2023.derive(
            strict_json.loads_object(part), selective_pointers=[""], contexts=BUNDLED
        )


def test_what_is_mandatory_stays(base):
    said = document(showing.part(base, hide=frozenset({"/issuer", "/credentialSubject/result"})))
    assert said["issuer"]["name"] == "School of Bread"


def test_a_part_of_a_token(token):
    assert showing.whole(token) == token
    part = showing.part(token, hide=HIDE)
    assert "result" not in document(part)["credentialSubject"]
    assert document(part)["awardedDate"]
    assert len(part) < len(token)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"{}", b'{"proof": {"cryptosuite": "ecdsa-sd-2023"}}', b"ecdsa-sd-2023", b"["],
)
def test_what_is_no_credential_stays_as_it_is(data):
    assert showing.whole(data) == data
    assert to_show(data) == data


def test_other_credentials_have_no_parts():
    data = samples.issued()
    assert showing.whole(data) == data
    assert showing.part(data, hide=HIDE) is None


@pytest.mark.parametrize("text", [b"eyJ~", b"eyJ.e30.x~~", b"eyJhbGciOiJFZERTQSJ9.e30.AA~x~"])
def test_a_malformed_token_is_told(text):
    with pytest.raises(mintmark.MintmarkError):
        showing.part(text, hide=HIDE)


def test_a_picture_with_a_base_proof_is_shown_as_its_credential(base):
    drawn = badge.badge_png(badge.badge_svg("Bread", "School", language="en"))
    baked = png.embed(drawn, base)
    assert to_show(baked) == showing.whole(base)
    plain = png.embed(drawn, samples.issued())
    assert to_show(plain) == plain
