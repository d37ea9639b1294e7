"""A catalogue says which of its modules come nearest."""

from __future__ import annotations

import time

import pytest

from mintmark import Curriculum
from mintmark.errors import UsageError
from mintmark.model import Holding
from recognition_pairs import catalogue, module
from recognition_samples import DATABASES, achievement, aligned, held, url

MODULES = (
    achievement("databases", DATABASES),
    achievement("baking", ("Bake bread from sourdough", "Work out what a recipe costs")),
    achievement("sql", (DATABASES[1], "Explain the purpose of unit tests")),
    achievement("aligned", (aligned("Wholly other words", "skill"),)),
)


def test_the_nearest_comes_first_and_the_rest_is_left_out():
    found = Curriculum(MODULES).nearest(held("course", DATABASES))
    assert [one.target for one in found] == [url("databases"), url("sql")]
    assert found[0].score == 1
    assert found[1].outcomes == ("o0",)


def test_a_shared_entry_finds_a_module_in_other_words():
    found = Curriculum(MODULES).nearest(held("kurs", (aligned("Anders", "skill"),), language="de"))
    assert [one.target for one in found] == [url("aligned")]


def test_ties_go_by_id_and_the_order_of_entries_means_nothing():
    twins = [achievement(name, DATABASES) for name in ("b", "a", "c")]
    source = held("course", DATABASES)
    found = Curriculum(twins).nearest(source, limit=2)
    assert [one.target for one in found] == [url("a"), url("b")]
        url("a"),
        url("b"),
    ]
    assert Curriculum(reversed(twins)).nearest(source) == Curriculum(twins).nearest(source)


def test_an_entry_that_is_there_twice_is_refused():
    with pytest.raises(UsageError) as caught:
        Curriculum([*MODULES, MODULES[0]])
    assert caught.value.code == "curriculum.twice"


def test_nothing_is_near_nothing():
    assert Curriculum(()).nearest(held("course", DATABASES)) == ()
    assert Curriculum(MODULES).nearest(held("course")) == ()
    assert Curriculum(MODULES).nearest(Holding(id="x", standing="unchecked")) == ()


def test_a_large_catalogue_is_asked_in_about_the_time_of_a_small_one():
    entries = catalogue(1_200)
    small, large = Curriculum(entries[:100]), Curriculum(entries)
    assert (len(small), len(large)) == (100, 1_200)
    source = module("asked", [one.title.best() for one in entries[7].outcomes])
    times = []
    for index in (small, large):
        index.nearest(source)
        start = time.process_time()
        assert index.nearest(source)[0].target == entries[7].id
        times.append(time.process_time() - start)
    assert times[1] < 10 * times[0] + 0.05
