"""All frameworks over many achievements, on one core: ``python -m benchmarks.frameworks``.

There is no other engine that judges micro-credentials, so a plain interpreter stands beside it.
Both must come to the same verdicts, or nothing is measured. What is printed is processor time;
loading the rulebooks is not in it. The engine is measured on achievements it has not seen; what it
keeps between them are the conversions of amounts that come up again, as in life.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.naive_rules import Data, Naive, as_data
from mintmark.frameworks.evaluation import Evaluation, Overall, evaluate_all
from mintmark.frameworks.loading import load_all
from mintmark.frameworks.rulebook import Rulebook
from mintmark.model import Achievement

AS_OF = date(2026, 1, 1)
MANY = 10_000
NAIVE = 300
"""For how many of them the plain interpreter is measured; it takes its time."""


@dataclass(frozen=True)
class Figures:
    """What was measured: seconds of processor time, and the verdicts.

    Attributes:
        frameworks: how many frameworks there are.
        rules: how many rules they have.
        achievements: how many achievements were judged.
        verdicts: seconds for all verdicts.
        rules_too: seconds for the verdict on every rule of ``naive_count`` achievements besides.
        words: seconds for the words on all rules of ``naive_count`` achievements besides.
        naive: seconds of the plain interpreter for the verdicts on those.
        naive_count: how many those are.
        found: how often each verdict was given.
    """

    frameworks: int
    rules: int
    achievements: int
    verdicts: float
    rules_too: float
    words: float
    naive: float
    naive_count: int
    found: Counter[Overall]


def measure(many: int = MANY, naive_count: int = NAIVE) -> Figures:
    """Judge achievements that nobody judged before, and return the figures.

    Raises:
        RuntimeError: the two come to different verdicts.
    """
    books = load_all()
    warm, cold = achievements(50, seed=1), achievements(many, seed=2)
    judge(books, warm)
    start = time.process_time()
    found = Counter(itertools.chain.from_iterable(judge(books, cold)))
    verdicts = time.process_time() - start
    few = cold[:naive_count]
    count = 0
    start = time.process_time()
    for one in few:
        for evaluation in evaluate_all(books, one, as_of=AS_OF):
            count += len(evaluation.verdicts)
    rules_too = time.process_time() - start
    start = time.process_time()
    for one in few:
        for evaluation in evaluate_all(books, one, as_of=AS_OF):
            tell(evaluation)
    words = time.process_time() - start
    written = [_written(book) for book in books]
    start = time.process_time()
    plain = [
        [Naive(one, AS_OF).overall(book, data) for book, data in zip(books, written, strict=True)]
        for one in few
    ]
    naive = time.process_time() - start
    if plain != judge(books, few):
        raise RuntimeError("the plain interpreter comes to other verdicts")
    rules = sum(len(book.rules) for book in books)
    return Figures(len(books), rules, many, verdicts, rules_too, words, naive, len(few), found)


def judge(books: Sequence[Rulebook], records: Sequence[Achievement]) -> list[list[Overall]]:
    """Return the verdict of every framework on every achievement."""
    return [[e.overall for e in evaluate_all(books, one, as_of=AS_OF)] for one in records]


def tell(evaluation: Evaluation) -> int:
    """Make all words of an evaluation, and return how many characters they have."""
    return len(evaluation.reason) + sum(len(found.detail) for found in evaluation.findings)


def _written(book: Rulebook) -> dict[str, tuple[Data, Data]]:
    return {
        rule.id: (
            as_data(rule.applies_when) if rule.applies_when else {},
            as_data(rule.predicate) if rule.predicate else {},
        )
        for rule in book.rules
    }


def achievements(count: int, seed: int) -> list[Achievement]:
    """Return achievements of all sizes, levels and states of completeness, no two the same."""
    dice = random.Random(seed)  # noqa: S311 (no secret)
    return [Achievement.model_validate(_record(dice, seed, number)) for number in range(count)]


def _record(dice: random.Random, seed: int, number: int) -> dict[str, Any]:
    amount = dice.choice((1, 2, 3, 5, 6, 10, 12, 15, 20, 30, 45, 60, 120)) + dice.choice((0, 0.5))
    system = dice.choice(("ECTS", "NZ:NZQCF", "UK:CATS", "US:SEMESTER", "ZA:NQF", "IN:NCRF"))
    whole: dict[str, Any] = {
        "id": f"https://example.org/{seed}/{number}",
        "title": {"en": f"Bread {number}", "fr": f"Pain {number}"},
        "description": "How to bake it.",
        "issuer": {
            "name": f"School {number % 97}",
            "type": dice.choice(("higher-education", "company", "community")),
            "country": dice.choice(("IE", "NZ", "AU", "ES", "ZA")),
            "regulated": dice.choice((True, False)),
        },
        "awarding_body": {"name": "School"},
        "outcomes": [
            {"id": f"o{n}", "title": f"Outcome {n}", "kind": dice.choice(("skill", "knowledge"))}
            for n in range(dice.randint(1, 6))
        ],
        "workload": {
            "credits": [{"system": system, "value": amount}],
            "hours": dice.choice((1, 10, 25, 50, 75, 100, 125, 150, 300, 600)),
            "duration": dice.choice(("P2W", "P6W", "P12W", "P3M", "P1Y")),
        },
        "levels": [
            {
                "framework": dice.choice(("EQF", "IE:NFQ", "NZ:NZQCF")),
                "value": str(dice.randint(1, 8)),
            }
        ],
        "assessments": [
            {
                "id": "a",
                "title": "The loaf",
                "type": dice.choice(("portfolio", "written-exam", "attendance")),
                "criteria": "It rises.",
                "supervision": "onsite",
                "identity_verification": dice.choice((True, False)),
            }
        ],
        "participation": dice.choice(("online", "onsite", "blended")),
        "quality_assurance": [{"type": dice.choice(("internal", "external", "national", "none"))}],
        "stackability": {
            "standalone": dice.choice((True, False)),
            "stackable": True,
            "relations": [{"type": "component", "title": "Diploma in Baking"}],
        },
        "needs": [{"kind": "labour-market", "statement": "Bakers are few."}],
        "employers": [{"organisation": {"name": "Guild"}, "role": "endorse"}],
        "price": {"amount": dice.randint(0, 900), "currency": dice.choice(("NZD", "EUR"))},
        "qualification": dice.choice(("none", "part", "full")),
        "credit_bearing": dice.choice((True, False)),
        "transcriptable": dice.choice((True, False)),
        "review": {"interval": "P1Y", "reviewed_on": "2025-06-01"},
    }
    for name in list(whole)[4:]:
        if dice.random() < 0.2:
            del whole[name]
    return whole


def render(figures: Figures) -> str:
    """Return the figures as Markdown."""
    each = figures.verdicts / figures.achievements / figures.frameworks * 1e6
    plain = figures.naive / figures.naive_count / figures.frameworks * 1e6
    every = figures.rules_too / figures.naive_count / figures.frameworks * 1e6
    words = figures.words / figures.naive_count / figures.frameworks * 1e6
    counts = ", ".join(f"{count:,} {overall}" for overall, count in sorted(figures.found.items()))
    return "\n".join(
        (
            f"{figures.frameworks} frameworks with {figures.rules} rules over "
            f"{figures.achievements:,} achievements: {figures.verdicts:.1f} s on one core",
            f"({counts}).",
            "",
            "| one framework on one achievement | µs |",
            "| --- | ---: |",
            f"| verdict | {each:.0f} |",
            f"| verdict on it and on every rule | {every:.0f} |",
            f"| verdict, and words on every rule | {words:.0f} |",
            f"| verdict by a plain interpreter | {plain:.0f} |",
        )
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--achievements", type=int, default=MANY)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(render(measure(parser.parse_args().achievements)))


if __name__ == "__main__":
    main()
