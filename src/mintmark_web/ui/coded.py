"""Codes of the published lists, typed by their names: languages, countries, currencies, fields.

A field shows the name in the reader's language and offers all others while one types. What it
gives is the code. The code itself is understood too, and so is the name in another language of
the list; what is none of these stays as it was typed, for whoever checks it to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mintmark.equivalence.facts import Framework, System
from mintmark.equivalence.library import library
from mintmark.vocabularies import Vocabulary, language_tags, vocabulary
from mintmark_web.ui import telling
from mintmark_web.ui.templatetags.telling import labelled

_WITH_CODE = frozenset({"currency", "isced-f"})
"""Lists whose codes people know or need, since names are long or stand there twice."""
_CODE_AT_THE_END = re.compile(r"\(([A-Za-z0-9-]+)\)\s*$")
_REGIONS = {
    "AU-SA": _("South Australia"),
    "CA-BC": _("British Columbia"),
    "CA-ON": _("Ontario"),
    "UK-ENG": _("England"),
    "UK-SCT": _("Scotland"),
    "US-NY": _("New York State"),
}
"""The parts of countries that have a framework of their own."""
_LEAST_BOXES, _MORE_BOXES = 2, 1
_NO_CREDITS = ("week", "day")


def named(listed: Vocabulary, code: str) -> str:
    """Return what a code is called for the reader; a code that is not in the list as it is."""
    if code not in listed:
        return code
    name = listed.label(code, get_language() or "en")
    alone = listed.name not in _WITH_CODE and listed.named(name) == code
    return name if alone else f"{name} ({code})"


def jurisdiction(said: str) -> str:
    """Return where a framework holds, for the reader: ``South Australia, Australia`` for ``AU-SA``.

    A part of a country that has no name here keeps its code: ``Canada (CA-YT)``.
    """
    countries = vocabulary("country")
    place, _hyphen, part = said.partition("-")
    code = countries.named(place)
    if code is None:
        return telling.phrased_text(said)
    country = countries.label(code, get_language() or "en")
    if not part:
        return country
    return f"{_REGIONS[said]}, {country}" if said in _REGIONS else f"{country} ({said})"


def code_of(listed: Vocabulary, typed: str) -> str:
    """Return the code that was meant: typed itself, or a name; else what was typed."""
    words = " ".join(typed.split())
    found = _CODE_AT_THE_END.search(words)
    for one in (words, found[1] if found else ""):
        if one and (code := listed.named(one)):
            return code
    return words


def refusal(name: str, typed: str) -> str:
    """Return what to say of something typed that is not in a list."""
    listed = vocabulary(name)
    near = listed.nearest(typed)
    if near is None:
        return _("%s is not in the list. Begin to type, and choose.") % typed
    words = {"typed": typed, "near": named(listed, near)}
    return _("%(typed)s is not in the list. Did you mean %(near)s?") % words


class _Listed:
    """What both widgets know: the list, and what it offers."""

    def __init__(self, name: str, attrs: Mapping[str, Any] | None = None) -> None:
        self.listed = vocabulary(name)
        super().__init__({"autocomplete": "off", **(attrs or {})})  # type: ignore[call-arg]

    def offered(self) -> list[str]:
        """Return all names, in their order; a code that has none (as most languages) is typed."""
        every = {code: named(self.listed, code) for code in self.listed.codes}
        return sorted({name for code, name in every.items() if name != code}, key=str.casefold)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the names to choose from."""
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        return {**context, "offered": self.offered()}


class NameInput(_Listed, forms.TextInput):
    """One code, by its name."""

    template_name = "ui/forms/named.html"

    def format_value(self, value: Any) -> str:
        """Return the name of a code."""
        return named(self.listed, str(value or ""))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Return the code that was meant."""
        return code_of(self.listed, str(super().value_from_datadict(data, files, name) or ""))


class NamesInput(_Listed, forms.TextInput):
    """Several codes, one in a box; the value is a text with one a line."""

    template_name = "ui/forms/names.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Give each code a box, and some that are empty."""
        context = super().get_context(name, value, attrs)
        codes = str(value or "").splitlines()
        shown = [named(self.listed, code) for code in codes if code.strip()]
        more = max(_MORE_BOXES, _LEAST_BOXES - len(shown))
        return {**context, "boxes": [*shown, *[""] * more]}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # noqa: ARG002
        """Return the codes that were meant, one a line, each once."""
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        typed = (line for one in sent for line in str(one).splitlines())
        codes = (code_of(self.listed, one) for one in typed)
        return "\n".join(dict.fromkeys(filter(None, codes)))

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """Point at the first box."""
        return f"{id_}_1" if id_ else id_


class NameField(forms.CharField):
    """A code of a list; what is not in it is refused beside the field.

    Args:
        of: the vocabulary's name.
        longest: the longest code that can be kept.
    """

    def __init__(self, *, of: str, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(widget=NameInput(of), max_length=1000, **kwargs)
        self._longest = longest
        self._listed = vocabulary(of)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002
        """Say nothing of the longest code: names are longer."""
        return {}

    def allows(self, code: str) -> bool:
        """Whether there is such a code."""
        return code in self._listed

    def clean(self, value: Any) -> str:
        """Return the code."""
        code = str(super().clean(value))
        if not code or (len(code) <= self._longest and self.allows(code)):
            return code
        raise ValidationError(refusal(self._listed.name, code), code="unlisted")


class LanguageField(NameField):
    """A language by its tag; it may name a region as well: fr-CA."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(of="language", **kwargs)

    def allows(self, code: str) -> bool:
        """Whether there is such a language, and such a region."""
        return language_tags.is_listed(code)


class ListedChoice(forms.ChoiceField):
    """A credit system or a framework of levels; what stands there already can be chosen too."""

    def __init__(self, *, of: str, none: Any = "", **kwargs: Any) -> None:
        self._of, self._none = of, none
        super().__init__(choices=self._listed, **kwargs)

    def hold(self, value: Any) -> None:
        """Offer what stands there now, even if it is not in the list."""
        held, listed = str(value or ""), self._listed()
        if held and held not in dict(listed):
            self.choices = [*listed, (held, held)]

    def _listed(self) -> list[tuple[str, Any]]:
        every = credit_systems() if self._of == "credits" else level_frameworks()
        return every if self.required else [("", self._none or "—"), *every]


def credit_systems() -> list[tuple[str, str]]:
    """Return the ids of credit systems with their names."""
    return [_entry(one) for one in library().systems.values() if one.id not in _NO_CREDITS]


def level_frameworks() -> list[tuple[str, str]]:
    """Return the ids of the frameworks of levels with their names."""
    return [_entry(one) for one in library().frameworks.values()]


def _entry(one: Framework | System) -> tuple[str, str]:
    return one.id, labelled(one.id, telling.told_text(one.name))
