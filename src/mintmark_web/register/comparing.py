"""Achievements side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mintmark_web.register import describing
from mintmark_web.register.describing import Reader, listed
from mintmark_web.register.queries import Shown
from mintmark_web.ui.telling import told
from mintmark_web.ui.templatetags.amounts import span
from mintmark_web.ui.types import Column, Table


def table(compared: Sequence[Shown], reader: Reader) -> Table:
    """Return one column for each achievement, one row for each thing to compare them by.

    What nobody tells of any of them gets no row.
    """
    columns = [Column(_("Compared"))]
    columns += [Column(describing.plain_title(one.noun)) for one in compared]
    rows = []
    for name, tell in _rows(reader):
        cells = [tell(one) for one in compared]
        if any(cells):
            rows.append([name, *(cell or _not_told() for cell in cells)])
    return Table(_("Achievements side by side"), columns, rows, hide_caption=True)


def _not_told() -> str:
    return _("not told")


def _rows(reader: Reader) -> list[tuple[str, Callable[[Shown], object]]]:
    return [
        (_("Provider"), lambda one: one.entry.organisation.name),
        (_("Level"), lambda one: describing.stated_levels(one.noun)),
        (_("Level in your framework"), lambda one: describing.level(one.noun, reader)),
        (_("Workload"), lambda one: describing.hours(one.noun, reader.today)),
        (_("Credits"), lambda one: describing.stated_credits(one.noun)),
        (_("Credits in your system"), lambda one: describing.worth(one.noun, reader)),
        (_("Length"), lambda one: span(_duration(one) or "")),
        (_("Way of learning"), lambda one: describing.mode(one.noun)),
        (_("Taught in"), lambda one: describing.languages(one.noun)),
        (_("Fee"), lambda one: describing.fee(one.noun)),
        (_("What you learn"), _outcomes),
        (_("How it is assessed"), lambda one: listed(describing.assessed(one.noun))),
        (_("Who assures the quality"), lambda one: listed(describing.assured(one.noun))),
        (_("Frameworks met"), _frameworks),
        (_("What you need to begin"), _prerequisites),
    ]


def _duration(one: Shown) -> str | None:
    return one.noun.workload.duration if one.noun.workload else None


def _outcomes(one: Shown) -> SafeString:
    return listed(describing.said(outcome.title, one.noun) for outcome in one.noun.outcomes)


def _frameworks(one: Shown) -> SafeString:
    return listed(told(name) for _id, name in describing.met(one))


def _prerequisites(one: Shown) -> SafeString:
    return listed(describing.said(text, one.noun) for text in one.noun.prerequisites)
