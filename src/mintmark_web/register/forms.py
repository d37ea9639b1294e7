"""What readers say of themselves: the framework and the credits that they are used to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark.equivalence.facts import Framework, System
from mintmark.equivalence.library import library
from mintmark_web.adapters.clock import now
from mintmark_web.register.describing import Reader
from mintmark_web.ui import telling

_USUAL = {"framework": "EQF", "credits": "ECTS"}
_NO_CREDITS = ("week", "day")


def _frameworks() -> list[tuple[str, str]]:
    return [_named(one) for one in library().frameworks.values()]


def _systems() -> list[tuple[str, str]]:
    systems = (one for one in library().systems.values() if one.id not in _NO_CREDITS)
    return [_named(one) for one in systems]


def _named(one: Framework | System) -> tuple[str, str]:
    return one.id, f"{one.id}: {telling.told_text(one.name)}"


class ReaderForm(forms.Form):
    """In which framework levels are shown, and in which system credits."""

    framework = forms.ChoiceField(label=_("Show levels in"), choices=_frameworks)
    credits = forms.ChoiceField(label=_("Show credits in"), choices=_systems)

    def __init__(self, data: Any) -> None:
        asked = {name: data.get(name) or usual for name, usual in _USUAL.items()}
        super().__init__(asked)

    def reader(self) -> Reader:
        """Return the reader; what cannot be read is as usual, and told beside its field."""
        self.is_valid()
        told = {name: self.cleaned_data.get(name) or usual for name, usual in _USUAL.items()}
        return Reader(told["framework"], told["credits"], now().date())
