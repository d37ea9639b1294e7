"""What the terms are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from mintmark.errors import MintmarkError
from mintmark.frameworks.loading import load
from mintmark.vocabularies import vocabulary
from mintmark_web.register.types import FEES, FREE, SIZES, Kind
from mintmark_web.ui import telling
from mintmark_web.ui.templatetags.amounts import money

FIELDS: Mapping[str, str | Promise] = {
    "00": _("General programmes"),
    "01": _("Education"),
    "02": _("Arts and humanities"),
    "03": _("Social sciences, journalism and information"),
    "04": _("Business, administration and law"),
    "05": _("Natural sciences, mathematics and statistics"),
    "06": _("Computing"),
    "07": _("Engineering, manufacturing and construction"),
    "08": _("Agriculture, forestry, fisheries and veterinary"),
    "09": _("Health and welfare"),
    "10": _("Services"),
    "99": _("Field unknown"),
}
"""The broad fields of ISCED-F 2013, in words as short as a list wants them."""

MODES: Mapping[str, str | Promise] = {
    "online": _("Online"),
    "onsite": _("On site"),
    "blended": _("Online and on site"),
    "work-experience": _("At work"),
    "volunteering": _("As a volunteer"),
    "self-study": _("By oneself"),
}


def label(kind: str, value: str, told: str = "") -> str:
    """Return what a value is called; ``told`` is what its own term says."""
    make = _BY_KIND.get(kind)
    return make(value) if make else told or value


def language() -> str:
    """Return the reader's language, without a region."""
    return (get_language() or "en").split("-")[0]


def language_name(tag: str) -> str:
    """Return what a language is called, with its tag where nobody knows it."""
    return vocabulary("language").label(tag.split("-")[0].lower(), language())


def country_name(code: str) -> str:
    """Return what a country is called."""
    return vocabulary("country").label(code, language())


def framework_name(framework: str) -> str:
    """Return what a framework is called, in the reader's language."""
    try:
        return telling.told_text(load(framework).name)
    except MintmarkError:
        return framework


def _size(value: str) -> str:
    if value == SIZES[-1][0]:
        return gettext("More than %(hours)s hours") % {"hours": SIZES[-2][1]}
    bands = [name for name, _most in SIZES]
    if value not in bands[1:]:
        return gettext("Up to %(hours)s hours") % {"hours": value}
    before = bands[bands.index(value) - 1]
    return gettext("%(least)s to %(most)s hours") % {"least": before, "most": value}


def _fee(value: str) -> str:
    if value == FREE:
        return gettext("Free of charge")
    currency, _dash, band = value.partition("-")
    if band == "more":
        return gettext("More than %(sum)s") % {"sum": money(FEES[-2] or 0, currency)}
    if not band.isdecimal():
        return value
    return gettext("Up to %(sum)s") % {"sum": money(band, currency)}


_BY_KIND: Mapping[str, Callable[[str], str]] = {
    Kind.FIELD: lambda value: str(FIELDS.get(value, value)),
    Kind.MODE: lambda value: str(MODES.get(value, value)),
    Kind.LEVEL: lambda value: gettext("EQF level %(level)s") % {"level": value},
    Kind.LANGUAGE: language_name,
    Kind.COUNTRY: country_name,
    Kind.FRAMEWORK: framework_name,
    Kind.SIZE: _size,
    Kind.FEE: _fee,
}
