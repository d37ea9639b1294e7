"""The pages on which members read: the list, a version, two versions side by side."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.accounts.permissions import may
from mintmark_web.accounts.queries import names_of
from mintmark_web.achievements import documents, outline, panel, queries
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.views import common
from mintmark_web.achievements.views.public import picture_of
from mintmark_web.adapters import clock
from mintmark_web.ui.types import Cell, Column, Link, Table

PAGE = 25


@require_safe
@needs("achievement.see")
def listing(request: OfficeRequest) -> HttpResponse:
    """Show the organisation's achievements, the one changed last first."""
    organisation = common.own_organisation(request)
    found = queries.of_organisation(organisation.pk)
    words = request.GET.get("q", "").replace("\0", "").strip()
    state = request.GET.get("state", "")
    if words:
        found = found.filter(title__icontains=words)
    if state in Version.State.values:
        found = found.filter(newest_state=state)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "table": _table(organisation.slug, page),
        "states": Version.State.choices,
        "state": state,
        "q": words,
        "may_create": may(request.actor, "achievement.create"),
    }
    return render(request, "achievements/list.html", shown)


def _table(slug: str, page: object) -> Table:
    rows = [
        [
            Cell(one.title, reverse("achievements.version", args=[slug, one.newest_id])),
            one.newest_number,
            Cell(Version.State(one.newest_state).label, tone=common.TONES[one.newest_state]),
            date_format(one.changed_at),
        ]
        for one in page  # type: ignore[attr-defined]
    ]
    columns = [
        Column(_("Title")),
        Column(_("Version"), numeric=True),
        Column(_("State")),
        Column(_("Last changed")),
    ]
    return Table(_("Achievements"), columns, rows, hide_caption=True)


@require_safe
@needs("achievement.see")
def version(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show what a version says, how it stands, and what can be done with it."""
    found = common.own_version(request, pk)
    versions = list(queries.versions_of(found.achievement_id))
    comments = list(queries.comments_on(found))
    shown = {
        "version": found,
        "tone": common.TONES[found.state],
        "crumbs": common.trail(request, common.version_link(request, found)),
        "sections": outline.outline(found.document),
        "opinions": panel.opinions(queries.verdicts(found, clock.now().date()), found.languages[0]),
        "reviews": queries.decided(found),
        "comments": comments,
        "authors": names_of(one.author_id for one in comments),
        "partners": list(found.sign_offs.all()),
        "versions": versions,
        "newest": versions[0],
        "before": next((one for one in versions if one.number < found.number), None),
        "feedback": queries.feedback_of(found.achievement_id)[:20],
        "rights": _rights(request),
    }
    return render(request, "achievements/version.html", shown)


def _rights(request: OfficeRequest) -> dict[str, bool]:
    """Return what the reader may do, by the last word of the action."""
    actions = ("edit", "submit", "discard", "publish", "withdraw")
    return {one: may(request.actor, f"achievement.{one}") for one in actions} | {
        "review": may(request.actor, "review.see")
    }


@require_safe
@needs("achievement.see")
def compare(request: OfficeRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Show two versions of an achievement side by side."""
    old, new = common.own_version(request, pk), common.own_version(request, other)
    if old.achievement_id != new.achievement_id:
        raise Http404
    if old.number > new.number:
        old, new = new, old
    sections = outline.side_by_side(old.document, new.document)
    only_changed = request.GET.get("all") != "1"
    shown = {
        "old": old,
        "new": new,
        "sections": [
            (title, [one for one in pairs if one.changed or not only_changed])
            for title, pairs in sections
            if not only_changed or any(one.changed for one in pairs)
        ],
        "only_changed": only_changed,
        "crumbs": common.trail(
            request, common.version_link(request, new), Link(_("What has changed"))
        ),
    }
    return render(request, "achievements/compare.html", shown)


@require_safe
@needs("achievement.see")
def export(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Give the draft as a YAML file, as the command line reads it."""
    found = common.own_version(request, pk)
    text = documents.to_yaml(queries.whole(found))
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="achievement-{found.number}.yaml"'
    )
    return answer


@require_safe
@needs("achievement.see")
def picture(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show the badge of a version that may not be public yet."""
    return picture_of(common.own_version(request, pk))
