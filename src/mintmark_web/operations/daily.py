"""What the site does by itself once a day: it clears away what is over, and writes reminders.

One of the workers makes the row of the day and asks for the job; to the others the day is taken.
A part that fails keeps no other from being done. It is tried again each hour until the day is over,
it alone: the row says which parts are done. A part may run twice: what is cleared is gone, and who
was written to today is not written to again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import IntegrityError, connection, transaction
from django_tasks import task

from mintmark_web.accounts.types import SITE
from mintmark_web.adapters import clock
from mintmark_web.operations import letters, queue, services
from mintmark_web.operations.models import Day

log = logging.getLogger(__name__)

HOUR = 5
"""From which hour on, in UTC, a day's work is done: before people come to work."""
_JOBS_KEPT, _FAILED_KEPT, _DAYS_KEPT = timedelta(days=14), timedelta(days=90), timedelta(days=400)


_AGAIN = timedelta(hours=1)


class DailyError(Exception):
    """Something of a day's work failed. The rest is done; the log says why."""


def begin() -> bool:
    """Ask for today's work, if it is time and nobody did; say whether the caller was the one."""
    now = clock.now()
    if now.hour < HOUR or Day.objects.filter(day=now.date()).exists():
        return False
    try:
        with transaction.atomic():
            Day.objects.create(day=now.date())
            work.enqueue(now.date().isoformat())
    except IntegrityError:
        return False
    return True


@task()
def work(day: str) -> None:
    """Do what is not done yet of a day's work; if some of it fails, ask for it once more."""
    wanted = date.fromisoformat(day)
    try:
        run(wanted, again=False)
    except DailyError:
        later = clock.now() + _AGAIN
        if later.date() == wanted:
            work.using(run_after=later).enqueue(day)
        raise


def run(day: date, *, again: bool = True) -> dict[str, int]:
    """Do a day's work, and return in numbers what was done on that day.

    Args:
        again: whether to do again what is done already.

    Raises:
        DailyError: a part of it failed; the others are done and noted.
    """
    now = clock.now()
    row, _is_new = Day.objects.get_or_create(day=day)
    counts: dict[str, int] = {} if again else dict(row.counts)
    failed = []
    for name, deed in (*_chores(), ("letters", letters.remind)):
        if name in counts:
            continue
        try:
            counts[name] = deed(now)
        except Exception:
            log.exception("Of the day's work, this failed: %s", name)
            failed.append(name)
    services.note_day(SITE, row, counts, is_done=not failed)
    if failed:
        raise DailyError(", ".join(failed))
    return counts


def _chores() -> list[tuple[str, Callable[[datetime], int]]]:
    own = [("days", _days), ("jobs", _jobs), ("sessions", _sessions), ("counters", _counters)]
    return own + [(one.name, one.work) for one in services.chores()]


def _sessions(now: datetime) -> int:
    """Delete sessions that are over, and with them codes for signing in that nobody used."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def _jobs(now: datetime) -> int:
    return queue.forget(done_before=now - _JOBS_KEPT, failed_before=now - _FAILED_KEPT)


def _days(now: datetime) -> int:
    return Day.objects.filter(day__lt=(now - _DAYS_KEPT).date()).delete()[0]


def _counters(now: datetime) -> int:
    """Delete counts of attempts at signing in that no longer count."""
    cache = caches["default"]
    name = getattr(cache, "_table", None)
    if not isinstance(cache, DatabaseCache) or name not in connection.introspection.table_names():
        return 0  # `mintmark serve` makes the table; nobody has served yet
    table = connection.ops.quote_name(name)
    over = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [over])  # noqa: S608 - our name
        return int(cursor.rowcount)
