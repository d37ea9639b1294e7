"""Which format a document has."""

import pytest

import format_samples as samples
from mintmark.errors import FormatError
from mintmark.formats.detect import format_of

VC_2 = "https://www.w3.org/ns/credentials/v2"
VC_1 = "https://www.w3.org/2018/credentials/v1"
ELM = {"type": ["VerifiableCredential", "EuropeanDigitalCredential"]}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (samples.badge(), "open-badges-3"),
        ({"type": "AchievementCredential"}, "open-badges-3"),
        ({"type": ["VerifiableCredential", "ClrCredential"]}, "clr-2"),
        (ELM, "elm-3"),
        ({"credential": ELM, "deliveryDetails": {}}, "elm-3"),
        ({"payload": "{}", "signatures": []}, "elm-3"),
        ({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}, "open-badges-2"),
        ({"@context": [VC_2], "type": ["VerifiableCredential"]}, "verifiable-credential-2"),
        ({"@context": [VC_1], "type": "VerifiableCredential"}, "verifiable-credential-1.1"),
        ({"@context": [VC_2], "type": "VerifiablePresentation"}, "verifiable-presentation-2"),
    ],
)
def test_formats(document, found):
    assert format_of(document) == found


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "x",
        {},
        {"type": 3},
        {"credential": "x"},
        {"payload": "x"},
        {"@context": ["urn:x", VC_2], "type": "VerifiableCredential"},
        {"type": "VerifiableCredential"},
    ],
)
def test_what_is_none_of_them_is_refused(document):
    with pytest.raises(FormatError) as error:
        format_of(document)
    assert error.value.code == "format.unknown"
