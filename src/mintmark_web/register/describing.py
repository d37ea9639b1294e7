"""What an achievement says, in words of the reader's language, for results, pages, comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mintmark import Achievement, NoLevel, Text
from mintmark.equivalence import credits_in, level_in
from mintmark_web.register import terms
from mintmark_web.register.labels import FIELDS, MODES, language, language_name
from mintmark_web.register.queries import Shown
from mintmark_web.register.terms import hours_of
from mintmark_web.ui.templatetags.amounts import amount, credits, money
from mintmark_web.ui.templatetags.amounts import level as level_name
from mintmark_web.ui.types import Fact, Link

_SUMMARY = 220


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader is used to.

    Attributes:
        framework: the id of a framework of levels.
        credits: the id of a credit system.
        today: the day whose equivalences are taken.
    """

    framework: str
    credits: str
    today: date


def said(text: Text, noun: Achievement) -> SafeString:
    """Return a text in the reader's language, or else in another that is named to browsers."""
    by_language = dict(text.by_language(noun.language))
    content = Text(by_language).best(language(), noun.language)
    tag = next(tag for tag, one in by_language.items() if one == content)
    if tag.split("-")[0] == language():
        return format_html("{}", content)
    return format_html('<span lang="{}" dir="auto">{}</span>', tag, content)


def title(noun: Achievement) -> SafeString:
    """Return the title."""
    return said(noun.title, noun)


def plain_title(noun: Achievement) -> str:
    """Return the title where no markup can be."""
    return noun.title.best(language(), noun.language)


def summary(noun: Achievement) -> str:
    """Return the beginning of the description, without markup."""
    return str(Truncator(noun.description.best(language(), noun.language)).chars(_SUMMARY))


def level(noun: Achievement, reader: Reader) -> str:
    """Return the level in the reader's framework; empty where nothing is told of a level."""
    if isinstance(noun.levels, NoLevel):
        return _("No level applies")
    answer = level_in(noun.levels, reader.framework, reader.today)
    if answer is None:
        return ""
    if answer.value is not None:
        return level_name(f"{reader.framework} {answer.value}")
    if answer.low is not None and answer.high is not None:
        return _("%(framework)s, %(low)s to %(high)s") % {
            "framework": reader.framework,
            "low": answer.low,
            "high": answer.high,
        }
    return _("It cannot be told in %(framework)s") % {"framework": reader.framework}


def stated_levels(noun: Achievement) -> str:
    """Return the levels as the provider states them."""
    if isinstance(noun.levels, NoLevel):
        return noun.levels.not_applicable
    return ", ".join(level_name(f"{one.framework} {one.value}") for one in noun.levels)


def worth(noun: Achievement, reader: Reader) -> str:
    """Return the credits in the reader's system; empty where nothing is told of the size."""
    answer = credits_in(noun.workload, reader.credits, reader.today)
    if answer is None:
        return ""
    if not isinstance(answer.value, Fraction):
        return _("It cannot be told in %(system)s") % {"system": reader.credits}
    about = credits(_rounded(answer.value), reader.credits)
    if answer.low == answer.high or answer.low is None or answer.high is None:
        return about
    span = {"low": amount(_rounded(answer.low)), "high": amount(_rounded(answer.high))}
    return format_html("{} ({})", about, _("%(low)s to %(high)s") % span)


def _rounded(value: object) -> Fraction:
    """To a hundredth, which is finer than anybody counts credits."""
    return Fraction(round(Fraction(str(value)) * 100), 100)


def stated_credits(noun: Achievement) -> str:
    """Return the credits as the provider states them."""
    told = noun.workload.credits if noun.workload else ()
    return format_html_join(", ", "{}", ((credits(one.value, one.system),) for one in told))


def hours(noun: Achievement, today: date) -> str:
    """Return the notional hours, "about" where they are worked out from credits."""
    found = hours_of(noun.workload, today)
    if found is None or noun.workload is None:
        return ""
    whole = round(found) if noun.workload.hours is None else found
    number = amount(whole)
    if noun.workload.hours is None:
        return _("about %(number)s hours") % {"number": number}
    return ngettext("%(number)s hour", "%(number)s hours", int(found)) % {"number": number}


def fee(noun: Achievement) -> str:
    """Return what it costs; empty where that is not told."""
    if noun.price is None:
        return ""
    if noun.price.amount == 0:
        return _("Free of charge")
    return money(noun.price.amount, noun.price.currency)


def mode(noun: Achievement) -> str:
    """Return the way of learning."""
    return str(MODES[noun.participation]) if noun.participation else ""


def languages(noun: Achievement) -> str:
    """Return what it is taught in."""
    return ", ".join(language_name(tag) for tag in noun.teaching_languages)


def fields(noun: Achievement) -> str:
    """Return the broad fields of study."""
    broad = dict.fromkeys(code[:2] for code in noun.fields)
    return ", ".join(str(FIELDS.get(code, code)) for code in broad)


def met(shown: Shown) -> list[tuple[str, str]]:
    """Return the frameworks met: id and name."""
    return [(book.id, book.name) for book in terms.met(shown.verdicts)]


def assured(noun: Achievement) -> list[str]:
    """Return who stands behind the quality, a line each."""
    kinds = {
        "internal": _("By the provider itself"),
        "external": _("By an agency"),
        "sector": _("By its sector"),
        "national": _("By the state"),
        "none": _("By nobody"),
    }
    decisions = {
        "approved": _("approved"),
        "approved with conditions": _("approved with conditions"),
    }
    lines = []
    for one in noun.quality_assurance:
        by = one.body.name.best(language(), noun.language) if one.body else kinds[one.type]
        decision = decisions.get(one.decision or "", one.decision)
        lines.append(", ".join(part for part in (by, decision, one.standard) if part))
    return lines


def assessed(noun: Achievement) -> list[SafeString]:
    """Return how it is assessed, a line each."""
    return [said(one.title, noun) for one in noun.assessments]


def card_facts(noun: Achievement, today: date) -> list[Fact]:
    """Return what a result tells beside its title."""
    size = hours(noun, today) or stated_credits(noun)
    told = (
        (_("Level"), stated_levels(noun)),
        (_("Size"), size),
        (_("Way of learning"), mode(noun)),
        (_("Fee"), fee(noun)),
    )
    return [Fact(name, value) for name, value in told if value]


def linked(links: Iterable[Link]) -> SafeString:
    """Return links, one after another."""
    return format_html_join(", ", '<a href="{}">{}</a>', ((one.url, one.label) for one in links))


def listed(lines: Iterable[object]) -> SafeString:
    """Return lines as a list; empty where there are none."""
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html("<ul>{}</ul>", items) if items else items
