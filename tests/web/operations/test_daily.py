"""What the site does by itself once a day, and what it writes to whom."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mintmark_web.accounts.models import User
from mintmark_web.accounts.types import SITE
from mintmark_web.achievements.models import Review
from mintmark_web.adapters import clock
from mintmark_web.api.models import Answered
from mintmark_web.api.services import make_token
from mintmark_web.api.types import Scope
from mintmark_web.audit.models import Record
from mintmark_web.issuing.services.ordering import break_off
from mintmark_web.operations import checks, daily, letters, queries, services
from mintmark_web.operations.models import Day
from mintmark_web.operations.types import reminded_of
from mintmark_web.wallet.models import Share, ShareView
from web.factories import person, published_version, submitted_version
from web.issuing.conftest import order, version

__all__ = ["order", "version"]

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def at(monkeypatch):
    """Return what sets the clock of the daily work."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(timezone.now())
    return set_to


def letters_to(user):
    return [one for one in mail.outbox if one.to == [user.email]]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_does_it_and_not_before_its_hour(at, run_jobs):
    at(NOW.replace(hour=daily.HOUR - 1))
    assert not daily.begin()
    at(NOW)
    assert [daily.begin() for _ in range(3)] == [True, False, False]
    run_jobs()
    assert Day.objects.get().counts["letters"] == 0
    at(NOW + DAY)
    assert daily.begin()


def test_two_who_begin_at_once_ask_for_one_job(at, monkeypatch):
    at(NOW)
    Day.objects.create(day=NOW.date())
    nobody = Day.objects.none()
    with monkeypatch.context() as patch:  # as if the other had not committed when we looked
        patch.setattr(Day.objects, "filter", lambda **_: nobody)
        assert not daily.begin()
    assert not DBTaskResult.objects.exists()


def test_what_is_over_goes_and_what_is_not_stays(at, world):
    at(now := timezone.now())
    for name, expires in (("over", now - DAY), ("open", now + DAY)):
        Session.objects.create(session_key=name, session_data="", expire_date=expires)
    token = make_token(
        world.actor("registrar"), world.home, name="x", scopes=Scope.values[:1], days=9
    )
    for key, age in (("old", 3), ("new", 1)):
        row = Answered.objects.create(token=token, key=key, request_hash="x")
        Answered.objects.filter(pk=row.pk).update(answered_at=now - age * DAY)
    for label, over in (("old", 91), ("late", 89)):
        share = Share.objects.create(owner=world.learner, label=label, expires_at=now - over * DAY)
        ShareView.objects.create(share=share)
    kept = Share.objects.create(owner=world.learner, label="open")
    ShareView.objects.create(share=kept)
    counts = daily.run(now.date())
    assert list(Session.objects.values_list("pk", flat=True)) == ["open"]
    assert list(Answered.objects.values_list("key", flat=True)) == ["new"]
    labels = set(ShareView.objects.values_list("share__label", flat=True))
    assert labels == {"late", "open"}
    assert (counts["sessions"], counts["answers"], counts["share-views"]) == (1, 1, 1)
    told = Record.objects.get(action="site.daily")
    assert told.summary == counts and told.user_id is None


def test_jobs_that_ended_long_ago_are_forgotten_failed_ones_later(at):
    at(now := timezone.now())
    for status, age in (
        (TaskResultStatus.SUCCESSFUL, 15),
        (TaskResultStatus.SUCCESSFUL, 13),
        (TaskResultStatus.FAILED, 91),
        (TaskResultStatus.FAILED, 89),
    ):
        job = daily.work.enqueue("2026-01-01")
        DBTaskResult.objects.filter(pk=job.id).update(status=status, finished_at=now - age * DAY)
    waiting = daily.work.enqueue("2026-01-01")
    assert daily.run(now.date())["jobs"] == 2
    left = {
        ((now - job.finished_at).days if job.finished_at else None)
        for job in DBTaskResult.objects.all()
    }
    assert left == {13, 89, None} and DBTaskResult.objects.filter(pk=waiting.id).exists()


def test_counts_of_attempts_that_are_over_go(at, settings, monkeypatch):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "office_cache_daily",
        }
    }
    call_command("createcachetable", verbosity=0)
    cache = caches["default"]
    cache.set("over", 1, timeout=60)
    cache.set("open", 1, timeout=7200)
    at(timezone.now() + timedelta(hours=1))
    assert daily.run(timezone.now().date())["counters"] == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM office_cache_daily")
        assert [row[0] for row in cursor.fetchall()] == [":1:open"]


def test_one_part_that_fails_keeps_no_other_from_being_done_and_shows(at, monkeypatch):
    at(now := timezone.now())

    def broken(_now):
        raise RuntimeError("no")

    monkeypatch.setitem(services._CHORES, "answers", services.Chore("answers", broken))
    with pytest.raises(CommandError, match="answers"):
        call_command("daily")
    assert "sessions" in Day.objects.get().counts and "answers" not in Day.objects.get().counts
    assert queries.last_day() is None, "the day is not done"
    monkeypatch.undo()
    out = StringIO()
    call_command("daily", stdout=out)
    assert "answers: 0\n" in out.getvalue()
    assert queries.last_day() == now.date()


def test_what_failed_is_tried_again_within_the_hour_and_it_alone(at, monkeypatch):
    at(NOW)
    done = []

    def broken(_now):
        raise RuntimeError("no")

    monkeypatch.setitem(services._CHORES, "answers", services.Chore("answers", broken))
    count = services.Chore("counted", lambda _now: len(done) or done.append(1) or 7)
    monkeypatch.setitem(services._CHORES, "counted", count)
    with pytest.raises(daily.DailyError, match="answers"):
        daily.work.call(NOW.date().isoformat())
    (again,) = DBTaskResult.objects.all()
    assert again.run_after == NOW + timedelta(hours=1)
    monkeypatch.setitem(services._CHORES, "answers", services.Chore("answers", lambda _now: 3))
    daily.work.call(*again.args_kwargs["args"])
    row = Day.objects.get()
    assert row.done_at and (row.counts["answers"], row.counts["counted"]) == (3, 7)
    assert DBTaskResult.objects.count() == 1


def test_a_day_that_is_over_is_not_tried_again(at, monkeypatch):
    at(NOW.replace(hour=23, minute=30))

    def broken(_now):
        raise RuntimeError("no")

    monkeypatch.setitem(services._CHORES, "answers", services.Chore("answers", broken))
    with pytest.raises(daily.DailyError):
        daily.work.call(NOW.date().isoformat())
    assert not DBTaskResult.objects.exists()


def test_whoever_runs_the_site_sees_when_it_was_last_done():
    def told():
        return next(one for one in checks.checks() if one.name == "Daily work")

    assert told().state == "look"
    today = timezone.now().date()
    Day.objects.create(day=today - 5 * DAY, done_at=timezone.now())
    assert told().state == "wrong"
    Day.objects.create(day=today)  # begun, and not done
    assert told().state == "wrong"
    Day.objects.update(done_at=timezone.now())
    assert told().state == "good"


@pytest.mark.parametrize(
    ("days_left", "reminded"),
    [(31, None), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-6, 0), (-7, -7), (-15, -14)],
)
def test_of_a_day_one_is_reminded_before_on_it_and_each_week_after(days_left, reminded):
    due, wanted = date(2026, 6, 1), None
    if reminded is not None:
        day = due - reminded * DAY
        wanted = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert reminded_of(due, due - days_left * DAY, 30, 7) == wanted


def test_a_reviewer_has_one_letter_a_day_and_only_for_something_new(at, world):
    reviewer = world.member["reviewer"]
    User.objects.filter(pk=reviewer.pk).update(language="fr")
    submitted_version(world.home)
    now = timezone.now()
    at(now + timedelta(minutes=1))
    daily.run(now.date())
    daily.run(now.date())
    (letter,) = letters_to(reviewer)
    assert letter.extra_headers["Content-Language"] == "fr"
    assert "1 examen est à faire" in letter.body and f"/o/{world.home.slug}/reviews/" in letter.body
    assert not letters_to(world.member["designer"]) and not letters_to(world.learner)
    at(now + DAY)
    daily.run((now + DAY).date())
    assert len(letters_to(reviewer)) == 1, "nothing is new"
    later = submitted_version(world.home)
    Review.objects.filter(version=later).update(asked_at=now + 1.5 * DAY)
    at(now + 2 * DAY)
    daily.run((now + 2 * DAY).date())
    assert len(letters_to(reviewer)) == 2


def test_a_review_that_is_due_again_is_told_30_days_before(at, world):
    shown = published_version(world.home)
    due = timezone.now().date() + 200 * DAY
    Review.objects.filter(version=shown).update(review_due=due)
    for days, count in ((31, 0), (30, 1), (29, 1), (7, 2), (0, 3), (-3, 3), (-7, 4)):
        day = datetime(due.year, due.month, due.day, 6, tzinfo=UTC) - days * DAY
        at(day)
        daily.run(day.date())
        assert len(letters_to(world.member["reviewer"])) == count, days
    assert "should have been reviewed" in letters_to(world.member["reviewer"])[-1].body


def test_a_registrar_is_told_of_an_order_that_stopped_by_itself(at, world, order):
    from web.issuing.lists import award_list

    batch = order(award_list(1))
    at(timezone.now() + timedelta(minutes=1))
    daily.run(timezone.now().date())
    assert not letters_to(world.member["registrar"])
    break_off(SITE, batch, "The key is gone.")
    at(timezone.now() + timedelta(minutes=1))
    daily.run(timezone.now().date())
    (letter,) = letters_to(world.member["registrar"])
    assert "1 order stopped" in letter.body


def test_who_works_in_two_places_has_one_letter(at, world):
    submitted_version(world.home)
    submitted_version(world.other)
    world.home.memberships.create(user=world.stranger, role="reviewer")
    at(timezone.now() + timedelta(minutes=1))
    daily.run(timezone.now().date())
    (letter,) = letters_to(world.stranger)
    assert world.home.name in letter.body and world.other.name in letter.body
    assert letter.subject == "2 things wait for you"


def test_reminders_end_by_the_link_or_in_ones_account(at, world, sign_in):
    reviewer = world.member["reviewer"]
    submitted_version(world.home)
    at(timezone.now() + timedelta(minutes=1))
    daily.run(timezone.now().date())
    (letter,) = letters_to(reviewer)
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link.removeprefix("http://localhost:8000")
    somebody = Client(enforce_csrf_checks=True)
    assert b"Should that end?" in somebody.get(path).content
    reviewer.refresh_from_db()
    assert reviewer.reminders, "looking changes nothing: mail scanners look"
    assert somebody.post(path[:-2] + "x/").status_code == 404
    done = somebody.post(path, {"List-Unsubscribe": "One-Click"})
    assert b"gets no more reminders" in done.content
    User.objects.update(reminded_at=None)
    daily.run(timezone.now().date())
    assert len(letters_to(reviewer)) == 1
    sign_in(reviewer).post("/account/", {"name": "R", "language": "en", "reminders": "on"})
    reviewer.refresh_from_db()
    assert reviewer.reminders


def test_reminders_cost_the_same_for_many_members(at, world, same_queries):
    at(timezone.now())
    submitted_version(world.home)
    User.objects.update(reminded_at=timezone.now() + DAY)

    def grow():
        for number in range(5):
            more = person(f"r{number}@example.org")
            world.home.memberships.create(user=more, role="reviewer")
        User.objects.update(reminded_at=timezone.now() + DAY)

    same_queries(lambda: letters.remind(timezone.now()), grow)
