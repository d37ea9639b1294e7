"""How forms become HTML: ``{{ form }}`` gives labels, hints, errors, and a summary on top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict

ADD_SUFFIX = "-add-row"
"""Ends the name of the button that adds a row to a formset."""
LOOK_UP_SUFFIX = "-look-up"
"""Ends the name of the button that looks for what a row can have; it checks nothing either."""

if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet[forms.BaseForm]
else:
    _FormSet = forms.BaseFormSet


class Renderer(TemplatesSetting):
    """The FORM_RENDERER of the office."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"


class FileDrop(forms.ClearableFileInput):
    """A field for a file that can also be dropped."""

    template_name = "ui/forms/drop.html"


class FilesDrop(FileDrop):
    """The same for several files."""

    allow_multiple_selected = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:  # noqa: ARG002
        """Return the files that were sent, in their order."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else files.get(name, [])


class FilesField(forms.FileField):
    """Several files; the cleaned value is a list of them."""

    widget = FilesDrop

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check each file as one field would."""
        if not data:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(one, initial) for one in data]


class DateInput(forms.DateInput):
    """A date, picked in the browser's own calendar, sent as YYYY-MM-DD."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}), format="%Y-%m-%d")


class CodeInput(forms.TextInput):
    """A code that was e-mailed: large, easily read back, offered by phones."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        own = {
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "class": "code-input",
        }
        super().__init__({**own, **(attrs or {})})


class GrowingFormSet(_FormSet):
    """A formset with a button that adds a row, with and without JavaScript.

    While a row is being added nothing counts as wrong yet: ``is_valid()`` is False and no errors
    are shown, so a view needs no branch of its own. Forms beside it on the page inherit from
    :class:`Patient` for the same.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.add_name in self.data:
            self.data = _one_more(self.data, f"{self.prefix}-TOTAL_FORMS", self.max_num)

    @property
    def add_name(self) -> str:
        """The name of the button that adds a row."""
        return f"{self.prefix}{ADD_SUFFIX}"

    def full_clean(self) -> None:
        """Check everything, unless a row is being added."""
        if not _adding(self.data):
            super().full_clean()
            return
        self._errors: list[Any] = []
        self._non_form_errors = self.error_class(error_class="nonform")
        for form in self.forms:
            form.__dict__["_errors"] = ErrorDict()

    def is_valid(self) -> bool:
        """Whether all is right and no row is being added."""
        return not _adding(self.data) and super().is_valid()


class Patient(forms.BaseForm):
    """A form that finds nothing wrong while a row is added to a formset on the same page."""

    def full_clean(self) -> None:
        """Check everything, unless a row is being added."""
        if not _adding(self.data):
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        """Whether all is right and no row is being added."""
        return not _adding(self.data) and super().is_valid()


def _one_more(data: Any, name: str, most: int) -> Any:
    """Return what was sent, with one more row asked for than there was."""
    more = data.copy()
    count = str(data.get(name, ""))
    rows = int(count) if count.isdecimal() and len(count) < 6 else 0
    more[name] = str(min(rows + 1, most))
    return more


def _adding(data: Mapping[str, Any]) -> bool:
    return any(name.endswith((ADD_SUFFIX, LOOK_UP_SUFFIX)) for name in data)
