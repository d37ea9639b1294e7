"""``mintmark stack``: what somebody holds, against what a larger award takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mintmark.cli import console, days, files, showing
from mintmark.cli.bench import Bench, Order, make_ready
from mintmark.encoding import strict_json
from mintmark.equivalence import number
from mintmark.errors import InputError, MintmarkError, UsageError
from mintmark.formats.parts import digest_of
from mintmark.model import CredentialFinding, Holding, RequirementFinding, StackResult, StackRule
from mintmark.pictures.stack import stack_picture
from mintmark.steps.stack import evaluate, holding, read_rule

EXIT = {"met": 0, "not-met": 1, "cannot-tell": 2}
WORD = {"met": "MET", "not-met": "NOT MET", "cannot-tell": "CANNOT TELL"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of a stack.

    Attributes:
        rule: the rule's file.
        names: files and folders with credentials.
        as_of: the day asked about, or None for today.
        counted: earlier results (JSON) whose credentials count elsewhere.
        effort: how long the solver may try for one learner.
        svg: where the pathway is drawn, or None.
        svg_width: how wide.
    """

    rule: Path
    names: list[str]
    as_of: str | None
    counted: list[Path]
    effort: float
    svg: Path | None = None
    svg_width: int = 720


@dataclass(frozen=True, slots=True)
class Ready:
    """That made ready for one learner or many."""

    rule: StackRule
    bench: Bench
    day: date
    counted: frozenset[str]
    effort: float

    def result(self, held: list[Holding]) -> StackResult:
        """Return how far what is held fulfils the rule."""
        return evaluate(self.rule, held, as_of=self.day, counted=self.counted, effort=self.effort)


def stack(asked: Asked, order: Order, *, as_json: bool) -> int:
    """Verify, allocate, tell, and return the exit code: 0 met, 1 not met, 2 cannot tell."""
    ready = make_it_ready(asked, order)
    result = ready.result(held(ready.bench, asked.names))
    if as_json:
        console.facts(result.model_dump(mode="json"))
    else:
        for line in lines(result):
            console.say(console.one_line(line))
    if asked.svg is not None:
        keep(asked.svg, stack_picture(ready.rule, result, width=asked.svg_width))
    return EXIT[result.verdict]


def keep(path: Path, picture: str) -> None:
    """Write a picture and say so."""
    files.write_whole(path, picture.encode())
    console.note(f"Written: {path}")


def make_it_ready(asked: Asked, order: Order) -> Ready:
    """Read what is asked for.

    Raises:
        MintmarkError: something in it cannot be used.
    """
    as_of = day(asked.as_of)
    bench = make_ready(replace(order, at=moment(asked.as_of, order)))
    elsewhere = frozenset(one for path in asked.counted for one in counted(path))
    return Ready(rule(asked.rule), bench, as_of, elsewhere, asked.effort)


def day(text: str | None) -> date:
    """Return the day asked about, today where none is named.

    Raises:
        UsageError: ``stack.malformed-date``.
    """
    found = days.read(text)
    if found is None:
        raise UsageError(
            "stack.malformed-date",
            f"{text!r} is not a day.",
            remedy="Write it like 2024-01-31.",
        )
    return found


def moment(as_of: str | None, order: Order) -> str | None:
    """Return when a credential has to hold: to the end of the day asked about; today, until now."""
    return order.at if as_of is None else f"{as_of}T23:59:59Z"


def held(bench: Bench, names: list[str]) -> list[Holding]:
    """Verify the credentials in files and folders and return them as a stack sees them."""
    return [_holding(bench, name) for name in files.credentials_in(names)]


def rule(path: Path) -> StackRule:
    """Return the stack rule in a file, with those beside it that it names."""

    def other(name: str) -> bytes:
        beside = path.parent / name
        if Path(name).is_absolute() or ".." in Path(name).parts or not beside.is_file():
            raise KeyError(name)
        return files.read_bytes(beside)

    return read_rule(files.read_bytes(path), path.name, other)


def _holding(bench: Bench, name: str) -> Holding:
    report = bench.report(name)
    unsigned = None if report.signed else _unsigned(name)
    return holding(report, file=name, unsigned=unsigned, digest=_digest(name))


def _digest(name: str) -> str | None:
    """Return the digest of a credential's bytes; None where they can be read only once, or not."""
    try:
        return None if name == "-" else digest_of(files.read_bytes(name))
    except MintmarkError:
        return None


def _unsigned(name: str) -> Mapping[str, Any] | None:
    """Return what is in a file, whoever wrote it; None where that cannot be read."""
    try:
        return None if name == "-" else showing.unsigned(name)
    except MintmarkError:
        return None


def counted(path: Path) -> Iterator[str]:
    """Yield the credentials that count in earlier results: one, or one a line."""
    for result in _results(path):
        found = result.get("credentials", [] if "error" in result else None)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise no_result(path)
        yield from (str(one.get("credential")) for one in found if one.get("counts") is True)


def _results(path: Path) -> list[dict[str, Any]]:
    data = files.read_bytes(path)
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.startswith(b"{") and line.endswith(b"}") for line in lines):
        return [read_result(path, line) for line in lines]
    return [read_result(path, data)]


def read_result(path: Path, data: bytes) -> dict[str, Any]:
    """Return the JSON object that a result has to be.

    Raises:
        InputError: ``stack.no-result``: it is none.
    """
    try:
        return strict_json.loads_object(data)
    except MintmarkError:
        raise no_result(path) from None


def no_result(path: Path) -> InputError:
    """Return the error for a file that is not what ``mintmark stack --json`` writes."""
    return InputError(
        "stack.no-result",
        f"{path} is no result of mintmark stack --json.",
        remedy="Write one with mintmark stack ... --json > result.json.",
    )


# ------------------------------------------------------------------------------ for people


def lines(result: StackResult) -> Iterator[str]:
    """Yield a result line by line."""
    yield f"{WORD[result.verdict]}  {result.title} (as of {result.as_of})"
    yield "Requirements"
    for requirement in result.requirements:
        yield f"  {_mark(requirement)} {_asked(requirement)}"
    yield "Credentials"
    for credential in result.credentials:
        yield from _credential(credential)
    if result.missing:
        yield "The least that is missing"
        yield from (f"  - {one}" for one in missing(result))
    if result.verdict == "cannot-tell":
        yield "Something that could not be checked, or not be told, would decide."
    yield from result.notes
    yield f"This is a proposal. {result.decided_by} decides."


def missing(result: StackResult) -> Iterator[str]:
    """Yield what is missing, group by group."""
    yield from (f"{_place(one.group)}{one.words}" for one in result.missing)


def _mark(one: RequirementFinding) -> str:
    return "✓" if one.met else "✗"


def _asked(one: RequirementFinding) -> str:
    so_far = f"{number(one.got * 100)} %" if one.share else number(one.got)
    return f"{_place(one.group)}{one.id}: {one.asked}; there {_be(so_far)}."


def _be(so_far: str) -> str:
    return f"{'is' if so_far == '1' else 'are'} {so_far}"


def _place(path: str) -> str:
    inside = path.partition("/")[2]
    return f"{inside}: " if inside else ""


def _credential(one: CredentialFinding) -> Iterator[str]:
    where = [path.partition("/")[2] for path in one.groups if "/" in path]
    name = one.title or one.credential
    yield f"  {'+' if one.counts else '-'} {name}{f' [{one.file}]' if one.file else ''}"
    code = f" [{one.code}]" if one.code else ""
    also = f" It is also in {', '.join(where)}." if where else ""
    yield f"      {one.reason}{also}{code}"
    if one.low != one.high and one.low is not None and one.high is not None:
        yield f"      It may be {number(one.low)} to {number(one.high)}."
