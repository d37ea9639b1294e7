"""Checks 4 to 6 for an Open Badge 2.0: hosted by its issuer, or signed as a JWS."""

from __future__ import annotations

from mintmark.errors import ProofError, UnavailableError
from mintmark.formats import open_badges_2
from mintmark.formats.open_badges_2 import Badge, Received
from mintmark.formats.outline import Outline
from mintmark.steps.verify.case import Case


def proof(case: Case) -> str:
    """Check 4: it is hosted, or signed with RS256 (Open Badges 2.0, section Verification)."""
    if _received(case).token is not None:
        return "An Open Badge 2.0, signed (RS256)."
    return "An Open Badge 2.0, hosted by its issuer."


def key(case: Case) -> str:
    """Check 5: the issuer's profile allows the badge's address, or lists the key that signed."""
    fetcher = case.setting.fetcher
    case.badge = open_badges_2.gather(open_badges_2.form(_received(case)), fetcher)
    case.outline = case.badge.outline
    case.issuer = case.outline.issuer
    case.badge_keys = open_badges_2.authority(case.badge, fetcher, at=case.setting.at)
    if case.badge.assertion.method == "hosted":
        return f"The issuer {case.issuer} hosts its badges at that address."
    return f"The issuer {case.issuer} lists the key as its own."


def signature(case: Case) -> str:
    """Check 6: it is what the issuer serves under its address, or what the key signed."""
    badge = badge_of(case)
    open_badges_2.confirm(_received(case), badge, case.badge_keys)
    # A hosted badge only tells where the real one stands: that is the one to read.
    case.secured = badge.document
    return "The content is exactly what its issuer serves or signed."


def outline(case: Case) -> Outline:
    """Return the period that the assertion names; who issued it only its issuer's profile says."""
    assertion = open_badges_2.form(_received(case))
    return Outline("ob-2.0", "", assertion.issued, assertion.expires)


def badge_of(case: Case) -> Badge:
    """Return the whole badge.

    Raises:
        UnavailableError: ``ob2.incomplete-badge``: its parts could not be had.
    """
    if case.badge is None:
        raise UnavailableError("ob2.incomplete-badge", "Parts of the badge could not be had.")
    return case.badge


def _received(case: Case) -> Received:
    if case.received is None:
        raise ProofError("ob2.not-a-badge", "It is no Open Badge 2.0.")
    return case.received
