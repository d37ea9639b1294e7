"""Compact JWS: what is refused, and what is not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.multibase import base64url_encode
from mintmark.errors import (
    KeyMaterialError,
    LimitError,
    MintmarkError,
    ProofError,
    UnavailableError,
)
from mintmark.keys import jwk
from mintmark.keys.controller_document import parse_document
from mintmark.proofs import jws
from mintmark.proofs.envelope import methods_named
from mintmark.proofs.jose_algorithms import ALGORITHMS, KIND_OF, algorithm_for
from tokens import ED25519, OTHER, P256, P384, RsaSigner, b64, document_of, forge

RSA = RsaSigner()
PAYLOAD = {"iss": "https://issuer.example"}


def refused(token: str, code: str, **options: Any) -> None:
    with pytest.raises(MintmarkError) as caught:
        jws.parse(token, **options)
    assert caught.value.code == code


@pytest.mark.parametrize("key", [ED25519, P256, P384])
def test_what_is_signed_verifies(key: Any) -> None:
    token = jws.sign(b"payload", key, header={"typ": "example+jwt"})
    parsed = jws.parse(token)
    assert parsed.payload == b"payload"
    assert parsed.type == "example+jwt"
    assert parsed.key_id == key.verification_method
    assert KIND_OF[parsed.algorithm] == key.kind
    jws.verify(parsed, key.public_key)
    with pytest.raises(ProofError) as caught:
        jws.verify(jws.parse(jws.sign(b"payload", OTHER)), ED25519.public_key)
    assert caught.value.code == "jws.bad-signature"


def test_rs256_is_verified() -> None:
    jws.verify(jws.parse(forge({"alg": "RS256"}, PAYLOAD, RSA)), RSA.public_key)
    with pytest.raises(ProofError) as caught:
        jws.verify(jws.parse(forge({"alg": "RS256"}, PAYLOAD, RsaSigner())), RSA.public_key)
    assert caught.value.code == "jws.bad-signature"


def test_both_names_of_ed25519_are_read() -> None:
    for name in ("EdDSA", "Ed25519"):
        jws.verify(jws.parse(forge({"alg": name}, PAYLOAD)), ED25519.public_key)
    assert algorithm_for("Ed25519") == "EdDSA"
    with pytest.raises(ProofError, match="No JOSE algorithm"):
        algorithm_for("X25519")


@pytest.mark.parametrize("place", range(3))
def test_an_altered_part_is_noticed(place: int) -> None:
    parts = forge({"alg": "EdDSA", "x": "aaaa"}, {"a": "aaaa"}).split(".")
    parts[place] = {
        0: b64({"alg": "EdDSA", "x": "bbbb"}),
        1: b64({"a": "bbbb"}),
        2: b64(bytes(64)),
    }[place]
    with pytest.raises(ProofError) as caught:
        jws.verify(jws.parse(".".join(parts)), ED25519.public_key)
    assert caught.value.code == "jws.bad-signature"


@pytest.mark.parametrize(
    "name",
    ["none", "None", "NONE", "", "HS256", "HS384", "HS512", "ECDH-ES", "eddsa", "RSA1_5"],
)
def test_other_algorithms_are_refused(name: str) -> None:
    refused(forge({"alg": name}, PAYLOAD), "jws.unknown-algorithm")
    refused(f"{b64({'alg': name})}.{b64(PAYLOAD)}.", "jws.unknown-algorithm")


@pytest.mark.parametrize("name", ["ES256K", "PS256", "RS512", "Ed448", "ML-DSA-65"])
def test_a_genuine_algorithm_that_is_not_known_here_is_no_forgery(name: str) -> None:
    with pytest.raises(UnavailableError) as caught:
        jws.parse(forge({"alg": name}, PAYLOAD))
    assert caught.value.code == "jws.unsupported-algorithm"


@pytest.mark.parametrize("header", [{}, {"alg": None}, {"alg": ["EdDSA"]}, {"alg": {"a": 1}}])
def test_an_algorithm_that_is_no_name_is_refused(header: dict[str, Any]) -> None:
    refused(forge(header, PAYLOAD), "jws.unknown-algorithm")


def test_an_empty_signature_is_a_bad_one() -> None:
    token = forge({"alg": "EdDSA"}, PAYLOAD).rpartition(".")[0] + "."
    with pytest.raises(ProofError) as caught:
        jws.verify(jws.parse(token), ED25519.public_key)
    assert caught.value.code == "jws.bad-signature"


def test_the_caller_decides_which_algorithms_are_accepted() -> None:
    token = forge({"alg": "ES256"}, PAYLOAD, P256)
    refused(token, "jws.unsupported-algorithm", algorithms=frozenset({"EdDSA"}))
    refused(forge({"alg": "HS256"}, PAYLOAD), "jws.unknown-algorithm", algorithms={"HS256"})
    jws.parse(token, algorithms=frozenset({"ES256"}))


@pytest.mark.parametrize("name", sorted(ALGORITHMS))
def test_an_algorithm_goes_with_one_kind_of_key(name: str) -> None:
    """Algorithm confusion: the key decides what it verifies, not the token."""
    parsed = jws.parse(forge({"alg": name}, PAYLOAD))
    for key in (ED25519.public_key, P256.public_key, P384.public_key, RSA.public_key):
        if key.kind != KIND_OF[name]:
            with pytest.raises(ProofError) as caught:
                jws.verify(parsed, key)
            assert caught.value.code == "jws.wrong-key-kind"


@pytest.mark.parametrize(
    "extension",
    [
        {"crit": ["exp"], "exp": 1},
        {"crit": []},
        {"b64": False},
        {"b64": False, "crit": ["b64"]},
        {"b64": True},
    ],
)
def test_extensions_that_must_be_understood_are_refused(extension: dict[str, Any]) -> None:
    refused(forge({"alg": "EdDSA", **extension}, PAYLOAD), "jws.critical-extension")
    with pytest.raises(ProofError, match="crit"):
        jws.sign(b"", ED25519, header=extension)


def test_extensions_that_need_not_be_understood_are_passed_over() -> None:
    jws.verify(
        jws.parse(forge({"alg": "EdDSA", "iat": 1, "x5t": "abc"}, PAYLOAD)), ED25519.public_key
    )


@pytest.mark.parametrize("name", ["jku", "x5u"])
def test_a_key_at_an_address_of_the_tokens_choice_is_refused(name: str) -> None:
    header = {"alg": "EdDSA", name: "https://attacker.example/keys.json"}
    refused(forge(header, PAYLOAD, OTHER), "jws.key-from-token")


def test_a_key_inside_the_token_is_compared_and_not_believed() -> None:
    header = {"alg": "EdDSA", "jwk": jwk.write(OTHER.public_key)}
    for signer in (OTHER, ED25519):
        with pytest.raises(ProofError) as caught:
            jws.verify(jws.parse(forge(header, PAYLOAD, signer)), ED25519.public_key)
        assert caught.value.code == "jws.foreign-key"
    own = {"alg": "EdDSA", "jwk": jwk.write(ED25519.public_key)}
    jws.verify(jws.parse(forge(own, PAYLOAD)), ED25519.public_key)
    rsa_header = {"alg": "RS256", "jwk": RSA.jwk}
    jws.verify(jws.parse(forge(rsa_header, PAYLOAD, RSA)), RSA.public_key)


def test_a_private_key_inside_the_token_is_refused() -> None:
    header = {"alg": "EdDSA", "jwk": {**jwk.write(ED25519.public_key), "d": "AAAA"}}
    with pytest.raises(KeyMaterialError) as caught:
        jws.verify(jws.parse(forge(header, PAYLOAD)), ED25519.public_key)
    assert caught.value.code == "key.private-in-public"


def test_a_certificate_inside_the_token_changes_nothing() -> None:
    token = forge({"alg": "EdDSA", "x5c": ["AAAA"]}, PAYLOAD)
    jws.verify(jws.parse(token), ED25519.public_key)
    with pytest.raises(ProofError, match="does not match"):
        jws.verify(jws.parse(token), OTHER.public_key)


GOOD = forge({"alg": "EdDSA"}, PAYLOAD)


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "....",
        GOOD + ".",
        GOOD + ".AA",
        GOOD + "=",
        GOOD + "\n",
        " " + GOOD,
        GOOD.replace(".", "..", 1),
        GOOD.rpartition(".")[0],
        GOOD.replace("e", "é", 1),
        "\ud800." + GOOD.partition(".")[2],
        GOOD[:-1] + chr(ord(GOOD[-1]) + 1),  # bits that are not used
        f"{b64('[]')}.{b64(PAYLOAD)}.AAAA",
        f"{b64('not json')}.{b64(PAYLOAD)}.AAAA",
        f"{b64('')}.{b64(PAYLOAD)}.AAAA",
        f"{b64(bytes([0xFF]))}.{b64(PAYLOAD)}.AAAA",
        forge('{"alg":"EdDSA","alg":"none"}', PAYLOAD),
        forge('{"alg":"EdDSA","x":' + "[" * 20 + "]" * 20 + "}", PAYLOAD),
        forge({"alg": "EdDSA", "typ": 1}, PAYLOAD),
        forge({"alg": "EdDSA", "typ": ""}, PAYLOAD),
        forge({"alg": "EdDSA", "kid": ""}, PAYLOAD),
        forge({"alg": "EdDSA", "kid": None}, PAYLOAD),
        forge({"alg": "EdDSA", "kid": {"a": 1}}, PAYLOAD),
        forge({"alg": "EdDSA", "kid": "k" * 3000}, PAYLOAD),
        forge({"alg": "EdDSA", "x": "x" * 70_000}, PAYLOAD),
        f"{b64({'alg': 'EdDSA'})}.{b64(PAYLOAD)}.{b64(bytes(2000))}",
    ],
)
def test_a_malformed_token_is_refused(token: str) -> None:
    refused(token, "jws.malformed")


def test_a_huge_token_is_refused() -> None:
    refused("A" * (4 * 1024 * 1024 + 1), "jws.too-large")
    with pytest.raises(LimitError):
        jws.parse("." * (8 * 1024 * 1024))


@pytest.mark.parametrize(
    "payload", ["[]", "1", "", "{", '{"a":1,"a":2}', '{"a":NaN}', "{" + '"a":{' * 80 + "}" * 81]
)
def test_a_payload_that_is_no_strict_object_is_refused(payload: str) -> None:
    with pytest.raises(ProofError) as caught:
        jws.claims_of(jws.parse(forge({"alg": "EdDSA"}, payload)))
    assert caught.value.code == "jws.malformed"


def test_the_type_is_a_media_type() -> None:
    for spelled in ("application/VC+JWT", "vc+jwt", "VC+jwt"):
        assert jws.parse(forge({"alg": "EdDSA", "typ": spelled}, PAYLOAD)).type == "vc+jwt"
    assert jws.parse(GOOD).type == ""
    assert jws.parse(GOOD).key_id is None


def test_the_signer_decides_the_algorithm() -> None:
    token = jws.sign(b"", P256, header={"alg": "none", "kid": "mine"})
    parsed = jws.parse(token)
    assert (parsed.algorithm, parsed.key_id) == ("ES256", "mine")


@given(st.text(max_size=60))
def test_no_text_escapes_with_another_error(text: str) -> None:
    with pytest.raises(MintmarkError):
        jws.parse(text)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_no_bytes_escape_with_another_error(header: bytes, payload: bytes) -> None:
    token = ".".join(map(base64url_encode, (header, payload, payload)))
    with pytest.raises(MintmarkError):
        jws.parse(token)


ISSUER = "https://issuer.example/me"


def named(header: dict[str, Any], **members: str) -> tuple[str, ...]:
    token = jws.parse(forge({"alg": "EdDSA", **header}, PAYLOAD))
    document = document_of(ED25519, P256, controller=ISSUER, **members)
    return methods_named(token, document, "assertionMethod")


def test_a_key_is_named_by_its_address_its_fragment_or_its_jwk() -> None:
    for name in (f"{ISSUER}#key-0", "key-0", "#key-0"):
        assert named({"kid": name}) == (f"{ISSUER}#key-0",)
    assert named({"kid": "thumb"}, kid="thumb") == (f"{ISSUER}#key-0", f"{ISSUER}#key-1")
    assert named({"jwk": jwk.write(P256.public_key)}) == (f"{ISSUER}#key-1",)
    assert named({}) == (f"{ISSUER}#key-0", f"{ISSUER}#key-1")


@pytest.mark.parametrize(
    "header",
    [
        {"kid": f"{ISSUER}#{OTHER.controller.removeprefix('did:key:')}"},
        {"kid": OTHER.verification_method},
        {"kid": f"{ISSUER}#key-0#key-0"},
        {"kid": f"{ISSUER}#key-9"},
        {"kid": f"{ISSUER}/../me#key-0"},
        {"kid": ISSUER},
        {"kid": "https://attacker.example#key-0"},
        {"kid": "##key-0"},
        {"jwk": jwk.write(OTHER.public_key)},
        {"jwk": "nonsense"},
    ],
)
def test_a_key_that_the_controller_does_not_list_is_never_meant(header: dict[str, Any]) -> None:
    """A fragment glued to the issuer's name is no key of the issuer's."""
    with pytest.raises(ProofError) as caught:
        named(header)
    assert caught.value.code == "jws.unknown-key"


def test_a_key_listed_for_something_else_is_not_meant() -> None:
    document = document_of(ED25519, controller=ISSUER)
    token = jws.parse(forge({"alg": "EdDSA", "kid": "key-0"}, PAYLOAD))
    with pytest.raises(ProofError, match="no such key"):
        methods_named(token, document, "capabilityDelegation")


def test_a_key_inside_the_token_is_found_among_multikeys() -> None:
    method = {
        "id": ED25519.verification_method,
        "type": "Multikey",
        "controller": ED25519.controller,
        "publicKeyMultibase": ED25519.controller.removeprefix("did:key:"),
    }
    document = parse_document(
        {"id": ED25519.controller, "assertionMethod": [method]}, ED25519.controller
    )
    header = {"alg": "EdDSA", "jwk": jwk.write(ED25519.public_key)}
    token = jws.parse(forge(header, PAYLOAD))
    assert methods_named(token, document, "assertionMethod") == (method["id"],)


def test_strictness_survives_json_spacing() -> None:
    assert jws.parse(forge(json.dumps({"alg": "EdDSA"}, indent=2), PAYLOAD)).algorithm == "EdDSA"


@pytest.mark.parametrize("token", ["eyJ.eyJ", "e30.!.AA", f"{b64('x')}.e30.AA", "e30=.e30.AA"])
def test_a_message_ends_once(token: str) -> None:
    with pytest.raises(MintmarkError) as caught:
        jws.parse(token)
    assert not caught.value.message.endswith("..")
