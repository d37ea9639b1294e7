"""``POST /credentials/issue``, ``/credentials/derive`` and ``/credentials/status``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.cli.vc_api import models, naming, resources
from mintmark.cli.vc_api.answers import Answer
from mintmark.cli.vc_api.issuers import Issuer
from mintmark.cli.vc_api.requests import malformed, object_in, options_in, text_in, texts_in
from mintmark.cli.vc_api.service import Service
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.jsonld import to_quads
from mintmark.encoding.values import as_list, has_type
from mintmark.errors import FormatError, UsageError
from mintmark.formats import open_badges_3
from mintmark.ports import Fetcher
from mintmark.proofs import ecdsa_sd_2023
from mintmark.status.entry import ENTRY_TYPE, parse_entry

_MAX_ENTRIES: Final = 8


def issue(service: Service, issuer: Issuer, body: Mapping[str, Any]) -> Answer:
    """Check a credential as a verifier would, secure it in the issuer's name, and return it.

    Options: ``mandatoryPointers`` (for ``ecdsa-sd-2023``, beside the issuer, period, status, schema
    and terms of use, which no holder may hide), ``disclosablePointers`` (for ``vc-sd-jwt``: what
    the holder may leave out), ``credentialId`` and
    ``credentialStatus`` (``true`` for a revocation entry, or one or several of ``{"type",
    "statusPurpose"}``, perhaps with ``statusSize``, ``statusMessage`` and ``statusReference``).

    Raises:
        MintmarkError: what is wrong with it.
    """
    options = options_in(body)
    document = _in_name_of(issuer, object_in(body, "credential"))
    models.check(document)
    wanted = _wanted(options) or [{"statusPurpose": purpose} for purpose in issuer.statuses]
    if models.is_older(document):
        document = models.prepared(document, issuer, entries=bool(wanted))
    contexts = service.contexts_for(document)
    check_content(document, service.documents(), contexts)
    credential_id = text_in(options, "credentialId") or document.get("id")
    pointers = {
        "mandatory": texts_in(options, "mandatoryPointers"),
        "disclosable": texts_in(options, "disclosablePointers"),
    }
    entries = [service.status.allocate(issuer, one) for one in wanted]
    if entries:
        every = [*as_list(document.get("credentialStatus")), *entries]
        document["credentialStatus"] = every[0] if len(every) == 1 else every
        to_quads(document, contexts)  # Messages and references are the caller's words, too.
    at = service.clock().replace(microsecond=0)
    secured = issuer.secure(document, at=at, contexts=contexts, **pointers)
    if entries and credential_id is not None:
        service.status.remember(credential_id, entries)
    return Answer(201, {"verifiableCredential": secured})


def derive(service: Service, _issuer: Issuer, body: Mapping[str, Any]) -> Answer:
    """Return the part of an ``ecdsa-sd-2023`` credential that its holder discloses.

    Options: ``selectivePointers``.

    Raises:
        MintmarkError: what is wrong with it.
    """
    credential = object_in(body, "verifiableCredential")
    pointers = texts_in(options_in(body), "selectivePointers")
    derived = ecdsa_sd_2023.derive(
        credential, selective_pointers=pointers, contexts=service.contexts_for(credential)
    )
    return Answer(201, {"verifiableCredential": derived})


def set_status(service: Service, _issuer: Issuer, body: Mapping[str, Any]) -> Answer:
    """Set or clear the status of a credential that was issued here with a status entry.

    Body: ``credentialId``, ``credentialStatus`` (``{"type", "statusPurpose"}``, or several) and
    ``status``: true where that is absent, or the value, for a list of several bits.

    Raises:
        UsageError: ``vc-api.unknown-credential`` or ``vc-api.malformed-option``.
    """
    credential_id = text_in(body, "credentialId")
    value = body.get("status", True)
    if credential_id is None:
        raise malformed("credentialId")
    if not isinstance(value, int):
        raise malformed("status")
    for one in _wanted(body) or [{}]:
        service.status.mark(credential_id, one.get("statusPurpose"), int(value))
    return Answer(200, {"credentialId": credential_id, "status": value})


def _in_name_of(issuer: Issuer, credential: Mapping[str, Any]) -> dict[str, Any]:
    """Return the credential as one of this issuer, who signs for nobody else.

    Whom the caller names must be well-formed and is then replaced: an issuer can say things in
    its own name only.
    """
    if "proof" in credential:
        raise FormatError(
            "vc-api.already-secured", "The credential to be issued has a proof.", place="/proof"
        )
    name = issuer.key.controller
    given = credential.get("issuer", name)
    if isinstance(given, Mapping):
        named = {**given, "id": given.get("id", name)}
        models.check({**credential, "issuer": named})
        return {**credential, "issuer": {**named, "id": name}}
    models.check({**credential, "issuer": given})
    return {**credential, "issuer": name}


def check_content(document: Mapping[str, Any], documents: Fetcher, contexts: ContextStore) -> None:
    """Refuse what is wrong beyond the shape of the data model, or what nobody could read.

    Args:
        documents: where related resources may be found, to hold them to their digests.

    Raises:
        MintmarkError: what is wrong with it.
    """
    for entry in as_list(document.get("credentialStatus")):
        if has_type(entry, ENTRY_TYPE):
            parse_entry(entry)
    resources.check(document, documents)
    if open_badges_3.is_open_badge(document):
        open_badges_3.check(document)
    to_quads(document, contexts)
    naming.check(document, contexts)


def _wanted(options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what is asked for of each status entry: its purpose, size, messages, references."""
    asked = options.get("credentialStatus")
    if asked is None or asked is False:
        return []
    if asked is True:
        return [{"statusPurpose": "revocation"}]
    found = []
    for one in asked if isinstance(asked, list) else [asked]:
        if not isinstance(one, Mapping) or not any(
            has_type({"type": ENTRY_TYPE, **one}, kind) for kind in _KINDS
        ):
            raise malformed("credentialStatus")
        purpose = text_in(one, "statusPurpose") or "revocation"
        more = {name: one[name] for name in _MORE if one.get(name) is not None}
        found.append({"statusPurpose": purpose, **more})
    if len(found) > _MAX_ENTRIES:
        raise UsageError("vc-api.malformed-option", "Too many status entries are asked for.")
    return found


_KINDS: Final = (ENTRY_TYPE, "BitstringStatusList")
_MORE: Final = ("statusSize", "statusMessage", "statusReference")
