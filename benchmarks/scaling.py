"""The command line at scale: several processes, bounded memory, start-up; and issuing as a whole.

Wall clock and peak memory of ``mintmark`` in child processes, on folders of credentials.
``python -m benchmarks.scaling --credentials 1000000`` verifies so many once: that takes disk space
of 5 KB for each, and some minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import credentials
from benchmarks.engines import Mintmark, key

AT = "2026-05-05T00:00:00Z"
FOR_JOBS = 5_000
FOR_MEMORY = (20_000, 100_000)
EACH_FOLDER = 1_000
STARTS = 15
ISSUED = 400


@dataclass(frozen=True)
class Scaling:
    """What was measured: seconds, MiB and microseconds.

    Attributes:
        jobs: number of processes -> (seconds, seconds of processor time) for ``FOR_JOBS``
            credentials.
        memory: number of credentials -> (peak MiB of the process, seconds).
        start: ``mintmark --help``.
        issue: ``mintmark.issue`` from nouns to signed bytes, processor time.
    """

    jobs: dict[int, tuple[float, float]]
    memory: dict[int, tuple[float, float]]
    start: float
    issue: float


def measure() -> Scaling:
    """Write the folders, run the command line on them, and take them away again."""
    start = median(_run("--help").seconds for _ in range(STARTS))
    issue = _issue()
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "jobs", 0, FOR_JOBS)
        runs = {number: _verify(folder / "jobs", number) for number in (1, 2)}
        jobs = {number: (run.seconds, run.processor) for number, run in runs.items()}
        memory, written = {}, 0
        for count in FOR_MEMORY:
            _write(folder / "memory", FOR_JOBS + written, count - written)
            written = count
            run = _verify(folder / "memory", 2)
            memory[count] = (run.peak, run.seconds)
    return Scaling(jobs, memory, start, issue)


def _write(folder: Path, first: int, count: int) -> None:
    """Write credentials, each of a learner of its own, into folders of a thousand."""
    engine, issuer = Mintmark(), key().controller
    for start in range(first, first + count, EACH_FOLDER):
        part = folder / f"{start:09d}"
        part.mkdir(parents=True)
        documents = credentials.mixed(issuer, 50, EACH_FOLDER // 50, start)
        for number, document in enumerate(documents[: first + count - start]):
            (part / f"{number:04d}.json").write_text(engine.issue(document))


@dataclass(frozen=True)
class Run:
    """A command that ended: seconds, and the most MiB that one of its processes had."""

    seconds: float
    processor: float
    peak: float


def _verify(folder: Path, jobs: int) -> Run:
    return _run("verify", str(folder), "--at", AT, "--json", "--jobs", str(jobs))


def _run(*arguments: str) -> Run:
    """Run a command, with all processes that it starts."""
    before = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [str(Path(sys.executable).with_name("mintmark")), *arguments],
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"mintmark {arguments[0]} ended with {process.returncode}.")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _issue() -> float:
    """Return the median processor time of ``mintmark.issue``."""
    from mintmark import Achievement, Award, Learner, Organisation, Result, issue

    achievement = Achievement.model_validate(
        {
            "id": "https://school.example/achievements/1",
            "language": "en",
            "title": {"en": "Projects with partners"},
            "description": {"en": "Learners plan, carry out and explain a project. " * 6},
            "type": "micro-credential",
            "issuer": Organisation.model_validate({"name": {"en": "School of Examples"}}),
            "outcomes": [
                {"id": f"outcome-{number}", "title": {"en": f"Explains part {number} of it"}}
                for number in range(4)
            ],
            "assessments": [
                {
                    "id": "test",
                    "title": {"en": "Written test"},
                    "type": "test",
                    "pass_mark": Decimal("0.6"),
                }
            ],
        }
    )
    times = []
    signer, at = key(), datetime(2026, 5, 4, 12, tzinfo=UTC)
    for number in range(ISSUED):
        award = Award(
            id=f"urn:uuid:9d2b1e2a-7c51-4f1d-8a1e-{number:012x}",
            achievement=achievement.id,
            learner=Learner(name=f"Learner {number}"),
            awarded_on=date(2026, 3, 31),
            results=(Result(assessment="test", score=Decimal("0.8")),),
        )
        before = time.process_time_ns()
        issue(
            achievement, award, signer=signer, at=at, credential_id=award.id, salt=f"{number:032x}"
        )
        times.append((time.process_time_ns() - before) / 1000)
    return median(times[20:])


def render(found: Scaling) -> str:
    """Return the figures as Markdown."""
    (one, alone), (two, shared) = found.jobs[1], found.jobs[2]
    rows = [
        "| the command line and the whole of issuing | measured | goal |",
        "| --- | ---: | --- |",
        f"| start: `mintmark --help`, median of {STARTS} | {found.start:.2f} s | 0.3 s: "
        f"{'met' if found.start < 0.3 else 'not met'} |",
        f"| `mintmark verify` of {FOR_JOBS:,} files, `--jobs 1` | {one:.1f} s, of the processor "
        f"{alone:.1f} s | |",
        f"| the same, `--jobs 2` | {two:.1f} s ({one / two:.2f} times as fast), of the processors "
        f"{shared:.1f} s | grows |",
        *(
            f"| `mintmark verify --jobs 2` of {count:,} files: peak memory | {peak:.0f} MiB each, "
            f"{seconds:.0f} s | does not grow |"
            for count, (peak, seconds) in found.memory.items()
        ),
        f"| `mintmark.issue`, from nouns to signed bytes | {found.issue:,.0f} µs | |",
    ]
    return "\n".join(rows) + "\n\n" + _extrapolated(found)


def _extrapolated(found: Scaling) -> str:
    (few, (small, _)), (many, (large, seconds)) = found.memory.items()
    grown = (large - small) / (many - few) * 1e6
    return (
        f"A million files were not written and verified; {many:,} were. From {few:,} to {many:,} "
        f"the peak changed by {large - small:+.1f} MiB, which would be {grown:+.0f} MiB for a "
        f"million if it went on in a line; at {many / seconds:,.0f} files a second a million takes "
        f"{1e6 * seconds / many / 60:.0f} minutes with two processes. These are wall-clock figures "
        "of a machine that others use too."
    )


def main() -> None:
    """Write so many credentials, verify them, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--credentials", type=int, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name) / "all"
        _write(folder, 0, chosen.credentials)
        run = _verify(folder, chosen.jobs)
    print(
        f"{chosen.credentials:,} credentials, --jobs {chosen.jobs}: {run.seconds:,.0f} s by the "
        f"clock, {run.processor:,.0f} s of the processors, {run.peak:.0f} MiB at the highest."
    )


if __name__ == "__main__":
    main()
