"""What speaks for a credential's quality, first of all: who, assessed how, assured by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mintmark import Achievement, Answer, Holding, NoLevel
from mintmark.equivalence import credits_in, level_in
from mintmark.equivalence.credit_rates import ANNUAL, NOTIONAL, PUBLISHED, SAME
from mintmark.equivalence.library import library
from mintmark.equivalence.records import STATED
from mintmark.formats.describing import Description
from mintmark_web.ui import telling
from mintmark_web.ui.templatetags.amounts import amount, level

_TIME = {"h", "week", "day"}


@dataclass(frozen=True, slots=True)
class Hallmark:
    """One mark of quality.

    Attributes:
        name: ``issuer``, ``assessment``, ``quality``, ``level``, ``workload``, ``identity``.
        label: the same for readers.
        lines: what the credential says of it; empty where it says nothing.
        note: how to read it, or what it is worth in the reader's own system.
        found: whether the credential says anything of it.
    """

    name: str
    label: str
    lines: tuple[str, ...]
    note: str = ""

    @property
    def found(self) -> bool:
        """Whether the credential says anything of it."""
        return bool(self.lines)


def systems() -> tuple[tuple[str, str], ...]:
    """Return the credit systems there are to choose from: id and name in the reader's language."""
    return _systems(get_language() or "en")


@lru_cache(maxsize=16)
def _systems(_language: str) -> tuple[tuple[str, str], ...]:
    known = (s for s in library().systems.values() if s.id not in _TIME)
    named = ((s.id, telling.told_text(s.name)) for s in known)
    return tuple((id, f"{name[0].upper()}{name[1:]} ({id})") for id, name in named)


def hallmarks(
    said: Description, held: Holding, *, vouched_by: str | None, system: str, on: date
) -> tuple[Hallmark, ...]:
    """Return all marks, in the order in which they matter.

    Args:
        said: what the credential says, in the reader's language.
        held: the same as values.
        vouched_by: who vouches for the issuer.
        system: the reader's credit system.
        on: the day whose equivalences count.
    """
    told, achievement, award = said.achievement, held.achievement, held.award
    check = award.identity_check.method if award and award.identity_check else None
    return (
        _issuer(said, vouched_by),
        Hallmark("assessment", _("Assessment"), told.assessment if told else ()),
        Hallmark("quality", _("Quality assurance"), _begun(told.quality_assurance) if told else ()),
        Hallmark(
            "level",
            _("Level"),
            tuple(map(level, told.level)) if told else (),
            _in_eqf(achievement, on),
        ),
        Hallmark(
            "workload",
            _("Workload"),
            _lines(told.workload, *told.credits) if told else (),
            _in_system(achievement, system, on),
        ),
        Hallmark("identity", _("Identity of the learner"), _begun(_lines(check))),
    )


def _issuer(said: Description, vouched_by: str | None) -> Hallmark:
    names = _lines(said.issuer.name or said.issuer.id)
    if vouched_by:
        vouched = _("Vouched for by %s.") % telling.phrased_text(vouched_by)
        return Hallmark("issuer", _("Issuer"), names, vouched)
    note = _("Nobody here vouches for this name. Anybody can write a name into a credential.")
    return Hallmark("issuer", _("Issuer"), names, note)


def _in_system(achievement: Achievement | None, system: str, on: date) -> str:
    answer = credits_in(achievement.workload, system, on) if achievement else None
    if answer is None or answer.method == STATED:
        return ""
    name = capfirst(telling.told_text(library().systems[system].name))
    if not isinstance(answer.value, Fraction):
        told = _("%(system)s: what it is worth there cannot be told.") % {"system": name}
        return f"{told} {telling.told_text(answer.note)}" if answer.note else told
    worth, low, high = (_rounded(one) for one in (answer.value, answer.low, answer.high))
    if low in {None, worth} and high in {None, worth}:
        found = _("%(system)s: about %(worth)s.") % {"system": name, "worth": worth}
    else:
        found = _("%(system)s: about %(worth)s, between %(low)s and %(high)s.") % {
            "system": name,
            "worth": worth,
            "low": low or worth,
            "high": high or worth,
        }
    return f"{found} {_way(answer.method or '')}"


def _rounded(value: Fraction | str | None) -> str | None:
    """Return a number as precisely as it is meant: to the hundredth."""
    return amount(round(value, 2)) if isinstance(value, Fraction) else value


def _way(method: str) -> str:
    ways = {
        SAME: _("It is the same credit."),
        PUBLISHED: _("A published table says so."),
        ANNUAL: _("This compares what a year of full-time study is worth in each."),
        NOTIONAL: _("This compares the hours of learning behind one credit."),
    }
    said = telling.phrased_text(method)
    return ways.get(method) or _("It was worked out in steps: %s.") % said


def _in_eqf(achievement: Achievement | None, on: date) -> str:
    if achievement is None or isinstance(achievement.levels, NoLevel) or not achievement.levels:
        return ""
    if any(level.framework == "EQF" for level in achievement.levels):
        return ""
    answer: Answer | None = level_in(achievement.levels, "EQF", on)
    if answer is None or answer.value is None:
        return ""
    return _("Corresponds to EQF %s.") % answer.value


def _begun(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(capfirst, lines))


def _lines(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
