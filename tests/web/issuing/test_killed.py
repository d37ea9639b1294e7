"""A worker killed at any point loses nothing and doubles nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from web.issuing.killing import CHANGES, ROWS, STAGES

TESTS = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found(django_db_setup):
    """What became of the batches, by the stage at which a worker was killed."""
    told = subprocess.run(
        [sys.executable, "-m", "web.issuing.killing"],
        cwd=TESTS,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


@pytest.mark.parametrize("stage", [*STAGES, "anywhere"])
def test_what_a_killed_worker_left_is_finished(found, stage):
    one = found[stage]
    assert one["deaths"] >= 1, "nobody was killed"
    assert one["state"] == "done"
    assert one["lines"] == list(range(2, ROWS + 2))
    assert one["credentials"] == one["documents"] == one["readable"] == one["places"] == ROWS
    assert one["kept"], "what was intended was given up"


@pytest.mark.parametrize("stage", list(STAGES))
def test_every_learner_is_written_to_and_a_crash_repeats_one_letter_at_most(found, stage):
    assert found[stage]["least_letters"] == 1
    assert found[stage]["most_letters"] <= (2 if stage == "sending" else 1)


@pytest.mark.parametrize("stage", list(CHANGES))
def test_a_killed_worker_changes_no_status_twice_and_forgets_none(found, stage):
    one = found[stage]
    assert one["deaths"] == 1, "nobody was killed"
    assert one["state"] == "done"
    assert one["suspended"] == one["histories"] == one["changed"] == ROWS
    assert one["letters"] == ROWS + (stage == "telling")
