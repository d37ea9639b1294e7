"""The measures of the site, as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count
from django_tasks_db.models import DBTaskResult

from mintmark_web.accounts.queries import organisations
from mintmark_web.audit.queries import length
from mintmark_web.operations import queries, services


def text() -> str:
    """Return all measures."""
    counts = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    last = length()
    parts = (
        _gauge("mintmark_workers", "Workers alive.", [("", queries.workers_alive())]),
        _gauge(
            "mintmark_jobs",
            "Background jobs by status.",
            [(f'{{status="{status.lower()}"}}', count) for status, count in sorted(counts)],
        ),
        _gauge("mintmark_audit_records", "Entries of the audit record.", [("", last)]),
        _gauge("mintmark_organisations", "Organisations.", [("", organisations().count())]),
    )
    more = (_gauge(one.name, one.meaning, [("", one.count())]) for one in services.measures())
    return "".join((*parts, *more))


def _gauge(name: str, meaning: str, values: Iterable[tuple[str, int]]) -> str:
    lines = [f"# HELP {name} {meaning}", f"# TYPE {name} gauge"]
    lines += [f"{name}{labels} {value}" for labels, value in values]
    return "\n".join(lines) + "\n"
