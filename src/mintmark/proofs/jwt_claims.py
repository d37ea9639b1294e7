"""The registered claims of a JSON Web Token (RFC 7519 section 4.1): reading and comparing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from mintmark.encoding.times import format_time, parse_time
from mintmark.errors import InputError, ProofError, UnavailableError

REGISTERED: Final = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce"})
"""The claims that are about the token and not part of the credential that it secures."""

_LATEST: Final = 253_402_300_799
"""The last second of the year 9999."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a token was issued, and the period in which it may be relied on."""

    issued: datetime | None = None
    not_before: datetime | None = None
    expires: datetime | None = None

    def require(self, *, at: datetime, tolerance: timedelta = timedelta(0)) -> None:
        """Refuse a token outside its period (RFC 7519 sections 4.1.4 and 4.1.5).

        Args:
            at: the moment asked about, with a time zone.
            tolerance: by how much clocks may differ.

        Raises:
            ProofError: ``jwt.expired``, ``jwt.not-yet`` or ``jwt.from-the-future``.
        """
        if self.expires is not None and at - self.expires >= tolerance:
            raise ProofError("jwt.expired", f"The token expired at {format_time(self.expires)}.")
        if self.not_before is not None and self.not_before - at > tolerance:
            raise ProofError(
                "jwt.not-yet", f"The token holds only from {format_time(self.not_before)}."
            )
        if self.issued is not None and self.issued - at > tolerance:
            raise ProofError(
                "jwt.from-the-future", f"The token says it was issued {format_time(self.issued)}."
            )


def times_of(claims: Mapping[str, Any]) -> Times:
    """Return ``iat``, ``nbf`` and ``exp``.

    An ``iat`` is also taken as a date-time with a zone: published examples of VC-JOSE-COSE write
    it so, though RFC 7519 section 4.1.6 wants a number.

    Raises:
        ProofError: ``jwt.malformed-claim``.
    """
    issued = claims.get("iat")
    return Times(
        moment(issued, "iat") if isinstance(issued, str) else numeric_date(claims, "iat"),
        numeric_date(claims, "nbf"),
        numeric_date(claims, "exp"),
    )


def require_audience(claims: Mapping[str, Any], verifier: str | None) -> None:
    """Refuse a token that is made for somebody else (RFC 7519 section 4.1.3).

    Args:
        verifier: how the verifier is named, None where that was not said.

    Raises:
        ProofError: ``jwt.wrong-audience`` or ``jwt.malformed-claim``.
        UnavailableError: ``jwt.audience-unchecked``: it is made for somebody, and nobody said
            who asks.
    """
    if "aud" not in claims:
        return
    named = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if not named or not all(isinstance(one, str) and one for one in named):
        raise malformed("aud", "it names nobody")
    told = ", ".join(named)[:100]
    if verifier is None:
        raise UnavailableError(
            "jwt.audience-unchecked",
            f"The token is made for {told}, and nobody said who asks.",
            remedy="Say how you are named: domain.",
        )
    if verifier not in named:
        raise ProofError(
            "jwt.wrong-audience", f"The token is made for {told}, and not for {verifier[:100]}."
        )


def numeric_date(claims: Mapping[str, Any], name: str) -> datetime | None:
    """Return a NumericDate (RFC 7519 section 2): seconds since 1970, None where it is absent.

    Raises:
        ProofError: ``jwt.malformed-claim``.
    """
    if name not in claims:
        return None
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST:
        raise malformed(name, "it is no number of seconds since 1970")
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=value)


def moment(value: Any, name: str) -> datetime:
    """Return a date-time with a zone, such as ``validFrom``.

    Raises:
        ProofError: ``jwt.malformed-claim``.
    """
    try:
        return parse_time(value)
    except InputError as error:
        raise malformed(name, error.message) from error


def text(claims: Mapping[str, Any], name: str) -> str | None:
    """Return a claim that is text, None where it is absent.

    Raises:
        ProofError: ``jwt.malformed-claim``.
    """
    if name not in claims:
        return None
    value = claims[name]
    if not isinstance(value, str) or not value:
        raise malformed(name, "it is not text")
    return value


def require_same(name: str, claim: Any, member: str, content: Any) -> None:
    """Refuse a token whose envelope and content disagree.

    Raises:
        ProofError: ``jwt.disagreement``.
    """
    if claim != content:
        raise ProofError(
            "jwt.disagreement", f"The claim {name} and the credential's {member} disagree."
        )


def require_same_second(name: str, claim: datetime, member: str, content: datetime) -> None:
    """Refuse two times that differ by a second or more: a NumericDate may drop fractions.

    Raises:
        ProofError: ``jwt.disagreement``.
    """
    require_same(name, abs(claim - content) < timedelta(seconds=1), member, True)


def malformed(name: str, why: str) -> ProofError:
    """Return the error for a claim that is not what it should be."""
    return ProofError("jwt.malformed-claim", f"The claim {name} is malformed: {why.rstrip('.')}.")
