"""Credentials of the data model 1.1, and that they stay apart from those of 2.0."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mintmark.errors import FormatError
from mintmark.formats.outline import Outline
from mintmark.formats.verifiable_credential_1 import V1, V2, check, is_open_badge, model_of

OB = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
OLD: dict[str, Any] = {
    "@context": [V1, OB],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://issuer.example/1", "type": "Profile"},
    "issuanceDate": "2022-05-01T10:00:00Z",
    "expirationDate": "2024-05-01T10:00:00Z",
    "credentialSubject": {"id": "did:example:learner"},
}
NEW = {k: v for k, v in OLD.items() if k not in ("issuanceDate", "expirationDate")} | {
    "@context": [V2, OB],
    "validFrom": "2022-05-01T10:00:00Z",
}


def without(name: str, **changes: Any) -> dict[str, Any]:
    return {**{k: v for k, v in OLD.items() if k != name}, **changes}


def refused(document: dict[str, Any]) -> str:
    with pytest.raises(FormatError) as caught:
        check(document)
    return caught.value.code


def test_the_outline() -> None:
    starts, ends = (datetime(year, 5, 1, 10, tzinfo=UTC) for year in (2022, 2024))
    assert check(OLD) == Outline("vc-1.1", "https://issuer.example/1", starts, ends)
    plain = {**without("expirationDate"), "issuer": "https://issuer.example/1"}
    assert check(plain) == Outline("vc-1.1", "https://issuer.example/1", starts, None)


def test_the_narrowest_period_counts() -> None:
    both = {**OLD, "validFrom": "2023-01-01T00:00:00Z", "validUntil": "2023-06-01T00:00:00Z"}
    outline = check(both)
    assert outline.valid_from == datetime(2023, 1, 1, tzinfo=UTC)
    assert outline.valid_until == datetime(2023, 6, 1, tzinfo=UTC)
    assert refused({**OLD, "validUntil": "2021-01-01T00:00:00Z"}) == "form.period"


def test_period() -> None:
    outline = check(OLD)
    outline.require_in_period(datetime(2023, 1, 1, tzinfo=UTC))
    for year, code in ((2021, "period.not-yet"), (2025, "period.over")):
        with pytest.raises(FormatError) as caught:
            outline.require_in_period(datetime(year, 1, 1, tzinfo=UTC))
        assert caught.value.code == code


def test_models_are_told_apart() -> None:
    assert model_of(OLD) == "1.1"
    assert model_of(NEW) == "2.0"
    assert refused(NEW) == "form.older-only"


@pytest.mark.parametrize(
    "document",
    [
        {**OLD, "@context": [V1, V2, OB]},
        {**OLD, "@context": [V2, V1, OB]},
        {**OLD, "credentialSubject": {"id": "urn:x:y", "@context": V2}},
        {**OLD, "evidence": [{"deep": [{"@context": [V2]}]}]},
        {**OLD, "@context": [V2, OB]},
        {**NEW, "expirationDate": "2024-05-01T10:00:00Z"},
        {**NEW, "credentialSubject": {"@context": [V1], "id": "urn:x:y"}},
    ],
)
def test_mixed_models_are_refused(document: dict[str, Any]) -> None:
    with pytest.raises(FormatError) as caught:
        model_of(document)
    assert caught.value.code == "form.mixed-models"
    assert refused(document) == "form.mixed-models"


def test_a_newer_credential_relabelled_is_no_older_one() -> None:
    """RDF signatures do not cover @context, so the shape has to tell."""
    assert refused({**NEW, "@context": [V1, OB]}) == "form.date"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (without("@context"), "form.not-a-credential"),
        ({**OLD, "@context": V1}, "form.not-a-credential"),
        ({**OLD, "@context": [OB, V1]}, "form.not-a-credential"),
        ({**OLD, "@context": [{"@vocab": "urn:x#"}]}, "form.not-a-credential"),
        ({**OLD, "type": "OpenBadgeCredential"}, "form.type"),
        ({**OLD, "type": ["VerifiableCredential", 1]}, "form.type"),
        (without("issuer"), "form.issuer"),
        ({**OLD, "issuer": ["https://issuer.example/1"]}, "form.issuer"),
        ({**OLD, "issuer": {"id": "issuers/1"}}, "form.issuer"),
        (without("credentialSubject"), "form.subject"),
        ({**OLD, "credentialSubject": [{}]}, "form.subject"),
        ({**OLD, "id": "1"}, "form.id"),
        (without("issuanceDate"), "form.date"),
        ({**OLD, "issuanceDate": "2022-05-01"}, "form.date"),
        ({**OLD, "expirationDate": "2024-05-01T10:00:00"}, "form.date"),
        ({**OLD, "expirationDate": None}, "form.date"),
        ({**OLD, "expirationDate": "2021-05-01T10:00:00Z"}, "form.period"),
    ],
)
def test_the_shape(document: dict[str, Any], code: str) -> None:
    assert refused(document) == code


def test_open_badges_on_the_older_model_are_recognised() -> None:
    assert is_open_badge(OLD)
    assert not is_open_badge(NEW)
    assert not is_open_badge({**OLD, "type": ["VerifiableCredential"]})
    assert not is_open_badge({**OLD, "@context": [V1]})
