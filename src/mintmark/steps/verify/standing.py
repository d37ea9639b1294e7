"""Checks 7 to 9: does it hold now, was it taken back, does it fit its schemas?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mintmark.encoding.times import format_time
from mintmark.encoding.values import as_list, has_type
from mintmark.errors import (
    FormatError,
    LimitError,
    MintmarkError,
    StatusError,
    UnavailableError,
)
from mintmark.formats import open_badges_2
from mintmark.report import Outcome, Report
from mintmark.status import revocation_list_1edtech
from mintmark.status.bitstring import read_status, unpack
from mintmark.status.entry import ENTRY_TYPE, parse_entry
from mintmark.steps.verify import lists, open_badge_2, sd_jwt_vc
from mintmark.steps.verify.case import Case, Setting
from mintmark.trust.policy import UnsafeAnyIssuer

_REVOKED = "status.revoked"
MAX_ENTRIES = 8
"""Status entries that one credential may have."""

_SCHEMA_TYPES = frozenset({"JsonSchema", "1EdTechJsonSchemaValidator2019"})


def period(case: Case) -> str:
    """Check 7: it holds at the moment asked about, both ends included (VC Data Model 2.0, 4.9)."""
    if case.outline is None:
        raise FormatError("form.not-a-credential", "Nothing says when it holds.")
    case.outline.require_in_period(case.setting.at)
    ends = case.outline.valid_until
    return f"It holds until {format_time(ends)}." if ends else "It holds without an end."


def status(case: Case) -> str:
    """Check 8: every status entry is read from its list; the list is verified like a credential."""
    if case.received is not None:
        badge = open_badge_2.badge_of(case)
        return open_badges_2.require_not_revoked(badge, case.setting.fetcher)
    if case.is_sd_jwt_vc:
        return sd_jwt_vc.status(case) or _without_status(case)
    entries = as_list(case.document.get("credentialStatus"))
    if not entries:
        return _without_status(case)
    if len(entries) > MAX_ENTRIES:
        raise StatusError("status.too-many", f"It names more than {MAX_ENTRIES} status entries.")
    return _all_of(entries, case)


def _all_of(entries: Sequence[Any], case: Case) -> str:
    """Read every entry, and raise what weighs most: for good, for a time, could not be told."""
    said, faults = [], list[MintmarkError]()
    for entry in entries:
        try:
            said.append(_entry(entry, case))
        except MintmarkError as error:
            faults.append(error)
    if faults:
        raise min(faults, key=lambda one: (one.code != _REVOKED, not isinstance(one, StatusError)))
    return " ".join(said)


def _without_status(case: Case) -> str:
    if _shows_a_part(case):
        # Only what its holder chose is shown, and the issuer may have let the status be left out.
        return "It shows no status list; whether its issuer took it back is not told."
    return "It names no status list: its issuer cannot take it back."


def _shows_a_part(case: Case) -> bool:
    if case.opened is not None:
        return case.opened.sealed.sd_jwt is not None
    selective = {suite.name for suite in case.setting.suites if suite.verify is not None}
    return any(one.suite in selective for one in case.proofs)


def schema(case: Case) -> str:
    """Check 9: the credential fits every schema it names (VC Data Model 2.0, 4.11)."""
    if case.is_sd_jwt_vc:
        return "Its type (vct) is all it says of its shape; no schema was looked for."
    schemas = as_list(case.document.get("credentialSchema"))
    for one in schemas:
        address = _address(one)
        if not has_type(one, *_SCHEMA_TYPES):
            raise UnavailableError(
                "schema.unknown-type",
                f"The schema type {_types(one)} is not one we can check.",
            )
        case.setting.fetcher.take_schema()
        _fits(case.document, case.setting.fetcher.fetch(address))
    return f"It fits {len(schemas)} schema(s)." if schemas else "It names no schema."


def _fits(document: Mapping[str, Any], schema_bytes: bytes) -> None:
    # Loaded late: few credentials name a schema, and the library takes its time to load.
    from mintmark.encoding import json_schema

    try:
        json_schema.validate(document, schema_bytes)
    except (FormatError, LimitError) as error:
        if error.code == "schema.violation":
            raise
        # It is the schema that is broken or costs too much: nobody knows what it would have said.
        raise UnavailableError(error.code, error.message, place=error.place) from error


def _address(one: Any) -> str:
    address = one.get("id") if isinstance(one, dict) else None
    if not isinstance(address, str):
        raise FormatError(
            "schema.malformed-entry", "A schema is not named by address.", place="/credentialSchema"
        )
    return address


def _types(value: Any) -> str:
    """Return the types of an object, or what stands where an object belongs, for a message."""
    return repr(value.get("type") if isinstance(value, dict) else value)[:60]


def _entry(raw: Any, case: Case) -> str:
    ways = [read for kind, read in _STATUS_TYPES.items() if has_type(raw, kind)]
    if not ways:
        raise UnavailableError(
            "status.unknown-type", f"The status type {_types(raw)} is not one we can check."
        )
    return " ".join(read(raw, case) for read in ways)


def _in_bitstring(raw: Any, case: Case) -> str:
    entry = parse_entry(raw)
    listed = _status_list(entry.list_url, case)
    budget = case.setting.fetcher
    found = read_status(
        entry,
        listed,
        unpack=lambda packed, place: budget.once(("bits", place), lambda: unpack(packed, place)),
    )
    found.require_good()
    said = f" It says: {found.message}." if found.message else ""
    return f"The {found.purpose} list is read: {found.value}.{said}"


def _in_revocation_list(raw: Any, case: Case) -> str:
    address = revocation_list_1edtech.parse_entry(raw)
    name = case.document.get("id")
    budget = case.setting.fetcher
    listed = budget.once(
        ("revoked", address),
        lambda: revocation_list_1edtech.read_list(budget.fetch(address), list_url=address),
    )
    found = listed.status_of(name if isinstance(name, str) else None, issuer=case.issuer)
    found.require_good()
    return "It is not in its issuer's revocation list."


_STATUS_TYPES = {
    ENTRY_TYPE: _in_bitstring,
    revocation_list_1edtech.ENTRY_TYPE: _in_revocation_list,
}


def _status_list(address: str, case: Case) -> Mapping[str, Any]:
    setting = case.setting
    # A list's own status would lead to a list, and so on: lists are read one level deep.
    if setting.is_status_list:
        raise StatusError("status.nested", "A status list has a status list of its own.")
    inner = setting.fetcher.once(("status list", address), lambda: _verified(address, setting))
    if inner.issuer != case.issuer:
        raise StatusError(
            "status.foreign-list", f"The status list is not the issuer's but {inner.issuer}'s."
        )
    return inner.secured


def _verified(address: str, setting: Setting) -> Case:
    inner = Case(
        setting.fetcher.fetch(address),
        replace(setting, is_status_list=True, policy=UnsafeAnyIssuer()),
    )
    report = lists.examined(inner)
    if report is None:
        return inner
    if report.outcome is Outcome.INDETERMINATE or _is_no_list_of_today(report):
        raise UnavailableError("status.list-unchecked", _why(address, report.decisive))
    raise StatusError("status.list-invalid", _why(address, report.decisive))


def _is_no_list_of_today(report: Report) -> bool:
    """Say whether a list is wrong only in being none, or one of another day.

    An error page, half a file, an old list: nobody knows what today's list says.
    """
    wrong = {check.name for check in report.checks if check.outcome is Outcome.INVALID}
    return bool(wrong) and wrong <= {"read", "form", "period"}


def _why(address: str, decisive: Any) -> str:
    return f"The status list {address} does not hold: {decisive.name}: {decisive.detail}"
