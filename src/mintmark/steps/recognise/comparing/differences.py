"""In what the sources differ from the target, by the five elements of a qualification."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from mintmark.equivalence import number
from mintmark.model import Coverage, Difference, OutcomeCoverage, Target
from mintmark.steps.recognise.comparing.quality import lacks
from mintmark.steps.recognise.comparing.sources import Source
from mintmark.steps.recognise.comparing.suggesting import COUNTED, solid

Weight = Literal["may-be", "unlikely", "cannot-tell"]


def differences(
    target: Target,
    coverage: Coverage,
    sources: Sequence[Source],
) -> tuple[Difference, ...]:
    """Return every difference, by element: level, workload, quality, profile, outcomes.

    Args:
        target: what the sources are held against.
        coverage: the table.
        sources: all that was compared; what has nothing in common with the target cannot differ.
    """
    common = {one.credential for one in coverage.sources if one.outcomes}
    matched = [one for one in sources if one.id in common]
    return (
        *_level(coverage),
        *_workload(target, coverage),
        *_quality(target, matched),
        *_profile(target, coverage, matched),
        *_outcomes(target, coverage),
    )


def _level(coverage: Coverage) -> Iterator[Difference]:
    asked = f"{coverage.framework}:{coverage.level_needed}"
    for told, code, words, weight in (
        ("no", "level-lower", "lower than", "may-be"),
        ("cannot-tell", "level-untold", "not known to reach", "cannot-tell"),
    ):
        rows = [one for one in coverage.sources if one.outcomes and one.reaches_level == told]
        if coverage.level_needed is not None and rows:
            detail = f"The level is {words} {asked}: {', '.join(one.title for one in rows)}."
            names = tuple(one.credential for one in rows)
            yield _difference("level", code, detail, weight, credentials=names)


def _workload(target: Target, coverage: Coverage) -> Iterator[Difference]:
    needed = coverage.credits_needed
    if needed is None or coverage.credits_enough in (None, "yes"):
        return
    asked = f"{number(needed)} {coverage.system}"
    names = tuple(one.credential for one in coverage.sources if one.outcomes)
    if not names:
        return
    if coverage.credits_enough == "no" and coverage.credits_high is not None:
        most = f"{number(coverage.credits_high)} {coverage.system}"
        detail = f"The workload is {most} at most; {asked} are asked for."
        weight = "may-be" if target.kind in COUNTED else "unlikely"
        yield _difference("workload", "workload-less", detail, weight, credentials=names)
    else:
        detail = f"It cannot be told whether the workload reaches {asked}."
        yield _difference("workload", "workload-untold", detail, "cannot-tell", credentials=names)


def _quality(target: Target, matched: Sequence[Source]) -> Iterator[Difference]:
    for source in matched:
        for lack in lacks(target.achievement, source.achievement):
            weight = "may-be" if lack.told == "no" else "cannot-tell"
            detail = f"{_title(source)}: {lack.detail}."
            yield _difference("quality", lack.code, detail, weight, credentials=(source.id,))


def _profile(target: Target, coverage: Coverage, matched: Sequence[Source]) -> Iterator[Difference]:
    own = {field[:2] for field in target.achievement.fields}
    weight = "unlikely" if all(map(solid, coverage.outcomes)) else "may-be"
    for source in matched:
        theirs = {field[:2] for field in source.achievement.fields}
        if own and theirs and not own & theirs:
            detail = (
                f"{_title(source)}: its field of study (ISCED-F {', '.join(sorted(theirs))}) "
                f"is not the target's ({', '.join(sorted(own))})."
            )
            yield _difference("profile", "field-differs", detail, weight, credentials=(source.id,))


def _outcomes(target: Target, coverage: Coverage) -> Iterator[Difference]:
    for one in coverage.outcomes:
        if one.covered != "covered":
            weight = "may-be" if one.essential or not target.essential else "unlikely"
            if one.covered == "cannot-tell":
                weight = "cannot-tell"
            names = tuple(dict.fromkeys(match.credential for match in one.matches))
            detail = f"{one.title}: {one.reason}"
            yield _difference(
                "outcomes", _code(one), detail, weight, outcome=one.outcome, credentials=names
            )


def _code(one: OutcomeCoverage) -> str:
    if not one.matches:
        return "outcome-not-found" if one.covered == "not-found" else "outcome-untold"
    best = one.matches[0]
    if best.strength == "same" and best.asks_for_less:
        return "outcome-asks-for-less"
    return "outcome-not-assessed" if best.strength == "same" else "outcome-partly"


def _title(source: Source) -> str:
    return source.achievement.title.best(source.achievement.language)


def _difference(element: str, code: str, detail: str, weight: str, **more: object) -> Difference:
    told = {"element": element, "code": code, "detail": detail, "substantial": weight}
    return Difference.model_validate({**told, **more})
