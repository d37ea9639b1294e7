"""Enveloped credentials and presentations: only the token counts."""

from base64 import b64encode
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.errors import MintmarkError, ProofError, UnavailableError
from mintmark.proofs.enveloped import is_enveloped, media_type_of, token_in
from mintmark.proofs.envelopes import open_enveloped
from mintmark.proofs.vc_jose import sign
from tokens import ED25519, forge

V2 = "https://www.w3.org/ns/credentials/v2"
CREDENTIAL = {
    "@context": [V2],
    "type": ["VerifiableCredential"],
    "issuer": "https://issuer.example",
    "credentialSubject": {"id": "did:example:ada"},
}
TOKEN = sign(CREDENTIAL, ED25519)


def wrapped(**changes: Any) -> dict[str, Any]:
    whole = {
        "@context": V2,
        "id": f"data:application/vc+jwt,{TOKEN}",
        "type": "EnvelopedVerifiableCredential",
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def test_the_token_is_taken_out_and_opened() -> None:
    assert token_in(wrapped()).token == TOKEN
    assert open_enveloped(wrapped()).document == CREDENTIAL
    for contexts in ([V2], [V2, "https://example.org/more"]):
        for types in ("EnvelopedVerifiableCredential", ["EnvelopedVerifiableCredential"]):
            assert token_in(wrapped(**{"@context": contexts, "type": types})).envelope == "vc+jwt"


def test_presentations_are_taken_out_too() -> None:
    found = token_in(
        wrapped(type="EnvelopedVerifiablePresentation", id="data:application/vp+sd-jwt,a.b.c~d~")
    )
    assert (found.envelope, found.token) == ("vp+sd-jwt", "a.b.c~d~")


@pytest.mark.parametrize(
    "address",
    [
        f"DATA:application/vc+jwt,{TOKEN}",
        f"data:Application/VC+JWT,{TOKEN}",
        f"data:application/vc+jwt;charset=utf-8,{TOKEN}",
        f"data:application/vc+jwt;base64,{b64encode(TOKEN.encode()).decode()}",
        f"data:application/vc+jwt;a=b;BASE64,{quote(b64encode(TOKEN.encode()), safe='')}",
        "data:application/vc+jwt," + TOKEN.replace(".", "%2E"),
    ],
)
def test_every_spelling_of_a_data_url_is_read(address: str) -> None:
    """RFC 2397, section 3; RFC 3986, sections 2.1 and 3.1."""
    found = token_in(wrapped(id=address))
    assert (found.envelope, found.token) == ("vc+jwt", TOKEN)


@pytest.mark.parametrize("name", ["credentialSubject", "issuer", "name", "validUntil", "proof"])
def test_an_unsigned_wrapper_says_nothing_of_its_own(name: str) -> None:
    with pytest.raises(ProofError) as caught:
        token_in(wrapped(**{name: "x"}))
    assert caught.value.code == "enveloped.unsigned-content"


@pytest.mark.parametrize(
    "changes",
    [
        {"type": None},
        {"type": "VerifiableCredential"},
        {"type": ["EnvelopedVerifiableCredential", "VerifiableCredential"]},
        {"type": "EnvelopedVerifiablePresentation"},
        {"type": [{}]},
        {"@context": None},
        {"@context": []},
        {"@context": "https://example.org"},
        {"@context": ["https://example.org", V2]},
        {"id": None},
        {"id": 1},
        {"id": TOKEN},
        {"id": "https://attacker.example/token"},
        {"id": "not-a-credential"},
        {"id": f"data:application/jwt,{TOKEN}"},
        {"id": f"data:application/vc+jwt;base64,{TOKEN}"},
        {"id": f"data:application/vc+jwt,{TOKEN};data:application/vc+jwt,{TOKEN}"},
        {"id": f"data:application/vc+jwt,{TOKEN}\n"},
        {"id": "data:application/vc+jwt,"},
        {"id": "data:application/vc+jwt,%65yJ%"},
        {"id": f"data:application/vc+jwt,%20{TOKEN}"},
        {"id": f"data:application/vc+jwt,{TOKEN}#x"},
        {"id": f"data:application/vc%2Bjwt,{TOKEN}"},
        {"id": "data:application/vc+jwt;base64,===="},
    ],
)
def test_a_malformed_wrapper_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ProofError) as caught:
        token_in(wrapped(**changes))
    assert caught.value.code == "enveloped.malformed"


def test_a_securing_that_is_not_known_could_not_be_checked() -> None:
    cose = wrapped(id="data:application/vc+zkp;base64,0oRYVqQBJgNuYXBwbGljYXRpb24=")
    assert media_type_of(cose) == "vc+zkp"
    with pytest.raises(UnavailableError) as caught:
        token_in(cose)
    assert caught.value.code == "enveloped.unknown-media-type"


def test_the_token_must_be_what_the_media_type_says() -> None:
    for typ in ("JWT", "vp+jwt", "bad+typ"):
        text = forge({"alg": "EdDSA", "typ": typ}, CREDENTIAL)
        with pytest.raises(ProofError):
            open_enveloped(wrapped(id=f"data:application/vc+jwt,{text}"))
    with pytest.raises(ProofError) as caught:
        open_enveloped(wrapped(), envelopes=frozenset())
    assert caught.value.code == "jwt.unknown-envelope"


@given(
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda v: (
            st.lists(v, max_size=2)
            | st.dictionaries(st.sampled_from(["@context", "id", "type"]), v)
        ),
    )
)
def test_nothing_escapes_with_another_error(value: Any) -> None:
    assert is_enveloped(value) in (True, False)
    with pytest.raises(MintmarkError):
        token_in(value)
