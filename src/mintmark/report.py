"""What a verification says: numbered checks, one of three outcomes, claims behind a gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mintmark.errors import MintmarkError


class Outcome(StrEnum):
    """The three answers. "Could not check" is never "fine"."""

    VALID = "valid"
    INDETERMINATE = "indeterminate"
    INVALID = "invalid"

    @property
    def severity(self) -> int:
        """0 valid, 1 indeterminate, 2 invalid: the worst of several decides."""
        return _SEVERITY[self]


_SEVERITY = {Outcome.VALID: 0, Outcome.INDETERMINATE: 1, Outcome.INVALID: 2}


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered check: its outcome, the error code when it is not valid, and why in words."""

    number: int
    name: str
    outcome: Outcome
    code: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What a credential says. Only what was signed is in here.

    Attributes:
        document: the secured document, without its proof.
        issuer: ``id``, ``name``, and ``vouched_by``: who in the trust anchors vouches, or None.
        achievement: ``id``, ``name`` and what the format tells of it; None where it has none.
        learner: ``id`` and ``name``, each None where the credential does not tell.
    """

    document: Mapping[str, Any]
    issuer: Mapping[str, Any]
    achievement: Mapping[str, Any] | None
    learner: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """The numbered checks of one credential, in order.

    ``require()`` is the way to the claims for whoever acts on them. ``signed`` is for showing
    people what an issuer signed, next to the reasons why it may not hold any more.

    Attributes:
        checks: the checks, numbered and in order.
        signed: what the issuer signed, where the signature holds; None where it does not.
        endorsements: the endorsements that the credential carries, by place, each verified by
            itself. A good one does not lift the credential, a bad one does not pull it down.
        parts: the credentials that a larger award is made of, by id, each verified by itself, as
            far as they were at hand. What becomes of one later does not pull the award down.
    """

    checks: tuple[Check, ...]
    signed: Claims | None = field(default=None, repr=False)
    endorsements: tuple[tuple[str, Report], ...] = ()
    parts: tuple[tuple[str, Report], ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of the checks. No checks at all is not "fine"."""
        if not self.checks:
            return Outcome.INDETERMINATE
        worst = Outcome.VALID
        for check in self.checks:
            if check.outcome is Outcome.INVALID:
                return Outcome.INVALID
            if check.outcome is not Outcome.VALID:
                worst = check.outcome
        return worst

    @property
    def decisive(self) -> Check | None:
        """The first check that has the overall outcome, or None where all is valid."""
        outcome = self.outcome
        if outcome is Outcome.VALID:
            return None
        return next((c for c in self.checks if c.outcome is outcome), None)

    @property
    def code(self) -> str | None:
        """The error code of the decisive check, or None where all is valid."""
        return self.decisive.code if self.decisive else None

    def require(self) -> Claims:
        """Return the claims of a valid credential.

        Raises:
            NotValidError: the credential is invalid, or could not be checked.
        """
        if self.outcome is not Outcome.VALID or self.signed is None:
            raise NotValidError(self)
        return self.signed


class NotValidError(MintmarkError):
    """Claims were asked of a credential that is not valid. The ``report`` says why."""

    def __init__(self, report: Report) -> None:
        decisive = report.decisive
        super().__init__(
            (decisive.code if decisive else None) or "report.not-valid",
            decisive.detail if decisive else "The credential was not checked.",
            place=f"check {decisive.number}, {decisive.name}" if decisive else None,
        )
        self.report = report
