"""The steps of a plan on a time line, and the hours of study in each week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from mintmark.equivalence import number
from mintmark.model import PlanStep
from mintmark.pictures.boxes import Box, column, framed, inset, pictured, row, told, words
from mintmark.pictures.marks import BAR, chip
from mintmark.pictures.markup import joined, tag
from mintmark.pictures.saying import Say

_LABEL: Final = 76
"""How far apart the labels of the months are at least."""
_LOAD: Final = 56
"""How high the fullest week is drawn."""
_DAY: Final = timedelta(days=1)


class Timeline:
    """The days from the first of some steps to the last, over a width.

    Args:
        say: says our words in the reader's language.
    """

    def __init__(self, steps: Sequence[PlanStep], width: int, say: Say) -> None:
        self._steps = steps
        self._width = width
        self._say = say
        self._first = min(one.start for one in steps)
        self._days = max((one.end - self._first).days + 1 for one in steps)

    def drawn(self) -> Box:
        """Return the months, a lane for each step, and the hours of each week, on a card."""
        lanes = [told(self._lane(n, one), "listitem") for n, one in enumerate(self._steps, 1)]
        content = (
            self._months(),
            told(column(lanes, 18), "list", self._say("The steps on a time line")),
            self._hours(),
        )
        return framed(column(content, 16), "card", width=self._width + 32)

    def _at(self, day: date) -> int:
        return (day - self._first).days * self._width // self._days

    def _months(self) -> Box:
        """Return the axis: as many months as have room for their names."""
        months = list(self._begun())
        apart = next(
            step
            for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200)
            if step * 30 * self._width >= _LABEL * self._days or step == 1200
        )
        drawn = [tag("path", d=f"M0 23.5H{self._width}", class_="line")]
        for month in months:
            x = self._at(month)
            named = (month.month - 1) % min(apart, 12) == 0 and (
                apart <= 12 or month.year % (apart // 12) == 0
            )
            drawn.append(tag("path", d=f"M{x}.5 {16 if named else 20}V24", class_="line"))
            if named and x + _LABEL <= self._width:
                name = f"{month.year}-{month.month:02}"
                drawn.append(tag("text", name, x=x + 4, y=14, font_size=14, class_="soft"))
        return Box(self._width, 24, joined(*drawn))

    def _begun(self) -> Iterator[date]:
        """Yield the first days of the months that begin in it."""
        month = self._first.replace(day=1)
        last = self._first + self._days * _DAY
        while month < last:
            if month >= self._first:
                yield month
            month = (month + 31 * _DAY).replace(day=1)

    def _lane(self, place: int, step: PlanStep) -> Box:
        sign = chip(place)
        beside = self._width - sign.width - 10
        said = (
            words(step.title, beside, size=15, bold=True, most=3, theirs=True),
            words(self._say(dates(step)), beside, size=14, look="soft"),
        )
        left, right = self._at(step.start), self._at(step.end + _DAY)
        long = max(right - left, 6)
        left = min(left, self._width - long)
        line = tag("path", d=f"M0 {BAR / 2:g}H{self._width}", class_="line")
        lane = tag("rect", x=left, y=4, width=long, height=BAR - 8, rx=5, class_="part")
        label = self._say(f"from {step.start} to {step.end}")
        bar = pictured(joined(line, lane), self._width, BAR, label)
        return column((row((sign, column(said, 1)), 10), bar), 4)

    def _hours(self) -> Box:
        """Return the hours of study in each calendar week, as high as they are many."""
        loads = weekly(self._steps)
        most = max(loads.values())
        if not most:
            return Box(0, 0, joined())
        drawn = [tag("path", d=f"M0 {_LOAD + 0.5}H{self._width}", class_="line")]
        for week, load in sorted(loads.items()):
            monday = date.fromordinal(max(week * 7 + 1, self._first.toordinal()))
            left = self._at(monday)
            right = min(self._at(date.fromordinal(week * 7 + 8)), self._width)
            high = int(load / most * _LOAD)
            if high and right > left:
                gap = 1 if right - left > 4 else 0
                size = {"width": right - left - gap, "height": high}
                drawn.append(tag("rect", x=left, y=_LOAD - high, **size, class_="part-b"))
        said = self._say(f"Hours of study in each week: {about(most)} in the fullest")
        chart = pictured(joined(*drawn), self._width, _LOAD + 1, said)
        return column((words(said, self._width, size=14, look="soft"), inset(chart, 0, 2)), 4)


def weekly(steps: Sequence[PlanStep]) -> dict[int, Fraction]:
    """Return the hours of study in each calendar week (Monday to Sunday), weeks numbered.

    The hours of a step are spread evenly over its days.
    """
    loads: dict[int, Fraction] = {}
    for step in steps:
        first, last = step.start.toordinal(), step.end.toordinal()
        each = step.hours / (last - first + 1)
        for week in range((first - 1) // 7, (last - 1) // 7 + 1):
            days = min(last, week * 7 + 7) - max(first, week * 7 + 1) + 1
            loads[week] = loads.get(week, Fraction(0)) + each * days
    return loads


def dates(step: PlanStep) -> str:
    """Return from when to when, and how much in a week."""
    return f"{step.start} to {step.end}, {about(step.hours_per_week)} hours a week"


def about(value: Fraction) -> str:
    """Return a number, rounded up to a tenth where it takes more; and say so."""
    tenth = Fraction(-(-value * 10 // 1), 10)
    return number(tenth) if tenth == value else f"about {number(tenth)}"
