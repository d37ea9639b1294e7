"""A European Digital Credential as it comes, and how its values are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.multibase import base64url_decode
from mintmark.encoding.values import has_type, sole, text
from mintmark.errors import FormatError, InputError
from mintmark.formats import language_maps
from mintmark.formats.nodes import Nodes
from mintmark.model import Text
from mintmark.vocabularies import vocabulary

Node = Mapping[str, Any]

_TYPE: Final = "EuropeanDigitalCredential"
_PLACEHOLDERS: Final = ("urn:epass:", "urn:certificate")
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def unwrap(document: Any) -> Node:
    """Return the credential in a document: bare, signed (JAdES), or ready for upload.

    A sealed credential is ``{"payload", "signatures"}``, its payload JSON text or base64url of it
    (RFC 7515, section 7.2.1, and RFC 7797); a file for upload is ``{"credential",
    "deliveryDetails"}``. The seal is not looked at here.

    Raises:
        FormatError: ``elm.payload`` or ``elm.not-a-credential``.
    """
    if isinstance(document, Mapping) and isinstance(document.get("payload"), str):
        document = _payload(document["payload"])
    if isinstance(document, Mapping) and isinstance(document.get("credential"), Mapping):
        document = document["credential"]
    if not isinstance(document, Mapping) or not has_type(document, _TYPE):
        raise FormatError(
            "elm.not-a-credential", "The document is not a European Digital Credential."
        )
    return document


def _payload(payload: str) -> Any:
    try:
        plain = payload.lstrip().startswith("{")
        return strict_json.loads(payload if plain else base64url_decode(payload))
    except InputError as error:
        raise FormatError(
            "elm.payload", f"The sealed content cannot be read: {error.message}"
        ) from None


def own_id(node: Node) -> str | None:
    """Return the id of a node, unless it means something in its own document only.

    The EU's tools number nodes through: ``urn:epass:org:1`` is another organisation in another
    credential.
    """
    name = text(node.get("id"))
    return None if name is None or name.startswith(_PLACEHOLDERS) else name


@dataclass(frozen=True, slots=True)
class Source:
    """The nodes of one credential, its main language, and notes of what was not carried."""

    nodes: Nodes
    language: str
    notes: dict[str, None] = field(default_factory=dict)

    def note(self, note: str) -> None:
        """Keep a note, once."""
        self.notes[note] = None

    def leave(self, node: Node, carried: Collection[str], what: str) -> None:
        """Note the properties of a node that are not among those carried."""
        for term in node:
            if term not in carried and term not in {"id", "type", "@context"}:
                self.note(f"Not carried: {term} of {what}.")

    def only(self, value: Any, what: str) -> Node:
        """Return the first node of a value; note that there are more."""
        found = self.nodes.nodes(value)
        if len(found) > 1:
            self.note(f"There are {len(found)} of {what}; the first was carried.")
        return found[0] if found else {}

    def spoken(self, node: Node, *terms: str) -> dict[str, str] | None:
        """Return the text of the first term that has any, as ``Text`` takes it."""
        found = (language_maps.read(node.get(term)) for term in terms)
        return next((said for said in found if said), None)

    def note_text(self, value: Any) -> list[dict[str, str]]:
        """Return the texts of Note nodes, each after its subject where it has one."""
        found = (self._note(node) for node in self.nodes.nodes(value))
        return [said for said in found if said]

    def _note(self, node: Node) -> dict[str, str] | None:
        said = self.spoken(node, "noteLiteral")
        subject = self.spoken(self.nodes.node(node.get("subject")), "prefLabel")
        if said is None or subject is None:
            return said
        called = Text(subject)
        return {tag: f"{called.best(tag)}: {words}"[:20_000] for tag, words in said.items()}

    def line(self, said: Mapping[str, str] | None, limit: int = 500) -> str | None:
        """Return a text as one line in the credential's main language."""
        if not said:
            return None
        best = Text(dict(said)).best(self.language)
        return " ".join(best.split())[:limit] or None

    def label(self, value: Any) -> str | None:
        """Return what a concept is called, as one line."""
        node = self.nodes.node(value)
        return self.line(self.spoken(node, "prefLabel", "title"))

    def code(self, value: Any) -> str:
        """Return the id of a concept, or an empty string."""
        return text(self.nodes.node(value).get("id")) or ""

    def tags(self, value: Any) -> list[str]:
        """Return the language tags of language concepts."""
        codes = map(self.code, self.nodes.nodes(value))
        return [tag for code in codes if (tag := vocabulary("language").from_uri(code))]

    def day(self, value: Any, what: str) -> str | None:
        """Return the day of a date or date-time.

        The EU's tools write a day as midnight where the writer sits, in UTC: 1 October at
        22:00:00Z is 2 October in Central Europe. So exactly 21, 22 or 23 o'clock UTC counts as
        the day after (the offsets of the EU's time zones are 0 to 3 hours).
        """
        found = _MOMENT.fullmatch(str(sole(value)))
        if found is None:
            return None
        day, hour, minute, second, zone = found.groups()
        is_midnight = zone in ("Z", "+00:00") and hour in ("21", "22", "23")
        try:
            if not is_midnight or (minute, second) != ("00", "00"):
                return date.fromisoformat(day).isoformat()
            meant = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):
            return None
        self.note(f"{what} {found.group()} was read as {meant}: midnight where it was written.")
        return meant


def source_of(credential: Node) -> Source:
    """Return a credential ready to be read."""
    nodes = Nodes(credential)
    display = nodes.node(credential.get("displayParameter"))
    source = Source(nodes, "en")
    found = source.tags(display.get("primaryLanguage")) or source.tags(display.get("language"))
    return Source(nodes, found[0]) if found else source
