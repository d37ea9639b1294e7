"""Whether the issuer stands behind a badge: by its address, or by a signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from mintmark.encoding.times import parse_time
from mintmark.errors import InputError, KeyMaterialError, ProofError
from mintmark.formats.open_badges_2 import documents
from mintmark.formats.open_badges_2.assertion import Received
from mintmark.formats.open_badges_2.badge import Badge, difference
from mintmark.formats.open_badges_2.profile import Profile
from mintmark.keys.rsa import RsaPublicKey
from mintmark.ports import Fetcher
from mintmark.proofs import jws

_LONGEST_PEM: Final = 8 * 1024

Keys = tuple[RsaPublicKey, ...]


def authority(badge: Badge, fetcher: Fetcher, *, at: datetime) -> Keys:
    """Return the issuer's keys for a signed badge; none for a hosted one, which needs none.

    A hosted assertion must stand where the issuer's profile says that its assertions stand. A
    key must be listed by the profile and name the issuer as its owner: one of the two alone can
    be had by anybody.

    Args:
        at: the moment asked about, with a time zone.

    Raises:
        KeyMaterialError: ``ob2.hosted-elsewhere``, ``ob2.no-key``, ``ob2.key-not-listed``,
            ``ob2.key-not-owned``, ``ob2.key-retired``, ``ob2.malformed-key``,
            ``ob2.unsupported-key``, or ``key.*`` where the key is unfit.
        FormatError: the document of a key is malformed or another one.
        UnavailableError: it cannot be had.
    """
    if badge.assertion.method == "hosted":
        if not badge.issuer.hosts(badge.assertion.id):
            raise KeyMaterialError(
                "ob2.hosted-elsewhere",
                f"The badge is hosted at {badge.assertion.id}, which is not where the issuer "
                f"{badge.issuer.id} says that its badges stand.",
            )
        return ()
    return tuple(
        _key(listed, badge.issuer, fetcher, at)
        for listed in _chosen(badge.issuer, badge.assertion.creator)
    )


def confirm(received: Received, badge: Badge, keys: Keys) -> None:
    """Refuse a badge that is not what the issuer serves, or what one of its keys signed.

    Raises:
        ProofError: ``ob2.copy-differs``, ``ob2.bad-signature``, or ``jws.*``.
    """
    if badge.assertion.method == "hosted":
        place = difference(received.document, badge.assertion.document)
        if place is not None:
            raise ProofError(
                "ob2.copy-differs",
                "The badge says something else than what its issuer serves under its address.",
                place=place,
            )
        return
    if received.token is None or not any(_signed(received.token, key) for key in keys):
        raise ProofError(
            "ob2.bad-signature",
            "The signature does not match: the badge was altered, or another key signed it.",
        )


def _signed(token: jws.Jws, key: RsaPublicKey) -> bool:
    try:
        jws.verify(token, key)
    except ProofError as error:
        if error.code != "jws.bad-signature":
            raise
        return False
    return True


def _chosen(issuer: Profile, creator: str | None) -> tuple[str | Mapping[str, Any], ...]:
    """Return the keys that may have signed: the one named, if the issuer lists it, or all."""
    if not issuer.keys:
        raise KeyMaterialError("ob2.no-key", f"The issuer {issuer.id} lists no key.")
    if creator is None:
        return issuer.keys
    chosen = tuple(key for key in issuer.keys if documents.id_of(key) == creator)
    if len(chosen) != 1:
        raise KeyMaterialError(
            "ob2.key-not-listed",
            f"The key {creator[:100]} is not one that the issuer {issuer.id} lists.",
        )
    return chosen


def _key(
    listed: str | Mapping[str, Any], issuer: Profile, fetcher: Fetcher, at: datetime
) -> RsaPublicKey:
    document = documents.fetch(listed, fetcher) if isinstance(listed, str) else listed
    name = str(document.get("id"))[:100]
    documents.require_type(document, "CryptographicKey")
    if documents.id_of(document.get("owner")) != issuer.id:
        raise KeyMaterialError(
            "ob2.key-not-owned", f"The key {name} does not name {issuer.id} as its owner."
        )
    if _is_over(document.get("revoked", False), at) or _is_over(document.get("expires", False), at):
        raise KeyMaterialError("ob2.key-retired", f"The key {name} is revoked or has expired.")
    return read_pem(document.get("publicKeyPem"), name)


def _is_over(value: Any, at: datetime) -> bool:
    """Say whether a key's end has come; an end that cannot be read has come."""
    try:
        return value is not False and parse_time(value) <= at
    except InputError:
        return True


def read_pem(text: Any, name: str) -> RsaPublicKey:
    """Return the RSA key of a PEM text (RFC 7468 section 13).

    Raises:
        KeyMaterialError: ``ob2.malformed-key``, ``ob2.unsupported-key``, ``key.wrong-length`` or
            ``key.bad-exponent``.
    """
    if not isinstance(text, str) or len(text) > _LONGEST_PEM:
        raise KeyMaterialError("ob2.malformed-key", f"The key {name} holds no public key as PEM.")
    try:
        key = load_pem_public_key(text.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyMaterialError(
            "ob2.malformed-key", f"The key {name} is not readable as a public key."
        ) from error
    if not isinstance(key, RSAPublicKey):
        raise KeyMaterialError(
            "ob2.unsupported-key", f"The key {name} is no RSA key, and badges are signed with RSA."
        )
    numbers = key.public_numbers()
    return RsaPublicKey(numbers.n, numbers.e)
