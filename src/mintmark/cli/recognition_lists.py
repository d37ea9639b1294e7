"""``mintmark recognise due`` and ``precedents``: what a folder of cases says together.

What was read of a case is kept in the folder, in ``.mintmark-cases.json``, with the file's size and
time. Only new and changed cases are read again. The file may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from mintmark.cli import console, files
from mintmark.cli import recognition_files as work
from mintmark.errors import MintmarkError, UsageError
from mintmark.formats.recognition import OUTCOMES
from mintmark.model.precedent import CaseEntry, PrecedentFound
from mintmark.steps.recognise.precedents import entry, find
from mintmark.steps.recognise.reading import read_case

NAME: Final = ".mintmark-cases.json"
FORM: Final = "mintmark-cases-1"
_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})
_MARK: Final = b"mintmark-recognition-case"
_ALIKE: Final = {
    "same": "the same achievement",
    "other-version": "another version of the same achievement",
}

Read = tuple[dict[str, CaseEntry], dict[str, MintmarkError]]
"""The cases of a folder, by file, and what is wrong with those that cannot be read."""


def cases_in(folder: Path) -> Read:
    """Return the cases of a folder and its sub-folders; files of other kinds are passed over.

    Raises:
        UsageError: ``file.unreadable``: it is no folder.
    """
    if not folder.is_dir():
        raise UsageError("file.unreadable", f"There is no folder {folder}.")
    known = _remembered(folder)
    fresh: dict[str, Any] = {}
    entries: dict[str, CaseEntry] = {}
    problems: dict[str, MintmarkError] = {}
    for name in _names(folder):
        try:
            fresh[name], read = _looked_up(folder / name, known.get(name))
        except MintmarkError as error:
            problems[name] = error
            continue
        if read is not None:
            entries[name] = read
    if fresh != known:
        with contextlib.suppress(UsageError):  # a folder that may only be read is read each time
            files.write_whole(folder / NAME, json.dumps({"form": FORM, "files": fresh}).encode())
    return entries, problems


def _looked_up(path: Path, kept: Any) -> tuple[Any, CaseEntry | None]:
    """Return what to remember of a file and the case in it, read only where that is not known."""
    stamp = _stamp(path)
    if isinstance(kept, dict) and kept.get("stamp") == stamp:
        with contextlib.suppress(ValidationError):  # somebody wrote into what is remembered
            entry = kept.get("entry")
            return kept, None if entry is None else CaseEntry.model_validate(entry)
    read = _read(path)
    return {"stamp": stamp, "entry": read.model_dump(mode="json") if read else None}, read


def _stamp(path: Path) -> list[int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - no Path for each of many
    except OSError as error:
        raise UsageError(
            "file.unreadable", f"The file {path} cannot be read: {error.strerror}."
        ) from None
    return [found.st_size, found.st_mtime_ns]


def _names(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield os.path.relpath(f"{place}/{name}", folder)


def _read(path: Path) -> CaseEntry | None:
    data = files.read_bytes(files.Found(path))
    return entry(read_case(data, str(path))) if _MARK in data else None


def _remembered(folder: Path) -> dict[str, Any]:
    """Return what is remembered of the folder; nothing where that is of no use."""
    try:
        known = json.loads((folder / NAME).read_bytes())
        if known["form"] != FORM:
            return {}
        entries = [one["entry"] for one in known["files"].values() if one["entry"] is not None]
        for one in entries[:1]:
            CaseEntry.model_validate(one)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError):
        return {}
    remembered: dict[str, Any] = known["files"]
    return remembered


# ------------------------------------------------------------------------------ what is due


def due(folder: Path, as_of: str | None, *, as_json: bool) -> int:
    """List what waits for a decision, and return 1 where something is overdue or unreadable."""
    day = work.the_day(as_of)
    entries, problems = cases_in(folder)
    waiting = sorted(
        ((name, one) for name, one in entries.items() if _waits(one)), key=_by_deadline
    )
    late = [name for name, one in waiting if one.due is not None and one.due < day]
    if as_json:
        told = [_due_facts(name, one, day) for name, one in waiting]
        unread = {name: console.problem(error) for name, error in problems.items()}
        console.facts({"as_of": day.isoformat(), "cases": told, "unreadable": unread})
    else:
        for name, one in waiting:
            console.say(console.one_line(_due_line(name, one, day)))
        if not waiting:
            console.say(console.one_line(_none_waits(folder, entries, problems)))
        _tell(problems)
    return 1 if late or problems else 0


def _none_waits(folder: Path, entries: Mapping[str, Any], problems: Mapping[str, Any]) -> str:
    if not entries and not problems:
        return _none_in(folder)
    read = ", as far as the cases could be read" if problems else ""
    return f"No case waits for a decision{read}."


def _none_in(folder: Path) -> str:
    return f"There is no case in {folder}."


def _tell(problems: Mapping[str, MintmarkError]) -> None:
    for error in problems.values():
        console.error(error)


def _waits(one: CaseEntry) -> bool:
    return one.state in ("open", "waiting", "examined", "appealed")


def _by_deadline(named: tuple[str, CaseEntry]) -> tuple[date, str]:
    """By the last day; what has none comes last."""
    return named[1].due or date.max, named[0]


def _due_facts(name: str, one: CaseEntry, day: date) -> dict[str, Any]:
    said = one.model_dump(mode="json", exclude={"precedent"})
    return {"file": name, **said, "overdue": one.due is not None and one.due < day}


def _due_line(name: str, one: CaseEntry, day: date) -> str:
    return f"{_when(one, day)}  {one.applicant}: {one.kind} {one.title} [{name}]"


def _when(one: CaseEntry, day: date) -> str:
    if one.due is None:
        waiting = one.waiting_since
        return f"waiting since {waiting}" if waiting else "under appeal"
    days = (one.due - day).days
    if days < 0:
        return f"{one.due}  OVERDUE by {-days} {_days(-days)}"
    return f"{one.due}  {days} {_days(days)} left"


def _days(count: int) -> str:
    return "day" if count == 1 else "days"


# ------------------------------------------------------------------------------ precedents


def precedents(path: Path, folder: Path, most: int, as_of: str | None, *, as_json: bool) -> int:
    """Print the precedents of a case, and return 1 where a case could not be read."""
    day, case = work.the_day(as_of), work.load(path)
    entries, problems = cases_in(folder)
    found = find(
        case,
        entries,
        lambda name: work.load(folder / name),
        as_of=day,
        most_near=most,
    )
    if as_json:
        unread = {name: console.problem(error) for name, error in problems.items()}
        told = [one.model_dump(mode="json") for one in found]
        console.facts({"as_of": day.isoformat(), "precedents": told, "unreadable": unread})
    else:
        for one in found:
            for line in _precedent_lines(one):
                console.say(console.one_line(line))
        if not found:
            console.say(console.one_line(_no_precedent(folder, entries, problems)))
        _tell(problems)
    return 1 if problems else 0


def _no_precedent(folder: Path, entries: Mapping[str, Any], problems: Mapping[str, Any]) -> str:
    if not entries and not problems:
        return _none_in(folder)
    read = ", as far as the cases could be read" if problems else ""
    return f"There is no earlier decision about this achievement or one like it{read}."


def _precedent_lines(one: PrecedentFound) -> Iterator[str]:
    earlier = one.precedent
    alike = _ALIKE.get(one.alike) or f"{int(one.score * 100)} % alike, outcome by outcome"
    yield f"{one.title}: {alike} [{one.file}]"
    target = "the same target" if one.same_target else "another target"
    version = f"{earlier.target_title}, version {earlier.target_version}"
    yield f"  {earlier.kind} {version}: {target}"
    on_appeal = " on appeal" if earlier.on_appeal else ""
    outcome = OUTCOMES[earlier.outcome]
    yield f"  {outcome} on {earlier.decided_on}{on_appeal}; {_force(one)}"
    yield from (f"  {reason}" for reason in earlier.reasons)
    yield from (f"  Condition: {condition}" for condition in earlier.conditions)
    if earlier.differences:
        yield f"  Substantial difference in {', '.join(earlier.differences)}."


def _force(one: PrecedentFound) -> str:
    if one.in_force:
        return "in force"
    return (
        "under appeal"
        if one.precedent.under_appeal
        else f"it held until {one.precedent.valid_until}"
    )
