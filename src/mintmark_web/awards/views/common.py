"""What the pages of this app share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import OfficeRequest
from mintmark_web.awards import queries
from mintmark_web.awards.models import Attempt, Enrolment, Evidence, Offering
from mintmark_web.awards.uploads import ENDINGS
from mintmark_web.ui.types import Cell, Column, Link, Table, Tone

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

ROWS = 50

TONES: dict[str, Tone] = {
    Offering.State.PLANNED: "",
    Offering.State.OPEN: "valid",
    Offering.State.CLOSED: "",
    Enrolment.State.REQUESTED: "warn",
    Enrolment.State.ACTIVE: "accent",
    Enrolment.State.DECLINED: "bad",
    Enrolment.State.WITHDRAWN: "",
    Enrolment.State.COMPLETED: "valid",
    Attempt.State.HANDED_IN: "warn",
    Attempt.State.MARKED: "accent",
    Attempt.State.MODERATED: "valid",
}
"""How states look. Where two things have a state of the same name, they look the same."""


def organisation(request: OfficeRequest) -> Organisation:
    """Return the organisation of the address."""
    if request.organisation is None:
        raise Http404
    return request.organisation


def found(thing: Any) -> Any:
    """Return a thing that is there; else the page is not."""
    if thing is None:
        raise Http404
    return thing


def the_offering(request: OfficeRequest, pk: Any) -> Offering:
    """Return an offering of the organisation of the address."""
    return found(queries.offering(organisation(request).pk, pk))  # type: ignore[no-any-return]


def the_enrolment(request: OfficeRequest, pk: Any) -> Enrolment:
    """Return an enrolment of the organisation of the address."""
    return found(queries.enrolment(organisation(request).pk, pk))  # type: ignore[no-any-return]


def the_attempt(request: OfficeRequest, pk: Any) -> Attempt:
    """Return an attempt of a learner of the organisation of the address."""
    return found(queries.attempt(organisation(request).pk, pk))  # type: ignore[no-any-return]


def refused(error: ValidationError) -> str:
    """Return what a service refuses, for a page without a form."""
    return " ".join(error.messages)


def page_of(request: OfficeRequest, rows: Any, size: int = ROWS) -> Page[Any]:
    """Return the page of a list that was asked for."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, hide: bool = True
) -> Table:
    """Return a table; its rows become cards on a phone."""
    return Table(caption, [Column(head) for head in heads], list(rows), hide_caption=hide)


def state_cell(thing: Any) -> Cell:
    """Return the state of a thing as a tag."""
    return Cell(thing.get_state_display(), tone=TONES.get(thing.state, ""))


def day(value: date | None) -> str:
    """Return a day as the reader's language writes it; a dash for none."""
    return date_format(value, "DATE_FORMAT") if value else "–"


def moment(value: datetime | None) -> str:
    """Return a moment as the reader's language writes it; a dash for none."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else "–"


def office_url(name: str, request: OfficeRequest, *args: Any) -> str:
    """Return the address of an office page of this app."""
    return reverse(f"awards.{name}", args=[organisation(request).slug, *args])


def trail(request: OfficeRequest, *links: tuple[str, str], here: str) -> list[Link]:
    """Return the breadcrumb: the offerings, what lies between, the page itself."""
    start = Link(_("Offerings"), office_url("offerings", request))
    return [start, *(Link(label, url) for label, url in links), Link(here)]


def offering_trail(request: OfficeRequest, offering: Offering, here: str = "") -> list[Link]:
    """Return the breadcrumb of a page about an offering."""
    if not here:
        return trail(request, here=offering.title)
    return trail(request, (offering.title, office_url("offering", request, offering.pk)), here=here)


def enrolment_trail(request: OfficeRequest, enrolment: Enrolment, here: str = "") -> list[Link]:
    """Return the breadcrumb of a page about a learner."""
    offering = enrolment.offering
    above = (offering.title, office_url("offering", request, offering.pk))
    if not here:
        return trail(request, above, here=enrolment.name)
    own = (enrolment.name, office_url("enrolment", request, enrolment.pk))
    return trail(request, above, own, here=here)


def serve(piece: Evidence) -> FileResponse:
    """Return a file as a download that nothing in it can run in.

    Raises:
        Http404: the piece is an address, or its file is gone.
    """
    if not piece.file:
        raise Http404
    try:
        opened = piece.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    ending = ENDINGS.get(piece.media_type, "bin")
    name = piece.name if piece.name.lower().endswith(f".{ending}") else f"{piece.name}.{ending}"
    kind = piece.media_type if piece.media_type in ENDINGS else "application/octet-stream"
    answer = FileResponse(opened, as_attachment=True, filename=name, content_type=kind)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
