"""Several processes share the work: all is told, in order, and an end amid it is told too."""

import os
import threading
from functools import partial

import pytest

from mintmark.cli import crew
from mintmark.cli.crew import ALONE, AT_ONCE, share
from mintmark.errors import UnavailableError
from mintmark.report import Outcome


def tell(name):
    if name == "end":
        os._exit(1)
    return f"{name}\n", Outcome.INVALID if name == "bad" else Outcome.VALID


def shared(names, jobs=2):
    return list(share(iter(names), tell, partial(partial, tell), jobs))


def test_few_files_need_no_company(monkeypatch):
    monkeypatch.setattr(crew, "ProcessPoolExecutor", None)
    assert shared(["a", "bad"]) == [("a\n", Outcome.VALID), ("bad\n", Outcome.INVALID)]


@pytest.mark.parametrize("count", [ALONE, ALONE + 1, ALONE + 20 * AT_ONCE + 7])
def test_everything_is_told_in_order(count):
    names = [str(number) for number in range(count)]
    assert "".join(said for said, _ in shared(names)) == "".join(f"{name}\n" for name in names)


def test_the_worst_of_what_is_told_together_counts():
    names = ["a"] * ALONE + ["b"] * 9 + ["bad"] + ["c"] * 9
    assert [outcome for _, outcome in shared(names)][ALONE:] == [Outcome.INVALID]


def test_no_more_is_begun_than_somebody_listens_to():
    asked = []

    def names():
        for number in range(ALONE + 100 * AT_ONCE):
            asked.append(number)
            yield str(number)

    told = share(names(), tell, partial(partial, tell), 2)
    for _ in range(ALONE + 1):
        next(told)
    assert len(asked) <= ALONE + 8 * AT_ONCE
    told.close()


def test_who_has_to_wait_asks_for_company_at_once(monkeypatch):
    monkeypatch.setattr(crew, "ALONE_SECONDS", 0)
    assert shared(["a", "b", "bad"]) == [("a\n", Outcome.VALID), ("b\nbad\n", Outcome.INVALID)]


def test_beside_another_thread_no_process_is_copied(monkeypatch):
    methods = []
    real = crew.get_context
    monkeypatch.setattr(crew, "get_context", lambda name: (methods.append(name), real(name))[1])
    done = threading.Event()
    threading.Thread(target=done.wait, daemon=True).start()
    try:
        assert "".join(said for said, _ in shared(["a"] * (ALONE + 3))) == "a\n" * (ALONE + 3)
    finally:
        done.set()
    assert methods == ["spawn"]


def test_a_process_that_ends_is_told():
    with pytest.raises(UnavailableError) as caught:
        shared(["a"] * ALONE + ["b", "end", "c"])
    assert caught.value.code == "jobs.ended"
