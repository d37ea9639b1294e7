"""Forms for offerings, their groups and their lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark_web.awards.forms.fields import PercentField
from mintmark_web.awards.models import Offering
from mintmark_web.ui.coded import LanguageField, NameField
from mintmark_web.ui.forms import DateInput, FileDrop

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version


class OfferingForm(forms.Form):
    """When, where, how many places, by which rules."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Such as “Bread baking, spring 2027”. Empty: the achievement's title."),
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=Offering.State.choices,
        widget=forms.RadioSelect,
        help_text=_("Learners can ask to take part while it is open."),
    )
    starts_on = forms.DateField(label=_("First day"), required=False, widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DateInput)
    apply_by = forms.DateField(
        label=_("Last day to ask to take part"), required=False, widget=DateInput
    )
    places = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Empty: no limit."),
    )
    mode = forms.ChoiceField(
        label=_("Way of learning"), required=False, choices=[("", "—"), *Offering.Mode.choices]
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    language = LanguageField(label=_("Language"), required=False, longest=12)
    fee = forms.DecimalField(
        label=_("Fee"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    currency = NameField(of="currency", label=_("Currency"), required=False)
    pass_mark = PercentField(
        label=_("Pass mark in percent"),
        help_text=_(
            "For assessments that name none of their own. 90 is mastery, 50 the usual half."
        ),
    )
    attempts = forms.IntegerField(
        label=_("Attempts at the same final assessment"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: as many as it takes."),
    )
    moderated = forms.BooleanField(
        label=_("A second assessor confirms each final result"), required=False
    )


class NewOfferingForm(OfferingForm):
    """The same, and of what it is a run."""

    version = forms.ChoiceField(label=_("Achievement"))
    field_order = ("version",)

    def __init__(self, *args: Any, versions: Iterable[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.achievement.title) for one in versions]
        self.fields["version"].choices = [("", _("Choose one")), *known]  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """A group to add."""

    name = forms.CharField(label=_("Name of the group"), max_length=100)


class ListForm(forms.Form):
    """A list to upload."""

    file = forms.FileField(
        label=_("List (CSV)"),
        widget=FileDrop(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={"empty": _("This file is empty.")},
    )

    def __init__(self, *args: Any, most: int = 5 * 1024 * 1024, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_file(self) -> Any:
        """Return the file, if it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > self.most:
            raise forms.ValidationError(
                _("The list is too large. Split it into several files."), code="large"
            )
        return file
