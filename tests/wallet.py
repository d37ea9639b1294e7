"""What a wallet holds: SD-JWT VCs, their issuer's metadata and status list, key bindings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import samples
from mintmark.keys import jwk
from mintmark.proofs import key_binding, sd_jwt, sd_jwt_vc
from mintmark.status import token_status
from tokens import P256, forge, header_of, payload_of, salts

DID = samples.KEY.controller
WEB = "https://school.example/issuer"
METADATA = "https://school.example/.well-known/jwt-vc-issuer/issuer"
LIST = "https://school.example/status/7"
VCT = "urn:eu.europa.ec.eudi:learning:credential:1"
HOLDER, ISSUER, STRANGER = P256, samples.KEY, samples.OTHER_KEY
AUDIENCE, NONCE = "https://verifier.example", "n-0S6_WzA2Mj"
NOW = samples.LATER
SECONDS = int(samples.ISSUED.timestamp())

CLAIMS: Mapping[str, Any] = {
    "iss": DID,
    "iat": SECONDS,
    "exp": SECONDS + 10**8,
    "vct": VCT,
    "cnf": {"jwk": jwk.write(HOLDER.public_key)},
    "issuing_authority": "School of Bread",
    "issuing_country": "IE",
    "given_name": "Ana",
    "family_name": "Andromeda",
    "achievement_title": "Sourdough Basics",
    "learning_outcomes": ["Bakes a loaf", "Keeps a starter"],
    "assessment_grade": "0.95",
}
HIDDEN = frozenset({"/given_name", "/family_name", "/assessment_grade"})


def claims(**changes: Any) -> dict[str, Any]:
    """Return the claims, changed; ``...`` takes one out."""
    return {name: value for name, value in (CLAIMS | changes).items() if value is not ...}


def issued(key: Any = ISSUER, header: Mapping[str, Any] | None = None, **changes: Any) -> str:
    """Return an SD-JWT VC as its issuer gives it out."""
    said = claims(**changes)
    hidden = {one for one in HIDDEN if one[1:] in said}
    return str(
        sd_jwt_vc.issue_sd_jwt_vc(
            said, disclosable=hidden, signer=key, salt=salts(), header=header or {}
        )
    )


def forged(key: Any = ISSUER, header: Mapping[str, Any] | None = None, **changes: Any) -> str:
    """Return an SD-JWT without disclosures, truly signed, with any header and claims at all."""
    whole = {"alg": "EdDSA", "typ": sd_jwt_vc.TYPE, "kid": ISSUER.verification_method}
    whole = {k: v for k, v in (whole | dict(header or {})).items() if v is not ...}
    return forge(whole, claims(**changes), key) + "~"


def bound(
    token: str | None = None, *, key: Any = HOLDER, at: datetime = NOW, **changes: Any
) -> str:
    """Return a presentation whose holder signed it; changes are to the claims of the binding."""
    presented = sd_jwt.parse(token or issued())
    whole = key_binding.bind(presented, signer=key, audience=AUDIENCE, nonce=NONCE, at=at)
    if not changes:
        return str(whole)
    assert whole.key_binding_jwt
    header = header_of(whole.key_binding_jwt) | changes.pop("header", {})
    said = payload_of(whole.key_binding_jwt) | changes
    said = {name: value for name, value in said.items() if value is not ...}
    return str(replace(whole, key_binding_jwt=forge(header, said, key)))


def metadata(*keys: Any, **changes: Any) -> str:
    """Return the issuer's metadata, which list keys as k0, k1 ..."""
    jwks = {"keys": [{**jwk.write(k.public_key), "kid": f"k{n}"} for n, k in enumerate(keys)]}
    whole = {"issuer": WEB, "jwks": jwks} | changes
    return json.dumps({name: value for name, value in whole.items() if value is not ...})


def status_list(
    statuses: Mapping[int, int] | None = None,
    *,
    key: Any = ISSUER,
    typ: str = token_status.TYPE,
    kid: str | None = None,
    **changes: Any,
) -> str:
    """Return a status list token with 64 statuses of 2 bits."""
    said = token_status.list_claims(
        token_status.encode(statuses or {}, entries=64, bits=2), url=LIST, issued=samples.ISSUED
    )
    said = {name: value for name, value in (said | changes).items() if value is not ...}
    algorithm = {"Ed25519": "EdDSA", "P-256": "ES256"}[key.kind]
    return forge({"alg": algorithm, "typ": typ, "kid": kid or key.verification_method}, said, key)


def listed(index: int = 3, **more: Any) -> dict[str, Any]:
    """Return a ``status`` claim."""
    return {"status_list": {"idx": index, "uri": LIST}, **more}
