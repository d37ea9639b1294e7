"""The shapes of credentials and presentations after the data model 2.0."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from mintmark.errors import FormatError, LimitError, MintmarkError
from mintmark.formats import verifiable_credential_2 as vc
from mintmark.formats import verifiable_presentation_2 as vp
from vc_api_client import V2, credential

ISSUER = "did:example:issuer"


def document(**members: Any) -> dict[str, Any]:
    return credential(issuer=ISSUER) | members


def test_the_outline_of_a_credential():
    found = vc.outline(document(validFrom="2026-01-01T00:00:00Z"))
    assert (found.model, found.issuer, found.valid_until) == ("vc-2.0", ISSUER, None)
    assert found.valid_from == samples.at("2026-01-01T00:00:00Z")
    assert vc.check(samples.credential()) == samples.KEY.controller
    assert vc.check(document(issuer={"id": ISSUER, "name": "School"})) == ISSUER


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"@context": V2}, "form.not-a-credential"),
        ({"@context": []}, "form.not-a-credential"),
        ({"@context": {}}, "form.not-a-credential"),
        ({"@context": [V2, 1]}, "form.context"),
        ({"@context": [V2, "relative"]}, "form.context"),
        ({"@context": [V2, None]}, "form.context"),
        ({"issuanceDate": "2026-01-01T00:00:00Z"}, "form.mixed-models"),
        ({"type": None}, "form.type"),
        ({"type": ["VerifiableCredential", ""]}, "form.type"),
        ({"type": ["VerifiableCredential", 1]}, "form.type"),
        ({"id": None}, "form.id"),
        ({"id": ["urn:x:y"]}, "form.id"),
        ({"credentialSubject": {"id": "x"}}, "form.id"),
        ({"credentialSubject": None}, "form.subject"),
        ({"credentialSubject": ["x"]}, "form.subject"),
        ({"name": None}, "form.text"),
        ({"name": {"@value": "x", "@type": "urn:x:y"}}, "form.text"),
        ({"name": {"@language": "en"}}, "form.text"),
        ({"description": {"@value": 1}}, "form.text"),
        ({"description": {"@value": "x", "@language": None}}, "form.text"),
        ({"description": {"@value": "x", "@direction": ["ltr"]}}, "form.text"),
        ({"issuer": {"id": ISSUER, "name": 1}}, "form.text"),
        ({"issuer": {}}, "form.issuer"),
        ({"issuer": "x"}, "form.issuer"),
        ({"validFrom": None}, "form.date"),
        ({"validUntil": "2026-01-01"}, "form.date"),
        ({"evidence": None}, "form.untyped"),
        ({"evidence": [{"type": "urn:x:y"}, {}]}, "form.untyped"),
        ({"evidence": {"type": []}}, "form.untyped"),
        ({"evidence": {"type": [1]}}, "form.untyped"),
        ({"renderMethod": "x"}, "form.untyped"),
        ({"confidenceMethod": {"id": "urn:x:y"}}, "form.untyped"),
        ({"termsOfUse": {"type": "urn:x:y", "id": "x"}}, "form.id"),
        ({"credentialSchema": {"type": "urn:x:y"}}, "form.schema"),
    ],
)  # fmt: skip
def test_what_is_no_credential(change, code):
    assert vc.check(document()) == ISSUER
    with pytest.raises(FormatError) as caught:
        vc.check(document(**change))
    assert caught.value.code == code
    assert caught.value.place or code == "form.mixed-models"


def presentation(**members: Any) -> dict[str, Any]:
    return {"@context": [V2], "type": ["VerifiablePresentation"]} | members


def test_presentations():
    assert vp.check(presentation()) is None
    assert vp.check(presentation(holder=ISSUER)) == ISSUER
    assert vp.check(presentation(holder={"id": ISSUER})) == ISSUER
    assert vp.credentials_of(presentation(verifiableCredential={"a": 1})) == [{"a": 1}]
    assert vp.check(presentation(verifiableCredential=[{}] * vp.MAX_CREDENTIALS)) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"@context": [V2, 7]}, "form.context"),
        ({"type": "VerifiableCredential"}, "form.type"),
        ({"id": "x"}, "form.id"),
        ({"holder": None}, "form.holder"),
        ({"holder": {}}, "form.holder"),
        ({"holder": "x"}, "form.holder"),
        ({"verifiableCredential": None}, "form.credentials"),
        ({"verifiableCredential": ["urn:x:y"]}, "form.credentials"),
        ({"verifiableCredential": [[]]}, "form.credentials"),
        ({"termsOfUse": {}}, "form.untyped"),
    ],
)
def test_what_is_no_presentation(change, code):
    with pytest.raises(FormatError) as caught:
        vp.check(presentation(**change))
    assert caught.value.code == code


def test_the_number_of_credentials_is_bounded():
    with pytest.raises(LimitError):
        vp.check(presentation(verifiableCredential=[{}] * (vp.MAX_CREDENTIALS + 1)))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([V2, ISSUER]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "@value", "name"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*document(), "holder", "name", "evidence"]), VALUES))
def test_nothing_else_is_raised(changes):
    for check, base in ((vc.check, document()), (vp.check, presentation())):
        try:
            check(base | changes)  # type: ignore[operator]
        except MintmarkError as error:
            assert error.code.startswith("form.")
