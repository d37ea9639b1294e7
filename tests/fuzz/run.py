"""Fuzz every parser and the whole verifier.

``python tests/fuzz/run.py --seconds 60`` runs all fuzzers, each its share of the time. A find
ends the run with the input that made it; ``--seed`` makes a run again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from fuzzers import FUZZERS, Found, Fuzzer


def run(fuzzer: Fuzzer, seconds: float, seed: int) -> int:
    """Run one fuzzer for some seconds of time; return how many inputs there were.

    Raises:
        Found: something that must not be.
    """
    chance = random.Random(f"{fuzzer.name} {seed}")
    fuzzer.seeds()
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        fuzzer.step(chance)
        count += 1
    return count


def main(arguments: list[str]) -> int:
    """Run what the command line asks for; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="for all fuzzers together")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--only", nargs="*", default=[], help="names of fuzzers")
    given = parser.parse_args(arguments)
    warnings.simplefilter("error")
    chosen = [one for one in FUZZERS if not given.only or one.name in given.only]
    if not chosen:
        parser.error(f"the fuzzers are {', '.join(one.name for one in FUZZERS)}")
    print(f"seed {given.seed}", flush=True)
    found = 0
    for fuzzer in chosen:
        try:
            count = run(fuzzer, given.seconds / len(chosen), given.seed)
            print(f"{fuzzer.name:20} {count:>9,} inputs", flush=True)
        except Found as error:
            found = 1
            print(f"{fuzzer.name:20} FOUND {error}", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
