"""What other machines ask for, as the bytes that they get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mintmark import Achievement, Award, Organisation, StackRule
from mintmark.encoding import strict_json
from mintmark.formats import open_badges_3
from mintmark.steps.design.schema import draft_schema
from mintmark_web.accounts import queries as accounts
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters.site import address
from mintmark_web.issuing import queries as issuing
from mintmark_web.keys import queries as keys

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation as Row

DID = "application/did+json"
JSON_LD = "application/ld+json"
SCHEMA = "application/schema+json"


@dataclass(frozen=True, slots=True)
class Served:
    """Something that is served.

    Attributes:
        data: its bytes.
        media_type: what they are.
        seconds: how long others may keep it.
        changed_at: when it changed last, where that is known.
    """

    data: bytes
    media_type: str
    seconds: int
    changed_at: datetime | None = None


def did_document(slug: str) -> Served | None:
    """Return the document of an organisation's did:web; None where it has none."""
    found: Row | None = accounts.organisation(slug)
    if found is None or keys.web_did(found) is None:
        return None
    document = keys.did_document(found)
    return Served(_json(document), DID, 300) if document else None


def status_list(list_id: UUID, purpose: str) -> Served | None:
    """Return a signed status list."""
    found = issuing.signed_status_list(list_id, purpose)
    if found is None or not found.bytes:
        return None
    return Served(bytes(found.bytes), JSON_LD, 60, found.signed_at)


def achievement(achievement_id: UUID) -> Served | None:
    """Return an achievement that is or was public, as Open Badges 3.0 has it in a credential."""
    found = achievements.standing_version(achievement_id)
    if found is None:
        return None
    noun = achievements.noun(found)
    mould = open_badges_3.Mould(noun, noun.issuer.id or noun.id)
    return Served(_json(mould.achievement), JSON_LD, 300, found.published_at)


_NOUNS: dict[str, Any] = {
    "award": Award,
    "organisation": Organisation,
    "stack-rule": StackRule,
    "achievement": Achievement,
}
SCHEMAS = ("draft", *_NOUNS)


def schema(name: str) -> Served | None:
    """Return the JSON Schema (2020-12) of a noun, or of a draft."""
    return Served(_schema(name), SCHEMA, 86_400) if name in SCHEMAS else None


@cache
def _schema(name: str) -> bytes:
    if name == "draft":
        return _json(draft_schema())
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    told["$id"] = address(f"/schemas/{name}.json")
    return _json(told | _NOUNS[name].model_json_schema())


def _json(value: Any) -> bytes:
    return strict_json.dumps(value)
