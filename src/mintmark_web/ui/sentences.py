"""What a form says to a person where Django's own words would be those of a programmer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Please fill this in.")},
    forms.ChoiceField: {
        "required": _("Please choose one."),
        "invalid_choice": _("Please choose one of these; %(value)s is not among them."),
    },
    forms.ModelChoiceField: {
        "required": _("Please choose one."),
        "invalid_choice": _("Please choose one of these. Yours is not among them."),
    },
    forms.MultipleChoiceField: {
        "required": _("Please choose at least one."),
        "invalid_choice": _("Please choose from these; %(value)s is not among them."),
    },
    forms.ModelMultipleChoiceField: {
        "required": _("Please choose at least one."),
        "invalid_choice": _("Please choose from these; %(value)s is not among them."),
    },
    forms.BooleanField: {"required": _("Please tick this box.")},
    forms.FileField: {
        "required": _("Please choose a file."),
        "empty": _("This file is empty. Please choose another."),
    },
    forms.IntegerField: {"invalid": _("Please write a whole number, such as 12.")},
    forms.DecimalField: {"invalid": _("Please write a number, such as 12.5.")},
    forms.FloatField: {"invalid": _("Please write a number, such as 12.5.")},
    forms.URLField: {"invalid": _("This is not an address on the web. One begins with https://.")},
    forms.DateField: {"invalid": _("There is no such day. Please write it as 2026-03-31.")},
}
_VALIDATORS: dict[type[Any], Any] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "This is too long: at most %(limit_value)d character, and here are %(show_value)d.",
        "This is too long: at most %(limit_value)d characters, and here are %(show_value)d.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "This is too short: at least %(limit_value)d character.",
        "This is too short: at least %(limit_value)d characters.",
        "limit_value",
    ),
    validators.MinValueValidator: _("This is too little. It begins at %(limit_value)s."),
    validators.MaxValueValidator: _("This is too much. It ends at %(limit_value)s."),
    validators.EmailValidator: _("This is not an e-mail address. One looks like name@example.org."),
    validators.URLValidator: _("This is not an address on the web. One begins with https://."),
    validators.ProhibitNullCharactersValidator: _(
        "There is a sign in it that no keyboard writes. Please type it anew."
    ),
}


def say_it_plainly() -> None:
    """Give Django's fields and validators these words. Once, before any form is made."""
    for field, words in _FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **words}
    for validator, words in _VALIDATORS.items():
        validator.message = words
    validators.validate_slug.message = _("Only letters from a to z, digits, - and _ can be here.")
