"""Controlled identifier documents, of which DID documents are one kind: who may sign for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from mintmark.encoding.times import parse_time
from mintmark.errors import InputError, KeyMaterialError, UnavailableError
from mintmark.keys import multikey, rsa
from mintmark.keys.curves import ED25519
from mintmark.keys.public_key import PublicKey
from mintmark.keys.rsa import RsaPublicKey
from mintmark.keys.urls import is_method_id

RELATIONSHIPS: Final = (
    "assertionMethod",
    "authentication",
    "capabilityInvocation",
    "capabilityDelegation",
    "keyAgreement",
)
"""What a key may be listed for (Controlled Identifiers 1.0, section 2.3)."""

_MAX_METHODS: Final = 256
_SECRETS: Final = frozenset(
    {"secretKeyMultibase", "secretKeyJwk", "privateKeyMultibase", "privateKeyJwk"}
)


@dataclass(frozen=True, slots=True)
class VerificationMethod:
    """A public key and whose it is (Controlled Identifiers 1.0, section 2.2).

    Attributes:
        id: its absolute URL, with a fragment.
        controller: the id of the document that it belongs to.
        revoked: from when on it must not be used, None where it is not revoked.
        expires: from when on it is out of use, None where that is open.
    """

    id: str
    controller: str
    public_key: PublicKey | RsaPublicKey
    revoked: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class ControllerDocument:
    """The part of a document that is about keys.

    Keys are read when they are asked for, so that one of a foreign kind does not spoil the rest.

    Attributes:
        methods: absolute id -> the method as it stands in the document.
        relationships: name -> the absolute ids listed under it.
        known: one of the methods, where its key was read to make the document.
    """

    id: str
    methods: Mapping[str, Mapping[str, Any]]
    relationships: Mapping[str, frozenset[str]]
    known: VerificationMethod | None = None

    def method(self, method_id: str) -> VerificationMethod:
        """Return one method that belongs to this document.

        Raises:
            KeyMaterialError: ``key.not-in-document``, ``key.wrong-controller``,
                ``key.malformed-method``, ``key.private-in-public``, or why the key itself is
                malformed.
            UnavailableError: ``key.unknown-method-type``, ``key.unknown-codec``,
                ``key.unknown-curve``: a key of a kind that is not known here.
        """
        if self.known is not None and self.known.id == method_id:
            return self.known
        if method_id not in self.methods:
            raise KeyMaterialError(
                "key.not-in-document", f"The document {self.id} has no key {method_id}."
            )
        member = self.methods[method_id]
        if member.get("controller") != self.id:
            raise KeyMaterialError(
                "key.wrong-controller",
                f"The key {method_id} does not name {self.id} as its controller.",
            )
        return VerificationMethod(
            method_id,
            self.id,
            _placed(member, method_id),
            revoked=_time(member, "revoked", method_id),
            expires=_time(member, "expires", method_id),
        )


def parse_document(document: Any, expected_id: str) -> ControllerDocument:
    """Return the keys of a document, and what each is listed for.

    Methods stand under ``verificationMethod`` or inside a relationship; a reference that is only
    a fragment is one into the document itself (DID Core 1.0 section 3.2.2).

    Raises:
        KeyMaterialError: ``key.wrong-document`` where the id is not ``expected_id``,
            ``key.malformed-document``, ``key.duplicate-method``, ``key.too-many-methods``.
    """
    if not isinstance(document, Mapping):
        raise _malformed(expected_id, "it is not a JSON object")
    if document.get("id") != expected_id:
        raise KeyMaterialError(
            "key.wrong-document",
            f"The document for {expected_id} says that it is about something else.",
        )
    methods: dict[str, Mapping[str, Any]] = {}
    _collect(document, "verificationMethod", expected_id, methods)
    relationships = {
        name: frozenset(_collect(document, name, expected_id, methods)) for name in RELATIONSHIPS
    }
    return ControllerDocument(
        expected_id, MappingProxyType(methods), MappingProxyType(relationships)
    )


def _collect(
    document: Mapping[str, Any], member: str, base: str, methods: dict[str, Mapping[str, Any]]
) -> Iterable[str]:
    """Return the ids under ``member``, and put the methods that stand there into ``methods``."""
    entries = document.get(member, [])
    entries = entries if isinstance(entries, list) else [entries]
    if len(entries) > _MAX_METHODS:
        raise KeyMaterialError(
            "key.too-many-methods", f"The document {base} lists more than {_MAX_METHODS} keys."
        )
    ids = []
    for entry in entries:
        embedded = isinstance(entry, Mapping)
        method_id = _absolute(entry.get("id") if embedded else entry, base)
        if embedded and method_id in methods:
            raise KeyMaterialError(
                "key.duplicate-method", f"The document {base} has two keys called {method_id}."
            )
        if embedded:
            methods[method_id] = entry
        ids.append(method_id)
    return ids


def _absolute(reference: Any, base: str) -> str:
    if isinstance(reference, str):
        absolute = base + reference if reference.startswith("#") else reference
        if is_method_id(absolute):
            return absolute
    raise _malformed(base, f"{str(reference)[:80]!r} is no address of a key")


def _malformed(document_id: str, why: str) -> KeyMaterialError:
    return KeyMaterialError(
        "key.malformed-document", f"The document {document_id} is malformed: {why}."
    )


def _placed(member: Mapping[str, Any], method_id: str) -> PublicKey | RsaPublicKey:
    """Read the key of a method; whatever is wrong with it names the method."""
    try:
        return _public_key(member, method_id)
    except (KeyMaterialError, UnavailableError) as error:
        if error.place is not None or method_id in error.message:
            raise
        kind = type(error)
        raise kind(error.code, error.message, place=method_id, remedy=error.remedy) from error


def _public_key(member: Mapping[str, Any], method_id: str) -> PublicKey | RsaPublicKey:
    """Read the key by the type of its method (Controlled Identifiers 1.0, section 2.2)."""
    if _SECRETS & member.keys():
        raise KeyMaterialError(
            "key.private-in-public", f"A private key is published in {method_id}."
        )
    if "publicKeyMultibase" in member and "publicKeyJwk" in member:
        raise _malformed_method(method_id, "it has two keys")
    kind = member.get("type")
    if not isinstance(kind, str):
        raise _malformed_method(method_id, "its type is not one name")
    if kind in ("JsonWebKey", "JsonWebKey2020"):
        return rsa.read_any_jwk(member.get("publicKeyJwk"))
    if kind not in ("Multikey", "Ed25519VerificationKey2020"):
        raise UnavailableError(
            "key.unknown-method-type",
            f"The key {method_id} is of a type that is not supported here: {kind[:60]!r}.",
        )
    key = multikey.read_public(member.get("publicKeyMultibase"))
    if kind == "Ed25519VerificationKey2020" and key.kind != ED25519:
        raise _malformed_method(method_id, f"its type and its kind, {key.kind}, disagree")
    return key


def _time(member: Mapping[str, Any], name: str, method_id: str) -> datetime | None:
    if name not in member:
        return None
    try:
        return parse_time(member[name])
    except InputError as error:
        raise _malformed_method(method_id, f"{name}: {error.message}") from error


def _malformed_method(method_id: str, why: str) -> KeyMaterialError:
    return KeyMaterialError(
        "key.malformed-method", f"The key {method_id} is malformed: {why.rstrip('.')}."
    )
