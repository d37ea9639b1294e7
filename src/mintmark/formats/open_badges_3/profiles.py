"""Organisations and identifiers: Profile, Address, IdentifierEntry of Open Badges 3.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.values import text
from mintmark.errors import FormatError
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import (
    PLAIN,
    SPOKEN,
    Field,
    Form,
    Node,
    Shape,
    child,
    parts,
    read_fields,
    write_fields,
)
from mintmark.model import Identifier, Organisation

IDENTIFIER_TYPES: Final = frozenset(
    {
        "name",
        "sourcedId",
        "systemId",
        "productId",
        "userName",
        "accountId",
        "emailAddress",
        "nationalIdentityNumber",
        "isbn",
        "issn",
        "lisSourcedId",
        "oneRosterSourcedId",
        "sisSourcedId",
        "ltiContextId",
        "ltiDeploymentId",
        "ltiToolId",
        "ltiPlatformId",
        "ltiUserId",
        "identifier",
    }
)
"""The kinds of identifier that Open Badges names (IdentifierTypeEnum)."""

IDENTIFIER: Final = Shape(
    ("Identifier",),
    (
        Field("value", "notation", PLAIN),
        Field("type", "schemeName", PLAIN),
        Field("country", "country", PLAIN),
    ),
)

_TYPES: Final = ["Profile"]
_PROFILE: Final = (
    Field("name", "legalName", SPOKEN),
    Field("type", "kind", PLAIN),
    Field("description", "multilingualDescription", SPOKEN),
    Field("regulated", "regulated", PLAIN),
    Field("url", "url", PLAIN),
    Field("email", "email", PLAIN),
    Field("identifiers", "identifierRecord", parts(IDENTIFIER)),
)
_ADDRESS: Final = {
    "country": "addressCountryCode",
    "region": "addressRegion",
    "address": "streetAddress",
}


def write_profile(organisation: Organisation, place: str, name: str | None = None) -> Node:
    """Return the Profile of an organisation.

    Args:
        organisation: who it is.
        place: the id for an organisation that has none of its own.
        name: its id, where that is known better than by the organisation itself.
    """
    address = {
        term: getattr(organisation, attribute)
        for attribute, term in _ADDRESS.items()
        if getattr(organisation, attribute) is not None
    }
    profile: Node = {"id": name or organisation.id or place, "type": list(_TYPES)}
    profile |= write_fields(organisation, _PROFILE, place)
    if address:
        profile["address"] = {"id": child(place, "address"), "type": ["Address"], **address}
    if organisation.identifiers:
        profile["otherIdentifier"] = [_entry(entry) for entry in organisation.identifiers]
    return profile


def read_profile(value: Any, nodes: Nodes, place: str | None = None) -> Node | None:
    """Return an organisation as ``Organisation`` takes it; ``place`` is no id of its own."""
    profile = nodes.node(value)
    if not profile:
        return None
    found = read_fields(profile, _PROFILE, nodes)
    name = text(profile.get("id"))
    if name and name != place:
        found["id"] = name
    if "name" not in found:
        found["name"] = name or "?"
    address = nodes.node(profile.get("address"))
    for attribute, term in _ADDRESS.items():
        if (line := text(address.get(term))) is not None:
            found[attribute] = line
    if "country" not in found and (country := text(address.get("addressCountry"))) is not None:
        found["country"] = country
    if "identifiers" not in found:
        found["identifiers"] = [
            read_identifier(entry, "identifier", "identifierType")
            for entry in nodes.nodes(profile.get("otherIdentifier"))
        ]
    return found


PROFILE: Final = Form(
    lambda value, parent, term: write_profile(value, child(parent, term)),
    lambda value, nodes, parent, term: read_profile(value, nodes, child(parent, term)),
)
"""The form of an organisation that is part of something."""


def describe_once(document: Node) -> None:
    """Describe each organisation in one place, the first, and name it by its id in others.

    Args:
        document: a credential; changed in place.

    Raises:
        FormatError: ``openbadges.described-twice``, one id is given to two organisations.
    """
    known: dict[str, Node] = {}
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if value.get("type") == _TYPES:
                _describe_or_name(value, known)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _describe_or_name(profile: Node, known: dict[str, Node]) -> None:
    organisation = read_profile(profile, Nodes(profile)) or {}
    described = known.setdefault(profile["id"], organisation)
    if described is organisation:
        return
    if described != organisation:
        raise FormatError(
            "openbadges.described-twice",
            f"{profile['id']} is the id of two organisations that are not the same.",
            remedy="Say the same of it in all places, or give the two organisations two ids.",
        )
    for term in profile.keys() - {"id", "type"}:
        del profile[term]


def identifier_type(identifier: Identifier) -> str:
    """Return the kind of an identifier as Open Badges names it; other kinds begin ``ext:``."""
    if identifier.type in IDENTIFIER_TYPES:
        return identifier.type
    return "ext:" + (re.sub(r"[^A-Za-z0-9.]+", "_", identifier.type).strip("_") or "other")


def read_identifier(entry: Mapping[str, Any], value: str, kind: str) -> Node:
    """Return an identifier as ``Identifier`` takes it, from the properties so named."""
    return {
        "value": text(entry.get(value)),
        "type": (text(entry.get(kind)) or "other").removeprefix("ext:"),
    }


def _entry(identifier: Identifier) -> Node:
    return {
        "type": "IdentifierEntry",
        "identifier": identifier.value,
        "identifierType": identifier_type(identifier),
    }
