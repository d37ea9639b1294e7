"""``mintmark plan``: which offers of a catalogue complete a target, when, and at what cost."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from mintmark.cli import console, days, files, stacking
from mintmark.cli.bench import Order, make_ready
from mintmark.equivalence import number
from mintmark.errors import UsageError
from mintmark.model import Fund, Plan, PlanResult, PlanStep, StackRule, Wishes
from mintmark.pictures.plan import plan_picture
from mintmark.steps.stack.planning import (
    occupation_rule,
    plan,
    read_catalogue,
    read_occupation,
)

EXIT = {"planned": 0, "nothing-needed": 0, "infeasible": 1, "cannot-tell": 2}
_WORD = {
    "planned": "PLANNED",
    "nothing-needed": "NOTHING NEEDED",
    "infeasible": "NO PLAN",
    "cannot-tell": "CANNOT TELL",
}
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of a plan.

    Attributes:
        target: the file of the rule or the occupation.
        names: files and folders with credentials.
        catalogue: the folder of the offers.
        as_of: the day asked about, or None for today.
        counted: earlier results (JSON) whose credentials count elsewhere.
        wishes: as they were given, by the names of ``Wishes``; funds as ``id`` or ``id=balance``.
        alternatives: whether other plans are wanted besides.
        svg: where the plan is drawn, or None.
        svg_width: how wide.
    """

    target: Path
    names: list[str]
    catalogue: Path
    as_of: str | None
    counted: list[Path]
    wishes: Mapping[str, object]
    alternatives: bool
    svg: Path | None
    svg_width: int


def run(asked: Asked, order: Order, *, as_json: bool) -> int:
    """Verify, plan, tell, and return the exit code: 0 planned, 1 no plan, 2 cannot tell."""
    day = stacking.day(asked.as_of)
    target = _target(asked.target)
    wishes = _wishes(asked.wishes)
    offers = read_catalogue(dict(_texts(asked.catalogue)), as_of=day)
    gc.freeze()  # a large catalogue stays to the end: no use in walking through it for garbage
    bench = make_ready(replace(order, at=stacking.moment(asked.as_of, order)))
    held = stacking.held(bench, asked.names)
    counted = frozenset(one for path in asked.counted for one in stacking.counted(path))
    result = plan(
        target,
        held,
        offers,
        wishes,
        as_of=day,
        counted=counted,
        alternatives=asked.alternatives,
    )
    if as_json:
        console.facts(result.model_dump(mode="json"))
    else:
        for line in lines(result):
            console.say(console.one_line(line) if line.strip() else "")
    if asked.svg is not None:
        stacking.keep(asked.svg, plan_picture(result, width=asked.svg_width))
    return EXIT[result.verdict]


def _target(path: Path) -> StackRule:
    """Return the rule in a file, or that of the occupation in it."""
    data = files.read_bytes(path)
    if data.lstrip()[:1] == b"{" or re.search(rb"(?m)^essential\s*:", data):
        return occupation_rule(read_occupation(data, path.name))
    return stacking.rule(path)


def _texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the YAML files in a folder and those inside it, by name."""
    if not folder.is_dir():
        raise UsageError(
            "plan.no-catalogue",
            f"{folder} is no folder.",
            remedy="Give the folder of the offers and of the drafts that they name.",
        )
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(one for one in inner if not one.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if path.suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield Path(os.path.normpath(path)).as_posix(), files.read_bytes(path)


# ------------------------------------------------------------------------------ wishes


def _wishes(given: Mapping[str, object]) -> Wishes:
    """Return the wishes; each problem is a ``UsageError`` that names its option."""
    said = {name: value for name, value in given.items() if value}
    made: dict[str, object] = {}
    for name, value in said.items():
        if name in ("by", "begin"):
            made[name] = _day(name, str(value))
        elif name in ("max_cost", "max_hours", "hours_per_week"):
            made[name] = _decimal(name, str(value))
        elif name == "funds" and isinstance(value, list):
            made[name] = tuple(_fund(str(one)) for one in value)
        else:
            made[name] = tuple(value) if isinstance(value, list) else value
    try:
        wishes = Wishes.model_validate(made)
    except ValueError as fault:
        raise _bad_wish(fault) from None
    if wishes.by is not None and wishes.begin is not None and wishes.by < wishes.begin:
        raise UsageError("plan.bad-wish", f"--by {wishes.by} is before --begin {wishes.begin}.")
    return wishes


_UNLIKE = {"language": "It is a code such as en or pt-BR"}


def _bad_wish(fault: ValueError) -> UsageError:
    first = fault.errors()[0]  # type: ignore[attr-defined]
    name = str(first["loc"][0]) if first["loc"] else "funds"
    option = {"languages": "language", "modes": "mode", "funds": "fund"}.get(name, name)
    said = _UNLIKE.get(option) or first["msg"].removeprefix("Value error, ")
    return UsageError("plan.bad-wish", f"--{option.replace('_', '-')} cannot be that: {said}.")


def _day(name: str, text: str) -> object:
    found = days.read(text)
    if found is None:
        raise UsageError(
            "plan.malformed-date",
            f"--{name}: {text[:40]!r} is not a day.",
            remedy="Write it like 2024-01-31.",
        )
    return found


def _decimal(name: str, text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text):
        raise UsageError(
            "plan.malformed-number",
            f"--{name.replace('_', '-')}: {text[:40]!r} is not a number that can be meant.",
            remedy="Write it like 750 or 12.5: not below 0, and below a thousand million.",
        )
    return Decimal(text)


def _fund(text: str) -> Fund:
    name, equals, balance = text.partition("=")
    try:
        return Fund(id=name, balance=_decimal("fund", balance) if equals else None)
    except ValueError:
        raise UsageError(
            "plan.malformed-fund",
            f"--fund: {text[:60]!r} is no fund.",
            remedy="Write its name as the offers have it, and what is left of it: account=500.",
        ) from None


# ------------------------------------------------------------------------------ for people


def lines(result: PlanResult) -> Iterator[str]:
    """Yield a result line by line."""
    yield f"{_WORD[result.verdict]}  {result.title} (as of {result.as_of})"
    if result.plan is not None:
        yield from _plan(result.plan)
    for one in result.because:
        yield f"  - {one.words}"
    for other in result.alternatives:
        yield ""
        yield f"Or else, {_heading(other)}"
        yield from _plan(other)
    yield from result.notes
    yield f"This is a proposal. {result.decided_by} decides."


def _heading(plan: Plan) -> str:
    return f"{'the next ' if plan.next_best else 'the '}{plan.goal}:"


def _plan(plan: Plan) -> Iterator[str]:
    whole = plan.totals
    for step in plan.steps:
        yield f"  {step.start} to {step.end}  {step.title}, {step.provider} [{step.offer}]"
        yield f"      {'; '.join(_details(step, whole.currency))}."
    credits = f"{number(whole.credits)} {whole.system}, " if whole.credits is not None else ""
    yield (
        f"  Ends {whole.end}. {credits}{_hours(whole.hours)} in {_weeks(whole.weeks)}, "
        f"at most {_hours(whole.most_hours_per_week)} a week; "
        f"{_money(whole.to_pay, whole.currency)} to pay{_of(whole.fee, whole.funded)}."
    )


def _details(step: PlanStep, currency: str | None) -> Iterator[str]:
    yield f"{_hours(step.hours)}, {_hours(step.hours_per_week)} a week"
    yield f"{_money(step.to_pay, currency)} to pay"
    for one in step.paid_by:
        yield f"{one.fund} pays {_money(one.amount, currency)}"
    inner = [path.partition("/")[2] for path in step.groups if "/" in path]
    if step.groups:
        yield f"counts in {', '.join(inner)}" if inner else "counts"
    else:
        yield "does not count itself"
    if step.after:
        yield f"after {', '.join(step.after)}"
    if step.apply_by:
        yield f"apply by {step.apply_by}"


def _money(amount: Fraction, currency: str | None) -> str:
    return f"{number(amount)}{f' {currency}' if currency else ''}" if amount else "nothing"


def _of(fee: Fraction, funded: Fraction) -> str:
    return f" of {number(fee)}, funds pay {number(funded)}" if funded else ""


def _hours(hours: Fraction) -> str:
    # Hours of a week are often thirds and sevenths; whole tenths say enough to people.
    tenths = Fraction(-(-hours * 10 // 1), 10)
    about = "about " if tenths != hours else ""
    return f"{about}{number(tenths)} hour{'' if tenths == 1 else 's'}"


def _weeks(weeks: Fraction) -> str:
    whole = -(-weeks // 1)
    return f"{whole} week{'' if whole == 1 else 's'}"
