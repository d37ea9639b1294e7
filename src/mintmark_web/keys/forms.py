"""The forms of keys."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark_web.keys.types import KINDS
from mintmark_web.ui.forms import DateInput


class NewKeyForm(forms.Form):
    """Which kind of key to make."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=KINDS, widget=forms.RadioSelect, initial=KINDS[0][0]
    )


class CompromiseForm(forms.Form):
    """Since when a key may have been in other hands."""

    since = forms.DateField(
        label=_("Since when?"),
        help_text=_("The first day on which somebody else may have had it. Empty means from now."),
        widget=DateInput,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Return the beginning of that day, in UTC."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("since"):
            cleaned["since"] = datetime.combine(cleaned["since"], time.min, UTC)
        return cleaned
