"""Reading keys, and what the world may know of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from mintmark import MintmarkError
from mintmark import Organisation as Noun
from mintmark.keys import did_web
from mintmark_web.keys.models import Key

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

_WHO_SIGNS = """
    SELECT accounts_organisation.name, keys_key.state
    FROM keys_key JOIN accounts_organisation ON accounts_organisation.id = keys_key.organisation_id
    WHERE keys_key.controller = %s ORDER BY keys_key.id
"""
# Every verification asks this, and Django would compose it for longer than the database answers.
_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


def keys_of(organisation_id: int) -> QuerySet[Key]:
    """Return all keys of an organisation, the newest first."""
    return Key.objects.filter(organisation_id=organisation_id)


def key(organisation_id: int, key_id: UUID | str) -> Key | None:
    """Return one key of an organisation."""
    return keys_of(organisation_id).filter(pk=key_id).first()


def active_key(organisation_id: int, kind: str | None = None) -> Key | None:
    """Return the key that an organisation signs with.

    Args:
        kind: ``Ed25519``, ``P-256`` or ``P-384``; None for the first of these that is there.
    """
    found = keys_of(organisation_id).filter(state=Key.State.ACTIVE)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.order_by("kind").first()


def active_keys(organisation_id: int) -> QuerySet[Key]:
    """Return the keys in use, at most one of each kind."""
    return keys_of(organisation_id).filter(state=Key.State.ACTIVE).order_by("kind")


def web_did(organisation: Organisation) -> str | None:
    """Return the organisation's did:web, or None where the site is not at a public https name."""
    site = urlsplit(settings.SITE_URL)
    if site.scheme != "https" or not site.hostname:
        return None
    try:
        return did_web.write(site.hostname, ("o", organisation.slug), port=site.port)
    except MintmarkError:
        return None


def issuer_did(organisation: Organisation) -> str | None:
    """Return whom the organisation signs as: its did:web, else the did:key of the key in use."""
    found = active_key(organisation.pk)
    return web_did(organisation) or (found.controller if found else None)


def issuer(organisation: Organisation, did: str | None = None) -> Noun:
    """Return the organisation as the issuer of what it signs now.

    Args:
        did: the one to name, where it is not that of the key in use.
    """
    told = {"name": organisation.name} | organisation.profile
    return Noun.model_validate(told | {"id": did or issuer_did(organisation)})


def did_document(organisation: Organisation) -> dict[str, Any] | None:
    """Return the DID document of whom the organisation signs as; None where it has no key."""
    did = issuer_did(organisation)
    keys = keys_of(organisation.pk).filter(controller=did).order_by("created_at", "pk")
    return document_of(did, keys) if did and keys else None


def document_of(did: str, keys: Iterable[Key]) -> dict[str, Any]:
    """Return the DID document with these keys. Retired ones stay: what they signed holds.

    A compromised one stays as revoked (Controlled Identifiers 1.0, section 2.2).
    """
    listed = list(keys)
    return {
        "@context": _CONTEXT,
        "id": did,
        "verificationMethod": [_method(one) for one in listed],
        "assertionMethod": [one.method for one in listed],
    }


def _method(key: Key) -> dict[str, str]:
    method = {
        "id": key.method,
        "type": "Multikey",
        "controller": key.controller,
        "publicKeyMultibase": key.public,
    }
    if key.revoked_at is not None:
        method["revoked"] = key.revoked_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return method


def who_signs_as(did: str) -> list[tuple[str, str]]:
    """Return the organisation's name and the key's state for each key of a DID.

    Empty where it is nobody's here.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WHO_SIGNS, [did])
        return list(cursor.fetchall())
