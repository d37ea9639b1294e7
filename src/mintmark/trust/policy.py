"""Trust policies: small values that compose. The empty policy fails; the unsafe one says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mintmark.errors import TrustError
from mintmark.trust.anchors import Anchor


@dataclass(frozen=True, slots=True)
class Subject:
    """What a policy judges: a genuine credential's issuer and achievement, on a day."""

    issuer: str
    achievement: str | None
    day: date


class Policy(Protocol):
    """Says who vouches for the issuer, or refuses."""

    def judge(self, subject: Subject) -> str | None:
        """Return who vouches, or None where nobody needs to.

        Raises:
            TrustError: the policy does not accept the credential.
        """
        ...


@dataclass(frozen=True, slots=True)
class UnsafeAnyIssuer:
    """Accepts every genuine credential, whoever signed it. Nobody vouches for anything."""

    def judge(self, subject: Subject) -> str | None:  # noqa: ARG002
        """Accept, and name nobody."""
        return None


@dataclass(frozen=True, slots=True)
class IssuerIs:
    """Accepts one issuer."""

    issuer: str

    def judge(self, subject: Subject) -> str | None:
        """Accept when the issuer is the one named."""
        if subject.issuer != self.issuer:
            raise _not_accepted(subject)
        return "the reader"


@dataclass(frozen=True, slots=True)
class AnchoredIn:
    """Accepts issuers that one of the anchors vouches for, about this achievement, on this day."""

    anchors: tuple[Anchor, ...]

    def judge(self, subject: Subject) -> str | None:
        """Accept when an anchor covers the credential, and name who stands behind the anchor."""
        for anchor in self.anchors:
            if anchor.covers(subject.issuer, subject.achievement, subject.day):
                return anchor.vouched_by
        raise _not_accepted(subject)


class AnyOf:
    """Accepts what at least one of its policies accepts; with no policy, nothing."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._policies = tuple(policies)

    def judge(self, subject: Subject) -> str | None:
        """Accept when one policy does, and name whom the first such policy names."""
        for policy in self._policies:
            try:
                return policy.judge(subject)
            except TrustError:
                continue
        raise _not_accepted(subject)


class AllOf:
    """Accepts what every one of its policies accepts; with no policy, nothing."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._policies = tuple(policies)

    def judge(self, subject: Subject) -> str | None:
        """Accept when all policies do, and name everybody they name."""
        if not self._policies:
            raise TrustError("trust.empty-policy", "The trust policy is empty: it accepts nothing.")
        named = [policy.judge(subject) for policy in self._policies]
        return ", ".join(dict.fromkeys(name for name in named if name)) or None


def _not_accepted(subject: Subject) -> TrustError:
    return TrustError(
        "trust.not-vouched-for",
        f"Nothing in the trust policy vouches for the issuer {subject.issuer} here.",
        remedy="Check with the issuer or a register before you rely on it.",
    )
