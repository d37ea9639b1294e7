"""Lists by cursor: everything once, in order, whatever is added meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark_web.achievements.models import Achievement
from mintmark_web.api.paging import number_after
from mintmark_web.api.problems import ApiError
from web.api.calling import is_problem

pytestmark = pytest.mark.django_db


def fill(world, number):
    for each in range(number):
        Achievement.objects.create(organisation=world.home, title=f"Number {each}")


def walk(caller, path, limit):
    cursor, found = "", []
    while True:
        told = caller.get(f"{path}?limit={limit}&cursor={cursor}").json()
        assert len(told["items"]) <= limit
        found += [one["title"] for one in told["items"]]
        cursor = told["next"]
        if cursor is None:
            return found


@pytest.mark.parametrize("limit", [1, 3, 7, 200])
def test_everything_is_met_once_in_order(as_, world, limit):
    fill(world, 7)
    expected = [f"Number {each}" for each in reversed(range(7))]
    assert walk(as_("designer"), "/achievements", limit) == expected


def test_rows_of_the_same_moment_are_told_apart(as_, world):
    fill(world, 5)
    Achievement.objects.update(changed_at=Achievement.objects.latest("changed_at").changed_at)
    assert sorted(walk(as_("designer"), "/achievements", 2)) == [f"Number {n}" for n in range(5)]


def test_what_is_added_meanwhile_shifts_nothing(as_, world):
    fill(world, 4)
    caller = as_("designer")
    first = caller.get("/achievements?limit=2").json()
    Achievement.objects.create(organisation=world.home, title="New")
    second = caller.get(f"/achievements?limit=2&cursor={first['next']}").json()
    titles = [one["title"] for one in first["items"] + second["items"]]
    assert titles == [f"Number {n}" for n in (3, 2, 1, 0)]


@pytest.mark.parametrize(
    "cursor",
    ["x", "e30", "W10", "WyIxIl0", "WyJ4IiwieSJd", "bnVsbA", "W251bGwsbnVsbF0", "é"],
)
def test_a_cursor_from_elsewhere_is_refused(as_, cursor):
    assert is_problem(as_("designer").get(f"/achievements?cursor={cursor}"), 400, "api.cursor")


def test_the_list_asks_as_often_for_many_as_for_few(as_, world, same_queries):
    caller = as_("designer")
    fill(world, 2)
    same_queries(lambda: caller.get("/achievements"), lambda: fill(world, 20))


@given(st.text(max_size=12))
def test_a_number_is_read_or_refused(text):
    try:
        assert 0 <= number_after(text, 2_000) <= 2_000
    except ApiError as error:
        assert error.code == "api.cursor"
