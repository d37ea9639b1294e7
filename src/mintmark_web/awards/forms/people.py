"""Forms about learners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark import Achievement
from mintmark_web.awards import queries
from mintmark_web.awards.forms.fields import LongField, RouteField
from mintmark_web.awards.models import Offering
from mintmark_web.ui.forms import DateInput


class EnrolmentForm(forms.Form):
    """Name, route and group of a learner."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As it should stand in the credential.")
    )

    def __init__(
        self, *args: Any, offering: Offering, achievement: Achievement, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(achievement.routes) > 1:
            self.fields["route"] = RouteField(achievement)
        self.only_route: str = achievement.routes[0]
        groups = queries.cohorts(offering)
        if groups:
            self.fields["cohort"] = forms.ModelChoiceField(
                groups, label=_("Group"), required=False, empty_label="—"
            )

    def clean(self) -> dict[str, Any]:
        """Return everything, with the one route where there is no choice."""
        cleaned = super().clean() or {}
        return {"route": self.only_route, "cohort": None, **cleaned}


class EnrolForm(EnrolmentForm):
    """The same, and the address of a new learner."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The learner signs in with it; the credential goes there."),
    )
    field_order = ("name", "email")


class AskForm(forms.Form):
    """What a learner says when asking to take part."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As it should stand in the credential."),
    )

    def __init__(self, *args: Any, achievement: Achievement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(achievement.routes) > 1:
            field = RouteField(achievement, widget=forms.RadioSelect)
            field.help_text = _(
                "With recognition of prior learning you show what you can do already."
            )
            self.fields["route"] = field
        self.fields["message"] = LongField(label=_("Message"), required=False)
        self.only_route: str = achievement.routes[0]

    def clean(self) -> dict[str, Any]:
        """Return everything, with the one route where there is no choice."""
        return {"route": self.only_route, **(super().clean() or {})}


class ReasonForm(forms.Form):
    """Why not."""

    reason = LongField(label=_("Reason"), help_text=_("The learner gets it by e-mail."))


class IdentityForm(forms.Form):
    """How it was made sure who the learner is."""

    method = forms.CharField(
        label=_("How was the identity checked?"),
        max_length=100,
        help_text=_(
            "Such as: passport; student card, in person; eIDAS. Don't write down any number."
        ),
    )
    checked_on = forms.DateField(label=_("On which day?"), widget=DateInput)
