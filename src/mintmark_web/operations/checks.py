"""What whoever runs the site should look at: settings, workers, jobs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mintmark_web.operations import queries, queue
from mintmark_web.operations.types import Looked
from mintmark_web.ui import telling

_LATE = timedelta(days=2)
_NOT_SENT = ("console", "filebased", "locmem", "dummy")


def checks() -> list[Looked]:
    """Return everything that was looked at: in order, to be looked at, or wrong."""
    return [
        _database(),
        _workers(),
        _jobs(),
        _daily(),
        _address(),
        _letters(),
        _secrets(),
        _variables(),
        *_settings(),
    ]


def _database() -> Looked:
    if not queries.is_migrated():
        detail = _("It is older than this version. Run: mintmark office migrate")
        return Looked(_("Database"), "wrong", detail)
    if connection.vendor == "sqlite":
        detail = _("SQLite. Good for one machine; for more of them, use PostgreSQL.")
        return Looked(_("Database"), "good", detail)
    return Looked(_("Database"), "good", "PostgreSQL")


def _workers() -> Looked:
    count = queries.workers_alive()
    told = ngettext("%(count)s works.", "%(count)s work.", count) % {"count": count}
    if not count:
        told = _("None is alive, so nothing is issued and no letter sent. Run: mintmark work")
    return Looked(_("Workers"), "good" if count else "wrong", told)


def _jobs() -> Looked:
    try:
        failed = queue.counts().get("failed", 0)
    except OSError:
        detail = _("Redis does not answer, so nobody works. See to MINTMARK_REDIS.")
        return Looked(_("Background work"), "wrong", detail)
    if not failed:
        return Looked(_("Background work"), "good", _("Nothing has failed."))
    words = ngettext("%(count)s job failed.", "%(count)s jobs failed.", failed)
    return Looked(_("Background work"), "wrong", words % {"count": failed})


def _daily() -> Looked:
    last = queries.last_day()
    if last is None:
        detail = _("Not done yet. A worker does it after 5:00 (UTC). Or: mintmark office daily")
        return Looked(_("Daily work"), "look", detail)
    told = _("Last done on %(day)s.") % {"day": date_format(last)}
    if timezone.now().date() - last > _LATE:
        told += " " + _("Look at the failed jobs and the log. Then: mintmark office daily")
        return Looked(_("Daily work"), "wrong", told)
    return Looked(_("Daily work"), "good", told)


def _address() -> Looked:
    if settings.SITE_URL.startswith("https://"):
        return Looked(_("Address"), "good", settings.SITE_URL)
    detail = _("%(address)s is for trying only. Credentials carry the address for ever.")
    return Looked(_("Address"), "look", detail % {"address": settings.SITE_URL})


def _letters() -> Looked:
    if any(kind in settings.EMAIL_BACKEND for kind in _NOT_SENT):
        detail = _("Letters are written down here and reach nobody. Set MINTMARK_EMAIL.")
        return Looked(_("E-mail"), "look", detail)
    sender = _("Sent as %(sender)s.") % {"sender": settings.DEFAULT_FROM_EMAIL}
    return Looked(_("E-mail"), "good", sender)


def _secrets() -> Looked:
    if settings.SECRET_KEY and settings.KEYS_SECRET:
        detail = _("Both are there. Keep a copy of keys-secret where the site is not.")
        return Looked(_("Secrets"), "good", detail)
    return Looked(_("Secrets"), "wrong", _("One is missing. Run: mintmark serve"))


def _variables() -> Looked:
    unknown = settings.ENV.unknown()
    if unknown:
        told = _("Nobody knows %(names)s. Perhaps misspelt?") % {"names": ", ".join(unknown)}
        return Looked(_("Environment"), "wrong", told)
    return Looked(_("Environment"), "good", _("Every variable is known."))


def _settings() -> Iterator[Looked]:
    """Yield what Django's own checks for a deployment find, and whether errors are shown."""
    if settings.DEBUG:
        detail = _("They are shown in full to everybody. Take MINTMARK_DEBUG away.")
        yield Looked(_("Errors"), "wrong", detail)
    silenced = set(settings.SILENCED_SYSTEM_CHECKS)
    for one in run_checks(include_deployment_checks=True):
        if one.level >= WARNING and one.id not in silenced:
            yield Looked(one.id or _("Settings"), "wrong", telling.told(one.msg))
