"""Plans from the offerings of this office."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from mintmark import Wishes
from mintmark_web.accounts.models import Membership
from mintmark_web.adapters import clock
from mintmark_web.awards import services as awards
from mintmark_web.stacks import planning
from web.factories import published_version
from web.stacks.ways import give, pathway

pytestmark = pytest.mark.django_db
BREAD_ECTS = 2


@pytest.fixture(autouse=True)
def _a_second_designer_reviews(world):
    Membership.objects.get_or_create(
        user=world.member["reviewer"], organisation=world.home, role="reviewer"
    )


def offer(world, *, in_days=30, fee="100", currency="EUR", **more):
    """Make an open offering of a course of 2 ECTS."""
    start = clock.now().date() + timedelta(days=in_days)
    number = offer.number = getattr(offer, "number", 0) + 1
    outcome = {"id": "bake", "title": {"en": f"Bakes loaf number {number}"}}
    assessments = [
        {
            "id": "test",
            "title": {"en": "Test"},
            "type": "written-exam",
            "outcomes": ["bake"],
            "criteria": {"en": "All of it."},
            "pass_mark": 0.5,
            "supervision": "onsite",
            "identity_verification": True,
        }
    ]
    version = published_version(
        world.home,
        title={"en": f"Loaf {number}"},
        outcomes=[outcome],
        assessments=assessments,
    )
    fields = {"starts_on": start, "ends_on": start + timedelta(days=28), "state": "open"}
    fields |= {"fee": Decimal(fee), "currency": currency, **more}
    return awards.create_offering(world.actor("assessor"), world.home, version=version.pk, **fields)


def test_the_cheapest_plan_takes_the_cheapest_courses(world):
    way = pathway(world, credits=4)
    dear, cheap, cheaper = offer(world, fee="300"), offer(world, fee="100"), offer(world, fee="50")
    result = planning.plan_for(world.learner, way, Wishes())
    assert result.verdict == "planned"
    assert {one.offer for one in result.plan.steps} == {f"o-{cheap.pk}", f"o-{cheaper.pk}"}
    assert result.plan.totals.to_pay == 150
    assert f"o-{dear.pk}" not in {one.offer for one in result.plan.steps}


def test_what_is_held_is_not_planned_again(world):
    way = pathway(world, credits=5)
    give(world, 1)
    offer(world)
    offer(world)
    result = planning.plan_for(world.learner, way, Wishes())
    assert len(result.plan.steps) == 1


def test_a_budget_that_is_too_small_is_told_with_what_it_would_take(world):
    way = pathway(world, credits=4)
    offer(world)
    offer(world)
    result = planning.plan_for(world.learner, way, Wishes(max_cost=Decimal(120)))
    assert result.verdict == "infeasible"
    assert any("200" in one.words for one in result.because)


def test_full_late_and_foreign_offerings_are_left_out(world):
    offer(world)
    offer(world)
    offer(world, currency="USD")
    full = offer(world, places=1)
    desk = world.actor("assessor")
    awards.enrol(desk, full, name="Ann Other", email="ann@example.org")
    offer(world, in_days=5, apply_by=clock.now().date() - timedelta(days=1))
    offer(world, state="planned")
    courses = planning.catalogue().courses
    assert planning.catalogue().currency == "EUR"
    assert len(courses) == 3
    (taken,) = [one for one in courses if one.offer.id == f"o-{full.pk}"]
    assert taken.offer.runs[0].places == 0


def test_the_page_shows_the_plan_in_words_and_drawn(world, sign_in):
    way = pathway(world, credits=4)
    first, _ = offer(world), offer(world, fee="50.50")
    client, wishes = sign_in(world.learner), {"goal": "quickest", "hours_per_week": "40"}
    page = client.get(reverse("stacks.plan", args=[way.pk]), wishes)
    assert first.title in page.content.decode()
    assert "EUR\u00a0150.50" in page.content.decode()
    picture = client.get(reverse("stacks.plan-picture", args=[way.pk]), wishes)
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert first.title in picture.content.decode()


def test_planning_asks_the_database_as_often_with_more_offerings(world, same_queries):
    way = pathway(world, credits=4)
    offer(world)

    def grow():
        offer(world)
        offer(world)

    same_queries(lambda: planning.plan_for(world.learner, way, Wishes()), grow)


def test_the_picture_of_a_plan_is_kept_for_each_language(world, sign_in):
    way = pathway(world, credits=4)
    offer(world, mode="online", language="en")
    offer(world, fee="50")
    client, wishes = sign_in(world.learner), {"goal": "cheapest", "hours_per_week": "40"}
    client.get(reverse("stacks.plan", args=[way.pk]), wishes)
    picture = reverse("stacks.plan-picture", args=[way.pk])
    english = client.get(picture, wishes).content.decode()
    french = client.get(picture, wishes, headers={"Accept-Language": "fr"}).content.decode()
    for told, said in (
        ("Step by step", "Étape par étape"),
        ("hours of study", "heures d’étude"),
        ("Online; taught in en", "En ligne\u00a0; langue"),
    ):
        assert (told in english, said in english) == (True, False)
        assert (told in french, said in french) == (False, True)
