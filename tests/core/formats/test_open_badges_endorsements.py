"""Endorsements are taken out of a badge one by one; none is believed for where it stands."""

from typing import Any

import pytest

from mintmark.errors import FormatError, LimitError
from mintmark.formats.open_badges_3.endorsements import endorsements_of

CONTEXTS = ["https://www.w3.org/ns/credentials/v2"]
ABOUT = "https://issuer.example/achievements/1"
ENDORSEMENT = {
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "issuer": "https://quality.example",
    "credentialSubject": {"id": ABOUT, "type": "EndorsementSubject"},
}
BADGE: dict[str, Any] = {
    "@context": CONTEXTS,
    "id": "urn:uuid:badge",
    "endorsement": ENDORSEMENT,
    "issuer": {"id": "https://issuer.example", "endorsementJwt": ["eyJ.a.b"]},
    "credentialSubject": [
        {
            "source": {"endorsement": [{**ENDORSEMENT, "@context": ["other"]}]},
            "achievement": {
                "id": ABOUT,
                "endorsement": [ENDORSEMENT],
                "creator": {"id": "https://issuer.example/c", "endorsementJwt": "eyJ.c.d"},
            },
        }
    ],
}


def test_every_place_is_looked_at() -> None:
    found = {one.place: one for one in endorsements_of(BADGE)}
    assert set(found) == {
        "/endorsement/0",
        "/issuer/endorsementJwt/0",
        "/credentialSubject/0/source/endorsement/0",
        "/credentialSubject/0/achievement/endorsement/0",
        "/credentialSubject/0/achievement/creator/endorsementJwt/0",
    }
    assert found["/endorsement/0"].payload == {"@context": CONTEXTS, **ENDORSEMENT}
    assert found["/endorsement/0"].about == "urn:uuid:badge"
    assert found["/issuer/endorsementJwt/0"].payload == "eyJ.a.b"
    source = found["/credentialSubject/0/source/endorsement/0"]
    assert source.about is None
    assert source.payload["@context"] == ["other"]


def test_what_it_endorses_is_compared() -> None:
    found = {one.place: one for one in endorsements_of(BADGE)}
    right = found["/credentialSubject/0/achievement/endorsement/0"]
    right.require_about(ENDORSEMENT)
    for one, document, code in [
        (found["/endorsement/0"], ENDORSEMENT, "about-another"),
        (found["/credentialSubject/0/source/endorsement/0"], ENDORSEMENT, "about-another"),
        (right, {**ENDORSEMENT, "credentialSubject": []}, "about-another"),
        (right, {**ENDORSEMENT, "type": "VerifiableCredential"}, "wrong-type"),
    ]:
        with pytest.raises(FormatError) as caught:
            one.require_about(document)
        assert caught.value.code == f"endorsement.{code}"


def test_none() -> None:
    assert endorsements_of({"issuer": "https://issuer.example", "credentialSubject": {}}) == ()


@pytest.mark.parametrize(
    "member", [{"endorsement": "eyJ.a.b"}, {"endorsementJwt": [ENDORSEMENT]}, {"endorsement": [1]}]
)
def test_type_confusion(member: dict[str, Any]) -> None:
    with pytest.raises(FormatError) as caught:
        endorsements_of({**BADGE, **member})
    assert caught.value.code == "endorsement.malformed"


def test_they_are_bounded() -> None:
    with pytest.raises(LimitError):
        endorsements_of({"endorsementJwt": ["eyJ.a.b"] * 17})
