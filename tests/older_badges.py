"""Open Badges 2.0 to test with: the issuer's side of a hosted and of a signed badge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mintmark.ports import Documents
from tokens import RsaSigner, forge

CONTEXT = "https://w3id.org/openbadges/v2"
HOME = "https://badges.example"
ISSUER, CLASS, MINE, KEY, REVOKED = (
    f"{HOME}/{name}" for name in ("issuer", "class", "assertions/1", "key", "revoked")
)
URN = "urn:uuid:a953081a-4bbd-4927-9653-7219bca00e3b"
AT = datetime(2026, 6, 1, tzinfo=UTC)
RSA = RsaSigner()


def pem(signer: RsaSigner = RSA) -> str:
    numbers = rsa.RSAPublicNumbers(signer.public_key.exponent, signer.public_key.modulus)
    return (
        numbers.public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        .decode("ascii")
    )


def assertion(**changes: Any) -> dict[str, Any]:
    whole = {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": MINE,
        "recipient": {"type": "email", "hashed": False, "identity": "beth@learner.example"},
        "issuedOn": "2026-01-31T09:00:00+00:00",
        "expires": "2027-01-31T09:00:00Z",
        "evidence": f"{HOME}/evidence/1",
        "badge": CLASS,
        "verification": {"type": "HostedBadge"},
    } | changes
    return {name: value for name, value in whole.items() if value is not ...}


def signed_claims(**changes: Any) -> dict[str, Any]:
    return assertion(id=URN, verification={"type": "SignedBadge", "creator": KEY}) | changes


def badge_class(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "BadgeClass",
        "id": CLASS,
        "name": "Robotics",
        "description": "Builds a robot.",
        "image": f"{HOME}/robot.png",
        "criteria": {"narrative": "Build one."},
        "alignment": [{"targetName": "Robots", "targetUrl": "https://frames.example/robots"}],
        "issuer": ISSUER,
        **changes,
    }


def profile(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "Issuer",
        "id": ISSUER,
        "name": "School of Robots",
        "url": HOME,
        "email": "office@badges.example",
        "publicKey": KEY,
        "revocationList": REVOKED,
        **changes,
    }


def key(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "CryptographicKey",
        "id": KEY,
        "owner": ISSUER,
        "publicKeyPem": pem(),
        **changes,
    }


def revocations(*entries: Any, **changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "RevocationList",
        "id": REVOKED,
        "issuer": ISSUER,
        "revokedAssertions": list(entries),
        **changes,
    }


def served(*others: Mapping[str, Any], without: str = "") -> Documents:
    """Return what stands at the issuer's addresses; ``others`` take the place of their ids."""
    usual = (assertion(), badge_class(), profile(), key(), revocations())
    at = {one["id"]: json.dumps(one) for one in (*usual, *others)}
    return Documents({address: text for address, text in at.items() if address != without})


def hosted(document: Mapping[str, Any] | None = None) -> bytes:
    return json.dumps(document or assertion()).encode()


def signed(
    document: Mapping[str, Any] | None = None,
    signer: Any = RSA,
    header: Mapping[str, Any] | None = None,
) -> bytes:
    return forge(header or {"alg": "RS256"}, document or signed_claims(), signer).encode()
