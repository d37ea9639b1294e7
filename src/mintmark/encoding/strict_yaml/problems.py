"""What is wrong with a draft, and where: collected, so that a designer sees all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mintmark.errors import DraftError


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text file.

    Attributes:
        line: the line, counted from 1.
        column: the column, counted from 1.
    """

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: ``area.reason``, stable between releases.
        message: what is wrong, as a sentence for people.
        file: the file's name.
        line: the line, counted from 1.
        column: the column, counted from 1.
        path: the field, for example ``workload.hours``; empty for the draft as a whole.
        remedy: what to do about it, or None.
    """

    code: str
    message: str
    file: str
    line: int
    column: int
    path: str
    remedy: str | None = None

    @property
    def place(self) -> str:
        """File, line and field in words."""
        field = f", field {self.path}" if self.path else ""
        return f"{self.file}, line {self.line}{field}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}{f' {self.remedy}' if self.remedy else ''}"


class DraftProblems(DraftError):  # noqa: N818 (it is several, and its base says error)
    """A draft with one problem or more.

    Its code, message, place and remedy are those of the first; ``problems`` has them in the order
    of the file, at most 100, and ``total`` says how many there are.
    """

    def __init__(self, problems: Sequence[Problem], total: int | None = None) -> None:
        first = problems[0]
        self.problems = tuple(problems)
        self.total = total or len(self.problems)
        super().__init__(first.code, first.message, place=first.place, remedy=first.remedy)

    def __str__(self) -> str:
        more = self.total - 1
        others = f" (And {more} more problem{'s' if more > 1 else ''}.)" if more else ""
        return super().__str__() + others
