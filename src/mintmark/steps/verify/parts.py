"""Check 12: the parts of a larger award, each verified by itself, as far as they are at hand.

A larger award is the statement of whoever decided on it, and it names its parts by id and digest.
Nobody is asked for them: what is not handed over is told as not checked. What becomes of a part
later (revoked, expired) is told, and does not pull the award down; another file under a part's id
does (VC Data Model 2.0, section 5.3).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Final

from mintmark.encoding import strict_json
from mintmark.encoding.effort import spend_bytes
from mintmark.encoding.values import text
from mintmark.errors import FormatError, MintmarkError, UnavailableError
from mintmark.formats import clr_2
from mintmark.formats.parts import NamedPart, exact_bytes, named_parts
from mintmark.report import Check, Outcome, Report
from mintmark.steps.verify import reading
from mintmark.steps.verify.case import Case, Setting

MAX_DEPTH: Final = 8
"""How many awards deep parts are followed."""

_CARRIED: Final = "/credentialSubject/verifiableCredential"
_SAID: Final = {
    Outcome.VALID: ("holds", "hold"),
    Outcome.INVALID: ("does not hold", "do not hold"),
    Outcome.INDETERMINATE: ("could not be checked", "could not be checked"),
}


def parts(case: Case) -> str:
    """Check 12: no other file stands in the place of a part; each is verified by itself."""
    if case.is_sd_jwt_vc or case.received is not None or case.setting.is_status_list:
        return "Its format knows no parts."
    if clr_2.is_learner_record(case.secured):
        return _in_record(case)
    named = named_parts(case.secured)
    if not named:
        return "It names no parts."
    inner = replace(case.setting, above=_above(case))
    for one in named:
        _require_no_cycle(one.id, inner.above)
    altered: list[NamedPart] = []
    reports: list[tuple[str, Report]] = []
    for one in named:
        found = _find(one, inner)
        if isinstance(found, FormatError):
            altered.append(one)
        reports.append((one.id, _report(found, inner)))
    case.parts = tuple(reports)
    if altered:
        raise _altered(altered[0])
    return _told(
        f"It names {_several(len(named), 'part')}", case, "award is its issuer's own decision"
    )


def _in_record(case: Case) -> str:
    """Verify what a learner's record carries, each by itself; they are parts of one another too."""
    found = clr_2.carried(case.secured)
    names = [text(one.get("id")) or f"{_CARRIED}/{n}" for n, one in enumerate(found)]
    if len(set(names)) != len(names):
        raise FormatError("part.twice", "Two credentials are carried under one id.", place=_CARRIED)
    texts = {name: strict_json.dumps(one) for name, one in zip(names, found, strict=True)}
    spend_bytes(sum(map(len, texts.values())))
    inner = replace(case.setting, above=_above(case), carried={**case.setting.carried, **texts})
    for name in names:
        _require_no_cycle(name, inner.above)
    case.parts = tuple((name, _examined(data, inner)) for name, data in texts.items())
    start = f"It carries {_several(len(names), 'credential')}"
    return _told(start, case, "record is its publisher's own statement")


def _above(case: Case) -> tuple[str, ...]:
    """Return the ids of the awards above the parts of this one.

    Raises:
        UnavailableError: ``part.too-deep``.
    """
    above = (*case.setting.above, text(case.document.get("id")) or "")
    if len(above) > MAX_DEPTH:
        raise UnavailableError(
            "part.too-deep",
            f"Parts are followed {MAX_DEPTH} awards deep, and no deeper.",
            remedy="Verify this part by itself.",
        )
    return above


def _require_no_cycle(name: str, above: tuple[str, ...]) -> None:
    if name in above:
        raise FormatError(
            "part.cycle", f"Its part {name[:200]} is itself, or an award that it is part of."
        )


def _find(part: NamedPart, setting: Setting) -> bytes | MintmarkError:
    """Return the file with the part's digest, or why there is none."""

    def read_id(data: bytes) -> str | None:
        case = Case(data, setting)
        try:
            reading.read(case)
        except MintmarkError:
            return None
        return text(case.document.get("id"))

    given = setting.fetcher.given(part.id)
    refusal: MintmarkError = UnavailableError(
        "part.not-at-hand", f"{part.name or part.id} is not among the parts that were given."
    )
    for data in (*setting.parts.named(part.id, read_id), *([given] if given else [])):
        try:
            spend_bytes(len(data))
            part.resource.require_unaltered(exact_bytes(data))
        except UnavailableError as error:
            refusal = error
        except MintmarkError:
            refusal = _altered(part)
        else:
            return data
    carried = setting.carried.get(part.id)
    if carried is None or isinstance(refusal, FormatError):
        return refusal
    return _as_carried(part, carried)


def _as_carried(part: NamedPart, carried: bytes) -> bytes | MintmarkError:
    """Return what a record carries as this part, if its bytes came through that."""
    try:
        spend_bytes(len(carried))
        part.resource.require_unaltered(carried)
    except UnavailableError as error:
        return error
    except MintmarkError:
        return UnavailableError(
            "part.rewritten",
            "The record carries it in other letters, so that its digest cannot be compared.",
            remedy="Give the file that its issuer handed out with the parts.",
        )
    return carried


def _altered(part: NamedPart) -> FormatError:
    return FormatError(
        "part.altered",
        f"What was given as {part.id[:200]} is not what it was when the award was decided.",
        remedy="Give the file that its issuer handed out, unchanged.",
    )


def _report(found: bytes | MintmarkError, setting: Setting) -> Report:
    if isinstance(found, bytes):
        return _examined(found, setting)
    unknown = isinstance(found, UnavailableError)
    outcome = Outcome.INDETERMINATE if unknown else Outcome.INVALID
    return Report((Check(1, "part", outcome, found.code, str(found)),))


def _examined(data: bytes, setting: Setting) -> Report:
    """Return the report of one credential; where it stands again, its own parts are not told again.

    So awards that are made of one another in many ways cost as much as there are awards.
    """
    key = hashlib.sha256(data).digest()
    known = setting.fetcher.reports.get(key)
    if known is not None:
        return replace(known, parts=())
    report = setting.examine(Case(data, setting))
    if all(check.code != "part.too-deep" for check in report.checks):
        setting.fetcher.reports[key] = report
    return report


def _several(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _told(start: str, case: Case, standing: str) -> str:
    """Return what became of the parts of a case, and on what it stands where not all hold."""
    count = Counter(report.outcome for _, report in case.parts)
    said = "; ".join(
        f"{count[outcome]} {one if count[outcome] == 1 else several}"
        for outcome, (one, several) in _SAID.items()
        if count[outcome]
    )
    if count[Outcome.VALID] == len(case.parts):
        return f"{start}: {said}."
    return f"{start}: {said}. The {standing}, and stands by itself."
