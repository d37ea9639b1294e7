"""One purse for all the work on one input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.effort import BYTES, Effort, spend, spend_bytes, values_in
from mintmark.encoding.jsonld import _measure
from mintmark.encoding.plans.planner import MAX_STATEMENTS, Planner
from mintmark.errors import LimitError, UnavailableError

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


def test_what_nobody_counts_costs_nothing():
    spend(10**9)


def test_no_more_is_spent_than_there_is():
    with Effort(10).counted():
        spend(4)
        spend_bytes(6 * BYTES)
        with pytest.raises(UnavailableError) as caught:
            spend(1)
        assert caught.value.code == "input.work-limit"
        assert caught.value.remedy
        with pytest.raises(UnavailableError):
            spend(0)
    spend(1)


def test_a_purse_that_is_opened_again_is_the_same():
    effort = Effort(10)
    with effort.counted():
        spend(6)
        with effort.counted():
            spend(4)
        with Effort(10).counted():
            spend(9)
        with pytest.raises(UnavailableError):
            spend(1)


@given(json_values)
def test_values_are_counted_as_the_bound_on_documents_counts_them(value):
    document = {"a": value}
    count = values_in(document)
    _measure(document, count)
    with pytest.raises(LimitError):
        _measure(document, count - 1)


def test_plans_are_not_learned_from_what_is_too_large_to_pay_for_it():
    def shown(count: int) -> int:
        planner = Planner(BUNDLED)
        document = samples.unsigned(lambda d: d.update(
            evidence=[{"type": ["Evidence"], "name": f"{n}"} for n in range(count)]))  # fmt: skip
        form = plain_form(document, BUNDLED)
        for _ in range(3):
            planner.write(document)
            planner.learn(document, form)
        planner.write(document)
        return planner.written

    assert shown(10) > 0
    assert shown(MAX_STATEMENTS) == 0
