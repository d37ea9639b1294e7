"""Pairs of outcomes that a person judged, and how well a judge agrees; made-up catalogues.

The pairs (``outcome_pairs.tsv``) were written and judged by hand for this project: *equal* (either
could stand for the other), *near* (a person has to read both) and *unrelated* (they only share
words). The word lists and thresholds were shaped with the part ``calibrate``; ``check`` was written
afterwards and changed nothing.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from mintmark.encoding.effort import Effort
from mintmark.model import Achievement
from mintmark.model.comparison import DEMANDS
from mintmark.steps.recognise.comparing.matching import Matcher
from mintmark.steps.recognise.comparing.texts import Statement, statements

PAIRS = Path(__file__).with_name("outcome_pairs.tsv")


class Pair(NamedTuple):
    """Two outcomes and how a person judged them."""

    part: str
    language: str
    field: str
    label: str
    one: str
    other: str


Judge = Callable[[Pair], str]
"""Says ``equal``, ``near`` or ``unrelated`` of a pair."""


class Score(NamedTuple):
    """Precision and recall: of what was said, how much is right; of what is, how much was said."""

    said: int
    right: int
    there: int

    def __str__(self) -> str:
        precision = self.right / self.said if self.said else 1.0
        recall = self.right / self.there if self.there else 1.0
        return f"{precision:9.2f} {recall:6.2f}"


def pairs() -> list[Pair]:
    """Return the pairs."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file, delimiter="\t")]


def score(judge: Judge, given: Iterable[Pair], labels: tuple[str, ...]) -> Score:
    """Return how well a judge tells pairs with one of these labels from the others."""
    told = [(judge(pair) in labels, pair.label in labels) for pair in given]
    return Score(
        sum(said for said, _ in told),
        sum(s and is_ for s, is_ in told),
        sum(is_ for _, is_ in told),
    )


def lexical(pair: Pair) -> str:
    """Judge as the comparison does: equal where it would call the outcome covered."""
    target, source = statement(pair.one, pair.language), statement(pair.other, pair.language, "s")
    found = Matcher([target], Effort(1_000)).find(target, source)
    if found is None:
        return "unrelated"
    source_demand, demand = found.demand, found.demand_of_target
    less = bool(source_demand and demand) and DEMANDS.index(source_demand) < DEMANDS.index(demand)
    return "equal" if found.strength == "same" and not less else "near"


def statement(text: str, language: str, name: str = "t") -> Statement:
    """Return a text as the outcome of an achievement."""
    return statements(module(name, [text], language))[0]


def module(name: str, outcomes: Sequence[str], language: str = "en") -> Achievement:
    """Return an achievement with these outcomes."""
    return Achievement.model_validate(
        {
            "id": f"https://example.org/{name}",
            "title": name,
            "description": "A module.",
            "language": language,
            "issuer": {"name": "School"},
            "outcomes": [{"id": f"o{n}", "title": text} for n, text in enumerate(outcomes)],
        }
    )


def jaccard(pair: Pair) -> Fraction:
    """Return the share of all words of a pair that both have."""
    one, other = (frozenset(re.findall(r"\w+", text.lower())) for text in (pair.one, pair.other))
    return Fraction(len(one & other), len(one | other))


def by_threshold(value: Callable[[Pair], Fraction], given: Sequence[Pair]) -> Judge:
    """Return a judge with the two thresholds that suit a value best on these pairs."""
    steps = [Fraction(n, 20) for n in range(1, 21)]

    def judge(equal: Fraction, near: Fraction) -> Judge:
        return lambda pair: (
            "equal" if value(pair) >= equal else "near" if value(pair) >= near else "unrelated"
        )

    equal = max(steps, key=lambda at: _f1(score(judge(at, at), given, ("equal",))))
    near = max(steps, key=lambda at: _f1(score(judge(Fraction(2), at), given, ("near", "equal"))))
    return judge(equal, min(equal, near))


def _f1(found: Score) -> Fraction:
    return Fraction(2 * found.right, max(1, found.said + found.there))


def catalogue(size: int, seed: int = 7) -> list[Achievement]:
    """Return modules whose outcomes are those of the pairs with other subjects put in."""
    chance = random.Random(seed)
    texts = [pair.one for pair in pairs() if pair.language == "en"]
    subjects = [f"{a}{b}" for a in _SYLLABLES for b in _SYLLABLES]
    return [
        module(
            f"m{n}",
            [f"{chance.choice(texts)} in {chance.choice(subjects)}" for _ in range(6)],
        )
        for n in range(size)
    ]


_SYLLABLES = [f"{a}{b}{c}" for a in "bdfglmprst" for b in "aeiou" for c in "lmnr"][::5]
