"""How a source's quality assurance and assessment stand to the target's, as far as both say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mintmark.model import Achievement
from mintmark.model.comparison import Told

_ASSURED = ("none", "internal", "sector", "external", "national")
_LESS = {"none": 0, "internal": 1, "sector": 2, "external": 2, "national": 2}
"""Nobody; the provider alone; somebody else as well. Who of those is better cannot be ranked."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the target has and the source is not known to have."""

    code: str
    detail: str
    told: Told


def lacks(target: Achievement, source: Achievement) -> tuple[Lack, ...]:
    """Return what of the target's quality the source lacks, or does not speak of."""
    return tuple(_lacks(target, source))


def _lacks(target: Achievement, source: Achievement) -> Iterator[Lack]:
    asked, has = _assurance(target), _assurance(source)
    if asked and not has:
        yield Lack("quality-untold", "it says nothing of its quality assurance", "cannot-tell")
    elif asked and max(_LESS[one] for one in asked) > max(_LESS[one] for one in has):
        detail = f"its quality assurance is {_listed(has)}, the target's {_listed(asked)}"
        yield Lack("quality-less", detail, "no")
    if target.assessments and not source.assessments:
        yield Lack("assessment-untold", "it says nothing of how it is assessed", "cannot-tell")
        return
    watched = [one.supervision for one in target.assessments]
    if any(one in ("online", "onsite") for one in watched):
        yield from _supervision([one.supervision for one in source.assessments])
    if any(one.identity_verification for one in target.assessments):
        yield from _identity([one.identity_verification for one in source.assessments])


def _assurance(achievement: Achievement) -> list[str]:
    there = {one.type for one in achievement.quality_assurance}
    return [one for one in _ASSURED if one in there]


def _supervision(said: Sequence[str | None]) -> Iterator[Lack]:
    if not any(one in ("online", "onsite") for one in said):
        if None in said:
            detail = "it does not say whether somebody watches at the assessment"
            yield Lack("supervision-untold", detail, "cannot-tell")
        else:
            yield Lack("supervision-less", "nobody watches at the assessment", "no")


def _identity(said: Sequence[bool | None]) -> Iterator[Lack]:
    if not any(said):
        if None in said:
            detail = "it does not say whether the learner's identity is checked"
            yield Lack("identity-untold", detail, "cannot-tell")
        else:
            yield Lack("identity-less", "the learner's identity is not checked", "no")


def _listed(kinds: Sequence[str]) -> str:
    return " and ".join(kinds) if kinds != ["none"] else "none"
