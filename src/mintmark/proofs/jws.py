"""JSON Web Signatures in compact form (RFC 7515), read strictly, after RFC 8725 (JWT BCP).

What a token says about its own key is never a reason to believe that key:

- ``jku`` and ``x5u`` are refused. They ask the verifier to fetch a key from where the token says;
  no profile that is read here needs them, and a refusal leaves nothing for later code to follow.
- ``jwk`` may be there, as Open Badges 3.0 section 8.2.3 allows. It is only compared: ``verify``
  refuses a token whose ``jwk`` is not the very key that the caller found in the signer's own
  document.
- ``x5c``, ``x5t`` and ``x5t#S256`` are passed over (RFC 7515 section 4: what is not understood is
  ignored); issuers of EU wallets send ``x5c`` next to a ``kid``.
- ``kid`` is a name to look up in the signer's document, never a key in disguise.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding import multibase, strict_json
from mintmark.errors import InputError, LimitError, ProofError, UnavailableError
from mintmark.keys.rsa import read_any_jwk
from mintmark.ports import Signer, VerifyingKey
from mintmark.proofs.jose_algorithms import ALGORITHMS, KIND_OF, SIGNATURES, algorithm_for

MAX_BYTES: Final = 4 * 1024 * 1024
"""The largest token that is read."""

_MAX_HEADER_BYTES: Final = 64 * 1024
_MAX_HEADER_DEPTH: Final = 8
_MAX_SIGNATURE_BYTES: Final = 1024
_MAX_KEY_ID: Final = 2048


@dataclass(frozen=True, slots=True)
class Jws:
    """A compact JWS that was taken apart; nothing is verified yet.

    Attributes:
        header: the protected header, the only one there is.
        payload: what was signed, decoded.
        signing_input: what the signature is over.
        algorithm: the ``alg``, one of those that the caller accepts.
        type: the ``typ`` in lower case, without ``application/``; "" where there is none.
        key_id: the ``kid``, None where there is none.
    """

    header: Mapping[str, Any]
    payload: bytes
    signing_input: bytes
    signature: bytes
    algorithm: str
    type: str
    key_id: str | None


def parse(token: str, *, algorithms: AbstractSet[str] = ALGORITHMS) -> Jws:
    """Take a compact JWS apart (RFC 7515 sections 3.1 and 5.2, steps 1 to 7).

    Args:
        token: three parts of base64url without padding, with a dot between them.
        algorithms: the accepted values of ``alg``.

    Raises:
        LimitError: ``jws.too-large``.
        ProofError: ``jws.malformed``, ``jws.unknown-algorithm``, ``jws.critical-extension``, or
            ``jws.key-from-token``.
        UnavailableError: ``jws.unsupported-algorithm``: a genuine signature algorithm that is not
            among those accepted.
    """
    if len(token) > MAX_BYTES:
        raise LimitError("jws.too-large", f"The token is larger than {MAX_BYTES:,} bytes.")
    parts = token.split(".")
    if len(parts) != 3:
        raise _malformed(f"it has {len(parts)} parts instead of three")
    header = _header(parts[0])
    return Jws(
        header=header,
        payload=_decode(parts[1], "payload", MAX_BYTES),
        signing_input=f"{parts[0]}.{parts[1]}".encode("ascii"),
        signature=_decode(parts[2], "signature", _MAX_SIGNATURE_BYTES),
        algorithm=_algorithm(header, algorithms),
        type=_type(header),
        key_id=_key_id(header),
    )


def claims_of(jws: Jws) -> dict[str, Any]:
    """Return the payload as a JWT claims set (RFC 7519 section 7.2, step 10).

    Raises:
        ProofError: ``jws.malformed``.
    """
    try:
        return strict_json.loads_object(jws.payload)
    except InputError as error:
        raise _malformed(f"payload: {error.message}") from error


def verify(jws: Jws, key: VerifyingKey) -> None:
    """Refuse a JWS that ``key`` did not sign (RFC 7515 section 5.2, step 8).

    That ``key`` speaks for whoever is said to have signed is the caller's to know.

    Raises:
        ProofError: ``jws.wrong-key-kind`` where the algorithm is not for keys of this kind,
            ``jws.foreign-key`` where the token's ``jwk`` is another key, ``jws.bad-signature``.
        KeyMaterialError: the token's ``jwk`` is malformed.
    """
    if KIND_OF.get(jws.algorithm) != key.kind:
        raise ProofError(
            "jws.wrong-key-kind",
            f"The algorithm {jws.algorithm} is not for keys of the kind {key.kind}.",
        )
    if "jwk" in jws.header and read_any_jwk(jws.header["jwk"]) != key:
        raise ProofError("jws.foreign-key", "The key inside the token is not the signer's own key.")
    if not key.verify(jws.signature, jws.signing_input):
        raise ProofError(
            "jws.bad-signature",
            "The signature does not match: the token was altered, or another key signed it.",
        )


def sign(payload: bytes, signer: Signer, *, header: Mapping[str, Any] | None = None) -> str:
    """Return a compact JWS over ``payload``; ``alg`` and ``kid`` come from the signer.

    Args:
        header: further header parameters; ``kid`` may be set here to another name of the key.

    Raises:
        ProofError: ``jws.wrong-key-kind``, or what ``parse`` would refuse the header for.
    """
    algorithm = algorithm_for(signer.kind)
    members = {"alg": algorithm, "kid": signer.verification_method, **(header or {})}
    members["alg"] = algorithm
    _check(members)
    encoded = multibase.base64url_encode(strict_json.dumps(members))
    signing_input = f"{encoded}.{multibase.base64url_encode(payload)}"
    signature = signer.sign(signing_input.encode("ascii"))
    return f"{signing_input}.{multibase.base64url_encode(signature)}"


def _header(encoded: str) -> dict[str, Any]:
    data = _decode(encoded, "header", _MAX_HEADER_BYTES)
    try:
        header = strict_json.loads_object(data, max_depth=_MAX_HEADER_DEPTH)
    except InputError as error:
        raise _malformed(f"header: {error.message}") from error
    _check(header)
    return header


def _check(header: Mapping[str, Any]) -> None:
    # RFC 7515 section 4.1.11 and RFC 7797 section 6: no extension is understood here, and an
    # unencoded payload (b64) would be read as something that was not signed.
    if "crit" in header or "b64" in header:
        raise ProofError(
            "jws.critical-extension",
            "The header demands an extension (crit, b64) that is not supported here.",
        )
    if "jku" in header or "x5u" in header:
        raise ProofError(
            "jws.key-from-token", "The header wants its key fetched from an address of its own."
        )


def _algorithm(header: Mapping[str, Any], accepted: AbstractSet[str]) -> str:
    name = header.get("alg")
    remedy = f"Accepted are {', '.join(sorted(accepted & ALGORITHMS))}."
    if not isinstance(name, str) or name not in SIGNATURES:
        raise ProofError(
            "jws.unknown-algorithm",
            f"{str(name)[:40]!r} is no algorithm by which somebody signs.",
            remedy=remedy,
        )
    if name not in accepted or name not in KIND_OF:
        raise UnavailableError(
            "jws.unsupported-algorithm",
            f"Signatures by the algorithm {name} cannot be checked here.",
            remedy=remedy,
        )
    return name


def _type(header: Mapping[str, Any]) -> str:
    """Return the media type without ``application/`` (RFC 7515 section 4.1.9)."""
    value = header.get("typ", "")
    if not isinstance(value, str) or ("typ" in header and not value):
        raise _malformed("typ is not text")
    return value.lower().removeprefix("application/")


def _key_id(header: Mapping[str, Any]) -> str | None:
    value = header.get("kid")
    if "kid" not in header:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_KEY_ID:
        raise _malformed("kid is not a short text")
    return value


def _decode(text: str, part: str, max_bytes: int) -> bytes:
    try:
        return multibase.base64url_decode(text, max_bytes=max_bytes)
    except InputError as error:
        raise _malformed(f"{part}: {error.message}") from error


def _malformed(why: str) -> ProofError:
    return ProofError("jws.malformed", f"This is no compact JWS: {why.rstrip('.')}.")
