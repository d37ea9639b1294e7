"""The two forms of an ecdsa-sd-2023 ``proofValue``: base, for the holder, and derived.

ECDSA Cryptosuites 1.0, sections 3.5.2, 3.5.3 and 3.5.5 to 3.5.8. The specification gives the
length of a public key as 36 bytes in one place (3.5.8); it is 35: 2 of codec, 33 of point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.errors import InputError, KeyMaterialError, ProofError
from mintmark.keys.curves import P256, curve_of
from mintmark.keys.public_key import PublicKey
from mintmark.proofs import strict_cbor
from mintmark.proofs.proof import malformed

HMAC_KEY_SIZE: Final = 32
"""Bytes of the key that blank nodes are named with, and of such a name."""

MAX_BYTES: Final = 256 * 1024
"""The longest proof value read."""

_BASE, _DERIVED = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
_CODEC = b"\x80\x24"
_SIGNATURE_SIZE: Final = curve_of(P256).signature_size


@dataclass(frozen=True, slots=True)
class BaseValue:
    """What an issuer gives to a holder. Who has it can disclose everything.

    Attributes:
        base_signature: the issuer's, over ``data_to_sign``.
        public_key: the key on P-256 made for this one proof.
        hmac_key: 32 bytes, the names of blank nodes come from it.
        signatures: one for each statement that is not mandatory, in the order of all statements.
        mandatory_pointers: what the issuer wants to be disclosed always.
    """

    base_signature: bytes
    public_key: PublicKey
    hmac_key: bytes
    signatures: Sequence[bytes]
    mandatory_pointers: Sequence[str]


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """What a holder gives to a verifier.

    Attributes:
        base_signature: the issuer's, over ``data_to_sign``.
        public_key: the key on P-256 made for this one proof.
        signatures: one for each disclosed statement that is not mandatory, in their order.
        label_map: number of a blank node's canonical name -> its name when signed, 32 bytes.
        mandatory_indexes: which of the disclosed statements are mandatory, ascending.
    """

    base_signature: bytes
    public_key: PublicKey
    signatures: Sequence[bytes]
    label_map: Mapping[int, bytes]
    mandatory_indexes: Sequence[int]


def data_to_sign(options_hash: bytes, public_key: PublicKey, mandatory_hash: bytes) -> bytes:
    """Return what the issuer signs (section 3.5.1)."""
    return options_hash + _CODEC + public_key.raw + mandatory_hash


def write_base(value: BaseValue) -> str:
    """Return a base proof's value (section 3.5.2)."""
    return _write(
        _BASE,
        value.base_signature,
        _CODEC + value.public_key.raw,
        value.hmac_key,
        value.signatures,
        value.mandatory_pointers,
    )


def write_derived(value: DerivedValue) -> str:
    """Return a derived proof's value (sections 3.5.5 and 3.5.7)."""
    return _write(
        _DERIVED,
        value.base_signature,
        _CODEC + value.public_key.raw,
        value.signatures,
        value.label_map,
        value.mandatory_indexes,
    )


def read_base(text: Any) -> BaseValue:
    """Read a base proof's value (section 3.5.3).

    Raises:
        ProofError: ``proof.malformed``, ``proof.derived-not-base``.
    """
    data = _bytes_of(text)
    if data.startswith(_DERIVED):
        raise ProofError(
            "proof.derived-not-base",
            "This proof is derived already: no other can be derived from it.",
            remedy="Take the credential as its issuer gave it.",
        )
    signature, key, hmac_key, signatures, pointers = _components(data, _BASE)
    return BaseValue(
        _sized(signature, _SIGNATURE_SIZE, "the base signature"),
        _key(key),
        _sized(hmac_key, HMAC_KEY_SIZE, "the HMAC key"),
        _signatures(signatures),
        [_text(pointer) for pointer in _list(pointers)],
    )


def read_derived(text: Any) -> DerivedValue:
    """Read a derived proof's value (sections 3.5.6 and 3.5.8).

    Raises:
        ProofError: ``proof.malformed``, ``proof.base-not-derived``.
    """
    data = _bytes_of(text)
    if data.startswith(_BASE):
        raise ProofError(
            "proof.base-not-derived",
            "This is a base proof, which is for the holder's eyes: it lets anyone who has it "
            "disclose everything.",
            remedy="Ask the holder for a proof derived from it.",
        )
    signature, key, signatures, labels, indexes = _components(data, _DERIVED)
    return DerivedValue(
        _sized(signature, _SIGNATURE_SIZE, "the base signature"),
        _key(key),
        _signatures(signatures),
        _label_map(labels),
        _indexes(indexes),
    )


def _write(header: bytes, *components: strict_cbor.Item) -> str:
    return multibase.encode(header + strict_cbor.dumps(components), "u")


def _bytes_of(text: Any) -> bytes:
    if not isinstance(text, str):
        raise malformed("proofValue is not there, or not text")
    try:
        return multibase.decode(text, bases="u", max_bytes=MAX_BYTES)
    except InputError as error:
        raise malformed(f"proofValue: {error.message}") from error


def _components(data: bytes, header: bytes) -> list[Any]:
    if not data.startswith(header):
        raise malformed("proofValue does not begin like one of ecdsa-sd-2023")
    try:
        components = strict_cbor.loads(data[len(header) :])
    except InputError as error:
        raise malformed(f"proofValue: {error.message}") from error
    if not isinstance(components, list) or len(components) != 5:
        raise malformed("proofValue is not a list of five things")
    return components


def _sized(value: Any, size: int, what: str) -> bytes:
    if not isinstance(value, bytes) or len(value) != size:
        raise malformed(f"{what} is not {size} bytes")
    return value


def _key(value: Any) -> PublicKey:
    size = len(_CODEC) + curve_of(P256).public_size
    data = _sized(value, size, "the public key made for it")
    if not data.startswith(_CODEC):
        raise malformed("the public key made for it is not one on P-256")
    try:
        return PublicKey(P256, data[len(_CODEC) :])
    except KeyMaterialError as error:
        raise malformed(f"the public key made for it: {error.message}") from error


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise malformed("proofValue holds something else where a list belongs")
    return value


def _signatures(value: Any) -> list[bytes]:
    return [_sized(item, _SIGNATURE_SIZE, "a signature") for item in _list(value)]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise malformed("a JSON pointer is not text")
    return value


def _label_map(value: Any) -> dict[int, bytes]:
    if not isinstance(value, dict):
        raise malformed("the names of blank nodes are not a map")
    labels = {number: _sized(name, HMAC_KEY_SIZE, "a name") for number, name in value.items()}
    if len(set(labels.values())) != len(labels):
        raise malformed("two blank nodes have one name")
    return labels


def _indexes(value: Any) -> list[int]:
    indexes = _list(value)
    if not all(type(index) is int for index in indexes):
        raise malformed("a mandatory index is not a number")
    if any(after <= before for before, after in pairwise(indexes)):
        raise malformed("the mandatory indexes do not ascend")
    return indexes
