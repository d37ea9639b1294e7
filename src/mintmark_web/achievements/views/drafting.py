"""The pages of designers: beginning, writing, choosing, asking partners, handing in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mintmark import check
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.achievements import documents, panel, queries, services
from mintmark_web.achievements.forms.choosing import (
    BeginForm,
    ImportForm,
    proposed,
)
from mintmark_web.achievements.forms.editing import PartEditor
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.outline import text_in
from mintmark_web.achievements.parts import PARTS, Part, item_of, part_of, part_with
from mintmark_web.achievements.views import common
from mintmark_web.achievements.wording import label
from mintmark_web.adapters import clock
from mintmark_web.ui.asking import blame, sent, tried
from mintmark_web.ui.types import Link


@require_http_methods(["GET", "POST"])
@needs("achievement.create")
def begin(request: OfficeRequest) -> HttpResponse:
    """Begin an achievement with its title."""
    organisation = common.own_organisation(request)
    form = BeginForm(sent(request), initial={"language": request.LANGUAGE_CODE})
    made: list[Version] = []

    def work() -> None:
        frameworks = proposed(organisation.country, clock.now().date())
        made.append(
            services.begin(request.actor, organisation, frameworks=frameworks, **form.cleaned_data)
        )

    if request.method == "POST" and tried(form, work):
        return redirect("achievements.edit", organisation.slug, made[0].pk, PARTS[0].name)
    return render(request, "achievements/begin.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("achievement.create")
def import_draft(request: OfficeRequest) -> HttpResponse:
    """Begin an achievement with a draft in a file."""
    organisation = common.own_organisation(request)
    form = ImportForm(sent(request), request.FILES or None)
    made: list[Version] = []

    def work() -> None:
        frameworks = proposed(organisation.country, clock.now().date())
        data = form.cleaned_data["file"]
        made.append(
            services.import_draft(request.actor, organisation, data=data, frameworks=frameworks)
        )

    if request.method == "POST":
        try:
            done = tried(form, work)
        except ValidationError as error:
            blame(form, error)
            done = False
        if done:
            messages.success(request, _("The draft is read. Look through it before you go on."))
            return redirect("achievements.version", organisation.slug, made[0].pk)
    return render(request, "achievements/import.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("achievement.edit")
def edit(request: OfficeRequest, pk: UUID, part: str, index: int | None = None) -> HttpResponse:
    """Write one part of a draft, or one entry of a list, with the frameworks' verdict beside it.

    ``check`` in what was sent only asks for the verdict; nothing is saved.
    """
    version = draft(request, pk)
    of = part_of(part)
    if of is None or (index is not None and not of.item):
        raise Http404
    at = None if index is None else (of.item, index)
    if index is not None and index > _count(version, of):
        raise Http404
    editor = PartEditor(
        of if at is None else item_of(of),
        version.document,
        version.languages,
        at=at,
        data=sent(request),
    )
    document = editor.written() if request.method == "POST" else version.document
    if request.htmx and request.htmx.target == "verdicts":  # type: ignore[attr-defined]
        return render(request, "achievements/panel.html", verdicts(request, version, document))
    checking = "check" in request.POST
    if request.method == "POST" and not checking and _saved(request, version, editor, document):
        messages.success(request, _("Saved."))
        return redirect(_next(request, version, of, index))
    shown = verdicts(request, version, document) | {
        "version": version,
        "editor": editor,
        "part": of,
        "index": index,
        "title": _title(editor.part.title, index),
        "edition": request.POST.get("edition", version.edition),
        "tabs": tabs(request, version, of),
        "crumbs": common.trail(request, common.version_link(request, version), Link(str(of.title))),
        "entries": _entries(request, version, of) if index is None else [],
        "checked": checking,
        "comments": _comments(version, of),
        "may_align": index is not None and of.name == "outcomes" and index < _count(version, of),
    }
    return render(request, "achievements/edit.html", shown)


def _comments(version: Version, part: Part) -> list[Any]:
    """Return the open comments on the fields of a part."""
    found = queries.comments_on(version).filter(settled_at=None)
    return [one for one in found if part_with(one.place) is part]


def _count(version: Version, part: Part) -> int:
    return len(version.document.get(part.item) or [])


def _title(title: object, index: int | None) -> str:
    return str(title) if index is None else f"{title} {index + 1}"


def draft(request: OfficeRequest, pk: UUID) -> Version:
    """Return a version of the organisation's that may still be changed."""
    version = common.own_version(request, pk)
    if not version.is_open:
        raise Http404
    return version


def _saved(
    request: OfficeRequest, version: Version, editor: PartEditor, document: dict[str, Any]
) -> bool:
    """Save the draft; what the reader refuses stands beside the fields."""
    if not editor.is_valid():
        return False
    wrong = documents.problems(queries.placed(document, version.achievement.organisation))
    if wrong:
        editor.blame(wrong)
        return False
    edition = request.POST.get("edition", "")
    try:
        services.save(
            request.actor,
            version,
            document=document,
            edition=int(edition) if edition.isdecimal() and len(edition) < 9 else -1,
        )
    except ValidationError as error:
        blame(editor.form, error)
        return False
    return True


def _next(request: OfficeRequest, version: Version, part: Part, index: int | None) -> str:
    """Return where to go after saving: on, back to the list of entries, or here again."""
    slug = common.own_organisation(request).slug
    if index is not None:
        return reverse("achievements.edit", args=[slug, version.pk, part.name])
    following = PARTS[PARTS.index(part) + 1 :]
    if "next" in request.POST and following:
        return reverse("achievements.edit", args=[slug, version.pk, following[0].name])
    if "next" in request.POST:
        return reverse("achievements.version", args=[slug, version.pk])
    return reverse("achievements.edit", args=[slug, version.pk, part.name])


def tabs(request: OfficeRequest, version: Version, current: Part) -> list[Link]:
    """Return the pages of a draft."""
    slug = common.own_organisation(request).slug
    links = [
        Link(
            str(one.title),
            reverse("achievements.edit", args=[slug, version.pk, one.name]),
            one is current,
        )
        for one in PARTS
    ]
    settings = reverse("achievements.choices", args=[slug, version.pk])
    return [*links, Link(_("Frameworks, languages, badge"), settings)]


def _entries(request: OfficeRequest, version: Version, part: Part) -> list[dict[str, Any]]:
    """Return the entries of a part's list, each with its page, and one more to add."""
    if not part.item:
        return []
    slug = common.own_organisation(request).slug
    listed = version.document.get(part.item) or []
    main = version.languages[0]
    return [
        {
            "title": text_in(node.get("title"), main) or _("Untitled"),
            "index": number,
            "url": reverse("achievements.entry", args=[slug, version.pk, part.name, number]),
        }
        for number, node in enumerate(listed)
    ]


def verdicts(request: OfficeRequest, version: Version, document: dict[str, Any]) -> dict[str, Any]:
    """Return what the verdict panel shows for a text that may not be saved."""
    organisation = common.own_organisation(request)
    draft, left_out = documents.readable(queries.placed(document, organisation))
    today = clock.now().date()
    results = [check(draft, one, as_of=today) for one in version.frameworks]
    return {
        "version": version,
        "organisation": organisation,
        "opinions": panel.opinions(results, version.languages[0]),
        "left_out": sorted(map(label, left_out)),
    }


@require_POST
@needs("achievement.edit")
def remove_entry(request: OfficeRequest, pk: UUID, part: str, index: int) -> HttpResponse:
    """Take an outcome or an assessment away."""
    version = draft(request, pk)
    of = part_of(part)
    listed = list(version.document.get(of.item) or []) if of is not None and of.item else []
    if of is None or index >= len(listed):
        raise Http404
    del listed[index]
    document = {**version.document, of.item: listed}
    if not listed:
        del document[of.item]
    try:
        services.save(request.actor, version, document=document, edition=version.edition)
        messages.success(request, _("It is taken away."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("achievements.edit", common.own_organisation(request).slug, pk, part)
