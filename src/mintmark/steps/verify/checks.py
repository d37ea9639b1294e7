"""One check of a list: what becomes of it when it is carried out, and when it is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mintmark.errors import MintmarkError, UnavailableError
from mintmark.report import Check, Outcome

_USUAL = 200
"""A longer detail is not remembered."""


def carried_out(number: int, name: str, run: Callable[[], str]) -> Check:
    """Return what a check found: it holds, it does not, or it could not be made.

    Args:
        run: says what holds, or raises why not; ``UnavailableError`` is "could not check".
    """
    try:
        detail = run()
    except UnavailableError as error:
        return Check(number, name, Outcome.INDETERMINATE, error.code, str(error))
    except MintmarkError as error:
        return Check(number, name, Outcome.INVALID, error.code, str(error))
    except Exception as error:  # noqa: BLE001 - a bug in a check must never read as "fine"
        detail = f"The check itself failed ({type(error).__name__}). Please report this."
        return Check(number, name, Outcome.INDETERMINATE, "check.internal-error", detail)
    if len(detail) > _USUAL:
        return Check(number, name, Outcome.VALID, None, detail)
    return _holds(number, name, detail)


def not_reached(number: int, name: str, missing: int) -> Check:
    """Return a check that was not made, since the one it stands on did not hold."""
    detail = f"Not reached: check {missing} did not hold."
    return Check(number, name, Outcome.INDETERMINATE, "check.not-reached", detail)


@lru_cache(maxsize=256)
def _holds(number: int, name: str, detail: str) -> Check:
    # What holds is told in the same words again and again, and a check never changes.
    return Check(number, name, Outcome.VALID, None, detail)
