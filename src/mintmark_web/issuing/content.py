"""What is signed: from a row to the credential's bytes."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from mintmark import Achievement, Award, Learner, PrivateKey
from mintmark.encoding import strict_json
from mintmark.encoding.canonical import canonical_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import UsageError
from mintmark.proofs import open_badges_jwt
from mintmark.proofs.suites import DEFAULT_SUITES
from mintmark.status.entry import ENTRY_TYPE
from mintmark.steps import issue
from mintmark_web.adapters.site import address
from mintmark_web.issuing import disclosing, packing
from mintmark_web.issuing.disclosing import PARTS, PARTS_KIND, SD_JWT
from mintmark_web.issuing.models import Batch, Credential, StatusDocument
from mintmark_web.issuing.types import Signed

JWT = "jwt"
"""Signed as a JSON Web Token (Open Badges 3.0, section 8.2), not with a cryptosuite."""


def suites(kind: str) -> list[str]:
    """Return the ways in which a key of this kind can sign, the usual one first."""
    usual = issue.default_suite(kind)
    whole = (suite for suite in DEFAULT_SUITES if suite.verify is None)
    fitting = {suite.name for suite in whole if any(kind == known for known, _ in suite.hashes)}
    parts = [PARTS] if kind == PARTS_KIND else []
    return [usual, *parts, *sorted(fitting - {usual}), JWT, SD_JWT]


def file_kind(suite: str) -> tuple[str, str]:
    """Return what the name of a file signed so ends in, and its media type."""
    return {
        JWT: ("jwt", "application/jwt"),
        SD_JWT: ("sd-jwt", "application/vc+sd-jwt"),
    }.get(suite, ("json", "application/ld+json"))


def status_address(list_id: UUID, purpose: str) -> str:
    """Return where a status list is served."""
    return address(f"/status-lists/{list_id}/{purpose}")


def status_entries(credential: Credential) -> list[dict[str, str]]:
    """Return where the statuses of a credential stand (Bitstring Status List 1.0, section 2.1)."""
    return [_entry(credential, purpose) for purpose in StatusDocument.Purpose.values]


def _entry(credential: Credential, purpose: str) -> dict[str, str]:
    url = status_address(credential.status_list_id, purpose)
    return {
        "id": f"{url}#{credential.status_index}",
        "type": ENTRY_TYPE,
        "statusPurpose": purpose,
        "statusListIndex": str(credential.status_index),
        "statusListCredential": url,
    }


class Press:
    """Signs the credentials of one batch: what they share is made ready once."""

    def __init__(self, batch: Batch, signer: PrivateKey) -> None:
        """Make it ready.

        Raises:
            MintmarkError: the achievement cannot be issued.
        """
        self._batch = batch
        self._signer = signer
        self._shared = bytes(batch.dictionary)
        achievement = Achievement.model_validate(batch.achievement)
        self._press = issue.Press(achievement, issuer=signer.controller)

    def sign(self, credential: Credential) -> Signed:
        """Return what is to be stored and served for a credential.

        Raises:
            MintmarkError: it cannot be issued.
        """
        document = self._press.document(
            Award.model_validate(credential.content["award"]),
            credential_id=credential.serial.urn,
            salt=credential.content["salt"],
            at=self._batch.issued_at,
            status=status_entries(credential),
        )
        data = sign_as(self._batch.suite, document, self._signer, self._batch.issued_at)
        return Signed(credential.serial, packing.pack(data, self._shared), sha256(data).hexdigest())


def sign_as(suite: str, document: dict[str, Any], signer: PrivateKey, at: datetime) -> bytes:
    """Return a document signed in one of ``suites``.

    Raises:
        MintmarkError: it cannot be.
    """
    if suite == PARTS:
        return disclosing.sign_parts(document, signer, at)
    if "-rdfc-" not in suite:  # those that are see for themselves that it means something
        canonical_form(document, BUNDLED)
    if suite == JWT:
        return open_badges_jwt.sign(document, signer).encode()
    if suite == SD_JWT:
        return disclosing.sign_sd_jwt(document, signer)
    return issue.sign(document, signer=signer, suite=suite, created=at)


def refuse_unfit(suite: str, kind: str) -> None:
    """Refuse a way to sign that a key of this kind does not have.

    Raises:
        UsageError: ``issue.unfit-suite``.
    """
    fitting = suites(kind)
    if suite not in fitting:
        raise UsageError(
            "issue.unfit-suite",
            f"A key of kind {kind} cannot sign with {suite!r}.",
            remedy=f"Choose one of {', '.join(fitting)}, or another key.",
        )


def shared_text(achievement: Achievement, issuer: str, at: datetime) -> bytes:
    """Return what the credentials of an achievement have in common, as text.

    Raises:
        MintmarkError: nothing can be issued for it.
    """
    sample = Award(
        id=_SAMPLE,
        achievement=achievement.id,
        learner=Learner(name="Sample Learner"),
        awarded_on=at.date(),
    )
    document = issue.Press(achievement, issuer=issuer).document(
        sample, credential_id=_SAMPLE, salt="0" * issue.MIN_SALT, at=at
    )
    return packing.dictionary(strict_json.dumps(document))


_SAMPLE = "urn:uuid:00000000-0000-0000-0000-000000000000"
