"""What readers say of themselves: the framework and the credits that they are used to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark_web.adapters.clock import now
from mintmark_web.register.describing import Reader
from mintmark_web.ui.coded import credit_systems, level_frameworks

_USUAL = {"framework": "EQF", "credits": "ECTS"}


class ReaderForm(forms.Form):
    """In which framework levels are shown, and in which system credits."""

    framework = forms.ChoiceField(label=_("Show levels in"), choices=level_frameworks)
    credits = forms.ChoiceField(label=_("Show credits in"), choices=credit_systems)

    def __init__(self, data: Any) -> None:
        asked = {name: data.get(name) or usual for name, usual in _USUAL.items()}
        super().__init__(asked)

    def reader(self) -> Reader:
        """Return the reader; what cannot be read is as usual, and told beside its field."""
        self.is_valid()
        told = {name: self.cleaned_data.get(name) or usual for name, usual in _USUAL.items()}
        return Reader(told["framework"], told["credits"], now().date())
