"""What the pages of an achievement and of its provider say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mintmark import Achievement, Assessment, Text
from mintmark_web.register.describing import (
    Reader,
    fee,
    fields,
    hours,
    languages,
    level,
    linked,
    listed,
    mode,
    said,
    stated_credits,
    stated_levels,
    worth,
)
from mintmark_web.register.labels import country_name, language
from mintmark_web.register.queries import Shown
from mintmark_web.ui.templatetags.amounts import amount, span
from mintmark_web.ui.types import Fact, Link


def page_facts(shown: Shown, reader: Reader) -> list[Fact]:
    """Return what the page of an achievement tells in its margin.

    What stands there already is not said again in the reader's own terms.
    """
    noun = shown.noun
    levels, sizes = stated_levels(noun), stated_credits(noun)
    their_level, their_size = level(noun, reader), worth(noun, reader)
    provider = reverse("register.provider", args=[shown.entry.organisation.slug])
    told: Sequence[tuple[str, object]] = (
        (_("Provider"), linked([Link(shown.entry.organisation.name, provider)])),
        (_("Country"), country_name(noun.issuer.country) if noun.issuer.country else ""),
        (_("Level"), levels),
        (_("Level in your framework"), "" if their_level in levels.split(", ") else their_level),
        (_("Workload"), hours(noun, reader.today)),
        (_("Credits"), sizes),
        (_("Credits in your system"), "" if their_size in sizes.split(", ") else their_size),
        (_("Length"), span((noun.workload.duration if noun.workload else None) or "")),
        (_("Way of learning"), mode(noun)),
        (_("Taught in"), languages(noun)),
        (_("Field of study"), fields(noun)),
        (_("Fee"), fee(noun)),
        (_("An award holds for"), span(noun.expiry.period or "") if noun.expiry else _("Always")),
    )
    return [Fact(name, value) for name, value in told if value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome as its page shows it, with the skills that it is aligned to."""

    title: SafeString
    skills: list[Link]


def outcomes(noun: Achievement) -> list[Outcome]:
    """Return the learning outcomes; each skill leads to what else teaches it."""
    catalogue = reverse("register.catalogue")
    return [
        Outcome(
            said(outcome.title, noun),
            [
                Link(one.name, f"{catalogue}?{urlencode({'skill': one.url})}")
                for one in outcome.alignments
            ],
        )
        for outcome in noun.outcomes
    ]


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment as its page shows it."""

    title: SafeString
    criteria: SafeString | str
    remarks: list[str]


def assessments(noun: Achievement) -> list[Assessed]:
    """Return how it is assessed: by what criteria, how well one must do, who watches."""
    return [
        Assessed(
            said(one.title, noun),
            said(one.criteria, noun) if one.criteria else "",
            _remarks(one),
        )
        for one in noun.assessments
    ]


def _remarks(one: Assessment) -> list[str]:
    watched = {
        "online": _("Supervised online"),
        "onsite": _("Supervised on site"),
        "none": _("Not supervised"),
    }
    remarks = [watched[one.supervision]] if one.supervision else []
    if one.pass_mark is not None:
        remarks.append(_("Passed with %(share)s %%") % {"share": amount(one.pass_mark * 100)})
    if one.identity_verification:
        remarks.append(_("Identity is checked"))
    if one.external:
        remarks.append(_("Set or marked by somebody outside"))
    return remarks


def more(noun: Achievement) -> list[Fact]:
    """Return what a page tells further down."""
    routes = {
        "course": _("By taking the course"),
        "recognition-of-prior-learning": _("By recognition of what you know already"),
        "assessment-only": _("By assessment alone"),
    }
    told = (
        (_("Whom it is for"), _told(noun.target_group, noun)),
        (_("What you need to begin"), listed(said(one, noun) for one in noun.prerequisites)),
        (_("Ways to it"), listed(routes[one] for one in noun.routes)),
        (_("Grades"), _told(noun.grading, noun)),
        (_("Counts towards"), listed(_relations(noun))),
        (_("Partners"), ", ".join(_employers(noun))),
        (
            _("Who pays"),
            said(noun.price.funding, noun) if noun.price and noun.price.funding else "",
        ),
        (
            _("Renewal"),
            said(noun.expiry.renewal, noun) if noun.expiry and noun.expiry.renewal else "",
        ),
        (_("Also"), listed(said(one, noun) for one in noun.further_information)),
    )
    return [Fact(name, value) for name, value in told if value]


def _told(text: Text | None, noun: Achievement) -> str:
    return said(text, noun) if text else ""


def _relations(noun: Achievement) -> Iterator[SafeString]:
    for one in noun.stackability.relations if noun.stackability else ():
        yield said(one.title, noun)


def _employers(noun: Achievement) -> list[str]:
    return [one.organisation.name.best(language(), noun.language) for one in noun.employers]


def provider_about(profile: Mapping[str, Any]) -> str:
    """Return what a provider says about itself, in the reader's language where it does."""
    told = profile.get("description")
    return Text(told).best(language(), "en") if told else ""


def provider_facts(profile: Mapping[str, Any], country: str, did: str) -> list[Fact]:
    """Return what is known of a provider."""
    url = str(profile.get("url") or "")
    told = (
        (_("Country"), country_name(country) if country else ""),
        (_("Website"), linked([Link(url, url)]) if url.startswith(("http://", "https://")) else ""),
        (_("E-mail"), profile.get("email") or ""),
        (_("Signs as"), format_html("<code>{}</code>", did) if did else ""),
    )
    return [Fact(name, value) for name, value in told if value]
