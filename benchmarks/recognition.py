"""Recognition: ``python -m benchmarks.recognition [--meaning FOLDER] [--modules N]``.

Two questions. How often does the comparison judge a pair of outcomes as a person did? And how long
does it take to find the modules of a catalogue that come nearest to a credential?

The pairs and how they came about stand in ``tests/recognition_pairs.py``. Beside the comparison
stands a plain baseline, the share of words that both have (Jaccard), with the thresholds that suit
it best on the part ``calibrate``. Processor time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from mintmark.cli.meaning_folder import read_embedder
from mintmark.model import Achievement
from mintmark.ports import Embedder
from mintmark.steps.recognise.comparing import Curriculum
from mintmark.steps.recognise.comparing.meaning import cosines
from recognition_pairs import (
    Judge,
    Pair,
    by_threshold,
    catalogue,
    jaccard,
    lexical,
    module,
    pairs,
    score,
)

MODULES = 5_000


def by_meaning(embedder: Embedder) -> Callable[[Pair], Fraction]:
    """Return the cosine of a pair."""

    known = [
        pair
        for pair in pairs()
        if embedder.languages is None or pair.language in embedder.languages
    ]
    scores = cosines(embedder, [(pair.one, pair.other) for pair in known])
    found = dict(zip(known, scores, strict=True))
    return lambda pair: found.get(pair, Fraction(0))


def print_judges(judges: dict[str, Judge]) -> None:
    """Print precision and recall of each judge, on both parts."""
    whole = pairs()
    print(f"{'':28}{'covered':>16}  {'worth reading':>16}")
    print(f"{'':28}precision recall  precision recall")
    for part in ("calibrate", "check"):
        given = [pair for pair in whole if pair.part == part]
        print(f"{part}: {len(given)} pairs")
        for name, judge in judges.items():
            equal = score(judge, given, ("equal",))
            near = score(judge, given, ("equal", "near"))
            print(f"  {name:26}{equal}  {near}")


def print_catalogue(size: int) -> None:
    """Print how long the index and a question take, and how often the right module comes first.

    Among the others stand modules of three outcomes each; they are asked for in other words, by
    the other halves of the pairs that a person judged equal.
    """
    equal = sorted((pair for pair in pairs() if pair.label == "equal"), key=lambda p: p.language)
    threes = [equal[at : at + 3] for at in range(0, len(equal) - 2, 3)]
    threes = [three for three in threes if three[0].language == three[2].language]
    wanted = [_module(f"wanted{n}", three, "one") for n, three in enumerate(threes)]
    entries = [*catalogue(size - len(wanted)), *wanted]
    start = time.process_time()
    index = Curriculum(entries)
    built = time.process_time() - start
    times, first = [], 0
    for entry, three in zip(wanted, threes, strict=True):
        source = _module("asked", three, "other")
        start = time.process_time()
        found = index.nearest(source)
        times.append(time.process_time() - start)
        first += found[0].target == entry.id
    print(f"catalogue of {size} modules: index {built:.2f} s")
    print(f"one question: median {median(times):.2f} s, slowest {max(times):.2f} s")
    print(f"the module meant came first in {first} of {len(threes)}")


def _module(name: str, three: Sequence[Pair], half: str) -> Achievement:
    return module(name, [getattr(pair, half) for pair in three], three[0].language)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meaning", type=Path, help="folder of an embedding model (ONNX)")
    parser.add_argument("--languages", help="those that the model knows: en,fr; any where not said")
    parser.add_argument("--modules", type=int, default=MODULES)
    given = parser.parse_args()
    calibrate = [pair for pair in pairs() if pair.part == "calibrate"]
    judges: dict[str, Judge] = {"words in common (Jaccard)": by_threshold(jaccard, calibrate)}
    judges["mintmark"] = lexical
    if given.meaning:
        known = frozenset(given.languages.split(",")) if given.languages else None
        embedder = read_embedder(given.meaning, languages=known)
        judges["embedding"] = by_threshold(by_meaning(embedder), calibrate)
    print_judges(judges)
    print_catalogue(given.modules)


if __name__ == "__main__":
    main()
