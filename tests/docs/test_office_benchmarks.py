"""The page of the office's benchmarks says by itself what is met and what is not."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from benchmarks import office_issuing, office_search, office_verify  # noqa: E402
from benchmarks.office_core import Rates  # noqa: E402
from benchmarks.office_page import Figures, render  # noqa: E402

KINDS = {"a rare word": (10.0, 20.0, 5.0, 9.0), office_search.EVERYTHING: (30.0, 90.0, 12.0, 40.0)}
GOOD = Figures(
    issuing=office_issuing.Figures(
        credentials=1_000,
        workers=2,
        seconds=1.0,
        worked=1.25,
        early=100,
        memory=101,
        stored=700,
        core=Rates(alone=1_400, together=1_900, worked=1_300),
    ),
    verify=office_verify.Figures(requests=4_000, seconds=16.0, middle=30.0, slow=90.0, cpu=7.0),
    large=office_search.Figures("postgresql", 100_000, KINDS),
    small=office_search.Figures("sqlite", 100_000, KINDS),
    server="16.4",
    load=(0.1, 2.0),
)


def goals(figures: Figures) -> dict[str, str]:
    """Return the goals with what the page says of them."""
    part = render(figures).partition("## Goals")[2].partition("##")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {row[0]: row[-1] for row in rows[2:]}


def test_the_page_says_what_is_met():
    found = goals(GOOD)
    assert len(found) == 9
    assert set(found.values()) == {"met"}
    page = render(GOOD)
    assert "| a rare word | 10.0 | 20.0 | 5.0 | 9.0 |" in page
    assert "100 MiB at most when a fifth was read, 101 MiB" in page
    assert "PostgreSQL 16.4" in page


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"issuing": replace(GOOD.issuing, seconds=1.2)}, "of what 2 of them do at once"),
        ({"issuing": replace(GOOD.issuing, worked=2.0)}, "each second of processor time"),
        ({"verify": replace(GOOD.verify, seconds=21.0)}, "at least 200 a second"),
        ({"verify": replace(GOOD.verify, slow=150.0)}, "under 150 ms"),
        (
            {
                "large": office_search.Figures(
                    "postgresql", 100_000, {office_search.EVERYTHING: (30.0, 101.0, 1.0, 2.0)}
                )
            },
            "PostgreSQL: 95 of 100 under 100 ms",
        ),
        (
            {
                "small": office_search.Figures(
                    "sqlite", 100_000, {office_search.EVERYTHING: (30.0, 251.0, 1.0, 2.0)}
                )
            },
            "SQLite: 95 of 100 under 250 ms",
        ),
    ],
)
def test_the_page_says_what_is_not_met(changes, wrong):
    missed = [goal for goal, word in goals(replace(GOOD, **changes)).items() if word == "not met"]
    assert len(missed) == 1
    assert wrong in missed[0]


def test_the_command_says_how_it_is_used():
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.office", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--quick" in told.stdout
    assert "--write" in told.stdout
