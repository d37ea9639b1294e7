"""What the plans keep stays within bounds, and hostile shapes do not push out good ones."""

from __future__ import annotations

from typing import Any

import pytest
from plan_documents import OPEN_BADGE, PROOF, WITHOUT_IDS, fresh

from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.plans import memory as memories
from mintmark.encoding.plans.memory import Exactly, Memory, Remembered, Sightings, exact
from mintmark.encoding.plans.planner import Planner, planner_for
from mintmark.encoding.plans.shelf import Shelf


def teach(planner: Planner, document: dict[str, Any], times: int = 2) -> None:
    expected = plain_form(document, BUNDLED)
    for _ in range(times):
        planner.learn(fresh(document), expected)


def proof(number: int) -> dict[str, Any]:
    """A proof configuration of a shape of its own: types may be any address."""
    return {**PROOF, "type": ["DataIntegrityProof", f"https://e.org/types/{number}"]}


def test_the_shelf_never_weighs_more_than_its_bound() -> None:
    planner = Planner(BUNDLED, shelf=Shelf(max_weight=60))
    for number in range(40):
        teach(planner, proof(number))
        assert planner.shelf.weight <= 60
        assert planner.shelf.weight == sum(1 + len(plan.sites) for plan in plans(planner))
        assert len(planner.shelf) == len(plans(planner))


def plans(planner: Planner) -> list[Any]:
    return [plan for site in planner.shelf.sites for plan in site.plans.values()]


def test_shapes_in_use_outlive_hostile_ones() -> None:
    planner = Planner(BUNDLED, shelf=Shelf(max_weight=60))
    teach(planner, PROOF)
    for number in range(40):
        teach(planner, proof(number))
        assert planner.write(fresh(PROOF)) is not None


def test_a_shape_that_comes_once_leaves_nothing() -> None:
    planner = Planner(BUNDLED)
    for number in range(20):
        teach(planner, proof(number), times=1)
    assert len(planner.shelf) == 0
    teach(planner, PROOF)
    assert len(planner.shelf) == 1


def test_a_refused_document_leaves_nothing() -> None:
    planner = Planner(BUNDLED)
    for context in ("https://e.org/unknown", [*OPEN_BADGE, {"x": "urn:x"}], None, [[]], 7):
        for _ in range(3):
            assert planner.write({**fresh(PROOF), "@context": context}) is None
    assert planner.shelf.sites == []


def test_a_very_large_shape_is_not_kept() -> None:
    planner = Planner(BUNDLED)
    types = [f"https://e.org/types/{number}" for number in range(500)]
    teach(planner, {**PROOF, "type": ["DataIntegrityProof", *types]})
    assert len(planner.shelf) == 0


def test_lists_of_contexts_are_bounded() -> None:
    planner = Planner(BUNDLED)
    for number in range(600):
        planner.shelf.add_root((f"https://e.org/{number}",))
    assert len(planner.shelf.sites) <= 256


def node(number: int, size: int = 10) -> Remembered:
    said = [("", "x" * size)]
    return Remembered({"id": f"urn:{number}"}, f"<urn:{number}>", said, [], [], 1, 0, size + 100)


def test_memory_is_bounded_in_number() -> None:
    memory = Memory(max_nodes=10)
    for number in range(100):
        memory.keep(number, node(number))
        assert len(memory) <= 10
    assert memory.get(99) is not None
    assert memory.get(0) is None


def test_memory_is_bounded_in_size() -> None:
    memory = Memory(max_characters=100_000)
    for number in range(200):
        memory.keep(number, node(number, size=10_000))
        assert len(memory) <= 14
    memory.keep("huge", node(0, size=10**6))
    assert memory.get("huge") is None


def test_what_is_asked_for_stays_remembered() -> None:
    memory = Memory(max_nodes=10)
    memory.keep("good", node(0))
    for number in range(100):
        memory.keep(number, node(number))
        assert memory.get("good") is not None


def test_a_node_is_remembered_when_it_comes_again() -> None:
    planner = Planner(BUNDLED)
    teach(planner, WITHOUT_IDS)
    planner.write(fresh(WITHOUT_IDS))
    assert len(planner.memory) == 0
    planner.write(fresh(WITHOUT_IDS))
    assert len(planner.memory) > 0


def test_sightings_are_bounded() -> None:
    sightings = Sightings(most=10)
    assert [sightings.count("a"), sightings.count("a"), sightings.count("b")] == [1, 2, 1]
    for number in range(100):
        sightings.count(number)
        assert len(sightings) <= 10
    assert memories.MAX_SIGHTED <= 10_000


@pytest.mark.parametrize("value", [1, 1.0, True, 0, 0.0, -0.0, False, None, "1", [1], {"a": 1}])
def test_exact_copies_equal_their_own_kind_only(value: Any) -> None:
    others = [1, 1.0, True, 0, 0.0, -0.0, False, None, "1", [1], [True], {"a": 1}, {"a": 1.0}]
    equal = [other for other in others if exact(value) == other]
    assert [repr(other) for other in equal] == [repr(value)]
    assert Exactly(1) != "1"


def test_a_planner_per_store_and_hash() -> None:
    assert planner_for(BUNDLED, "sha256") is planner_for(BUNDLED, "sha256")
    assert planner_for(BUNDLED, "sha256") is not planner_for(BUNDLED, "sha384")
