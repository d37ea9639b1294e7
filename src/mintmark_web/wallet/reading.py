"""From a credential that was verified to what the wallet keeps of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from mintmark import Check, Outcome, Report
from mintmark.carriers.detect import unpack
from mintmark.encoding.times import parse_time
from mintmark.errors import MintmarkError
from mintmark.formats.describing import Description, describe
from mintmark.proofs import showing
from mintmark_web.ui.types import Cell, CredentialCard, Fact
from mintmark_web.verification.checking import card_of, language, picture, status_cell
from mintmark_web.wallet.models import Held

if TYPE_CHECKING:
    from mintmark_web.issuing.models import Credential

_SERIAL = re.compile(r"urn:uuid:([0-9a-f-]{36})")
_LONGEST = 100_000
_NOT_IN_SUMMARY = frozenset(
    {
        "/evidence",
        "/credentialSubject/evidence",
        "/credentialSubject/result",
        "/credentialSubject/awardedBy",
    }
)
"""Results, what they rest on, and how the learner was known."""
_IN_SUMMARY = frozenset(
    {
        *("@context", "id", "type", "name", "description", "image", "issuer", "proof"),
        *("validFrom", "validUntil", "awardedDate", "credentialSubject", "credentialStatus"),
        *("credentialSchema", "termsOfUse", "relatedResource"),
    }
)
_OF_ITS_SUBJECT = frozenset(
    {"id", "type", "identifier", "achievement", "activityStartDate", "activityEndDate"}
)
"""What may be left. Others sign otherwise: with results that stay, for several people at once."""


def fields_of(data: bytes, report: Report, now: datetime) -> dict[str, Any]:
    """Return the columns of a credential that was verified, without owner and serial.

    Raises:
        MintmarkError: it cannot be read.
    """
    found = unpack(data)
    claims = report.signed
    document = dict(claims.document) if claims else {}
    said = describe(document)
    return {
        "bytes": data,
        "kind": found.kind,
        "digest": sha256(found.payload).hexdigest(),
        "credential_id": (said.id or "")[:2000],
        "document": document,
        "told": {code: _told(document, code) for code, _ in settings.LANGUAGES},
        "awarded_on": _day(said.awarded or said.valid_from),
        "valid_until": _moment(said.valid_until),
        "search": _search(document),
        **checked(report, now),
    }


def digest_of(data: bytes) -> str:
    """Return what tells a credential apart, whatever file it came in.

    Raises:
        MintmarkError: there is none in it.
    """
    return sha256(unpack(data).payload).hexdigest()


def checked(report: Report, now: datetime) -> dict[str, Any]:
    """Return the columns that change when it is checked again."""
    return {
        "verdict": str(report.outcome),
        "code": report.code or "",
        "report": [asdict(check) for check in report.checks],
        "checked_at": now,
    }


def report_of(held: Held) -> Report:
    """Return the report of the last check; what was signed is in ``held.document``."""
    checks = (Check(**{**row, "outcome": Outcome(row["outcome"])}) for row in held.report)
    return Report(tuple(checks))


def serial_in(credential_id: str) -> UUID | None:
    """Return the serial that a credential's id names, if it is of the kind that we give."""
    found = _SERIAL.fullmatch(credential_id)
    try:
        return UUID(found[1]) if found else None
    except ValueError:
        return None


def card(held: Held, **more: Any) -> CredentialCard:
    """Return the card of a credential in the reader's language, from what is kept for it."""
    told, wanted = _in_own_language(held)
    facts = [Fact(name, value) for name, value in told["facts"]]
    title, issuer = told["title"], told["issuer"]
    made: dict[str, Any] = {"image": picture(title, issuer, wanted), "facts": facts}
    return CredentialCard(title, issuer, **made | more)


def summary_of(held: Held) -> bytes | None:
    """Return what a summary shows, signed; None where a credential cannot be parted so far."""
    try:
        part = showing.part(unpack(bytes(held.bytes)).payload, hide=_NOT_IN_SUMMARY)
        return part if part is not None and _is_summary(showing.said(part)) else None
    except MintmarkError:
        return None


def _is_summary(said: Mapping[str, Any]) -> bool:
    subject = said.get("credentialSubject")
    return (
        isinstance(subject, Mapping)
        and said.keys() <= _IN_SUMMARY
        and subject.keys() <= _OF_ITS_SUBJECT
    )


def status_of(held: Held, now: Credential.Status | None = None) -> Cell:
    """Return the tag on a card: how it stood when it was last checked.

    Args:
        held: the credential.
        now: its status, where it was issued here: it may have changed since.
    """
    if now is not None and now != now.VALID:
        return Cell(now.label, tone="bad")
    if now is not None and held.code == "status.suspended":  # it was, and is no more
        return status_cell(Outcome.VALID, None)
    return status_cell(Outcome(held.verdict), held.code)


def title_of(held: Held) -> tuple[str, str]:
    """Return title and issuer in the reader's language."""
    told, _ = _in_own_language(held)
    return told["title"], told["issuer"]


def _in_own_language(held: Held) -> tuple[dict[str, Any], str]:
    wanted = language()
    return held.told.get(wanted) or next(iter(held.told.values())), wanted


def _told(document: Mapping[str, Any], language: str) -> dict[str, Any]:
    with translation.override(language):
        made = card_of(describe(document, language))
    return {
        "title": made.title[:300],
        "issuer": made.issuer[:300],
        "holder": made.holder[:300],
        "facts": [[str(fact.name), str(fact.value)] for fact in made.facts],
    }


def _search(document: Mapping[str, Any]) -> str:
    said = [describe(document, code) for code, _ in settings.LANGUAGES]
    words = dict.fromkeys(word for one in said for word in _words(one) if word)
    return "\n".join(words).lower()[:_LONGEST]


def _words(said: Description) -> list[str | None]:
    told = said.achievement
    more = [told.name, told.description, *told.outcomes, *told.level, *told.credits] if told else []
    return [said.name, said.issuer.name, said.learner.name, said.id, *more]


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None


def _moment(said: str | None) -> datetime | None:
    try:
        return parse_time(said) if said else None
    except MintmarkError:
        return None
