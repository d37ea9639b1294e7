"""An assertion together with its badge class and its issuer, each from where it is to be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mintmark.encoding import jcs
from mintmark.errors import FormatError, StatusError, UnavailableError
from mintmark.formats.open_badges_2 import documents, profile
from mintmark.formats.open_badges_2.assertion import Assertion, shape
from mintmark.formats.open_badges_2.profile import Profile
from mintmark.formats.outline import Outline
from mintmark.model.base import is_absolute_iri
from mintmark.ports import Fetcher


@dataclass(frozen=True, slots=True)
class Badge:
    """A whole badge: what is to be believed of it once authority and confirmation hold.

    Attributes:
        assertion: the assertion: hosted, as its own address serves it; signed, as it came.
        badge_class: the BadgeClass document.
        issuer: the issuer's profile.
    """

    assertion: Assertion
    badge_class: Mapping[str, Any]
    issuer: Profile

    @property
    def outline(self) -> Outline:
        """Its issuer and the period in which it holds."""
        return Outline("ob-2.0", self.issuer.id, self.assertion.issued, self.assertion.expires)

    @property
    def document(self) -> dict[str, Any]:
        """The assertion with its badge class and issuer written out, as ``describe`` takes it."""
        badge_class = {**self.badge_class, "issuer": self.issuer.document}
        return {**self.assertion.document, "badge": badge_class}


def gather(assertion: Assertion, fetcher: Fetcher) -> Badge:
    """Get everything that the badge consists of.

    A hosted assertion only tells where the real one is to be had (section HostedBadge
    Verification). The issuer is always looked up at its own address. A badge class that is
    written out is taken as it stands, unless its id is a web address that is not the issuer's:
    then that address must serve the same.

    Raises:
        FormatError: ``ob2.*``: a document is malformed or another one, ``ob2.badge``,
            ``ob2.issuer``, ``ob2.badge-differs``.
        StatusError: ``ob2.revoked``.
        KeyMaterialError: ``ob2.malformed-key-list``.
        UnavailableError: something cannot be had.
    """
    if assertion.method == "hosted":
        assertion = shape(_served(assertion.id, fetcher))
        if assertion.method != "hosted":
            raise FormatError(
                "ob2.unknown-verification", "The copy at its address is not a hosted badge."
            )
    badge_class, issuer = _badge_class(assertion, fetcher)
    return Badge(assertion, badge_class, issuer)


def _served(address: str, fetcher: Fetcher) -> Mapping[str, Any]:
    try:
        return documents.fetch(address, fetcher)
    except UnavailableError as error:
        if error.code != "fetch.gone":
            raise
        raise StatusError(
            "ob2.revoked", f"{address} answers that it is gone: the issuer has revoked this badge."
        ) from error


def _badge_class(assertion: Assertion, fetcher: Fetcher) -> tuple[Mapping[str, Any], Profile]:
    if isinstance(assertion.badge, str):
        found: Mapping[str, Any] = documents.fetch(assertion.badge, fetcher)
        return found, profile.fetch(_issuer(found), fetcher)
    written = assertion.badge
    issuer = profile.fetch(_issuer(written), fetcher)
    name = written.get("id")
    if not isinstance(name, str) or not is_absolute_iri(name):
        raise FormatError("ob2.badge", "The badge class has no address as its id.", place="/badge")
    if name.lower().startswith(("https:", "http:")) and not issuer.owns(name):
        place = difference(written, documents.fetch(name, fetcher))
        if place is not None:
            raise FormatError(
                "ob2.badge-differs",
                f"The badge class says something else than {name} serves.",
                place=f"/badge{place}",
            )
    return written, issuer


def _issuer(badge_class: Mapping[str, Any]) -> str:
    documents.require_type(badge_class, "BadgeClass")
    issuer = documents.id_of(badge_class.get("issuer"))
    if not isinstance(issuer, str):
        raise FormatError("ob2.issuer", "The badge class names no issuer.", place="/badge/issuer")
    return issuer


def difference(copy: Mapping[str, Any], original: Mapping[str, Any]) -> str | None:
    """Return where a copy says what its original does not say, as a JSON pointer, or None.

    What one writes out the other may name by its id, and contexts may be written as a list.
    """
    for name, value in copy.items():
        other = original.get(name)
        if name == "@context":
            continue
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            inside = difference(value, other)
            if inside is not None:
                return f"/{name}{inside}"
        elif name not in original or not _same(value, other):
            return f"/{name}"
    return None


def _same(mine: Any, other: Any) -> bool:
    if isinstance(mine, Mapping) or isinstance(other, Mapping):
        name = documents.id_of(mine)
        return isinstance(name, str) and name == documents.id_of(other)
    return jcs.canonicalize([mine]) == jcs.canonicalize([other])
