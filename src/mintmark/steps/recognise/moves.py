"""What may happen when: the states of a recognition case, and the moves between them, as data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

from mintmark.errors import RecognitionError

State = Literal["new", "open", "waiting", "examined", "decided", "appealed", "closed"]
"""``waiting`` for the applicant, and the time limit stands still; ``examined``: the credentials
were compared, or the prior learning assessed, so that a person can decide."""

MOVES: Final[Mapping[str, Mapping[State, State]]] = {
    "received": {"new": "open"},
    "received-incomplete": {"new": "waiting"},
    "verified": {
        "open": "open",
        "waiting": "waiting",
        "examined": "examined",
        "appealed": "appealed",
    },
    "asked": {"open": "waiting", "examined": "waiting"},
    "answered": {"waiting": "open"},
    "compared": {"open": "examined", "examined": "examined", "appealed": "appealed"},
    "assessed": {"open": "examined", "examined": "examined", "appealed": "appealed"},
    "decided": {"examined": "decided"},
    "appealed": {"decided": "appealed", "open": "appealed", "examined": "appealed"},
    "appeal-settled": {"appealed": "decided"},
    "issued": {"decided": "decided"},
    "closed": {"open": "closed", "waiting": "closed", "examined": "closed", "decided": "closed"},
}
"""Event, state before, state after. What does not stand here cannot happen.

An appeal before the decision is one against taking too long (LRC III.5).
"""

STATES: Final[Mapping[State, str]] = {
    "new": "not opened yet",
    "open": "open",
    "waiting": "waiting for the applicant",
    "examined": "examined and not decided yet",
    "decided": "decided",
    "appealed": "under appeal",
    "closed": "closed",
}
"""Each state in words."""

_DEEDS: Final[Mapping[str, str]] = {
    "received": "open it",
    "received-incomplete": "open it",
    "verified": "verify its credentials",
    "asked": "ask for documents",
    "answered": "note an answer",
    "compared": "compare",
    "assessed": "assess an outcome",
    "decided": "decide",
    "appealed": "appeal",
    "appeal-settled": "settle the appeal",
    "issued": "issue the decision",
    "closed": "close it",
}


def move(state: State, event: str, possible: Collection[str] = ()) -> State:
    """Return the state after an event.

    Args:
        state: the state before it.
        event: what happens.
        possible: what can be done instead, in words.

    Raises:
        RecognitionError: ``recognise.not-now``: nothing leads from that state by that event.
    """
    after = MOVES[event].get(state)
    if after is not None:
        return after
    raise RecognitionError(
        "recognise.not-now",
        f"The case is {STATES[state]}, so nobody can {_DEEDS[event]} now.",
        remedy=f"What can be done: {', '.join(possible)}." if possible else "Open another case.",
    )


def deeds(state: State, *, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return what can be done in a state, in words, but for some events."""
    possible = (one for one in MOVES if state in MOVES[one] and one not in without)
    return tuple(dict.fromkeys(_DEEDS[one] for one in possible))
