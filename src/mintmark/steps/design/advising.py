"""What a draft may say, though nothing can be compared with it: credits and levels nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mintmark.encoding.strict_yaml.problems import Place, Problem
from mintmark.equivalence.library import library
from mintmark.equivalence.reading import level_of
from mintmark.errors import UsageError
from mintmark.frameworks.paths import is_placeholder
from mintmark.model import Achievement, Level, NoLevel
from mintmark.steps.design.reading import Draft

_NOWHERE = Place(1, 1)


def advice(draft: Draft) -> tuple[Problem, ...]:
    """Return what is nothing wrong, but hardly meant: names of systems and levels unknown here.

    Anybody may count in credits of their own. But where the name is misspelt, or may mean several
    systems, no rule on credits or levels can be judged; so the nearest names are told.
    """
    return tuple(
        Problem(
            "draft.not-comparable",
            f"This cannot be compared with anything: {error.message}",
            draft.name,
            place.line,
            place.column,
            path,
            error.remedy,
        )
        for path, error in _unknown(draft.achievement)
        for place in (draft.positions.get(path, _NOWHERE),)
    )


def _unknown(achievement: Achievement) -> Iterator[tuple[str, UsageError]]:
    for path, look_up in _lookups(achievement):
        try:
            look_up()
        except UsageError as error:
            yield path, error


def _lookups(achievement: Achievement) -> Iterator[tuple[str, Callable[[], object]]]:
    credits = achievement.workload.credits if achievement.workload else ()
    for number, credit in enumerate(credits):
        if is_placeholder(credit.system):
            continue
        yield f"workload.credits[{number}].system", partial(library().find_system, credit.system)
    levels = () if isinstance(achievement.levels, NoLevel) else achievement.levels
    for number, level in enumerate(levels):
        if is_placeholder(level.framework) or is_placeholder(level.value):
            continue
        yield f"levels[{number}]", partial(_find_level, level)


def _find_level(level: Level) -> None:
    level_of(library().find_framework(level.framework), level.value)
