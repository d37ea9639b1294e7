"""Making nouns from what strangers wrote: what cannot be held is left out, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from mintmark.model.base import Noun

N = TypeVar("N", bound=Noun)
_ROUNDS = 20
_MOST_ERRORS = 1000


def build(
    noun: type[N], data: dict[str, Any], refuse: Callable[[str], Exception]
) -> tuple[N, tuple[str, ...]]:
    """Return the noun, and where in it something was left out because it broke the noun's rules.

    Args:
        noun: the class to make.
        data: its attributes, as plain values; changed in place.
        refuse: makes the error to raise, given why, where leaving out does not help.
    """
    left_out: list[str] = []
    for _ in range(_ROUNDS):
        try:
            return noun.model_validate(data), tuple(left_out)
        except ValidationError as error:
            if error.error_count() > _MOST_ERRORS:
                break
            paths = _deepest({_path(data, problem["loc"]) for problem in error.errors()})
            if () in paths:
                raise refuse(_why(error)) from None
            left_out.extend(".".join(map(str, path)) for path in sorted(paths, key=str))
            for path in sorted(paths, key=_late_first, reverse=True):
                _remove(data, path)
        except (RecursionError, OverflowError, ValueError) as error:
            raise refuse(type(error).__name__) from None
    raise refuse("Too much in it cannot be held.")


def _deepest(paths: set[tuple[int | str, ...]]) -> set[tuple[int | str, ...]]:
    """Return the paths that lead to no other: of a union, each alternative complains."""
    return paths - {path[:end] for path in paths for end in range(len(path))}


def _path(data: Any, location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the steps of the location that are really in the data (unions add names)."""
    steps: list[int | str] = []
    here = data
    for step in location:
        if _has(here, step):
            here = here[step]
            steps.append(step)
    return tuple(steps)


def _has(here: Any, step: int | str) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


def _late_first(path: tuple[int | str, ...]) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in path]


def _remove(data: Any, path: tuple[int | str, ...]) -> None:
    here = data
    for step in path[:-1]:
        if not _has(here, step):
            return
        here = here[step]
    if _has(here, path[-1]):
        del here[path[-1]]


def _why(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else str(first["msg"])
