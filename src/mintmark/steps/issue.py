"""issue: from an award to a signed credential. What is signed once is kept, never rebuilt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from mintmark.encoding import strict_json
from mintmark.encoding.canonical import canonical_form
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.encoding.periods import add_duration
from mintmark.errors import DraftError, UsageError
from mintmark.formats import open_badges_3
from mintmark.frameworks.paths import is_placeholder
from mintmark.model import Achievement, Award
from mintmark.ports import Signer
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import DEFAULT_SUITES

MIN_SALT = 16
"""The fewest characters of a salt."""


def prepare(
    achievement: Achievement,
    award: Award,
    *,
    issuer: str,
    credential_id: str,
    salt: str,
    at: datetime,
    image: str | None = None,
    contexts: ContextStore = BUNDLED,
) -> dict[str, Any]:
    """Return the credential as it will be signed: the intent, to be kept before signing.

    Args:
        achievement: what was achieved.
        award: by whom, when, how well.
        issuer: the DID of the key that will sign.
        credential_id: an absolute address of its own for the credential.
        salt: random text; the learner's e-mail address goes in only as a hash with it.
        at: the moment of issuing, with zone; the credential is valid from then.
        image: an address of the credential's own picture; the achievement may have one too.
        contexts: the JSON-LD contexts there are.

    Raises:
        DraftError: the achievement still holds placeholder text, or what was awarded has
            expired already.
        FormatError: achievement, award and issuer do not belong together.
        ContextError: the credential would say something that means nothing.
        UsageError: ``at`` has no zone, or the salt is short.
    """
    document = Press(achievement, issuer=issuer).document(
        award, credential_id=credential_id, salt=salt, at=at, image=image
    )
    canonical_form(document, contexts)
    return document


class Press:
    """Prepares credentials for all who got one achievement: what they share is made ready once."""

    def __init__(self, achievement: Achievement, *, issuer: str) -> None:
        """Make ready what ``issuer``, the DID of the key that will sign, gives for an achievement.

        Raises:
            DraftError: the achievement still holds placeholder text.
            FormatError: achievement and issuer do not belong together.
        """
        _refuse_placeholders(achievement)
        self._achievement = achievement
        self._mould = open_badges_3.Mould(achievement, issuer)

    def document(
        self,
        award: Award,
        *,
        credential_id: str,
        salt: str,
        at: datetime,
        image: str | None = None,
        status: Sequence[Mapping[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """Return the credential as ``prepare`` does, to be signed and not to be changed.

        That it means something is seen when it is signed. ``status`` are its complete
        ``credentialStatus`` entries.

        Raises:
            DraftError, FormatError, UsageError: as ``prepare``.
        """
        if len(salt) < MIN_SALT:
            raise UsageError(
                "issue.short-salt",
                f"A salt of {len(salt)} characters does not keep an e-mail address "
                "from being guessed.",
                remedy=f"Use {MIN_SALT} random characters or more.",
            )
        return self._mould.cast(
            award,
            credential_id=credential_id,
            valid_from=at.replace(microsecond=0),
            valid_until=end_of(self._achievement, award, at=at),
            image=image,
            salt=salt,
            status=status,
        )


def sign(
    document: Mapping[str, Any],
    *,
    signer: Signer,
    suite: str,
    created: datetime,
    contexts: ContextStore = BUNDLED,
) -> bytes:
    """Return the credential with its proof, as the bytes to keep and to hand out.

    Raises:
        UsageError: the suite is unknown, the key is not of its kind or not the issuer's.
    """
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if named != signer.controller:
        raise UsageError(
            "issue.other-key",
            f"The credential names {named} as its issuer, the key is {signer.controller}'s.",
            remedy="Sign with the key of the issuer that the credential was prepared for.",
        )
    signed = add_proof(
        document,
        suite=suite_named(suite, signer.kind),
        signer=signer,
        created=created.replace(microsecond=0),
        contexts=contexts,
    )
    # The formal schema of Open Badges 3.0 wants every member that may hold several to be a list.
    return strict_json.dumps(signed | {"proof": [signed["proof"]]})


def issue(
    achievement: Achievement,
    award: Award,
    *,
    signer: Signer,
    at: datetime,
    credential_id: str,
    salt: str,
    suite: str | None = None,
    image: str | None = None,
    contexts: ContextStore = BUNDLED,
) -> bytes:
    """Prepare and sign one credential: Open Badges 3.0 on VC Data Model 2.0, as JSON bytes.

    ``suite`` defaults to ``eddsa-rdfc-2022`` for an Ed25519 key and ``ecdsa-rdfc-2019`` for
    an elliptic-curve key; the other arguments and the errors are those of ``prepare``
    and ``sign``.
    """
    document = prepare(
        achievement,
        award,
        issuer=signer.controller,
        credential_id=credential_id,
        salt=salt,
        at=at,
        image=image,
        contexts=contexts,
    )
    chosen = suite or default_suite(signer.kind)
    return sign(document, signer=signer, suite=chosen, created=at, contexts=contexts)


def default_suite(kind: str) -> str:
    """Return the cryptosuite used for a kind of key where nobody chose one."""
    return "eddsa-rdfc-2022" if kind == "Ed25519" else "ecdsa-rdfc-2019"


def suite_named(name: str, kind: str) -> Cryptosuite:
    """Return the cryptosuite with this name, if a key of this kind can sign with it.

    Raises:
        UsageError: there is no such suite, or it takes other keys.
    """
    for suite in DEFAULT_SUITES:
        if suite.name == name and _takes(suite, kind):
            return suite
    fitting = sorted(suite.name for suite in DEFAULT_SUITES if _takes(suite, kind))
    raise UsageError(
        "issue.unfit-suite",
        f"A key of kind {kind} cannot sign with {name!r}.",
        remedy=f"Choose one of {', '.join(fitting)}, or another key.",
    )


def _refuse_placeholders(achievement: Achievement) -> None:
    """A draft's ``<what to write here>`` must never be signed."""
    left = [achievement.model_dump(mode="python", exclude_defaults=True)]
    while left:
        value = left.pop()
        if isinstance(value, Mapping):
            left.extend(value.values())
        elif isinstance(value, list | tuple):
            left.extend(value)
        elif isinstance(value, str) and is_placeholder(value):
            raise DraftError(
                "issue.placeholder",
                f"The achievement still holds placeholder text: {value[:60]!r}.",
                remedy="Fill it in, or take the field out.",
            )


def _takes(suite: Cryptosuite, kind: str) -> bool:
    return suite.verify is None and any(kind == known for known, _ in suite.hashes)


def end_of(achievement: Achievement, award: Award, *, at: datetime) -> datetime | None:
    """Return when a credential issued at a moment ceases to hold, None where it does not.

    Raises:
        DraftError: ``issue.already-over``, ``issue.endless-period``.
        UsageError: ``time.no-zone``.
    """
    if at.utcoffset() is None:
        raise UsageError("time.no-zone", "The moment of issuing has no time zone.")
    if achievement.expiry is None:
        return None
    last = add_duration(award.awarded_on, achievement.expiry.period)
    end = datetime.combine(last, time(23, 59, 59), UTC)
    if end <= at:
        raise DraftError(
            "issue.already-over",
            f"What was awarded on {award.awarded_on} has expired on {last}.",
            remedy="Check the date of the award; what has expired must be renewed, not issued.",
        )
    return end
