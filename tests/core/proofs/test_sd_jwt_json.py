"""SD-JWTs in JSON: the same as in compact form, and nothing that was not signed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wallet
from mintmark.errors import MintmarkError, ProofError
from mintmark.proofs import sd_jwt, sd_jwt_json
from mintmark.report import Outcome
from mintmark.steps.verify import verify


def flattened(token: str, **header: Any) -> dict[str, Any]:
    parts = sd_jwt.parse(token)
    protected, payload, signature = parts.issuer_jwt.split(".")
    outside: dict[str, Any] = {"disclosures": list(parts.disclosures)}
    if parts.key_binding_jwt:
        outside["kb_jwt"] = parts.key_binding_jwt
    return {
        "payload": payload,
        "protected": protected,
        "signature": signature,
        "header": outside | header,
    }


def general(token: str, *others: dict[str, Any], **header: Any) -> dict[str, Any]:
    whole = flattened(token, **header)
    return {"payload": whole.pop("payload"), "signatures": [whole, *others]}


OTHER = {"protected": "e30", "signature": "AA", "header": {"kid": "k2"}}


@pytest.mark.parametrize("form", [flattened, general])
@pytest.mark.parametrize("token", [wallet.issued(), wallet.bound()])
def test_it_is_the_same_in_compact_form(form, token):
    document = form(token, kid="k1")
    assert sd_jwt_json.is_sd_jwt(document)
    assert sd_jwt_json.compact(document) == token
    assert verify(document, at=wallet.NOW).outcome is Outcome.VALID
    assert sd_jwt_json.compact(general(token, OTHER)) == token


def test_a_binding_in_json_answers_what_was_asked():
    asked = {"challenge": wallet.NONCE, "domain": wallet.AUDIENCE, "at": wallet.NOW}
    assert verify(flattened(wallet.bound()), **asked).outcome is Outcome.VALID
    assert verify(flattened(wallet.issued()), **asked).code == "key-binding.missing"
    assert verify(flattened(wallet.bound(nonce="x")), **asked).code == "key-binding.wrong-nonce"


@pytest.mark.parametrize("document", [
    flattened(wallet.issued()) | {"issuer": "did:example:mallory"},
    flattened(wallet.issued(), jku="https://mallory.example"),
    flattened(wallet.issued(), alg="none"),
    flattened(wallet.issued(), disclosures="x"),
    flattened(wallet.issued(), disclosures=[7]),
    flattened(wallet.issued(), disclosures=["AA~BB"]),
    flattened(wallet.issued(), kb_jwt=""),
    flattened(wallet.issued(), kb_jwt="x~y"),
    flattened(wallet.issued()) | {"signature": 7},
    flattened(wallet.issued()) | {"payload": ""},
    {**general(wallet.issued()), "protected": "e30"},
    general(wallet.issued(), {**OTHER, "header": {"disclosures": []}}),
    general(wallet.issued(), {**OTHER, "header": "kid"}),
    general(wallet.issued(), {**OTHER, "payload": "e30"}),
    general(wallet.issued(), "signature"),  # type: ignore[arg-type]
    general(wallet.issued(), *[OTHER] * 8),
])  # fmt: skip
def test_what_nobody_signed_is_refused(document):
    assert sd_jwt_json.is_sd_jwt(document)
    with pytest.raises(ProofError) as caught:
        sd_jwt_json.compact(document)
    assert caught.value.code == "sd-jwt.malformed"
    assert verify(document, at=wallet.NOW).code == "sd-jwt.malformed"


@pytest.mark.parametrize("document", [
    {}, {"payload": "x"}, {"payload": "x", "signatures": []}, {"payload": "x", "signatures": "y"},
    {"payload": "x", "header": []}, {"payload": "x", "signatures": [None]},
    {"header": {"disclosures": []}},
])  # fmt: skip
def test_other_json_is_something_else(document):
    assert not sd_jwt_json.is_sd_jwt(document)


NAMES = st.sampled_from(["payload", "protected", "signature", "signatures", "header", "kb_jwt",
                         "disclosures", "kid"])  # fmt: skip
JSON = st.recursive(
    st.none() | st.text(max_size=3) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, JSON))
def test_any_json_is_told_apart_or_refused(document):
    if sd_jwt_json.is_sd_jwt(document):
        try:
            assert "~" in sd_jwt_json.compact(document)
        except MintmarkError as error:
            assert error.code == "sd-jwt.malformed"
