"""Why there is no plan: the fewest wishes that would have to give, and by how much.

Each is found by giving it up and making as small as possible what it limits, so that what is told
is enough, and nothing less is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from mintmark.model import Reason, Wishes
from mintmark.steps.stack.findings import Telling
from mintmark.steps.stack.planning.bounding import solve
from mintmark.steps.stack.planning.field import Field
from mintmark.steps.stack.planning.pruning import choices, possible, unbeaten
from mintmark.steps.stack.planning.relaxing import Way, Wish, reason
from mintmark.steps.stack.planning.scheduling import Measure, OutOfTimeError, Task
from mintmark.steps.stack.solver import complete
from mintmark.steps.stack.words import Speaker

_MEASURES: Final[dict[Wish, Measure]] = {
    "max_cost": "cost",
    "by": "end",
    "max_hours": "hours",
    "hours_per_week": "rate",
    "languages": "foreign",
    "modes": "unsuited",
    "prerequisites": "waived",
}
"""What each wish limits, in the order in which they are told."""

_LATE = "Time ran out: there may be more that could give."
_BEFORE = "{} of {} offers cannot be begun from {} on: their runs are over, full or closed by then."
_CLOSED = "{} of {} offers can be begun no more: their runs are over, full or closed."


def reasons(field: Field, wishes: Wishes, effort: float) -> tuple[tuple[Reason, ...], list[str]]:
    """Return why there is no plan, and notes.

    Args:
        field: what there is.
        wishes: what was wished.
        effort: how long each question may take.
    """
    stated = [one for one in _MEASURES if _is_stated(one, field, wishes)]
    notes: list[str] = []
    for count in range(1, len(stated) + 1):
        ways = []
        for some in itertools.combinations(stated, count):
            try:
                found = _without(field, wishes, some, effort)
            except OutOfTimeError:
                notes = [_LATE]
                continue
            if found is not None:
                ways.append(reason(found))
        if ways:
            return tuple(ways), notes
    return (_nothing_gives(field, wishes, effort),), notes + list(_closed(field, wishes))


def _is_stated(wish: Wish, field: Field, wishes: Wishes) -> bool:
    if wish == "prerequisites":
        return any(one.needs for one in field.candidates)
    return bool(getattr(wishes, wish)) or getattr(wishes, wish) == 0


def _loosened(wishes: Wishes, some: Sequence[Wish]) -> Wishes:
    gone: dict[str, Any] = {
        one: () if one in ("languages", "modes") else None for one in some if one != "prerequisites"
    }
    return wishes.model_copy(update=gone)


def _without(field: Field, wishes: Wishes, some: tuple[Wish, ...], effort: float) -> Way | None:
    """Return the best plan without these wishes: each of them as little beyond as can be."""
    loose = _loosened(wishes, some)
    able = choices(field, loose, wishes, ordered="prerequisites" not in some)
    task = Task(
        field,
        able,
        loose,
        waivable="prerequisites" in some,
        rated="hours_per_week" in some,
    )
    measures = [_MEASURES[one] for one in some]
    found, among = solve(task, measures, effort, loose=wishes.hours_per_week is None, ties=False)
    return Way(some, field, wishes, among, found) if found else None


# ------------------------------------------------------------------------------ nothing gives


def _nothing_gives(field: Field, wishes: Wishes, effort: float) -> Reason:
    """Return what would still be missing with everything that can be taken at all."""
    every = _loosened(wishes, list(_MEASURES))
    able = choices(field, every, wishes, ordered=False)
    able = unbeaten(able, field, loose=True)
    program = field.program([one.candidate for one in able])
    gap = complete(program, effort)
    if gap is None:
        return Reason(words=_LATE)
    say = Speaker(field.rule.names, field.rule.language)
    telling = Telling(field.rule, program, gap, say, field.elsewhere)
    missing = tuple(
        f"{f'{inside}: ' if (inside := one.group.partition('/')[2]) else ''}{one.words}"
        for one in telling.missing(gap)
    )
    if not missing:
        return Reason(words="What there is cannot be brought into an order in which it counts.")
    return Reason(missing=missing, words=f"No offer gives what is missing: {' '.join(missing)}")


def _closed(field: Field, wishes: Wishes) -> Iterator[str]:
    every = _loosened(wishes, list(_MEASURES))
    able = sum(1 for _ in possible(field, every, wishes))
    whole = len(field.candidates)
    if able < whole:
        late = wishes.begin is not None and wishes.begin > field.as_of
        yield (_BEFORE if late else _CLOSED).format(whole - able, whole, wishes.begin)
