"""How often somebody may ask for what costs work."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mintmark_web.adapters.pace import Pace, address


def test_a_minutes_calls_at_once_and_then_an_even_rate():
    pace = Pace()
    assert [pace.wait("a", per_minute=6, cost=1, now=0.0) for _ in range(6)] == [0.0] * 6
    assert pace.wait("a", per_minute=6, cost=1, now=0.0) == 10.0
    assert pace.wait("a", per_minute=6, cost=1, now=4.0) == 6.0
    assert pace.wait("a", per_minute=6, cost=1, now=10.0) == 0.0
    assert pace.wait("b", per_minute=6, cost=1, now=10.0) == 0.0


def test_what_costs_more_counts_for_more_and_what_costs_most_is_possible_at_all():
    pace = Pace()
    assert pace.wait("a", per_minute=6, cost=5, now=0.0) == 0.0
    assert pace.wait("a", per_minute=6, cost=5, now=0.0) == 40.0
    assert pace.wait("b", per_minute=2, cost=5, now=0.0) == 0.0


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 3)), max_size=60))
def test_never_more_than_twice_the_pace_in_any_minute(calls):
    pace, now, let_in = Pace(), 0.0, []
    for step, cost in calls:
        now += step / 10
        if not pace.wait("a", per_minute=10, cost=cost, now=now):
            let_in.append((now, cost))
    for start, _ in let_in:
        assert sum(cost for at, cost in let_in if start <= at < start + 60) <= 20 + 2


def test_who_called_long_ago_is_forgotten_first():
    pace = Pace(most=2)
    for name in "abc":
        assert not pace.wait(name, per_minute=1, cost=1, now=0.0)
    assert pace.wait("c", per_minute=1, cost=1, now=0.0)
    assert not pace.wait("a", per_minute=1, cost=1, now=0.0)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "2001:db8:1:2::ffff", "2001:db8:1:2::"),
        (1, "fe80::1%eth0", "fe80::"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "nonsense", "nonsense"),
    ],
)
def test_only_believed_proxies_say_who_calls(settings, proxies, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    assert address(request) == expected
