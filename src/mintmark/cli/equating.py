"""``mintmark equate``: what credits, hours or a level are worth elsewhere, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN
from fractions import Fraction
from typing import Any

from mintmark import equivalence
from mintmark.cli import console, days
from mintmark.equivalence import Alternative, Answer, LevelRef, Quantity, Step, number
from mintmark.equivalence.library import library
from mintmark.errors import UsageError

Found = Answer | Alternative


def equate(what: str, to: str, as_of: str | None, *, as_json: bool) -> int:
    """Answer, tell, and return the exit code: 0 answered, 2 cannot be told."""
    day = days.read(as_of)
    if day is None:
        raise UsageError(
            "equate.malformed-date", f"{as_of!r} is not a day.", remedy="Write it like 2024-01-31."
        )
    answer = equivalence.equate(what, to, as_of=day)
    if as_json:
        console.facts(as_facts(answer))
    else:
        for line in lines(answer):
            console.say(line)
    return 0 if answer.decided else 2


def as_facts(answer: Answer) -> dict[str, Any]:
    """Return an answer as the JSON object that ``--json`` prints.

    Numbers are text: ``value``, ``low`` and ``high`` for people, the range rounded outwards;
    ``exact`` as fractions.
    """
    return {
        "asked": _asked_facts(answer.asked),
        "to": answer.to,
        "as_of": answer.as_of.isoformat(),
        "decided": answer.decided,
        **_value_facts(answer),
        "confidence": answer.confidence,
        "sources": list(answer.sources),
        "note": answer.note,
        "alternatives": [_alternative_facts(other) for other in answer.alternatives],
        "conflicts": [conflict.model_dump(exclude={"touches"}) for conflict in answer.conflicts],
    }


def _asked_facts(asked: Quantity | LevelRef) -> dict[str, str]:
    if isinstance(asked, LevelRef):
        return {"framework": asked.framework, "level": asked.value}
    return {"value": number(asked.value), "unit": asked.unit}


def _value_facts(found: Found) -> dict[str, Any]:
    ends = {"value": found.value, "low": found.low, "high": found.high}
    exact = {name: str(end) for name, end in ends.items() if isinstance(end, Fraction)}
    return {
        "value": _text(found.value),
        "low": _text(found.low, ROUND_FLOOR),
        "high": _text(found.high, ROUND_CEILING),
        **({"exact": exact} if exact else {}),
        "method": found.method,
        "steps": [asdict(step) for step in found.steps],
    }


def _alternative_facts(other: Alternative) -> dict[str, Any]:
    return {
        **_value_facts(other),
        "confidence": other.confidence,
        "sources": list(other.sources),
        "doubt": other.doubt,
    }


def lines(answer: Answer) -> Iterator[str]:
    """Yield an answer line by line, for people."""
    asked, day = answer.asked, answer.as_of
    if answer.decided:
        yield f"{_said(asked, day)} = {_full(answer, answer)} (as of {day})"
        yield f"  range       {_range(answer)}"
        yield f"  method      {answer.method}"
        yield from _steps(answer.steps, "  ")
    else:
        yield f"{_said(asked, day)} to {library().label(answer.to, day)}: cannot tell (as of {day})"
        if answer.low is not None:
            yield f"  range       {_range(answer)}"
    if answer.note:
        yield f"  note        {answer.note}"
    if answer.alternatives:
        yield "Other methods and sources say" if answer.decided else "What is known"
        for other in answer.alternatives:
            yield from _other(answer, other)
    for conflict in answer.conflicts:
        yield f"Sources disagree on {conflict.topic}"
        for side in (conflict.first, conflict.second):
            yield f"  - {side.says} [{side.source}]"
        yield f"  {conflict.done}"


def _other(answer: Answer, other: Alternative) -> Iterator[str]:
    spread = "" if other.low == other.high else f" ({_range(other)})"
    yield f"  {_full(answer, other)}{spread}, by {other.method}"
    if other.doubt:
        yield f"    shown only: {other.doubt}"
    yield from _steps(other.steps, "    ")


def _steps(steps: tuple[Step, ...], margin: str) -> Iterator[str]:
    for step in steps:
        yield f"{margin}- {step.figure} [{step.source}; {step.confidence}]"


def _said(asked: Quantity | LevelRef, day: date) -> str:
    if isinstance(asked, LevelRef):
        return f"{library().label(asked.framework, day)}:{asked.value}"
    return f"{number(asked.value)} {library().label(asked.unit, day)}"


def _full(answer: Answer, found: Found) -> str:
    name = library().label(answer.to, answer.as_of)
    if found.value is None:
        return f"no counterpart in {name}"
    if isinstance(found.value, str):
        return f"{name}:{found.value}"
    shown = number(found.value)
    return f"{shown if Fraction(shown) == found.value else f'about {shown}'} {name}"


def _range(found: Found) -> str:
    low, high = _text(found.low, ROUND_FLOOR), _text(found.high, ROUND_CEILING)
    return f"{low}" if found.low == found.high else f"{low} to {high}"


def _text(value: Fraction | str | None, rounding: str = ROUND_HALF_EVEN) -> str | None:
    return number(value, rounding) if isinstance(value, Fraction) else value
