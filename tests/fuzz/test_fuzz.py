"""Every fuzzer for a moment; ``run.py`` gives them longer."""

from __future__ import annotations

import pytest
from fuzzers import FUZZERS, Found, Fuzzer
from run import main, run


@pytest.mark.parametrize("fuzzer", FUZZERS, ids=lambda fuzzer: fuzzer.name)
def test_nothing_is_found_in_a_moment(fuzzer):
    assert run(fuzzer, 0.7, seed=1) > 0


def test_a_find_is_told():
    """A fuzzer that finds nothing whatever happens would be worth nothing."""
    broken = Fuzzer("broken", lambda: [b"x"], lambda data, _: data, lambda data: data[9])
    with pytest.raises(Found, match="IndexError"):
        run(broken, 1, seed=1)


def test_the_command_line(capsys):
    assert main(["--seconds", "0.2", "--seed", "7", "--only", "times"]) == 0
    assert "seed 7" in capsys.readouterr().out
