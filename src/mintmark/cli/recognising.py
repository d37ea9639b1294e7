"""``mintmark recognise``: cases as files, and what is added to them."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from mintmark.carriers.detect import unpack
from mintmark.cli import console, days, files, recognition_words, showing
from mintmark.cli.bench import Bench, Order, make_ready
from mintmark.errors import MintmarkError, RecognitionError, UsageError
from mintmark.formats.related import digest_of
from mintmark.model.comparison import Target
from mintmark.model.event import Event
from mintmark.model.holding import Holding
from mintmark.model.prior_learning import Assessed, Claim
from mintmark.model.recognition import (
    Answered,
    Appealed,
    AppealSettled,
    Applicant,
    Asked,
    Closed,
    Decided,
    RecognitionCase,
    Verified,
)
from mintmark.steps.recognise import case as step
from mintmark.steps.recognise import reading
from mintmark.steps.recognise.standing import standing
from mintmark.steps.recognise.statement import require_same_evidence, require_unaltered
from mintmark.steps.stack import holding

_KINDS: Final[Mapping[str, type[Event]]] = {
    "asked": Asked,
    "answered": Answered,
    "assessed": Assessed,
    "decided": Decided,
    "appealed": Appealed,
    "appeal-settled": AppealSettled,
    "closed": Closed,
    "verified": Verified,
}
_EXIT: Final = {"valid": 0, "not-valid": 1, "unchecked": 2}


@dataclass(frozen=True, slots=True)
class Application:
    """What the command line says of a new case."""

    credentials: list[str]
    target: Path
    office: Path
    out: Path
    kind: str | None
    received: str | None
    applicant: str | None
    applicant_id: str | None
    claim: Path | None
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the command line says of a decision."""

    outcome: str
    by: str
    role: str | None
    reasons: list[str] | None
    conditions: list[str] | None
    differences: list[str] | None
    measures: list[str] | None
    despite: str | None
    valid_until: str | None

    def values(self) -> dict[str, Any]:
        """Return the decision's fields."""
        return {
            "outcome": self.outcome,
            "by": {"name": self.by, "role": self.role},
            "reasons": tuple(self.reasons or ()),
            "conditions": tuple(self.conditions or ()),
            "differences": tuple(map(_difference, self.differences or ())),
            "measures": tuple(self.measures or ()),
            "despite": self.despite,
            "valid_until": self.valid_until,
        }


def _difference(text: str) -> dict[str, Any]:
    """Return the substantial difference in ``outcomes/bake: why``."""
    where, colon, reason = text.partition(":")
    if not colon or not reason.strip():
        raise UsageError(
            "recognise.malformed-difference",
            f"{text[:80]!r} does not say in which element, and why.",
            remedy="Write it like --difference 'level: It is at EQF 4, and 6 is needed.'",
        )
    element, _, outcome = where.strip().partition("/")
    return {"element": element, "reason": reason.strip(), "outcome": outcome or None}


# ------------------------------------------------------------------------------ files


def load(path: Path) -> RecognitionCase:
    """Return the case in a file."""
    return reading.read_case(files.read_bytes(path), str(path))


def store(path: Path, case: RecognitionCase) -> None:
    """Write a case in the place of the former one; it is there whole or not at all."""
    files.write_whole(path, _written(path, case))


def _written(path: Path, case: RecognitionCase) -> bytes:
    return reading.write_case(case, as_json=path.suffix.lower() == ".json")


def the_day(text: str | None) -> date:
    """Return the day that was named, or today."""
    day = days.read(text)
    if day is None:
        raise UsageError(
            "recognise.malformed-date",
            f"{text!r} is not a day.",
            remedy="Write it like 2026-01-31.",
        )
    return day


# ------------------------------------------------------------------------------ open


def open_case(asked: Application, order: Order, *, as_json: bool) -> None:
    """Verify what was handed in, and write a new case."""
    on = the_day(asked.received)
    target = _target(asked.target, asked.kind)
    procedure = reading.read_procedure(files.read_bytes(asked.office), str(asked.office))
    claim = _claim(asked.claim, asked.out.parent) if asked.claim else None
    bench = make_ready(order)
    names = list(files.credentials_in(asked.credentials)) if asked.credentials else []
    handed_in = [_handed_in(bench, name, asked.out.parent) for name in names]
    if not handed_in and claim is None:
        raise UsageError(
            "recognise.nothing-handed-in",
            "There is neither a credential nor a claim.",
            remedy="Name the credential's file, or a claim to prior learning with --claim.",
        )
    opened = step.open_case(
        uuid.uuid4().urn,
        target,
        procedure,
        _applicant(asked, [one for one, _ in handed_in]),
        on=on,
        credentials=[step.submitted(one, **kept) for one, kept in handed_in],
        claim=claim,
        missing=asked.missing,
    )
    files.write_new(asked.out, _written(asked.out, opened))
    console.note(f"Written: {asked.out}")
    tell(opened, on, as_json=as_json)


def _target(path: Path, kind: str | None) -> Target:
    """Return the target in a file: of its own, or an achievement as it stands."""
    content = files.read_object(path)
    data, name = files.read_bytes(path), str(path)
    if "achievement" in content:
        found = reading.read_target(data, name)
    else:
        found = step.made(Target, {"achievement": reading.read_achievement(data, name)})
    return step.made(Target, {**dict(found), "kind": kind}) if kind else found


def _claim(path: Path, home: Path) -> Claim:
    """Return a claim with the digest of each file that it names."""
    claim = reading.read_claim(files.read_bytes(path), str(path))
    outcomes = tuple(
        one.model_copy(
            update={"evidence": tuple(_evidence(item, path.parent, home) for item in one.evidence)}
        )
        for one in claim.outcomes
    )
    return claim.model_copy(update={"outcomes": outcomes})


def _evidence(item: Any, folder: Path, home: Path) -> Any:
    if item.kind != "file":
        return item
    place = folder / item.name
    digest = digest_of(files.read_bytes(place))
    return item.model_copy(update={"name": os.path.relpath(place, home), "digest": digest})


def _handed_in(bench: Bench, name: str, home: Path) -> tuple[Holding, dict[str, str]]:
    if name == "-":
        raise UsageError(
            "recognise.no-file",
            "A credential from standard input has no file that could be looked at again.",
            remedy="Save it, and name the file.",
        )
    digest = digest_of(_payload(files.read_bytes(name)))
    return _held(bench, name), {"file": os.path.relpath(name, home), "digest": digest}


def _payload(data: bytes) -> bytes:
    """Return the credential in a file, or the file where none can be taken out."""
    try:
        return unpack(data).payload
    except MintmarkError:
        return data


def _held(bench: Bench, name: str) -> Holding:
    report = bench.report(name)
    unsigned = None
    if report.signed is None:
        try:
            unsigned = showing.unsigned(name)
        except MintmarkError:
            unsigned = None
    return holding(report, file=name, unsigned=unsigned)


def _applicant(asked: Application, held: list[Holding]) -> Applicant:
    learner = next((one.award.learner for one in held if one.award), None)
    name = asked.applicant or (learner.name if learner else None)
    if name is None:
        raise UsageError(
            "recognise.no-applicant",
            "No credential says who applies.",
            remedy="Name the applicant with --applicant.",
        )
    own = learner.id if learner is not None and learner.name == name else None
    return step.made(Applicant, {"name": name, "id": asked.applicant_id or own})


# ------------------------------------------------------------------------------ what happens


def note_event(
    path: Path, event: str, values: Mapping[str, Any], on: str | None, *, as_json: bool
) -> None:
    """Add an event to a case, write it, and tell how it stands."""
    day = the_day(on)
    case = _with(load(path), event, values, day)
    store(path, case)
    tell(case, day, as_json=as_json)


def _with(
    case: RecognitionCase, event: str, values: Mapping[str, Any], day: date
) -> RecognitionCase:
    whole = {**values, "event": event, "day": day.isoformat()}
    return step.add(case, step.made(_KINDS[event], whole))


def verify(path: Path, on: str | None, order: Order, *, as_json: bool) -> int:
    """Verify the credentials of a case again; return the exit code of verify."""
    day, case = the_day(on), load(path)
    held = list(_look_again(path, case, make_ready(order)))
    case = _verified(case, held, day)
    store(path, case)
    tell(case, day, as_json=as_json)
    return max((_EXIT[one.standing] for one in held), default=0, key=_worst)


def _worst(code: int) -> int:
    return (0, 2, 1).index(code)


def _verified(case: RecognitionCase, held: list[Holding], day: date) -> RecognitionCase:
    if not held:
        raise RecognitionError(
            "recognise.nothing-to-verify",
            "No credential was handed in, so there is nothing to verify.",
            remedy="Assess the outcomes that are claimed.",
        )
    verdicts = tuple(map(step.verdict, held))
    return _with(case, "verified", {"verdicts": verdicts}, day)


def _look_again(path: Path, case: RecognitionCase, bench: Bench) -> Iterator[Holding]:
    """Yield each credential, verified anew, under the id that the case knows it by."""
    for one in standing(case).application.credentials:
        place = path.parent / one.file
        require_unaltered(one, _payload(files.read_bytes(place)))
        yield _held(bench, str(place)).model_copy(update={"id": one.credential})


def require_all_unaltered(path: Path, case: RecognitionCase) -> None:
    """Refuse a case whose credentials and evidence are not what was handed in."""
    application = standing(case).application
    for one in application.credentials:
        require_unaltered(one, _payload(files.read_bytes(path.parent / one.file)))
    for claimed in application.claim.outcomes if application.claim else ():
        for item in claimed.evidence:
            if item.kind == "file":
                require_same_evidence(item, files.read_bytes(path.parent / item.name))


def compare(path: Path, on: str | None, order: Order, *, as_json: bool) -> None:
    """Verify once more, compare with the target, and note both."""
    from mintmark.steps.recognise.comparing import compare as engine

    day, case = the_day(on), load(path)
    held = list(_look_again(path, case, make_ready(order)))
    case = _verified(case, held, day)
    comparison = engine(held, case.target, as_of=day)
    case = step.add(case, step.compared(comparison, day))
    store(path, case)
    tell(case, day, as_json=as_json)


def decide(path: Path, ruling: Ruling, on: str | None, *, as_json: bool) -> None:
    """Note a decision; the credentials must still be those that were handed in."""
    require_all_unaltered(path, load(path))
    note_event(path, "decided", {"decision": ruling.values()}, on, as_json=as_json)


def settle(
    path: Path, values: dict[str, Any], changed: Ruling | None, on: str | None, *, as_json: bool
) -> None:
    """Note how an appeal was settled."""
    require_all_unaltered(path, load(path))
    decision = changed.values() if changed else None
    note_event(path, "appeal-settled", values | {"decision": decision}, on, as_json=as_json)


# ------------------------------------------------------------------------------ telling


def show(path: Path, as_of: str | None, *, as_json: bool) -> None:
    """Print a case."""
    case, day = load(path), the_day(as_of)
    if as_json:
        console.facts(recognition_words.facts(case, day) | {"case": case.model_dump(mode="json")})
        return
    for line in recognition_words.whole(case, day):
        console.say(console.one_line(line))


def tell(case: RecognitionCase, day: date, *, as_json: bool) -> None:
    """Print what happened last, and how the case stands."""
    if as_json:
        console.facts(recognition_words.facts(case, day))
        return
    for line in recognition_words.latest(case, day):
        console.say(console.one_line(line))
