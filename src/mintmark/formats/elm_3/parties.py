"""Organisations and people of the European Learning Model."""

from __future__ import annotations

import re
from typing import Any, Final

from mintmark.encoding.values import text
from mintmark.formats.elm_3.source import Node, Source, own_id
from mintmark.formats.elm_3.vocabulary import IDENTIFIERS, NUTS
from mintmark.vocabularies import vocabulary

_TAG: Final = re.compile("<[^<>]*>")
_CARRIED: Final = {
    *IDENTIFIERS,
    "accreditation",
    "legalName",
    "prefLabel",
    "location",
    "contactPoint",
    "homepage",
    "identifier",
}
_PERSON_CARRIED: Final = {
    *IDENTIFIERS,
    "fullName",
    "givenName",
    "familyName",
    "contactPoint",
    "dateOfBirth",
    "identifier",
    "hasClaim",
}


def read_organisation(source: Source, node: Node) -> dict[str, Any] | None:
    """Return an organisation as ``Organisation`` takes it."""
    name = source.spoken(node, "legalName", "prefLabel", "altLabel")
    if name is None:
        return None
    called = source.line(name)
    source.leave(node, _CARRIED, f"the organisation {called}")
    locations = source.nodes.nodes(node.get("location"))
    contacts = source.nodes.nodes(node.get("contactPoint"))
    addresses = [a for n in (*locations, *contacts) for a in source.nodes.nodes(n.get("address"))]
    countries = _countries(source, [address.get("countryCode") for address in addresses])
    if len(countries) > 1:
        source.note(f"{called} is in {', '.join(countries)}; {countries[0]} was carried.")
    lines = [note for a in addresses for note in source.note_text(a.get("fullAddress"))]
    address = source.line(lines[0]) if lines else None
    found = {
        "name": name,
        "id": own_id(node),
        "country": next(iter(countries), None),
        "region": _region(source, locations),
        "address": " ".join(_TAG.sub(" ", address).split()) if address else None,
        "url": text(source.nodes.node(node.get("homepage")).get("contentURL")),
        "email": _mailbox(source, contacts),
        "identifiers": read_identifiers(source, node),
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def read_identifiers(source: Source, node: Node) -> list[dict[str, Any]]:
    """Return legal and other identifiers as ``Identifier`` takes them."""
    found = []
    for term, kind in (*IDENTIFIERS.items(), ("identifier", None)):
        for identifier in source.nodes.nodes(node.get(term)):
            countries = _countries(source, [identifier.get("spatial")])
            value = text(identifier.get("notation"))
            if value is not None:
                found.append(
                    {
                        "value": value,
                        "type": kind or text(identifier.get("schemeName")) or "other",
                        "country": next(iter(countries), None),
                    }
                )
    return found


def read_learner(source: Source, person: Node) -> dict[str, Any]:
    """Return the person as ``Learner`` takes it."""
    source.leave(person, _PERSON_CARRIED, "the learner")
    given = source.line(source.spoken(person, "givenName"))
    family = source.line(source.spoken(person, "familyName"))
    both = " ".join(part for part in (given, family) if part)
    contacts = source.nodes.nodes(person.get("contactPoint"))
    for contact in contacts:
        source.leave(contact, {"emailAddress"}, "the learner's contact point")
    found = {
        "name": source.line(source.spoken(person, "fullName")) or both or own_id(person),
        "id": own_id(person),
        "given_name": given,
        "family_name": family,
        "email": _mailbox(source, contacts),
        "date_of_birth": source.day(person.get("dateOfBirth"), "The date of birth"),
        "identifiers": read_identifiers(source, person),
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def _countries(source: Source, values: list[Any]) -> list[str]:
    """Return the two-letter codes of countries, each once, in order."""
    concepts = (source.code(value) for value in values if value is not None)
    codes = map(vocabulary("country").from_uri, concepts)
    return list(dict.fromkeys(code for code in codes if code))


def _region(source: Source, locations: list[Node]) -> str | None:
    for place in source.nodes.nodes([n.get("spatialCode") for n in locations]):
        code = text(place.get("id")) or ""
        for prefix in NUTS:
            if code.startswith(prefix):
                return code.removeprefix(prefix)
        label = source.label(place)
        if label is not None:
            return label
    return None


def _mailbox(source: Source, contacts: list[Node]) -> str | None:
    boxes = source.nodes.nodes([contact.get("emailAddress") for contact in contacts])
    addresses = (text(box.get("id")) or "" for box in boxes)
    return next((a.removeprefix("mailto:") for a in addresses if a.startswith("mailto:")), None)
