"""Whether the issuer has taken a badge back (section Revocation List)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.encoding.values import as_list
from mintmark.errors import FormatError, StatusError, UnavailableError
from mintmark.formats.open_badges_2 import documents
from mintmark.formats.open_badges_2.assertion import Assertion
from mintmark.formats.open_badges_2.badge import Badge
from mintmark.ports import Fetcher


def require_not_revoked(badge: Badge, fetcher: Fetcher) -> str:
    """Refuse a badge that its issuer has revoked; say in words how that was seen.

    A hosted assertion that is revoked is not served any more, which ``gather`` has seen. For a
    signed one the revocation list of the issuer's own profile is read.

    Raises:
        StatusError: ``ob2.revoked``, ``ob2.foreign-list`` or ``ob2.malformed-list``.
        FormatError: ``ob2.*``: the list is another document.
        UnavailableError: the list cannot be had, or ``ob2.list-unchecked``: what is served in its
            place is no list, or lacks its issuer or its entries, which it must have.
    """
    if badge.assertion.method == "hosted":
        return "Its issuer still serves it."
    address = documents.id_of(badge.issuer.document.get("revocationList"))
    if address is None:
        return "Its issuer keeps no revocation list: it cannot take the badge back."
    if not isinstance(address, str):
        raise _malformed("its address is not text")
    listed = _fetched(address, fetcher)
    if documents.id_of(listed["issuer"]) != badge.issuer.id:
        raise StatusError(
            "ob2.foreign-list", f"The revocation list is not one of {badge.issuer.id}."
        )
    entries = as_list(listed["revokedAssertions"])
    for entry in entries:
        if _means(entry, badge.assertion):
            _refuse(entry)
    return f"It is not among the {len(entries)} badges that its issuer has revoked."


def _fetched(address: str, fetcher: Fetcher) -> Mapping[str, Any]:
    """Return a list that says whose it is and what is in it; an error page says neither."""
    try:
        listed = documents.fetch(address, fetcher)
    except FormatError as error:
        if error.code != "ob2.malformed-document":
            raise
        raise _unchecked(address, error.message.rstrip(".")) from error
    documents.require_type(listed, "RevocationList")
    for name in ("issuer", "revokedAssertions"):
        if listed.get(name) is None:
            raise _unchecked(address, f"it has no {name}")
    return listed


def _unchecked(address: str, why: str) -> UnavailableError:
    return UnavailableError(
        "ob2.list-unchecked",
        f"Nobody knows what the revocation list says: {why}.",
        place=address,
        remedy="Try again later, or ask the issuer.",
    )


def _means(entry: Any, assertion: Assertion) -> bool:
    """Say whether an entry is about this assertion: by its id, or by the ``uid`` of old badges."""
    if isinstance(entry, str):
        return entry == assertion.id
    if not isinstance(entry, Mapping) or not isinstance(entry.get("revoked", True), bool):
        raise _malformed("an entry is neither an id nor an object")
    names = {name: entry[name] for name in ("id", "uid") if name in entry}
    if not names or not all(isinstance(name, str) for name in names.values()):
        raise _malformed("an entry has no id")
    if entry.get("revoked") is False:
        return False
    uid = assertion.document.get("uid")
    return names.get("id") == assertion.id or ("uid" in names and names["uid"] == uid)


def _refuse(entry: Any) -> None:
    reason = entry.get("revocationReason") if isinstance(entry, Mapping) else None
    why = f" {reason[:500]}" if isinstance(reason, str) else ""
    raise StatusError("ob2.revoked", f"The issuer has revoked this badge.{why}")


def _malformed(why: str) -> StatusError:
    return StatusError("ob2.malformed-list", f"The revocation list is malformed: {why}.")
