"""The pages of reviewers: the queue, a review, publishing and withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.accounts.queries import names_of
from mintmark_web.achievements import due, panel, queries, services, twins
from mintmark_web.achievements.forms.reviewing import (
    Checklist,
    CommentForm,
    DecisionForm,
)
from mintmark_web.achievements.models import Review
from mintmark_web.achievements.outline import outline
from mintmark_web.achievements.types import Ruling
from mintmark_web.achievements.views import common
from mintmark_web.achievements.views.public import picture_of
from mintmark_web.adapters import clock
from mintmark_web.ui.asking import tried
from mintmark_web.ui.types import Cell, Column, Link, Table

PAGE = 25


@require_safe
@needs("review.see")
def queue(request: OfficeRequest) -> HttpResponse:
    """Show what waits for this organisation's review, the oldest first, or what is decided."""
    organisation = common.own_organisation(request)
    decided = request.GET.get("show") == "decided"
    found = queries.reviews_for(organisation.pk, decided=decided)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "table": _queue(organisation.slug, page, decided=decided),
        "tabs": _tabs(request, "decided" if decided else "waiting"),
        "decided": decided,
    }
    return render(request, "achievements/queue.html", shown)


@require_safe
@needs("review.see")
def overdue(request: OfficeRequest) -> HttpResponse:
    """Show what is to be reviewed again, the longest overdue first."""
    organisation = common.own_organisation(request)
    today = clock.now().date()
    page = Paginator(queries.due_for_review(organisation.pk), PAGE).get_page(
        request.GET.get("page")
    )
    shown = {
        "page": page,
        "table": _due(organisation.slug, page, today),
        "tabs": _tabs(request, "due"),
    }
    return render(request, "achievements/queue.html", shown)


def _tabs(request: OfficeRequest, current: str) -> list[Link]:
    organisation = common.own_organisation(request)
    root = reverse("achievements.reviews", args=[organisation.slug])
    counts = queries.review_counts(organisation.pk, clock.now().date())
    return [
        Link(_("Waiting"), root, current == "waiting", counts["waiting"]),
        Link(_("Decided"), f"{root}?show=decided", current == "decided"),
        Link(
            _("To be reviewed again"),
            reverse("achievements.due", args=[organisation.slug]),
            current == "due",
            counts["overdue"],
        ),
    ]


def _queue(slug: str, page: Any, *, decided: bool) -> Table:
    names = names_of(one.reviewer_id for one in page)
    rows = [
        [
            Cell(
                one.version.achievement.title, reverse("achievements.review", args=[slug, one.pk])
            ),
            one.version.achievement.organisation.name,
            Cell(one.get_kind_display(), tone=""),
            date_format(one.decided_at if decided else one.asked_at),
            one.get_decision_display() if decided else names.get(one.reviewer_id, "–"),
        ]
        for one in page
    ]
    columns = [
        Column(_("Title")),
        Column(_("Provider")),
        Column(_("Review")),
        Column(_("Decided on") if decided else _("Waiting since")),
        Column(_("Decision") if decided else _("Who does it")),
    ]
    return Table(_("Reviews"), columns, rows, hide_caption=True)


def _due(slug: str, page: Any, today: date) -> Table:
    rows = [
        [
            Cell(one.achievement.title, reverse("achievements.version", args=[slug, one.pk])),
            one.number,
            date_format(one.due),
            Cell(_("Overdue"), tone="bad") if one.due <= today else Cell(_("Later"), tone=""),
        ]
        for one in page
    ]
    columns = [
        Column(_("Title")),
        Column(_("Version"), numeric=True),
        Column(_("Due on")),
        Column(_("State")),
    ]
    return Table(_("To be reviewed again"), columns, rows, hide_caption=True)


@require_safe
@needs("review.see")
def review(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show a review: the text, the checklist, what others said, and the decision."""
    return _page(request, _own(request, pk))


def _page(
    request: OfficeRequest, found: Review, refused: Checklist | None = None, **changed: Any
) -> HttpResponse:
    """Show the page of a review, with forms that were sent in place of fresh ones."""
    version = found.version
    typed = _typed(request, found)
    comments = list(queries.comments_on(version))
    shown = {
        "review": found,
        "review_as_list": [found],
        "version": version,
        "crumbs": _crumbs(request, Link(version.title)),
        "sections": outline(version.document),
        "checklist": refused or _checklist(found),
        "comments": comments,
        "authors": names_of([found.reviewer_id, *(one.author_id for one in comments)]),
        "comment_form": CommentForm(initial=typed, document=version.document),
        "decision_form": DecisionForm(initial=_fresh(found) | typed),
        "partners": list(version.sign_offs.all()),
        "feedback": queries.feedback_of(version.achievement_id)[:20],
        "others": [one for one in queries.decided(version) if one.pk != found.pk],
        "twins": twins.near(version),
        "own": found.organisation_id == version.organisation_id,
        "before": queries.earlier(version),
    }
    return render(request, "achievements/review.html", shown | changed)


def _checklist(found: Review, sent: Any = None) -> Checklist:
    """Return the checklist: as it was sent, or else as it was kept."""
    opinions = panel.opinions(
        queries.verdicts(found.version, clock.now().date()), found.version.languages[0]
    )
    return Checklist(opinions, found.checklist, sent)


def _refused(request: OfficeRequest, found: Review) -> Checklist | None:
    """Keep the answers that were changed on the page; return them where they cannot be kept."""
    checklist = _checklist(found, request.POST)
    if not checklist.is_valid():
        return checklist
    try:
        if changed := checklist.changed():
            kept = services.answer_checklist(request.actor, found, answers=changed, whole=False)
            found.checklist = kept.checklist
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return checklist
    return None


_COMMENT, _DECISION = ("place", "text"), ("decision", "reasons", "conditions", "review_due")
_UNSAVED, _MOST_UNSAVED = "review.unsaved", 20


def _fresh(found: Review) -> dict[str, Any]:
    """Return what stands in the decision before anything is typed."""
    return {"review_due": due.default(found.version, clock.now().date())}


def _typed(request: OfficeRequest, found: Review) -> dict[str, str]:
    """Return what is typed on the page of a review and not saved: just now, or before."""
    if request.method == "POST":
        names = (*_COMMENT, *_DECISION)
        return {name: request.POST[name] for name in names if name in request.POST}
    unsaved: dict[str, dict[str, str]] = request.session.get(_UNSAVED, {})
    return unsaved.get(str(found.pk), {})


def _keep(request: OfficeRequest, found: Review, names: Sequence[str] = ()) -> None:
    """Keep what was typed in these fields for the next time that the page is shown.

    It is kept for each review of its own: for those that were typed in last.
    """
    fresh = {name: str(one) for name, one in _fresh(found).items()}
    typed = {
        name: one
        for name, one in _typed(request, found).items()
        if name in names and one != fresh.get(name, "")
    }
    others: dict[str, dict[str, str]] = request.session.get(_UNSAVED, {})
    others.pop(str(found.pk), None)
    unsaved = others | ({str(found.pk): typed} if typed else {})
    request.session[_UNSAVED] = dict(list(unsaved.items())[-_MOST_UNSAVED:])


def _crumbs(request: OfficeRequest, *links: Link) -> list[Link]:
    slug = common.own_organisation(request).slug
    return [Link(_("Reviews"), reverse("achievements.reviews", args=[slug])), *links]


def _own(request: OfficeRequest, pk: UUID) -> Review:
    found = queries.review(common.own_organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def _back(request: OfficeRequest, found: Review, anchor: str = "") -> HttpResponse:
    slug = common.own_organisation(request).slug
    return redirect(reverse("achievements.review", args=[slug, found.pk]) + anchor)


@require_POST
@needs("review.take")
def take(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Begin a review."""
    found = _own(request, pk)
    try:
        services.take(request.actor, found)
        messages.success(request, _("This review is yours now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(request, found)


@require_POST
@needs("review.answer")
def answer(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Keep the answers to the checklist."""
    found = _own(request, pk)
    if refused := _refused(request, found):
        return _page(request, found, refused)
    messages.success(request, _("Your answers are saved."))
    _keep(request, found, (*_COMMENT, *_DECISION))
    return _back(request, found, "#checklist")


@require_POST
@needs("review.comment")
def comment(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Remark on a part of the text."""
    found = _own(request, pk)
    form = CommentForm(request.POST, document=found.version.document)
    refused = _refused(request, found)
    if refused or not tried(
        form, lambda: services.comment(request.actor, found, **form.cleaned_data)
    ):
        return _page(request, found, refused, comment_form=form)
    _keep(request, found, _DECISION)
    return _back(request, found, "#comments")


@require_POST
@needs("review.decide")
def decide(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """End the review."""
    found = _own(request, pk)
    form = DecisionForm(request.POST)
    remark = CommentForm(request.POST, document=found.version.document)

    def work() -> None:
        told = dict(form.cleaned_data)
        day = told.pop("review_due")
        services.decide(request.actor, found, ruling=Ruling(**told), review_due=day)
        if remark.is_said:
            services.comment(request.actor, found, **remark.cleaned_data)

    refused = _refused(request, found)
    wrong = remark.is_said and not remark.is_valid()
    if refused or wrong or not tried(form, work):
        if found.decision:
            messages.error(request, " ".join(map(str, form.non_field_errors())))
        shown = {"comment_form": remark} if remark.is_said else {}
        return _page(request, found, refused, decision_form=form, **shown)
    _keep(request, found)
    messages.success(request, _("Your decision stands."))
    return _back(request, found)


@require_safe
@needs("review.see")
def picture(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show the badge of the version under review."""
    return picture_of(_own(request, pk).version)
