"""The pages of awards, and of lists of learners and results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from mintmark import Achievement
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock, sheets
from mintmark_web.awards import lists, queries, services, words
from mintmark_web.awards.forms import ListForm
from mintmark_web.awards.models import Award, Offering, Route, Upload
from mintmark_web.awards.types import Fate, Plan
from mintmark_web.awards.views.common import (
    ROWS,
    day,
    found,
    offering_trail,
    office_url,
    organisation,
    page_of,
    refused,
    table,
    the_offering,
)
from mintmark_web.ui.asking import result, sent
from mintmark_web.ui.types import Cell, Fact, Link, Table, Tone

CSV = "text/csv; charset=utf-8"


@needs("award.see")
def awards(request: OfficeRequest) -> HttpResponse:
    """Show an organisation's awards, the latest first."""
    asked = request.GET.get("q", "").strip()
    page = page_of(request, queries.awards(organisation(request).pk, asked))
    heads = (_("Learner"), _("Achievement"), _("Day of the award"), _("Route"))
    rows = [
        (
            Cell(one.name, office_url("award", request, one.pk)),
            one.version.achievement.title,
            day(one.awarded_on),
            _route(one),
        )
        for one in page
    ]
    shown = {"page": page, "q": asked, "table": table(_("Awards"), heads, rows)}
    return render(request, "awards/awards.html", shown)


def _route(award: Award) -> str:
    return str(dict(Route.choices).get(award.document.get("route", "course"), ""))


@needs("award.see")
def award(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show one award."""
    one = found(queries.award_of(organisation(request).pk, pk))
    achievement = achievements.noun(found(achievements.version(one.version_id)))
    noun = queries.noun(one)
    heads = (_("Assessment"), _("Score"), _("Level"), _("Grade"))
    rows = [
        (
            words.assessment(achievement, result.assessment),
            words.percent(result.score) or "–",
            words.level(achievement.assessment(result.assessment), result.level or "") or "–",
            result.grade or "–",
        )
        for result in noun.results
    ]
    links = [Link(_("Awards"), office_url("awards", request)), Link(one.name)]
    shown = {
        "award": one,
        "title": words.title(achievement.title),
        "facts": _facts(one, noun),
        "table": table(_("Results"), heads, rows, hide=False) if rows else None,
        "crumbs": links,
    }
    return render(request, "awards/award.html", shown)


def _facts(one: Award, noun: Any) -> list[Fact]:
    check = noun.identity_check
    known = (
        (_("Learner"), noun.learner.name),
        (_("E-mail address"), noun.learner.email),
        (_("Day of the award"), day(noun.awarded_on)),
        (_("Route"), _route(one)),
        (_("Place"), noun.place),
        (_("Identity check"), check and ", ".join(filter(None, (check.method, _on(check))))),
        (_("Assessor"), noun.assessor),
        (_("Decided by"), one.decided_by and str(one.decided_by)),
    )
    return [Fact(name, value) for name, value in known if value]


def _on(check: Any) -> str:
    return day(check.checked_on) if check.checked_on else ""


@needs("offering.see")
def results(request: OfficeRequest, pk: str) -> HttpResponse:
    """Hand out who takes part and how far they are, as a table for spreadsheets."""
    offering = the_offering(request, pk)
    achievement = queries.achievement(offering)
    answer = HttpResponse(sheets.write(_results(offering, achievement)), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="results.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _results(offering: Offering, achievement: Achievement) -> Iterable[tuple[object, ...]]:
    own = [one.id for one in achievement.assessments]
    tries = [f"{kind}:{one}" for one in own for kind in ("score", "level")]
    yield ("name", "email", "group", "route", "state", *tries)
    for one, best in queries.with_results(offering):
        cells: list[object] = []
        for local in own:
            reached = best.get(local)
            score = reached.score if reached else None
            cells += [format(score.normalize(), "f") if score is not None else ""]
            cells += [reached.level if reached else ""]
        group = one.cohort.name if one.cohort else ""
        yield (one.name, one.email, group, one.route, one.state, *cells)


@require_http_methods(["GET", "POST"])
@needs("award.import")
def send_list(request: OfficeRequest, pk: str, kind: str) -> HttpResponse:
    """Take a list in, to be looked at."""
    if kind not in Upload.Kind.values:
        raise Http404
    offering = the_offering(request, pk)
    form = ListForm(sent(request), request.FILES or None)

    def work() -> Upload:
        file = form.cleaned_data["file"]
        return services.receive(
            request.actor, offering, kind=kind, name=file.name, data=file.read()
        )

    made = result(form, work)
    if made:
        return redirect("awards.list", org=organisation(request).slug, pk=made.pk)
    heading = headings()[kind]
    shown = {
        "form": form,
        "kind": kind,
        "offering": offering,
        "heading": heading,
        "columns": lists.head(kind, queries.achievement(offering)),
        "crumbs": offering_trail(request, offering, heading),
    }
    return render(request, "awards/send_list.html", shown)


def headings() -> dict[str, str]:
    """Return what the pages of each kind of list are called."""
    return {"learners": _("Enrol a list of learners"), "results": _("Take in a list of results")}


@needs("award.import")
def list_head(request: OfficeRequest, pk: str, kind: str) -> HttpResponse:
    """Hand out an empty list with the right head."""
    if kind not in Upload.Kind.values:
        raise Http404
    offering = the_offering(request, pk)
    head = lists.head(kind, queries.achievement(offering))
    answer = HttpResponse(sheets.write([head]), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@needs("award.import")
def one_list(request: OfficeRequest, pk: str) -> HttpResponse:
    """Show what becomes of each row of a list, and write it when somebody says so."""
    upload = queries.upload(organisation(request).pk, pk)
    if upload is None:
        messages.info(request, _("This list is used up already."))
        return redirect("awards.offerings", org=organisation(request).slug)
    if request.method == "POST" and _take(request, upload):
        slug = organisation(request).slug
        return redirect("awards.offering", org=slug, pk=upload.offering_id)
    plan = lists.plan(upload, clock.now().date())
    only = request.GET.get("only", "")
    rows = [row for row in plan.rows if not only or row.becomes == only]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    heading = headings()[upload.kind]
    shown = {
        "upload": upload,
        "plan": plan,
        "page": page,
        "table": _rows(page),
        "tabs": _tabs(request, upload, plan, only),
        "heading": heading,
        "button": _button(upload, plan),
        "crumbs": offering_trail(request, upload.offering, heading),
    }
    return render(request, "awards/list.html", shown)


def _take(request: OfficeRequest, upload: Upload) -> bool:
    said = request.POST.get("expected", "")
    expected = int(said) if said.isdecimal() and len(said) < 9 else -1
    try:
        plan = services.take(request.actor, upload, expected=expected)
    except ValidationError as error:
        messages.error(request, refused(error))
        return False
    messages.success(request, _done(upload.kind, plan.new))
    return True


def _done(kind: str, count: int) -> str:
    if kind == Upload.Kind.LEARNERS:
        words = ngettext("%d learner is enrolled.", "%d learners are enrolled.", count)
    else:
        words = ngettext("%d award is made.", "%d awards are made.", count)
    return words % count


def _button(upload: Upload, plan: Plan) -> str:
    if upload.kind == Upload.Kind.LEARNERS:
        words = ngettext("Enrol %d learner", "Enrol %d learners", plan.new)
    else:
        words = ngettext("Make %d award", "Make %d awards", plan.new)
    return words % plan.new


def _tabs(request: OfficeRequest, upload: Upload, plan: Plan, only: str) -> list[Link]:
    here = office_url("list", request, upload.pk)
    told = {
        "": (_("All"), len(plan.rows)),
        "new": (_("Will be written"), plan.new),
        "there": (_("There already"), plan.there),
        "refused": (_("Cannot be written"), plan.refused),
    }
    return [
        Link(label, f"{here}?only={name}" if name else here, current=only == name, count=count)
        for name, (label, count) in told.items()
    ]


_TONES: dict[str, Tone] = {"new": "valid", "there": "", "refused": "bad"}


def _rows(page: Iterable[Fate]) -> Table:
    said = {"new": _("Will be written"), "there": _("There already"), "refused": _("Refused")}
    heads = (_("Learner"), _("Line"), _("E-mail address"), _("What becomes of it"), _("Why"))
    rows = [
        (
            row.name or _("Without a name"),
            row.line,
            row.email or "–",
            Cell(said[row.becomes], tone=_TONES[row.becomes]),
            " ".join(row.why) or "–",
        )
        for row in page
    ]
    return table(_("Rows"), heads, rows)


@require_POST
@needs("award.import")
def forget_list(request: OfficeRequest, pk: str) -> HttpResponse:
    """Throw a list away."""
    upload = found(queries.upload(organisation(request).pk, pk))
    offering = services.forget(request.actor, upload)
    messages.success(request, _("The list is thrown away. Nothing was written."))
    return redirect("awards.offering", org=organisation(request).slug, pk=offering.pk)
