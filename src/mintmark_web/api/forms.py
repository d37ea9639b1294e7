"""The form for a new token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark_web.api.types import Scope

_LIVES = ((30, _("30 days")), (90, _("90 days")), (365, _("one year")))


class TokenForm(forms.Form):
    """What a token is for, and for how long."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Which program will use it, so that you know it again."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It never may more than you yourself."),
        error_messages={"required": _("Choose what the token is for.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long should it work?"),
        choices=_LIVES,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Return what the service takes."""
        return dict(super().clean() or {})
