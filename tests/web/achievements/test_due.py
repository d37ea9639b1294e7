"""By when a public version is to be reviewed again, where the reviewer names no day."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from mintmark_web.achievements import queries, reminders, services
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.types import Ruling
from mintmark_web.adapters import clock
from web.factories import draft_version, signing_key

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
YES = Ruling("approved", "Everything is there.")


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(DAY)
    return set_to


def public(world, *frameworks):
    """Publish a version that was approved without a day for review."""
    signing_key(world.home)
    designer, reviewer = world.actor("designer"), world.actor("reviewer")
    version = draft_version(world.home)
    services.choose(designer, version, frameworks=frameworks, languages=["en"])
    services.submit(designer, version)
    services.decide(reviewer, version.reviews.get(), ruling=YES)
    version.refresh_from_db()
    return services.publish(reviewer, version)


def test_a_framework_that_wants_it_yearly_sets_the_day(world, at):
    version = public(world, "eu-2022", "nz-nzqa-2022")
    (found,) = queries.due_for_review(world.home.pk)
    assert (found.pk, found.due) == (version.pk, date(2027, 3, 2))
    assert version.reviews.get().review_due == date(2027, 3, 2)
    late = datetime(2027, 3, 3, 6, tzinfo=UTC)
    assert [one.since.date() for one in reminders.waiting(world.home.pk, late)] == [
        date(2027, 3, 2)
    ]


def test_a_reviewer_may_choose_an_earlier_day_and_no_later_one(world, at):
    signing_key(world.home)
    designer, reviewer = world.actor("designer"), world.actor("reviewer")
    version = draft_version(world.home)
    services.choose(designer, version, frameworks=["nz-nzqa-2022"], languages=["en"])
    services.submit(designer, version)
    review = version.reviews.get()
    with pytest.raises(ValidationError, match="each year: choose a day up to 2 March 2027"):
        services.decide(reviewer, review, ruling=YES, review_due=date(2027, 3, 3))
    services.decide(reviewer, review, ruling=YES, review_due=date(2026, 12, 1))
    assert version.reviews.get().review_due == date(2026, 12, 1)


def test_where_no_framework_wants_it_no_day_is_made_up(world, at):
    public(world, "eu-2022")
    assert not queries.due_for_review(world.home.pk).exists()


def test_what_was_public_before_gets_its_day(world, at):
    yearly, free = public(world, "nz-nzqa-2022"), public(world, "eu-2022")
    yearly.reviews.update(review_due=None)
    Version.objects.update(review_due=None)
    assert not queries.due_for_review(world.home.pk).exists()
    import_module("mintmark_web.achievements.migrations.0003_review_due_by_rule").fill(apps, None)
    assert [(one.pk, one.due) for one in queries.due_for_review(world.home.pk)] == [
        (yearly.pk, date(2027, 3, 2))
    ]
    free.refresh_from_db()
    assert free.review_due is None
