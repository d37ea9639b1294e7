"""The credentials: finding one, looking at it, taking it along."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.accounts.queries import names_of
from mintmark_web.issuing import content, queries, signing_words
from mintmark_web.issuing.models import Credential
from mintmark_web.issuing.views.choosing import Filters
from mintmark_web.issuing.views.common import PAGE, organisation, the_credential
from mintmark_web.ui.types import Cell, Column, CredentialCard, Fact, Link, Table


@needs("credential.list")
def credentials(request: OfficeRequest) -> HttpResponse:
    """Show all credentials, or those that fit, to look at or to choose from."""
    of = organisation(request)
    filters = Filters.of(request.GET)
    page = Paginator(filters.rows(of.pk), PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [_row(of.slug, one) for one in page],
        "heads": (_("Learner"), _("What"), _("Issued on"), _("Status")),
        "filters": filters,
        "tabs": _tabs(request.path, filters),
        "achievements": queries.issued_achievements(of.pk),
        "batch": queries.batch(of.pk, filters.order) if filters.order else None,
        "without_order": filters.address(request.path, order=""),
    }
    return render(request, "issuing/credentials.html", shown)


def _tabs(path: str, filters: Filters) -> list[Link]:
    choices = [("", _("All credentials")), *Credential.Status.choices]
    return [
        Link(str(label), filters.address(path, status=value), current=value == filters.status)
        for value, label in choices
    ]


def _row(slug: str, one: Credential) -> dict[str, Any]:
    return {
        "serial": str(one.pk),
        "name": one.name,
        "url": reverse("issuing.credential", args=[slug, one.pk]),
        "title": one.batch.title,
        "issued_on": _day(one.signed_at),
        "status": _status(one),
    }


@needs("credential.list")
def credential(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Show one credential: what it says, how it stands, what was done to it."""
    found = the_credential(request, pk)
    slug = organisation(request).slug
    changes = list(found.changes.all())
    names = names_of(one.changed_by_id for one in changes)
    history = [
        (
            date_format(localtime(one.changed_at), "SHORT_DATETIME_FORMAT"),
            one.get_status_display(),
            one.reason,
            names.get(one.changed_by_id or 0, "–"),
        )
        for one in changes
    ]
    heads = (_("When"), _("Became"), _("Why"), _("By"))
    shown = {
        "credential": found,
        "card": _card(found, organisation(request).name),
        "facts": _facts(found, slug),
        "issued": found.state in queries.ISSUED,
        "ready_made": not found.content,
        "successor": getattr(found, "superseded_by", None),
        "history": Table(_("Changes"), [Column(h) for h in heads], history, hide_caption=True),
        "changed": bool(changes),
    }
    return render(request, "issuing/credential.html", shown)


def _card(one: Credential, issuer: str) -> CredentialCard:
    facts = []
    if award := one.content.get("award"):
        day = date_format(date.fromisoformat(award["awarded_on"]))
        facts.append(Fact(_("Awarded on"), day))
    if one.valid_until:
        facts.append(Fact(_("Valid until"), _day(one.valid_until)))
    return CredentialCard(
        title=one.batch.title,
        issuer=issuer,
        image=one.batch.achievement.get("image", "").removeprefix(settings.SITE_URL),
        holder=one.name,
        status=_status(one),
        facts=facts,
    )


def _facts(one: Credential, slug: str) -> list[Fact]:
    told = _day(one.told_at) if one.told_at else one.mail_trouble or _("not yet")
    return [
        Fact(_("Number"), one.iri),
        Fact(_("E-mail address"), one.email or _("none given")),
        Fact(_("Letter sent on"), told),
        Fact(_("Taken by the learner on"), _taken(one)),
        Fact(_("Signature"), signing_words.way(one.batch.suite)),
        Fact(
            _("Order"),
            _day(one.batch.created_at),
            Link(_("Show"), reverse("issuing.batch", args=[slug, one.batch_id])),
        ),
    ]


def _taken(one: Credential) -> str:
    if one.claimed_at is None and one.declined_at is not None:
        return _("declined on %s") % _day(one.declined_at)
    return _day(one.claimed_at) if one.claimed_at else _("not yet")


def _status(one: Credential) -> Cell:
    if one.state not in queries.ISSUED:
        return Cell(one.get_state_display(), tone="")
    return Cell(one.get_status_display(), tone=Credential.TONES[one.status])  # type: ignore[arg-type]


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "DATE_FORMAT") if moment else "–"


@needs("credential.download")
def file(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Give a credential as it was signed."""
    found = the_credential(request, pk)
    data = queries.issued_bytes(found)
    if data is None:
        raise Http404
    suffix, media_type = content.file_kind(found.batch.suite)
    answer = HttpResponse(data, content_type=media_type)
    name = f"credential-{found.serial.hex[:8]}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
