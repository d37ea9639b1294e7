"""``mintmark recognise``: cases as files, and what is added to them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from mintmark.cli import console, files, recognition_words
from mintmark.cli import recognition_files as work
from mintmark.cli.bench import Order, make_ready
from mintmark.errors import RecognitionError, UsageError
from mintmark.model.comparison import Target
from mintmark.model.event import Event
from mintmark.model.holding import Holding
from mintmark.model.prior_learning import Assessed
from mintmark.model.recognition import (
    Answered,
    Appealed,
    AppealSettled,
    Applicant,
    Asked,
    Closed,
    Decided,
    RecognitionCase,
    Verdict,
    Verified,
)
from mintmark.steps.recognise import case as step
from mintmark.steps.recognise import reading

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


# ------------------------------------------------------------------------------ open


def open_case(asked: Application, order: Order, *, as_json: bool) -> None:
    """Verify what was handed in, and write a new case."""
    on = work.a_past_day(asked.received)
    target = _target(asked.target, asked.kind)
    procedure = reading.read_procedure(files.read_bytes(asked.office), str(asked.office))
    claim = work.claim_in(asked.claim, asked.out.parent) if asked.claim else None
    bench = make_ready(order)
    names = list(files.credentials_in(asked.credentials)) if asked.credentials else []
    handed_in = [work.handed_in(bench, name, asked.out.parent) for name in names]
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
        _applicant(asked, [one.holding for one in handed_in]),
        on=on,
        credentials=[(one.kept, one.verdict) for one in handed_in],
        claim=claim,
        missing=asked.missing,
    )
    files.write_new(asked.out, work.written(asked.out, opened))
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
    day = work.a_past_day(on)
    case = _with(work.load(path), event, values, day)
    work.store(path, case)
    tell(case, day, as_json=as_json)


def _with(
    case: RecognitionCase, event: str, values: Mapping[str, Any], day: date
) -> RecognitionCase:
    whole = {**values, "event": event, "day": day.isoformat()}
    return step.add(case, step.made(_KINDS[event], whole))


def answer(
    path: Path, names: list[str], note: str | None, on: str | None, order: Order, *, as_json: bool
) -> None:
    """Note an answer, with the credentials that came with it."""
    day, case = work.a_past_day(on), work.load(path)
    bench = make_ready(order)
    came = [work.handed_in(bench, name, path.parent) for name in files.credentials_in(names)]
    kept = tuple(one.kept for one in came)
    case = _with(case, "answered", {"note": note, "credentials": kept}, day)
    if came:
        verdicts = tuple(one.verdict for one in came)
        case = _with(case, "verified", {"verdicts": verdicts}, day)
    work.store(path, case)
    tell(case, day, as_json=as_json)


def verify(path: Path, on: str | None, order: Order, *, as_json: bool) -> int:
    """Verify the credentials of a case again; return the exit code of verify."""
    day, case = work.a_past_day(on), work.load(path)
    seen = list(work.look_again(path, case, make_ready(order)))
    case = _verified(case, [verdict for _, verdict in seen], day)
    work.store(path, case)
    tell(case, day, as_json=as_json)
    return max((_EXIT[verdict.standing] for _, verdict in seen), default=0, key=_worst)


def _worst(code: int) -> int:
    return (0, 2, 1).index(code)


def _verified(case: RecognitionCase, verdicts: list[Verdict], day: date) -> RecognitionCase:
    if not verdicts:
        raise RecognitionError(
            "recognise.nothing-to-verify",
            "No credential was handed in, so there is nothing to verify.",
            remedy="Assess the outcomes that are claimed.",
        )
    return _with(case, "verified", {"verdicts": tuple(verdicts)}, day)


def compare(
    path: Path, on: str | None, order: Order, meaning: Path | None, *, as_json: bool
) -> None:
    """Verify once more, compare with the target, tell on what evidence, and note both."""
    from mintmark.cli import comparison_words, meaning_folder
    from mintmark.steps.recognise.comparing import compare as engine

    day, case = work.a_past_day(on), work.load(path)
    seen = list(work.look_again(path, case, make_ready(order)))
    case = _verified(case, [verdict for _, verdict in seen], day)
    model = meaning_folder.read_embedder(meaning, languages=None) if meaning else None
    comparison = engine([held for held, _ in seen], case.target, as_of=day, meaning=model)
    case = step.add(case, step.compared(comparison, day))
    work.store(path, case)
    if as_json:
        told = {"comparison": comparison.model_dump(mode="json")}
        console.facts(recognition_words.facts(case, day) | told)
        return
    for line in comparison_words.lines(comparison):
        console.say(console.one_line(line))
    tell(case, day, as_json=False)


def decide(path: Path, ruling: Ruling, on: str | None, *, as_json: bool) -> None:
    """Note a decision; the credentials must still be those that were handed in."""
    work.require_all_unaltered(path, work.load(path))
    note_event(path, "decided", {"decision": ruling.values()}, on, as_json=as_json)


def settle(
    path: Path, values: dict[str, Any], changed: Ruling | None, on: str | None, *, as_json: bool
) -> None:
    """Note how an appeal was settled."""
    work.require_all_unaltered(path, work.load(path))
    decision = changed.values() if changed else None
    note_event(path, "appeal-settled", values | {"decision": decision}, on, as_json=as_json)


# ------------------------------------------------------------------------------ telling


def show(path: Path, as_of: str | None, *, as_json: bool) -> None:
    """Print a case."""
    case, day = work.load(path), work.the_day(as_of)
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
