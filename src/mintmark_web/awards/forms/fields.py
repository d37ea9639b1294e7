"""Fields that several forms have."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mintmark import Achievement
from mintmark_web.awards import words
from mintmark_web.awards.models import Route

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%?", re.ASCII)


class PercentField(forms.Field):
    """A share, typed as percent: ``92.5`` or ``92,5 %``. The value is 0.925, exact."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the share, or None where nothing is typed."""
        text = str(value or "").strip()
        if not text:
            return None
        match = _PERCENT.fullmatch(text)
        share = Decimal(match[1].replace(",", ".")) / 100 if match else None
        if share is None or share > 1:
            raise ValidationError(_("Write a number from 0 to 100, such as 92.5."))
        return share

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field: percent."""
        return words.percent_number(value) if isinstance(value, Decimal) else value


def routes_of(achievement: Achievement) -> list[tuple[str, Any]]:
    """Return the routes to an achievement, as choices."""
    return [(value, label) for value, label in Route.choices if value in achievement.routes]


class RouteField(forms.ChoiceField):
    """One of the routes to the achievement."""

    def __init__(self, achievement: Achievement, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Route"),
            choices=routes_of(achievement),
            initial=achievement.routes[0],
            **kwargs,
        )


class LongField(forms.CharField):
    """A text of some lines."""

    def __init__(self, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=5_000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
