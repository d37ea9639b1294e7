"""Cases, credentials and evidence as files: read, looked at again, and never exchanged."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mintmark.carriers.detect import unpack
from mintmark.cli import days, files, showing
from mintmark.cli.bench import Bench
from mintmark.errors import MintmarkError, RecognitionError, UsageError
from mintmark.formats.related import digest_of
from mintmark.model.holding import Holding
from mintmark.model.prior_learning import Claim, EvidenceItem
from mintmark.model.recognition import RecognitionCase, Submitted, Verdict
from mintmark.report import Report
from mintmark.steps.recognise import case as step
from mintmark.steps.recognise import reading
from mintmark.steps.recognise.standing import standing
from mintmark.steps.recognise.statement import (
    require_same_evidence,
    require_same_words,
    require_unaltered,
)
from mintmark.steps.stack import holding


def load(path: Path) -> RecognitionCase:
    """Return the case in a file."""
    return reading.read_case(files.read_bytes(path), str(path))


def store(path: Path, case: RecognitionCase) -> None:
    """Write a case in the place of the former one; it is there whole or not at all.

    Raises:
        RecognitionError: ``recognise.changed-meanwhile``: the case in the file is not one to which
            something was added, and writing would lose what happened in it.
    """
    former = load(path)
    grown = case.history[: len(former.history)] == former.history
    if not grown or case.model_copy(update={"history": former.history}) != former:
        raise RecognitionError(
            "recognise.changed-meanwhile",
            f"Somebody else has changed {path} meanwhile.",
            place=str(path),
            remedy="Look at it again, and repeat what you did if it still fits.",
        )
    files.write_whole(path, written(path, case))


def written(path: Path, case: RecognitionCase) -> bytes:
    """Return a case as it is written to that file: YAML, or JSON where its name says so."""
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


def claim_in(path: Path, home: Path) -> Claim:
    """Return a claim with the digest of each file that it names."""
    claim = reading.read_claim(files.read_bytes(path), str(path))
    outcomes = tuple(
        one.model_copy(
            update={"evidence": tuple(_evidence(item, path.parent, home) for item in one.evidence)}
        )
        for one in claim.outcomes
    )
    return claim.model_copy(update={"outcomes": outcomes})


def _evidence(item: EvidenceItem, folder: Path, home: Path) -> EvidenceItem:
    if item.kind != "file":
        return item
    place = folder / item.name
    digest = digest_of(_plain_file(place))
    return item.model_copy(update={"name": os.path.relpath(place, home), "digest": digest})


def a_past_day(text: str | None) -> date:
    """Return the day on which something happened; nothing has happened tomorrow.

    Events stand in order, so that a slip of a year would keep everything else out of the case.
    """
    day = the_day(text)
    if day > the_day(None):
        raise UsageError(
            "recognise.future-day",
            f"{day} is still to come, and a case holds what has happened.",
            remedy="Name the day on which it happened.",
        )
    return day


@dataclass(frozen=True, slots=True)
class Seen:
    """A credential that was looked at: as a holding, as a case keeps it, and the verdict."""

    holding: Holding
    kept: Submitted
    verdict: Verdict


def handed_in(bench: Bench, name: str, home: Path) -> Seen:
    """Verify a credential that is handed in.

    Args:
        bench: how to verify.
        name: its file.
        home: the folder of the case, from which the file is seen later.
    """
    if name == "-":
        raise UsageError(
            "recognise.no-file",
            "A credential from standard input has no file that could be looked at again.",
            remedy="Save it, and name the file.",
        )
    digest = digest_of(_payload(files.read_bytes(name)))
    held, verdict = looked_at(bench, name)
    kept = step.submitted(held, file=os.path.relpath(name, home), digest=digest)
    return Seen(held, kept, verdict)


def _plain_file(path: Path) -> bytes:
    """Return a file that another file names: a plain one, since a pipe would never end."""
    return files.read_bytes(files.Found(path))


def _payload(data: bytes) -> bytes:
    """Return the credential in a file, or the file where none can be taken out."""
    try:
        return unpack(data).payload
    except MintmarkError:
        return data


def looked_at(bench: Bench, name: str, known_as: str | None = None) -> tuple[Holding, Verdict]:
    """Verify a file; return the credential, under the id that a case gives it, and the verdict."""
    report = bench.report(name)
    unsigned = _unsigned(name) if report.signed is None else None
    held = holding(report, file=name, unsigned=unsigned)
    if known_as is not None:
        held = held.model_copy(update={"id": known_as})
    vouched_by = report.signed.issuer.get("vouched_by") if report.signed else None
    return held, step.verdict(held, vouched_by)


def _unsigned(name: str) -> Mapping[str, Any] | None:
    """Return what is in a file, whoever wrote it; None of a token, which is read as verified."""
    try:
        return showing.unsigned(name)
    except MintmarkError:
        return None


def look_again(
    path: Path, case: RecognitionCase, bench: Bench
) -> Iterator[tuple[Holding, Verdict]]:
    """Yield each credential, verified anew, under the id that the case knows it by."""
    for one in standing(case).application.credentials:
        place = path.parent / one.file
        require_unaltered(one, _payload(_plain_file(place)))
        held, verdict = looked_at(bench, str(place), one.credential)
        require_same_words(one, step.submitted(held, file=one.file, digest=one.digest))
        yield held, verdict


def require_all_unaltered(path: Path, case: RecognitionCase) -> None:
    """Refuse a case whose credentials and evidence are not what was handed in."""
    application = standing(case).application
    for one in application.credentials:
        place = path.parent / one.file
        require_unaltered(one, _payload(_plain_file(place)))
        held = holding(Report(()), file=str(place), unsigned=_unsigned(str(place)))
        require_same_words(one, step.submitted(held, file=one.file, digest=one.digest))
    for claimed in application.claim.outcomes if application.claim else ():
        for item in claimed.evidence:
            if item.kind == "file":
                require_same_evidence(item, _plain_file(path.parent / item.name))
