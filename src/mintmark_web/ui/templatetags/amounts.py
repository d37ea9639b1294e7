"""Numbers, credits, levels and money as the reader writes them: ``{% load amounts %}``."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from mintmark.vocabularies import vocabulary

register = template.Library()

_NO_BREAK = "\u00a0"
_CODE_FIRST = frozenset({"en", "ga", "mt"})
"""Languages that write EUR 12.50, not 12,50 EUR (EU Interinstitutional style guide, 7.3.3)."""


@register.filter
def amount(value: Fraction | Decimal | int | str) -> str:
    """Return an exact number: 7.5, 7,5, 1,234; a third stays a third (2 1/3), never a float."""
    exact = Fraction(value)
    places = _places(exact)
    if places is not None:
        shifted = Decimal(int(exact * 10**places))
        sign, digits, _ = shifted.as_tuple()
        return _digits(Decimal((sign, digits, -places)))
    whole, rest = divmod(abs(exact), 1)
    parts = [_digits(Decimal(int(whole)))] if whole else []
    parts.append(f"{rest.numerator}/{rest.denominator}")
    return ("−" if exact < 0 else "") + _NO_BREAK.join(parts)


@register.filter
def credits(value: Fraction | Decimal | int | str, system: str) -> SafeString:
    """Return so many credits of a system: ``3 ECTS``, ``5 NZQCF (New Zealand)``, in one line."""
    return format_html("<bdi>{}{}{}</bdi>", amount(value), _NO_BREAK, level(system))


@register.filter
def level(said: str) -> str:
    """Return a level as people say it: ``NFQ 6 (Ireland)`` for ``IE:NFQ 6``, else as it is.

    A framework alone, or a credit system, likewise: ``NZQCF (New Zealand)`` for ``NZ:NZQCF``.
    """
    place, _, rest = said.partition(":")
    countries = vocabulary("country")
    code = countries.named(place) if rest and len(place) == len("IE") else None
    return f"{rest} ({countries.label(code, get_language() or 'en')})" if code else said


@register.filter
def span(duration: str) -> str:
    """Return a duration (ISO 8601) in words: ``6 weeks`` for ``P6W``; else as it is."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?", duration)
    if found is None:
        return duration
    years, months, weeks, days = (int(digits or 0) for digits in found.groups())
    parts = (
        ngettext("%(n)s year", "%(n)s years", years) % {"n": years} if years else "",
        ngettext("%(n)s month", "%(n)s months", months) % {"n": months} if months else "",
        ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks} if weeks else "",
        ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else "",
    )
    return ", ".join(filter(None, parts)) or duration


@register.filter
def money(value: Fraction | Decimal | int | str, currency: str) -> SafeString:
    """Return a sum with its currency's code (ISO 4217): ``EUR 1,234.50`` or ``1 234,50 EUR``."""
    if isinstance(value, Fraction):  # worked out: to the hundredth
        value = (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01"))
    digits = _digits(Decimal(value))
    first = (get_language() or "en").split("-")[0] in _CODE_FIRST
    parts = (currency, digits) if first else (digits, currency)
    return format_html("<bdi>{}{}{}</bdi>", parts[0], _NO_BREAK, parts[1])


def _digits(value: Decimal) -> str:
    return number_format(format(value, "f"), use_l10n=True, force_grouping=True)


def _places(value: Fraction) -> int | None:
    """How many decimals ``value`` has; None where they never end (a prime but 2 and 5 below)."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    return places if rest == 1 else None
