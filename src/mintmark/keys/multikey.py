"""Multikey: a key as one short text (Controlled Identifiers 1.0, section 2.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from mintmark.encoding import multibase
from mintmark.errors import InputError, KeyMaterialError, UnavailableError
from mintmark.keys.curves import ED25519, P256, P384, P521, curve_of
from mintmark.keys.public_key import PublicKey

# The codes of the multicodec registry, as unsigned varints.
_PUBLIC: Final[Mapping[str, bytes]] = {
    ED25519: b"\xed\x01",
    P256: b"\x80\x24",
    P384: b"\x81\x24",
    P521: b"\x82\x24",
}
_SECRET: Final[Mapping[str, bytes]] = {
    ED25519: b"\x80\x26",
    P256: b"\x86\x26",
    P384: b"\x87\x26",
    P521: b"\x88\x26",
}
_LONGEST: Final = 69


def write_public(key: PublicKey) -> str:
    """Return ``publicKeyMultibase``: ``z`` and base58btc of the codec and the key."""
    return multibase.encode(_PUBLIC[key.kind] + key.raw)


def read_public(text: Any) -> PublicKey:
    """Return the key of a ``publicKeyMultibase``.

    Raises:
        KeyMaterialError: ``key.malformed-multikey``, ``key.private-in-public``,
            ``key.wrong-length`` or ``key.not-a-point``.
        UnavailableError: ``key.unknown-codec``: a key of a kind that is not known here.
    """
    if not isinstance(text, str):
        raise KeyMaterialError("key.malformed-multikey", "This is no Multikey: it is not text.")
    return _public(text)


@lru_cache(maxsize=1024)
def _public(text: str) -> PublicKey:
    # Issuers come again and again, and to see that bytes are a point costs more than all the rest.
    data = _decoded(text)
    if found := _kind_of(data, _PUBLIC):
        return PublicKey(*found)
    if _kind_of(data, _SECRET):
        raise KeyMaterialError(
            "key.private-in-public",
            "A private key stands where a public one belongs.",
            remedy="Publish the public key instead, and stop using this one: it is known.",
        )
    raise UnavailableError(
        "key.unknown-codec",
        "This Multikey is of a kind that is not supported here.",
        remedy="Supported are Ed25519, P-256, P-384 and P-521.",
    )


def write_secret(kind: str, secret: bytes) -> str:
    """Return ``secretKeyMultibase`` of a seed (Ed25519) or scalar (P-256, P-384).

    Raises:
        KeyMaterialError: ``key.unknown-kind`` or ``key.wrong-length``.
    """
    if len(secret) != curve_of(kind).secret_size:
        raise KeyMaterialError("key.wrong-length", f"This secret key is not one for {kind}.")
    return multibase.encode(_SECRET[kind] + secret)


def read_secret(text: Any) -> tuple[str, bytes]:
    """Return the kind and the secret bytes of a ``secretKeyMultibase``.

    Raises:
        KeyMaterialError: ``key.malformed-multikey``, ``key.unknown-kind`` or
            ``key.wrong-length``.
    """
    found = _kind_of(_decoded(text), _SECRET)
    if found is None:
        raise KeyMaterialError(
            "key.unknown-kind",
            "This is no secret Multikey of a kind that is supported here.",
            remedy="Use Ed25519, P-256 or P-384.",
        )
    kind, secret = found
    if len(secret) != curve_of(kind).secret_size:
        raise KeyMaterialError("key.wrong-length", f"This secret key is not one for {kind}.")
    return kind, secret


def _decoded(text: Any) -> bytes:
    if not isinstance(text, str):
        raise KeyMaterialError("key.malformed-multikey", "This is no Multikey: it is not text.")
    try:
        return multibase.decode(text, bases="z", max_bytes=_LONGEST)
    except InputError as error:
        raise KeyMaterialError(
            "key.malformed-multikey", f"This is no Multikey: {error.message}"
        ) from error


def _kind_of(data: bytes, codecs: Mapping[str, bytes]) -> tuple[str, bytes] | None:
    for kind, codec in codecs.items():
        if data.startswith(codec):
            return kind, data[len(codec) :]
    return None
