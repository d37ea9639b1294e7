"""``mintmark issue``: from an award list to a folder of credentials."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mintmark.cli import console, files, keyring
from mintmark.cli.baking import BAKERS, Baker
from mintmark.cli.ledger import Intent, Ledger
from mintmark.encoding.contexts import ContextStore
from mintmark.encoding.times import format_time, parse_time
from mintmark.errors import DraftError, UsageError
from mintmark.keys.private_key import PrivateKey
from mintmark.model import Achievement
from mintmark.steps import issue as step
from mintmark.steps.award import Refusal, Row, read_awards
from mintmark.steps.design import read_draft

_OF_THE_ROW = frozenset({"issue.already-over", "issue.endless-period"})
"""Why a credential cannot be prepared for one row, where others can."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks to be issued, whatever says to whom."""

    achievement: Path
    key: Path
    out: Path
    bake: str | None = None
    suite: str | None = None
    passphrase: Path | None = None
    contexts: Path | None = None


@dataclass(slots=True)
class Tally:
    """What became of each row."""

    issued: list[dict[str, Any]] = field(default_factory=list)
    already: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Press:
    """Everything that is the same for all rows."""

    achievement: Achievement
    signer: PrivateKey
    suite: str
    out: Path
    at: datetime
    contexts: ContextStore
    baker: Baker | None
    ledger: Ledger


def issue(order: Order, awards: Path, *, as_json: bool) -> int:
    """Issue, tell what became of each row, and return the exit code."""
    return report(carry_out(order, awards, show_progress=not as_json), order.out, as_json=as_json)


def report(tally: Tally, out: Path, *, as_json: bool) -> int:
    """Tell what became of each row, and return the exit code."""
    if as_json:
        console.facts({"issued": tally.issued, "already": tally.already, "refused": tally.refused})
    else:
        _tell(tally, out)
    return 1 if tally.refused else 0


def carry_out(order: Order, awards: Path, *, show_progress: bool) -> Tally:
    """Issue to every row of the award list that can be awarded.

    Raises:
        MintmarkError: the order as a whole cannot be carried out; nothing was issued.
    """

    def rows(achievement: Achievement, _: str, today: date) -> Iterator[Row | Refusal]:
        text = files.read_text(awards)
        return read_awards(text, achievement, today=today, new_id=lambda: uuid.uuid4().urn)

    return issue_rows(order, rows, show_progress=show_progress)


def issue_rows(
    order: Order,
    find_rows: Callable[[Achievement, str, date], Iterable[Row | Refusal]],
    *,
    show_progress: bool,
) -> Tally:
    """Issue to every row that can be awarded.

    Args:
        find_rows: takes the achievement, the issuer's DID and the day of today, and returns the
            rows.

    Raises:
        MintmarkError: the order as a whole cannot be carried out; nothing was issued.
    """
    baker = _baker(order.bake)
    achievement = read_draft(files.read_text(order.achievement), str(order.achievement)).achievement
    signer = keyring.read(order.key, order.passphrase)
    suite = order.suite or step.default_suite(signer.kind)
    step.suite_named(suite, signer.kind)
    at = datetime.now(UTC).replace(microsecond=0)
    rows = list(find_rows(achievement, signer.controller, at.astimezone().date()))
    files.make_folder(order.out)
    tally = Tally()
    with Ledger(order.out) as ledger:
        contexts = keyring.contexts(order.contexts)
        press = Press(achievement, signer, suite, order.out, at, contexts, baker, ledger)
        for row in _progress(rows, show_progress):
            _one(row, press, tally)
    return tally


def _baker(name: str | None) -> Baker | None:
    if name is not None and name not in BAKERS:
        raise UsageError(
            "issue.unknown-carrier",
            f"A credential cannot be baked into {name!r}.",
            remedy=f"Choose one of {', '.join(BAKERS)}.",
        )
    return BAKERS[name] if name else None


def _one(row: Row | Refusal, press: Press, tally: Tally) -> None:
    if isinstance(row, Refusal):
        reasons = [console.problem(reason) for reason in row.reasons]
        tally.refused.append({"line": row.line, "learner": row.learner, "reasons": reasons})
        return
    intent = press.ledger.intent(row.key)
    path = press.out / intent.file if intent else None
    told: dict[str, Any] = {"line": row.line, "learner": row.award.learner.name}
    if intent and path and press.ledger.is_done(row.key) and path.exists():
        told |= {"id": intent.id, "file": intent.file, "changed": intent.award != _digest(row)}
        _bake(files.read_bytes(path), press, path)
        tally.already.append(told)
        return
    if intent is None:
        try:
            intent = _intend(row, press)
        except DraftError as error:
            if error.code not in _OF_THE_ROW:
                raise
            _refuse(row, error, tally)
            return
    path = press.out / intent.file
    signed = step.sign(
        intent.document,
        signer=press.signer,
        suite=intent.suite,
        created=parse_time(intent.created),
        contexts=press.contexts,
    )
    files.write_whole(path, signed)
    press.ledger.done(row.key, hashlib.sha256(signed).hexdigest())
    _bake(signed, press, path)
    tally.issued.append(told | {"id": intent.id, "file": intent.file})


def _refuse(row: Row, reason: DraftError, tally: Tally) -> None:
    told = console.problem(reason) | {"place": f"line {row.line}, column date"}
    tally.refused.append({"line": row.line, "learner": row.award.learner.name, "reasons": [told]})


def _intend(row: Row, press: Press) -> Intent:
    serial = uuid.uuid4()
    document = step.prepare(
        press.achievement,
        row.award,
        issuer=press.signer.controller,
        credential_id=serial.urn,
        salt=secrets.token_urlsafe(16),
        at=press.at,
        contexts=press.contexts,
    )
    intent = Intent(
        key=row.key,
        id=serial.urn,
        file=f"{_slug(row.award.learner.name)}-{serial.hex[:8]}.json",
        created=format_time(press.at),
        suite=press.suite,
        award=_digest(row),
        document=document,
    )
    press.ledger.intend(intent)
    return intent


def _bake(signed: bytes, press: Press, path: Path) -> None:
    if press.baker is None:
        return
    baked = path.with_suffix(press.baker.suffix)
    if not baked.exists():
        files.write_whole(baked, press.baker.bake(signed, press.achievement, press.at))


def _digest(row: Row) -> str:
    content = row.award.model_dump_json(exclude={"id"})
    return hashlib.sha256(content.encode()).hexdigest()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "learner"


@contextmanager
def _bar(total: int) -> Iterator[Any]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("Issuing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    screen = console.err()
    with Progress(
        *columns, console=screen, transient=True, disable=not screen.is_terminal
    ) as progress:
        yield lambda rows: progress.track(rows, total=total)


def _progress(rows: list[Row | Refusal], show: bool) -> Iterable[Row | Refusal]:
    if not show:
        yield from rows
        return
    with _bar(len(rows)) as track:
        yield from track(rows)


def _tell(tally: Tally, out: Path) -> None:
    for row in tally.refused:
        for reason in row["reasons"]:
            remedy = f" {reason['remedy']}" if reason["remedy"] else ""
            who = row["learner"] or "nobody named"
            told = f"{reason['place']} ({who}): {reason['message']}{remedy} [{reason['code']}]"
            console.say(f"not issued  {console.one_line(told)}")
    for row in tally.already:
        if row["changed"]:
            told = f"line {row['line']} ({row['learner']}): issued before with other content;"
            console.say(f"unchanged   {console.one_line(told)} {row['file']} stays as it is.")
    counts = f"{len(tally.issued)} issued, {len(tally.already)} were already, "
    console.say(f"{counts}{len(tally.refused)} not issued. Folder: {out}")
