"""Looking for achievements, and holding them against one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import pace
from mintmark_web.adapters.clock import now
from mintmark_web.register import asking, comparing, describing, glossary, queries
from mintmark_web.register.choosing import groups, moved, taken
from mintmark_web.register.forms import ReaderForm
from mintmark_web.register.labels import language
from mintmark_web.register.pictures import picture
from mintmark_web.register.queries import Shown
from mintmark_web.register.types import MOST_COMPARED, Asked, Found
from mintmark_web.ui.types import Fact, Link
from mintmark_web.ui.views import slow_down

_PAGE = 20
_SEARCHES = 300
"""How many searches a minute come from one address; a class shares one."""


@require_safe
@needs("anyone")
def catalogue(request: OfficeRequest) -> HttpResponse:
    """The catalogue: a search, what can be chosen, and what was found."""
    asked = asking.asked(request.GET)
    if (asked.parts or asked.chosen) and (seconds := _wait(request)):
        return slow_down(request, seconds)
    found, word = _found(asked)
    page: Page[int] = Paginator(found.ids, _PAGE).get_page(request.GET.get("page"))
    compared = asking.compared(request.GET)
    context = {
        "q": request.GET.get("q", "")[: asking.MOST_LETTERS],
        "found": found,
        "word": word,
        "page": page,
        "results": [_result(one, request.GET, compared) for one in queries.by_number(list(page))],
        "groups": groups(found, asked),
        "taken": taken(found, request.GET),
        "tray": _tray(request.GET, compared),
        "is_asked": bool(asked.parts or asked.chosen),
    }
    return render(request, "register/catalogue.html", context)


def _wait(request: OfficeRequest) -> int:
    """Count a stranger's search; return in how many seconds it may be, 0 for now."""
    if request.user.is_authenticated:
        return 0
    return pace.wait(f"searches of {pace.address(request)}", per_minute=_SEARCHES)


def _found(asked: Asked) -> tuple[Found, glossary.Word | None]:
    """Search; where nothing is found under another name of the thing itself, search without it."""
    languages = list(dict.fromkeys([language(), *(code for code, _name in settings.LANGUAGES)]))
    found = queries.search(asked, languages)
    if found.total:
        return found, None
    rest, word = glossary.without_the_thing(asked.parts)
    if word is None:
        return found, None
    return queries.search(Asked(rest, asked.chosen), languages), word


@dataclass(frozen=True, slots=True)
class Result:
    """One line of what was found."""

    number: UUID
    title: str
    url: str
    provider: Link
    picture: str
    summary: str
    facts: list[Fact]
    compare_url: str
    is_compared: bool


def _result(shown: Shown, query: QueryDict, compared: list[UUID]) -> Result:
    number, organisation = shown.entry.achievement_id, shown.entry.organisation
    return Result(
        number,
        describing.title(shown.noun),
        reverse("register.achievement", args=[number]),
        Link(organisation.name, reverse("register.provider", args=[organisation.slug])),
        picture(shown),
        describing.summary(shown.noun),
        describing.card_facts(shown.noun, now().date()),
        moved(query, "compare", str(number)) + f"#a-{number}",
        number in compared,
    )


def _tray(query: QueryDict, compared: list[UUID]) -> dict[str, Any] | None:
    """Return what is picked for comparison, over all pages of results."""
    if not compared:
        return None
    picked = queries.entries_of(compared)
    chosen = QueryDict(mutable=True)
    chosen.setlist("compare", [str(one.entry.achievement_id) for one in picked])
    return {
        "picked": [
            {
                "number": one.entry.achievement_id,
                "label": describing.plain_title(one.noun),
                "url": moved(query, "compare", str(one.entry.achievement_id)),
            }
            for one in picked
        ],
        "url": f"{reverse('register.compare')}?{chosen.urlencode()}",
        "is_full": len(picked) > MOST_COMPARED,
        "is_one": len(picked) == 1,
    }


@require_safe
@needs("anyone")
def compare(request: OfficeRequest) -> HttpResponse:
    """Up to four achievements side by side, in terms of what the reader is used to."""
    form = ReaderForm(request.GET)
    reader = form.reader()
    compared = queries.entries_of(asking.compared(request.GET))
    shown = compared[:MOST_COMPARED]
    context = {
        "form": form,
        "table": comparing.table(shown, reader) if shown else None,
        "shown": [
            {
                "title": describing.title(one.noun),
                "url": reverse("register.achievement", args=[one.entry.achievement_id]),
                "picture": picture(one),
                "provider": one.entry.organisation.name,
                "remove_url": moved(request.GET, "compare", str(one.entry.achievement_id)),
                "number": one.entry.achievement_id,
            }
            for one in shown
        ],
        "left_out": [describing.title(one.noun) for one in compared[MOST_COMPARED:]],
        "most": MOST_COMPARED,
        "crumbs": [Link(_("Catalogue"), reverse("register.catalogue")), Link(_("Comparison"))],
    }
    return render(request, "register/compare.html", context)
