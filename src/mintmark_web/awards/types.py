"""What is given for an outcome, and what becomes of the rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from mintmark import Award


@dataclass(frozen=True, slots=True)
class Given:
    """What an assessor gave for one outcome.

    Attributes:
        outcome: its local id; empty for the assessment as a whole.
        level: the rubric level's local id, or empty.
        score: a share of the full mark, or None.
        comment: in the assessor's words.
    """

    outcome: str
    level: str = ""
    score: Decimal | None = None
    comment: str = ""


Becomes = Literal["new", "there", "refused"]
"""A row is written; or what it says is there already; or something is wrong with it."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one row of a list, told before anything is written.

    Attributes:
        line: the line of the file it begins on, the head being line 1.
        name: whom it is about, as far as could be read.
        email: the address, or empty.
        becomes: whether it is written.
        why: in the reader's language, one sentence a reason.
    """

    line: int
    name: str
    email: str
    becomes: Becomes
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewLearner(Fate):
    """A row of a list of learners."""

    route: str = "course"
    cohort: str = ""


@dataclass(frozen=True, slots=True)
class NewAward(Fate):
    """A row of a list of results."""

    award: Award | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a whole list.

    Attributes:
        rows: the fates, in the order of the file.
        trouble: why the file as a whole cannot be read; empty where it can.
    """

    rows: Sequence[Fate] = ()
    trouble: str = ""

    def count(self, becomes: Becomes) -> int:
        """Return how many rows have this fate."""
        return sum(row.becomes == becomes for row in self.rows)

    @property
    def new(self) -> int:
        """How many rows will be written."""
        return self.count("new")

    @property
    def there(self) -> int:
        """How many rows say what is there already."""
        return self.count("there")

    @property
    def refused(self) -> int:
        """How many rows cannot be written."""
        return self.count("refused")
