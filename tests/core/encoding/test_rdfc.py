"""RDFC-1.0 as a law: names and order of blank nodes do not matter, and work is bounded."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cost import costs, measured
from mintmark.encoding import rdfc
from mintmark.encoding.effort import Effort
from mintmark.encoding.rdf import literal
from mintmark.errors import InputError, LimitError, UnavailableError, UsageError

P = "<urn:p>"

nodes = st.sampled_from([f"_:n{i}" for i in range(5)]) | st.sampled_from(["<urn:a>", "<urn:b>"])
things = nodes | st.sampled_from([literal("x"), literal("5", "urn:t"), literal("x", language="en")])
graphs = st.sampled_from(["", "", "<urn:g>", "_:n0", "_:g"])
predicates = st.sampled_from([P, "<urn:q>"])
datasets = st.lists(st.tuples(nodes, predicates, things, graphs), max_size=8)


@given(datasets, st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(quads, random):
    names = [f"_:x{i}" for i in range(50)]
    random.shuffle(names)
    labels = {}

    def rename(term):
        return labels.setdefault(term, names[len(labels)]) if term.startswith("_:") else term

    renamed = [tuple(rename(term) for term in quad) for quad in quads]
    random.shuffle(renamed)
    assert rdfc.canonicalize(renamed) == rdfc.canonicalize(quads)


@given(datasets)
def test_a_quad_said_twice_is_said_once(quads):
    assert rdfc.canonicalize(quads + quads) == rdfc.canonicalize(quads)
    assert rdfc.canonical_labels(quads + quads) == rdfc.canonical_labels(quads)


@given(datasets)
def test_the_canonical_form_is_its_own(quads):
    canonical = rdfc.canonicalize(quads)
    labels = rdfc.canonical_labels(quads)
    renamed = [tuple(labels.get(term, term) for term in quad) for quad in quads]
    assert rdfc.serialize(renamed, {}) == canonical
    assert rdfc.canonicalize(renamed) == canonical


@given(datasets, st.sampled_from([literal("changed"), "<urn:changed>"]))
def test_another_dataset_has_another_form(quads, thing):
    more = [*quads, ("<urn:new>", P, thing, "")]
    assert rdfc.canonicalize(more) != rdfc.canonicalize(quads)


def test_every_blank_node_gets_a_name():
    quads = [("_:a", P, "_:b", "_:g"), ("_:b", P, "<urn:x>", "")]
    assert sorted(rdfc.canonical_labels(quads).values()) == ["_:c14n0", "_:c14n1", "_:c14n2"]


def test_lines_are_sorted_by_code_point():
    quads = [("<urn:s>", P, literal(text), "") for text in ("\U00010000", "\uffff", "\ufffd", "a")]
    assert rdfc.canonicalize(quads) == (
        '<urn:s> <urn:p> "\\uFFFF" .\n'
        '<urn:s> <urn:p> "a" .\n'
        '<urn:s> <urn:p> "\ufffd" .\n'
        '<urn:s> <urn:p> "\U00010000" .\n'
    )


def test_a_quad_counts_once():
    quad = ("<urn:s>", P, "_:x", "")
    assert rdfc.canonicalize([quad, quad]) == "<urn:s> <urn:p> _:c14n0 .\n"
    assert rdfc.canonicalize([]) == ""


def test_the_hash_decides_on_names():
    quads = [(f"_:{x}", P, literal(x), "") for x in "abcdef"]
    assert rdfc.canonicalize(quads, hash_name="sha384") != rdfc.canonicalize(quads)
    with pytest.raises(UsageError) as failure:
        rdfc.canonicalize(quads, hash_name="md5")
    assert failure.value.code == "rdfc.unknown-hash"


def test_a_lone_surrogate_is_refused():
    with pytest.raises(InputError) as failure:
        rdfc.canonicalize([("_:a", P, literal("\ud800"), "")])
    assert failure.value.code == "rdfc.lone-surrogate"


def clique(size, predicate=P):
    return [
        (f"_:n{i}", predicate, f"_:n{j}", "") for i in range(size) for j in range(size) if i != j
    ]


def star(size, mark=""):
    return [
        quad
        for i in range(size)
        for quad in (
            (f"_:{mark}c", P, f"_:{mark}n{i}", ""),
            (f"_:{mark}n{i}", P, f"_:{mark}m{i}", ""),
        )
    ]


POISON = {
    "clique": clique(10),
    "large clique": clique(60),
    "long cycle": [(f"_:n{i}", P, f"_:n{(i + 1) % 3000}", "") for i in range(3000)],
    "two stars": star(12, "x") + star(12, "y"),
    "two large stars": star(1500, "x") + star(1500, "y"),
    "long addresses": clique(8, f"<urn:{'p' * 20_000}>"),
    "many literals": clique(8) + [(f"_:n{i}", P, literal(str(j)), "")
                                  for i in range(8) for j in range(1500)],
}  # fmt: skip


@pytest.mark.parametrize("quads", POISON.values(), ids=POISON)
@costs
def test_a_poison_graph_costs_less_than_a_second(quads):
    with measured() as cost, pytest.raises(LimitError) as failure:
        rdfc.canonicalize(quads)
    assert failure.value.code == "rdfc.work-limit"
    assert cost.seconds < 1


BENIGN = {
    "small clique": clique(4),
    "short cycle": [(f"_:n{i}", P, f"_:n{(i + 1) % 30}", "") for i in range(30)],
    "one star": star(12),
    "one large star": star(1500),
    "many alike leaves": [("<urn:s>", P, f"_:n{i}", "") for i in range(3000)],
}


@pytest.mark.parametrize("quads", BENIGN.values(), ids=BENIGN)
def test_ordinary_likeness_is_no_poison(quads):
    assert rdfc.canonicalize(quads).count("\n") == len(quads)


def test_the_limit_is_the_callers():
    with pytest.raises(LimitError):
        rdfc.canonicalize(clique(4), work_limit=50)


def cost(quads):
    """Return the least limit with which a dataset is canonicalized."""
    low, high = 0, 1_000_000
    while low < high:
        middle = (low + high) // 2
        try:
            rdfc.canonicalize(quads, work_limit=middle)
            high = middle
        except LimitError:
            low = middle + 1
    return low


def test_the_work_that_is_counted_is_the_work_that_is_done():
    few = clique(4)
    assert cost([("_:a", P, "_:b", ""), ("_:b", P, literal("x"), "")]) == 0
    assert cost(clique(4, f"<urn:{'p' * 20_000}>")) > 20 * cost(few)
    literals = [(f"_:n{i}", P, literal(str(j)), "") for i in range(4) for j in range(800)]
    assert cost(few + literals) > 6 * cost(few)
    assert cost(star(5, "x") + star(5, "y")) > 12 * 120 * 5


def test_copying_many_names_is_work():
    def combs(size):
        return [
            (f"_:{mark}c", f"<urn:p{i}>", f"_:{mark}n{i}", "") for mark in "xy" for i in range(size)
        ]

    assert cost(combs(160)) > 4 * 2 * cost(combs(40))


@given(st.lists(st.sampled_from("abc"), max_size=6))
def test_every_order_that_differs_comes_once(nodes):
    found = list(rdfc.distinct_orders(nodes))
    assert sorted(found) == sorted(set(permutations(nodes)))


inside = st.sampled_from(["_:n0", "_:n1", "_:n2"])
in_one_graph = st.lists(
    st.tuples(inside, predicates, inside | st.just(literal("x")), st.just("_:g")), max_size=6
)


@given(in_one_graph, datasets.filter(lambda quads: len(quads) < 4))
def test_equal_orders_change_nothing(quads, more):
    found = rdfc.canonicalize(quads + more)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdfc, "distinct_orders", permutations)
        try:
            unreduced = rdfc.canonicalize(quads + more)
        except LimitError:
            return  # k equal names: too many permutations to go through
    assert found == unreduced


def test_twins_in_two_graphs_are_told_apart_quickly():
    quads = [
        ("<urn:s>", "<urn:shows>", graph, "") for graph in ("_:g", "_:h")
    ] + [
        (node, f"<urn:p{number}>", literal("x"), graph)
        for graph, nodes in (("_:g", ("_:a", "_:b")), ("_:h", ("_:c", "_:d")))
        for node in nodes
        for number in range(12)
    ]  # fmt: skip
    assert len(rdfc.canonicalize(quads, work_limit=5_000).splitlines()) == len(quads)


def test_steps_are_paid_for_by_the_input():
    alike = [(f"_:n{n}", P, f"_:n{m}", "") for n in range(7) for m in range(7) if n != m]
    with Effort(100).counted(), pytest.raises(UnavailableError, match="more work") as caught:
        rdfc.canonicalize(alike)
    assert caught.value.code == "input.work-limit"
