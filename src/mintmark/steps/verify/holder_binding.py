"""Who shows it: the key binding at the end of an SD-JWT (RFC 9901, section 7.3).

A key binding that is there is always verified. Without one a credential is taken as it is, unless
the verifier asked for one: whether it is genuine, and who shows it, are two questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mintmark.encoding.times import format_time
from mintmark.errors import ProofError
from mintmark.proofs.envelope import Opened
from mintmark.proofs.jwt_claims import numeric_date
from mintmark.proofs.key_binding import Expected, require_key_binding


@dataclass(frozen=True, slots=True)
class Asked:
    """What the verifier asked of the holder.

    Attributes:
        challenge: what the verifier made up for this presentation alone (``nonce``).
        domain: how the verifier is named; what is made for somebody (``aud``) must be made for it.
        required: whether a binding must be there although nothing was asked.
    """

    challenge: str | None = None
    domain: str | None = None
    required: bool = False

    @property
    def something(self) -> bool:
        """Whether a credential without key binding is no answer."""
        return self.required or self.challenge is not None


NOTHING_ASKED: Final = Asked()


def look(opened: Opened | None, asked: Asked) -> list[str]:
    """Check 4: the binding is there where it must be. Return what there is to say.

    Raises:
        ProofError: ``key-binding.missing``.
    """
    if _is_bound(opened):
        return ["A key binding comes with it."]
    if asked.something:
        raise ProofError(
            "key-binding.missing",
            "The presentation is not bound to its holder.",
            remedy="Anybody may have brought it: ask for an SD-JWT with key binding.",
        )
    if opened is not None and opened.sealed.sd_jwt and "cnf" in opened.sealed.payload:
        return ["It names its holder's key; that its holder shows it was not asked for."]
    return []


def verify(opened: Opened | None, asked: Asked, *, at: datetime) -> list[str]:
    """Check 6: the holder's key signed what is shown, for what was asked. Return it in words.

    Raises:
        ProofError: ``key-binding.*``, ``jwt.*`` or ``jws.*``.
        UnavailableError: ``key-binding.unknown-confirmation``.
    """
    if opened is None or opened.sealed.sd_jwt is None or not _is_bound(opened):
        return []
    expected = Expected(asked.domain, asked.challenge, at)
    claims = require_key_binding(opened.sealed.sd_jwt, opened.sealed.payload, expected)
    made = numeric_date(claims, "iat")
    when = f" at {format_time(made)}" if made else ""
    return [f"Its holder signed what is shown{when}, for {claims['aud'][:100]}. {_fresh(asked)}"]


def _fresh(asked: Asked) -> str:
    if asked.challenge is not None:
        return "It answers the challenge."
    return "No challenge was set: it may have been shown before, by somebody else."


def _is_bound(opened: Opened | None) -> bool:
    selective = opened.sealed.sd_jwt if opened is not None else None
    return selective is not None and selective.key_binding_jwt is not None
