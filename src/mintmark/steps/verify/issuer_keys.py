"""The keys of a token's issuer: from a DID or document of its own, or its JWT VC metadata."""

from __future__ import annotations

from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.errors import InputError, KeyMaterialError, UnavailableError
from mintmark.keys.controller import VerificationMethod, method_for
from mintmark.ports import Fetcher
from mintmark.proofs import envelope
from mintmark.proofs.jws import Jws
from mintmark.proofs.sd_jwt_vc import keys_in_metadata, metadata_url
from mintmark.steps.verify.case import PURPOSE, Case

_MAX_BYTES: Final = 256 * 1024
_MAX_DEPTH: Final = 32


def methods_of(case: Case, token: Jws) -> tuple[VerificationMethod, ...]:
    """Return the keys of the case's issuer that a token may mean; at least one.

    The issuer of an SD-JWT VC is a DID, or an https address with JWT VC Issuer Metadata
    (draft-ietf-oauth-sd-jwt-vc, section 4). A certificate (``x5c``) is never the way: whoever
    made the token put it there.

    Raises:
        KeyMaterialError: ``key.*``.
        ProofError: ``jws.unknown-key``.
        UnavailableError: a document cannot be had, or ``sd-jwt-vc.no-issuer``.
    """
    fetcher = case.setting.fetcher
    if not case.issuer:
        raise UnavailableError(
            "sd-jwt-vc.no-issuer",
            "It names no issuer (iss), so that nobody's keys can be looked up.",
            remedy="Issuers that are known by a certificate only (x5c) cannot be checked here.",
        )
    if case.is_sd_jwt_vc and case.issuer.startswith("https:"):
        return _in_metadata(case.issuer, token, fetcher)
    issuers = fetcher.controller(case.issuer)
    names = envelope.methods_named(token, issuers, PURPOSE)
    return tuple(method_for(issuers, name, PURPOSE, fetcher=fetcher) for name in names)


def _in_metadata(issuer: str, token: Jws, fetcher: Fetcher) -> tuple[VerificationMethod, ...]:
    address = metadata_url(issuer)
    metadata = _object_at(address, fetcher)
    elsewhere = metadata.get("jwks_uri")
    # Both at once is malformed, and keys_in_metadata says so.
    if isinstance(elsewhere, str) and elsewhere.startswith("https://") and "jwks" not in metadata:
        keys = {"jwks": _object_at(elsewhere, fetcher)}
        metadata = {name: value for name, value in metadata.items() if name != "jwks_uri"} | keys
    found = keys_in_metadata(metadata, issuer=issuer, key_id=token.key_id)
    name = f"{address}#{token.key_id or 'jwks'}"
    return tuple(VerificationMethod(name, issuer, key) for key in found)


def _object_at(address: str, fetcher: Fetcher) -> dict[str, Any]:
    data = fetcher.fetch(address)
    try:
        return strict_json.loads_object(data, max_bytes=_MAX_BYTES, max_depth=_MAX_DEPTH)
    except InputError as error:
        raise KeyMaterialError(
            "key.malformed-document",
            f"The issuer metadata are malformed: {error.message}",
            place=address,
        ) from error
