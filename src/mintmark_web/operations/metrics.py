"""The measures of the site, as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable

from mintmark_web.accounts.queries import organisations
from mintmark_web.audit.queries import length
from mintmark_web.operations import queries, queue, services


def text() -> str:
    """Return all measures."""
    last = length()
    parts = (
        _gauge("mintmark_workers", "Workers alive.", [("", queries.workers_alive())]),
        _gauge(
            "mintmark_jobs",
            "Background jobs by status.",
            [(f'{{status="{status}"}}', count) for status, count in sorted(_jobs().items())],
        ),
        _gauge("mintmark_audit_records", "Entries of the audit record.", [("", last)]),
        _gauge("mintmark_organisations", "Organisations.", [("", organisations().count())]),
    )
    more = (_gauge(one.name, one.meaning, [("", one.count())]) for one in services.measures())
    return "".join((*parts, *more))


def _jobs() -> dict[str, int]:
    """Return the counts of jobs; none at all where nobody can tell."""
    try:
        return queue.counts()
    except OSError:
        return {}


def _gauge(name: str, meaning: str, values: Iterable[tuple[str, int]]) -> str:
    lines = [f"# HELP {name} {meaning}", f"# TYPE {name} gauge"]
    lines += [f"{name}{labels} {value}" for labels, value in values]
    return "\n".join(lines) + "\n"
