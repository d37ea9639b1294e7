"""COSE_Sign1 (RFC 9052, section 4.2): one signer, the payload inside, read as strictly as a JWS.

It is read into the same shape as a compact JWS, so that whose key it is, which algorithm goes with
which kind of key, and the signature are looked at in one place for both.

What a header says about its own key is never a reason to believe that key: ``kid`` is a name to
look up, certificates (``x5chain`` and the like) are passed over. A header that demands an extension
is refused. CWT claims in the header (RFC 9597) would have to be held against the content; they are
not understood, and something that may say "expired" must not be passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from mintmark.errors import InputError, LimitError, ProofError, UnavailableError
from mintmark.ports import Signer
from mintmark.proofs import strict_cbor
from mintmark.proofs.jose_algorithms import ALGORITHMS, algorithm_for
from mintmark.proofs.jws import MAX_BYTES, Jws

TAG: Final = b"\xd2"
"""Tag 18, by which a COSE_Sign1 says what it is."""

NAMES: Final[Mapping[int, str]] = {
    -7: "ES256",
    -9: "ES256",
    -8: "EdDSA",
    -19: "Ed25519",
    -35: "ES384",
    -51: "ES384",
    -36: "ES512",
    -52: "ES512",
}
"""``alg`` -> the same algorithm in JOSE (RFC 9053, section 2; RFC 9864, section 2.2)."""

_ALG, _CRIT, _CTY, _KID, _CWT_CLAIMS, _TYP = 1, 2, 3, 4, 15, 16
_NUMBERS: Final = {name: number for number, name in sorted(NAMES.items())}


def parse(data: bytes, *, algorithms: AbstractSet[str] = ALGORITHMS) -> Jws:
    """Take a COSE_Sign1, tagged or not, apart. Nothing is verified yet.

    Args:
        algorithms: the accepted algorithms, by their names in JOSE.

    Returns:
        The parts as those of a JWS: ``signing_input`` is the Sig_structure of section 4.4,
        ``header`` has ``cty`` alone.

    Raises:
        LimitError: ``jws.too-large``.
        ProofError: ``cose.malformed``, ``jws.unknown-algorithm`` or ``jws.critical-extension``.
        UnavailableError: ``cose.cwt-claims``.
    """
    if len(data) > MAX_BYTES:
        raise LimitError("jws.too-large", f"The token is larger than {MAX_BYTES:,} bytes.")
    protected, unprotected, payload, signature = _parts(data.removeprefix(TAG))
    header = _headers(protected, unprotected)
    content = _text(header, _CTY, "content type")
    return Jws(
        header={"cty": content} if content else {},
        payload=payload,
        signing_input=_to_be_signed(protected, payload),
        signature=signature,
        algorithm=_algorithm(header, algorithms),
        type=_text(header, _TYP, "typ").lower().removeprefix("application/"),
        key_id=_key_id(header),
    )


def sign(payload: bytes, signer: Signer, *, typ: str, content: str, key_id: str = "") -> bytes:
    """Return a tagged COSE_Sign1 over ``payload``, everything in its protected header.

    Args:
        typ: the media type of the whole, such as ``application/vc+cose`` (RFC 9596).
        content: the media type of the payload.
        key_id: another name of the key than the signer's verification method.

    Raises:
        ProofError: ``jws.wrong-key-kind``.
    """
    algorithm = algorithm_for(signer.kind)
    if algorithm not in _NUMBERS:
        raise ProofError("jws.wrong-key-kind", f"{algorithm} is not used with COSE here.")
    name = (key_id or signer.verification_method).encode()
    header: dict[int, strict_cbor.Item] = {
        _ALG: _NUMBERS[algorithm],
        _CTY: content,
        _KID: name,
        _TYP: typ,
    }
    protected = strict_cbor.dumps(header)
    signature = signer.sign(_to_be_signed(protected, payload))
    return TAG + strict_cbor.dumps([protected, {}, payload, signature])


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return strict_cbor.dumps(["Signature1", protected, b"", payload])


def _parts(data: bytes) -> tuple[bytes, Mapping[int, Any], bytes, bytes]:
    found = _loads(data)
    match found:
        case [bytes(protected), dict(unprotected), bytes(payload), bytes(signature)]:
            return protected, unprotected, payload, signature
    raise _malformed("it is no array of headers, payload and signature")


def _headers(protected: bytes, unprotected: Mapping[int, Any]) -> dict[int, Any]:
    header = _loads(protected) if protected else {}
    if not isinstance(header, dict):
        raise _malformed("its protected header is no map")
    if header.keys() & unprotected.keys():
        raise _malformed("it says something twice, in both headers")
    if _CRIT in header or _CRIT in unprotected:
        raise ProofError(
            "jws.critical-extension", "The header demands an extension that is not supported here."
        )
    if _CWT_CLAIMS in header or _CWT_CLAIMS in unprotected:
        raise UnavailableError(
            "cose.cwt-claims", "The header has CWT claims, which cannot be checked here."
        )
    # Which key it is may stand outside the signature (RFC 9052, section 3.1): it is only a name.
    return {**header, _KID: unprotected[_KID]} if _KID in unprotected else header


def _algorithm(header: Mapping[int, Any], accepted: AbstractSet[str]) -> str:
    number = header.get(_ALG)
    name = NAMES.get(number) if isinstance(number, int) else None
    if name is None or name not in accepted:
        raise ProofError(
            "jws.unknown-algorithm",
            f"The COSE algorithm {str(number)[:40]} is not accepted.",
            remedy=f"Accepted are {', '.join(sorted(accepted & set(NAMES.values())))}.",
        )
    return name


def _key_id(header: Mapping[int, Any]) -> str | None:
    if _KID not in header:
        return None
    name = header[_KID]
    if not isinstance(name, bytes) or not 0 < len(name) <= 2048 or not name.isascii():
        raise _malformed("its kid is no short text in ASCII")
    return name.decode("ascii")


def _text(header: Mapping[int, Any], label: int, name: str) -> str:
    value = header.get(label, "")
    if not isinstance(value, str):
        raise _malformed(f"its {name} is not text")
    return value


def _loads(data: bytes) -> strict_cbor.Item:
    try:
        return strict_cbor.loads(data, negative=True)
    except InputError as error:
        raise _malformed(error.message.rstrip(".")) from error


def _malformed(why: str) -> ProofError:
    return ProofError("cose.malformed", f"This is no COSE_Sign1: {why}.")
