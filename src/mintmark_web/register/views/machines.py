"""What machines read: the sitemap, robots.txt, and the feed of what is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters.site import address
from mintmark_web.register import describing, glossary, queries
from mintmark_web.register.labels import language

PER_MAP = 10_000
"""So many addresses stand in one sitemap; the protocol allows 50,000."""

_XML = "application/xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FEED = 50
_PRIVATE = ("/o/", "/wallet/", "/s/", "/account/", "/sign-in/", "/home/", "/catalogue/compare/")


@require_safe
@cache_control(public=True, max_age=3600)
@needs("anyone")
def robots(_request: OfficeRequest) -> HttpResponse:
    """Who may read what: all that is public, and where its map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _PRIVATE)]
    lines.append(f"Sitemap: {address(reverse('register.sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
@needs("anyone")
def sitemap(_request: OfficeRequest) -> HttpResponse:
    """The map of maps: the first of pages, the others of achievements."""
    last = -(-queries.count() // PER_MAP)
    numbers = range(last + 1)
    places = [address(reverse("register.sitemap-part", args=[number])) for number in numbers]
    return _xml("sitemapindex", "sitemap", [(place, None) for place in places])


@require_safe
@cache_control(public=True, max_age=3600)
@needs("anyone")
def sitemap_part(_request: OfficeRequest, number: int) -> HttpResponse:
    """One map: number 0 of the pages that are always there, the others of achievements."""
    if number == 0:
        return _xml("urlset", "url", [(address(path), None) for path in _pages()])
    rows = queries.addresses((number - 1) * PER_MAP, PER_MAP)
    if not rows:
        raise Http404
    found = [(address(reverse("register.achievement", args=[pk])), at) for pk, at in rows]
    return _xml("urlset", "url", found)


def _pages() -> list[str]:
    fixed = [reverse(f"register.{name}") for name in ("home", "catalogue", "providers", "glossary")]
    slugs = [one.slug for one in queries.providers()]
    found = fixed + [reverse("register.provider", args=[slug]) for slug in slugs]
    return found + [reverse("register.word", args=[one.slug]) for one in glossary.words()]


def _xml(root: str, item: str, places: Sequence[tuple[str, datetime | None]]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    for place, at in places:
        changed = f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""
        lines.append(f"<{item}><loc>{escape(place)}</loc>{changed}</{item}>")
    return HttpResponse("\n".join([*lines, f"</{root}>\n"]), content_type=_XML)


@require_safe
@cache_control(public=True, max_age=600)
@conditional_page
@needs("anyone")
def feed(_request: OfficeRequest) -> HttpResponse:
    """What was published last, as an Atom feed."""
    atom = Atom1Feed(
        title=_("New micro-credentials"),
        link=address(reverse("register.catalogue")),
        description="",
        language=language(),
        feed_url=address(reverse("register.feed")),
    )
    for one in queries.newest(_FEED):
        place = address(reverse("register.achievement", args=[one.entry.achievement_id]))
        atom.add_item(
            title=describing.plain_title(one.noun),
            link=place,
            description=describing.summary(one.noun),
            author_name=one.entry.organisation.name,
            unique_id=place,
            pubdate=one.entry.published_at,
            updateddate=one.entry.changed_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
