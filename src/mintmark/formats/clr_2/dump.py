"""Writing: a learner's record becomes a ClrCredential without a proof."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.encoding.times import format_time
from mintmark.errors import FormatError
from mintmark.formats.open_badges_3.codec import Node, child, with_plain_strings
from mintmark.formats.open_badges_3.profiles import write_profile
from mintmark.formats.open_badges_3.subjects import write_identities
from mintmark.model.record import Association, LearnerRecord

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    CONTEXT,
)


def dump(
    record: LearnerRecord, *, issuer_id: str, valid_from: datetime, salt: str
) -> dict[str, Any]:
    """Return a ClrCredential (CLR 2.0 on VC Data Model 2.0), not yet secured.

    Issuers and learners are described in each credential that it carries and once more by itself,
    so it is secured as a token: a proof over statements would mix them.

    Args:
        record: the credentials, and how they belong together.
        issuer_id: the DID that the signing key speaks for.
        valid_from: when it begins to hold, with zone.
        salt: random text for the hashes of the learner's secret identifiers.

    Raises:
        FormatError: ``clr.issuer-mismatch``, or ``clr.malformed-credential``: a credential in it
            is no JSON object with contexts of its own.
        UsageError: ``time.naive``: a time without zone.
    """
    if record.issuer.id not in (None, issuer_id):
        raise FormatError(
            "clr.issuer-mismatch",
            f"The record's issuer is {record.issuer.id}, the key speaks for {issuer_id}.",
        )
    learner = record.learner
    subject: Node = {
        "id": learner.id or child(record.id, "learner"),
        "type": ["ClrSubject"],
        **write_identities(learner, salt, record.id),
    }
    document: Node = {
        "id": record.id,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": record.name,
        "issuer": write_profile(record.issuer, child(record.id, "issuer"), issuer_id),
        "validFrom": format_time(valid_from),
        "credentialSubject": subject,
    }
    written: Node = with_plain_strings(document, "en")
    # What is carried was signed by others: not a letter of it is changed.
    written["credentialSubject"]["verifiableCredential"] = [
        _credential(text) for text in record.credentials
    ]
    if record.associations:
        written["credentialSubject"]["association"] = list(map(_association, record.associations))
    return {"@context": deepcopy(list(CONTEXTS)), **written}


def _credential(text: str) -> Node:
    found = strict_json.loads(text)
    if not isinstance(found, dict) or "@context" not in found:
        raise FormatError(
            "clr.malformed-credential",
            "A record can carry only credentials that are JSON with contexts of their own.",
            remedy="Hand on tokens beside the record.",
        )
    return found


def _association(one: Association) -> Node:
    return {
        "type": "Association",
        "associationType": one.type,
        "sourceId": one.source,
        "targetId": one.target,
    }
