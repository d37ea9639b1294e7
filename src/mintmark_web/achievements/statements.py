"""The signed decision of a review: an endorsement that anybody can verify."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark import sign
from mintmark.steps.issue import default_suite
from mintmark_web.achievements import queries
from mintmark_web.achievements.models import Review
from mintmark_web.adapters.vault import VaultError
from mintmark_web.keys.queries import active_key
from mintmark_web.keys.signing import KeyUnusableError, signer

_CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def signed(review: Review) -> bytes:
    """Return an approval as a signed EndorsementCredential (Open Badges 3.0).

    Raises:
        ValidationError: the reviewing organisation has no key.
    """
    key = active_key(review.organisation_id)
    if key is None:
        raise ValidationError(
            _("Your organisation has no key to sign the decision with. A registrar can make one.")
        )
    try:
        secret = signer(key)
    except (KeyUnusableError, VaultError) as error:
        raise ValidationError(str(error)) from None
    document = statement(review, secret.controller)
    created = review.decided_at
    if created is None:
        raise ValueError("a decision has its moment before it is signed")
    return sign(document, signer=secret, suite=default_suite(secret.kind), created=created)


def statement(review: Review, did: str) -> dict[str, Any]:
    """Return what an approval says, before it is signed."""
    moment = review.decided_at.strftime("%Y-%m-%dT%H:%M:%SZ") if review.decided_at else ""
    body = review.organisation
    return {
        "@context": _CONTEXTS,
        "id": queries.statement_address(review),
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": f"Quality review of {review.version.achievement.title}",
        "issuer": {"id": did, "type": ["Profile"], "name": body.name},
        "validFrom": moment,
        "credentialSubject": {
            "id": queries.iri(review.version.achievement_id),
            "type": ["EndorsementSubject"],
            "endorsementComment": _words(review),
        },
    }


def _words(review: Review) -> str:
    """Say what was decided. In English, as all that is signed and not the provider's own text."""
    held = ", ".join(review.version.frameworks) or "no framework"
    outcome = str(Review.Decision(review.decision).name.lower().replace("_", " "))
    lines = [
        f"Version {review.version.number} {outcome} after {review.kind} review against {held}.",
        review.reasons,
    ]
    if review.conditions:
        lines.append(f"Conditions: {review.conditions}")
    if review.review_due is not None:
        lines.append(f"To be reviewed again by {review.review_due.isoformat()}.")
    return "\n\n".join(lines)
