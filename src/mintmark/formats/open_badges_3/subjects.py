"""The learner: AchievementSubject's identifiers (Open Badges 3.0, IdentityObject).

A name is in clear. An e-mail address or a national identity number would leak, so only its salted
hash goes in; whoever knows the value can check it (section 8, Verify the Recipient Using an
Identifier). A date of birth never goes in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from mintmark.encoding.values import sole, text
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import Node, parts, read_fields
from mintmark.formats.open_badges_3.profiles import IDENTIFIER, identifier_type, read_identifier
from mintmark.model import Learner

SECRET_TYPES: Final = frozenset({"national-id", "nationalIdentityNumber", "passport", "tax"})
"""Kinds of identifier that go into a credential only as a salted hash."""

_GIVEN: Final = "ext:givenName"
_FAMILY: Final = "ext:familyName"


def identity_hash(value: str, salt: str) -> str:
    """Return ``sha256$`` and the hash of an identifier and its salt (IdentityHash)."""
    digest = hashlib.sha256((value + salt).encode()).hexdigest()
    return f"sha256${digest}"


def write_identities(learner: Learner, salt: str, credential_id: str) -> Node:
    """Return the properties of the subject that say who the learner is.

    An e-mail address is hashed in lower case, as common backpacks do.
    """
    found = [_identity("name", learner.name)]
    for kind, name in ((_GIVEN, learner.given_name), (_FAMILY, learner.family_name)):
        if name is not None:
            found.append(_identity(kind, name))
    if learner.email is not None:
        found.append(_hidden("emailAddress", learner.email.lower(), salt))
    for identifier in learner.identifiers:
        secret = identifier.type in SECRET_TYPES
        is_national = identifier.type == "national-id"
        kind = "nationalIdentityNumber" if is_national else identifier_type(identifier)
        value = identifier.value
        found.append(_hidden(kind, value, salt) if secret else _identity(kind, value))
    return {"identifier": found} | _records(learner, credential_id)


def _records(learner: Learner, credential_id: str) -> Node:
    open_ones = tuple(i for i in learner.identifiers if i.type not in SECRET_TYPES)
    if not open_ones:
        return {}
    term = "identifierRecord"
    return {term: parts(IDENTIFIER).write(open_ones, credential_id, term)}


def read_name(subject: Mapping[str, Any], nodes: Nodes) -> str | None:
    """Return the learner's name, or None where the identifiers do not tell it in clear."""
    return _identity_of("name", nodes.nodes(subject.get("identifier")))


def _identity_of(kind: str, entries: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the identifier of a kind that stands there in clear, where there is just one."""
    said = (entry for entry in entries if text(entry.get("identityType")) == kind)
    found: str | None = sole([text(entry.get("identityHash")) for entry in said if _is_open(entry)])
    return found


def read_identities(subject: Mapping[str, Any], nodes: Nodes) -> Node:
    """Return the learner's names and identifiers as ``Learner`` takes them."""
    objects = [entry for entry in nodes.nodes(subject.get("identifier")) if _is_open(entry)]
    found: Node = {}
    for attribute, kind in (("name", "name"), ("given_name", _GIVEN), ("family_name", _FAMILY)):
        value = _identity_of(kind, objects)
        if value is not None:
            found[attribute] = value
    records = nodes.nodes(subject.get("identifierRecord"))
    found["identifiers"] = [
        read_fields(record, IDENTIFIER.fields, nodes) for record in records
    ] or [
        read_identifier(entry, "identityHash", "identityType")
        for entry in objects
        if text(entry.get("identityType")) not in {"name", "emailAddress", _GIVEN, _FAMILY}
    ]
    return found


def is_about(document: Mapping[str, Any], kind: str, value: str) -> bool:
    """Say whether the credential is about whoever has this identifier (section 8).

    Args:
        document: a verified Open Badge.
        kind: the kind of identifier, for example ``emailAddress``.
        value: the identifier, as known from elsewhere.
    """
    nodes = Nodes(document)
    subject = nodes.node(document.get("credentialSubject"))
    return any(
        text(entry.get("identityType")) == kind and _matches(entry, value)
        for entry in nodes.nodes(subject.get("identifier"))
    )


def _matches(entry: Mapping[str, Any], value: str) -> bool:
    known = text(entry.get("identityHash"))
    if _is_open(entry):
        return known == value
    salt = text(entry.get("salt")) or ""
    return known in {identity_hash(value, salt), identity_hash(value.lower(), salt)}


def _is_open(entry: Mapping[str, Any]) -> bool:
    # "false" in quotation marks is the same statement; whatever else is there is not open.
    return sole(entry.get("hashed", False)) in (False, "false")


def _identity(kind: str, value: str) -> Node:
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": value,
        "identityType": kind,
    }


def _hidden(kind: str, value: str, salt: str) -> Node:
    hashed = {"hashed": True, "identityHash": identity_hash(value, salt), "salt": salt}
    return _identity(kind, value) | hashed
