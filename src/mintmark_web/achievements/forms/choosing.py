"""The small forms of designers: beginning, importing, choosing, asking."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mintmark.frameworks import loading
from mintmark_web.achievements.forms.nodes import language_name
from mintmark_web.achievements.models import SignOff
from mintmark_web.ui import telling
from mintmark_web.ui.coded import LanguageField, NamesInput
from mintmark_web.ui.forms import FileDrop

USUAL = "eu-2022"
MAX_DRAFT = 1024 * 1024


def frameworks() -> tuple[tuple[str, str], ...]:
    """Return the frameworks that there are to choose, the European standard first."""
    return tuple((id, f"{telling.told_text(name)} ({where})") for id, name, where in _frameworks())


@cache
def _frameworks() -> tuple[tuple[str, str, str], ...]:
    books = [one for one in loading.load_all() if not one.id.startswith("acqf-answer")]
    books.sort(key=lambda one: (one.id != USUAL, one.jurisdiction, one.name))
    return tuple((one.id, one.name, one.jurisdiction) for one in books)


def proposed(country: str, on: date) -> list[str]:
    """Return the frameworks for a provider in a country: Europe's, and its own in force."""
    own = [
        one.id
        for one in loading.load_all()
        if one.jurisdiction == country and one.state == "in-force" and one.in_force(on)
    ]
    return [USUAL, *own]


class BeginForm(forms.Form):
    """The title and language of a new achievement."""

    title = forms.CharField(
        label=_("Title"), max_length=300, help_text=_("Short and plain. You can change it later.")
    )
    language = LanguageField(
        label=_("Language that you write in"),
        longest=35,
        initial="en",
        help_text=_("You can add translations later."),
    )


class ImportForm(forms.Form):
    """A draft in a file."""

    file = forms.FileField(
        label=_("Draft"),
        widget=FileDrop,
        help_text=_("A YAML file, as the command line writes it."),
    )

    def clean_file(self) -> bytes:
        """Return what stands in it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_DRAFT:
            raise ValidationError(_("The file is larger than 1 MB."))
        data: bytes = file.read()
        return data


class SkillsForm(forms.Form):
    """ESCO's entries in a file."""

    file = forms.FileField(
        label=_("File of ESCO"),
        widget=FileDrop,
        help_text=_("The CSV file of skills or occupations, in the language that you write in."),
    )


class ChoicesForm(forms.Form):
    """Frameworks, languages, colour."""

    frameworks = forms.MultipleChoiceField(
        label=_("Frameworks to hold it against"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    languages = forms.CharField(
        label=_("Languages"),
        help_text=_("The main one first. Begin to type a name, and choose."),
        max_length=400,
        widget=NamesInput("language"),
    )
    colour = forms.CharField(
        label=_("Colour of the badge"),
        help_text=_("Such as #1f5c57. Empty: one that goes with the title."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frameworks"].choices = frameworks()  # type: ignore[attr-defined]

    def clean_languages(self) -> list[str]:
        """Return the tags in their order."""
        tags = [one.strip() for one in self.cleaned_data["languages"].splitlines() if one.strip()]
        for one in tags:
            LanguageField().clean(one)
        return list(dict.fromkeys(tags))

    def clean_colour(self) -> str:
        """Return the colour in six digits, or nothing."""
        colour = str(self.cleaned_data["colour"]).lower()
        if colour and not re.fullmatch("#[0-9a-f]{6}", colour):
            raise ValidationError(_("Write it as # and six digits, such as #1f5c57."))
        return colour


class ImageForm(forms.Form):
    """A picture for the badge."""

    image = forms.FileField(
        label=_("Picture"),
        widget=FileDrop,
        help_text=_("PNG or SVG, best square, up to 2 MB."),
    )

    def clean_image(self) -> bytes:
        """Return what stands in it."""
        data: bytes = self.cleaned_data["image"].read()
        return data


class PartnerForm(forms.Form):
    """Whom to ask."""

    partner = forms.CharField(label=_("Name of the partner"), max_length=300)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class SignOffForm(forms.Form):
    """What a partner says."""

    answer = forms.ChoiceField(
        label=_("What do you say?"), choices=SignOff.Answer.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Your name and office"), max_length=200)
    comment = forms.CharField(
        label=_("Anything to add"), widget=forms.Textarea, required=False, max_length=4_000
    )


def language_names(tags: list[str]) -> str:
    """Return the languages in words."""
    return ", ".join(language_name(tag) for tag in tags)
