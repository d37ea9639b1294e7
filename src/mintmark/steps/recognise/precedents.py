"""Precedents: earlier decisions about the same achievement, or a near-equal one.

Like cases are decided alike, or it is said why not. Whether two achievements are near enough is for
the reader to say; the score only ranks them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from mintmark.model.achievement import Achievement
from mintmark.model.precedent import AchievementSketch, CaseEntry, Precedent, PrecedentFound
from mintmark.model.recognition import RecognitionCase, RecognitionDecision
from mintmark.steps.recognise.comparing import Curriculum
from mintmark.steps.recognise.standing import Standing, standing
from mintmark.vocabularies.likeness import fold

NEAR: Final = Fraction(1, 2)
"""From which score on, outcome by outcome, another achievement is told as near-equal."""

_WORTH_A_LOOK: Final = Fraction(1, 5)
"""From which share of common words on two achievements are compared outcome by outcome."""

_LOOKED_AT: Final = 3
"""So many are compared for each one that is asked for."""

_SHORTEST: Final = 4
"""Shorter words are mostly articles and prepositions."""


def entry(case: RecognitionCase) -> CaseEntry:
    """Return a case as a list of cases has it.

    Raises:
        RecognitionError: its history cannot have happened.
    """
    now, target = standing(case), case.target.achievement
    waits = now.state in ("open", "waiting", "examined")
    return CaseEntry(
        case=case.id,
        state=now.state,
        applicant=now.application.applicant.name,
        title=target.title.best(target.language),
        kind=case.target.kind,
        due=now.due(case) if waits else None,
        waiting_since=now.stopped_on,
        precedent=_precedent(case, now),
    )


def _precedent(case: RecognitionCase, now: Standing) -> Precedent | None:
    if not now.made:
        return None
    last, target = now.made[-1], case.target.achievement
    until = last.decision.valid_until
    return Precedent(
        case=case.id,
        achievements=tuple(map(sketch, _decided_about(now, last.decision))),
        target=target.id,
        target_version=target.version,
        target_title=target.title.best(target.language),
        kind=case.target.kind,
        outcome=last.decision.outcome,
        decided_on=last.on,
        on_appeal=last.on_appeal,
        under_appeal=now.state == "appealed",
        valid_until=date.fromisoformat(until) if until else None,
        reasons=last.decision.reasons,
        conditions=last.decision.conditions,
        differences=tuple(dict.fromkeys(one.element for one in last.decision.differences)),
    )


def _decided_about(now: Standing, decision: RecognitionDecision) -> Iterator[Achievement]:
    """Yield the achievements that were decided about.

    That a forgery was refused says nothing about the achievement that it claims to be of.
    """
    for one in now.application.credentials:
        known = one.credential not in now.doubtful or decision.despite is not None
        if one.achievement is not None and known:
            yield one.achievement


def sketch(achievement: Achievement) -> AchievementSketch:
    """Return what an achievement is found by."""
    language = achievement.language
    texts = [achievement.title, *(one.title for one in achievement.outcomes)]
    said = " ".join(fold(text.best(language)) for text in texts)
    words = {word for word in re.findall(r"\w+", said) if len(word) >= _SHORTEST}
    return AchievementSketch(
        id=achievement.id,
        version=achievement.version,
        title=achievement.title.best(language),
        words=tuple(sorted(words)),
    )


Cases = Callable[[str], RecognitionCase]
"""Gives an earlier case, by its file."""


def find(
    case: RecognitionCase,
    among: Mapping[str, CaseEntry],
    cases: Cases,
    *,
    as_of: date,
    most_near: int = 10,
) -> tuple[PrecedentFound, ...]:
    """Return the precedents of a case: the same achievement first, then the nearest.

    Words that both have say which earlier achievements are worth a look; those are then compared
    outcome by outcome. Among equals, those for the same target come first, then the newest, then
    by case id.

    Args:
        case: the case at hand; it is no precedent of itself.
        among: earlier cases, by their files.
        cases: gives one of them in full.
        as_of: the day asked about.
        most_near: how many that are only near are told.

    Raises:
        MintmarkError: an earlier case cannot be read any more.
    """
    asked = [one.achievement for one in standing(case).application.credentials if one.achievement]
    mine = [(one, frozenset(one.words)) for one in map(sketch, asked)]
    found = [
        best
        for file, other in among.items()
        if other.precedent is not None and other.case != case.id
        for best in _best(case, mine, file, other.precedent, as_of)
    ]
    found.sort(key=_order)
    same = [one for one in found if one.alike != "near"]
    worth = [one for one in found if one.alike == "near"][: most_near * _LOOKED_AT]
    return (*same, *_compared(asked, worth, cases)[:most_near])


def _compared(
    asked: Sequence[Achievement], found: Sequence[PrecedentFound], cases: Cases
) -> list[PrecedentFound]:
    """Return those that are near when compared outcome by outcome, with that score."""
    entries: dict[str, Achievement] = {}
    for one in found:
        if one.achievement not in entries:
            entries |= {a.id: a for a in _achievements(cases(one.file)) if a.id == one.achievement}
    curriculum = Curriculum(entries.values())
    scores: dict[str, Fraction] = {}
    for achievement in asked:
        for near in curriculum.nearest(achievement, limit=len(entries)) if entries else ():
            scores[near.target] = max(near.score, scores.get(near.target, Fraction(0)))
    kept = [
        one.model_copy(update={"score": scores[one.achievement]})
        for one in found
        if scores.get(one.achievement, 0) >= NEAR
    ]
    return sorted(kept, key=_order)


def _achievements(case: RecognitionCase) -> Iterator[Achievement]:
    for one in standing(case).application.credentials:
        if one.achievement is not None:
            yield one.achievement


def _best(
    case: RecognitionCase,
    mine: Iterable[tuple[AchievementSketch, frozenset[str]]],
    file: str,
    earlier: Precedent,
    as_of: date,
) -> Iterator[PrecedentFound]:
    """Yield the earlier decision once, by the achievement in it that is most alike."""
    pairs = (
        (*_alike(one, words, other), other) for one, words in mine for other in earlier.achievements
    )
    alike, score, other = min(
        pairs, key=lambda pair: (_RANK[pair[0]], -pair[1], pair[2].id), default=_NONE
    )
    if other is None or (alike == "near" and score < _WORTH_A_LOOK):
        return
    over = earlier.valid_until is not None and earlier.valid_until < as_of
    yield PrecedentFound(
        file=file,
        precedent=earlier,
        achievement=other.id,
        title=other.title,
        alike=alike,
        score=score,
        same_target=earlier.target == case.target.achievement.id,
        in_force=not over and not earlier.under_appeal,
    )


_Alike = Literal["same", "other-version", "near"]
_RANK: Final[Mapping[_Alike, int]] = {"same": 0, "other-version": 1, "near": 2}
_NONE: Final[tuple[_Alike, Fraction, AchievementSketch | None]] = ("near", Fraction(0), None)


def _alike(
    one: AchievementSketch, words: frozenset[str], other: AchievementSketch
) -> tuple[_Alike, Fraction]:
    if one.id == other.id:
        return ("same" if one.version == other.version else "other-version"), Fraction(1)
    both = len(words.intersection(other.words))
    whole = len(words) + len(other.words)
    return "near", Fraction(2 * both, whole) if whole else Fraction(0)


def _order(one: PrecedentFound) -> tuple[object, ...]:
    day = one.precedent.decided_on.toordinal()
    return _RANK[one.alike], -one.score, not one.same_target, -day, one.precedent.case
