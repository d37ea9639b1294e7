"""The forms of stacks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mintmark import MintmarkError, Wishes
from mintmark_web.stacks import rules
from mintmark_web.stacks.types import Trouble
from mintmark_web.ui.forms import DateInput, FileDrop

_GOALS = (
    ("cheapest", _("The least to pay")),
    ("quickest", _("Done as early as possible")),
    ("shortest", _("The fewest hours of study")),
)
_MODES = (
    ("online", _("Online")),
    ("onsite", _("On site")),
    ("blended", _("Online and on site")),
    ("self-study", _("Self-study")),
)


class RuleForm(forms.Form):
    """A stack rule as a text, or as a file that takes its place."""

    text = forms.CharField(
        label=_("Rule"),
        max_length=rules.MAX_TEXT,
        error_messages={"required": _("Write the rule, or choose its file.")},
        strip=False,
        widget=forms.Textarea(attrs={"class": "code", "rows": 24, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("YAML. It takes the place of the text."),
        required=False,
        widget=FileDrop(attrs={"accept": ".yaml,.yml,.txt"}),
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation_id = organisation_id
        self.troubles: list[Trouble] = []
        self.fields["text"].required = "file" not in self.files

    def clean_file(self) -> str:
        """Return the file's text, or nothing."""
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        if file.size > rules.MAX_TEXT:
            raise forms.ValidationError(_("This file is too large for a rule."))
        try:
            return str(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not text in UTF-8.")) from None

    def clean(self) -> dict[str, Any]:
        """Read the rule; what is wrong with it stands in ``troubles``, by line."""
        cleaned = dict(super().clean() or {})
        sent = cleaned.get("file") or cleaned.get("text") or ""
        if cleaned.get("file"):
            self.data = {**self.data.dict(), self.add_prefix("text"): sent}  # type: ignore[attr-defined]
        if self.errors:
            return cleaned
        cleaned["rule"] = sent.replace("\r\n", "\n")
        self._read(cleaned["rule"])
        return cleaned

    def _read(self, text: str) -> None:
        try:
            rules.read(text, self.organisation_id)
        except MintmarkError as error:
            lines = text.splitlines()
            self.troubles = [Trouble.of(one, lines) for one in rules.problems(error)]
            self.add_error("text", _("This rule cannot be read. What is wrong stands beside it."))


class AskForm(forms.Form):
    """What a learner says to whoever decides."""

    message = forms.CharField(
        label=_("Anything they should know"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """What the awarding body decides."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=(("accepted", _("Award it")), ("declined", _("Decline it"))),
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("The learner reads them. A refusal needs them."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for reasons where it is declined."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("decision") == "declined" and not cleaned.get("reasons", "").strip():
            self.add_error("reasons", _("Say why. The learner reads it."))
        return cleaned


class WishesForm(forms.Form):
    """What the learner wants and has."""

    goal = forms.ChoiceField(
        label=_("What matters most"), choices=_GOALS, widget=forms.RadioSelect, initial="cheapest"
    )
    hours_per_week = forms.DecimalField(
        label=_("Hours a week, at most"), required=False, min_value=1, max_value=168
    )
    max_cost = forms.DecimalField(
        label=_("To pay, at most"), required=False, min_value=0, max_value=10_000_000
    )
    begin = forms.DateField(label=_("Not before"), required=False, widget=DateInput)
    by = forms.DateField(label=_("Done by"), required=False, widget=DateInput)
    languages = forms.MultipleChoiceField(
        label=_("Languages you can study in"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    modes = forms.MultipleChoiceField(
        label=_("Forms that suit you"),
        required=False,
        choices=_MODES,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for days in their order."""
        cleaned = dict(super().clean() or {})
        begin, by = cleaned.get("begin"), cleaned.get("by")
        if begin and by and by < begin:
            self.add_error("by", _("This is before the first day."))
        return cleaned

    def wishes(self) -> Wishes:
        """Return the wishes for the core."""
        told = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Wishes.model_validate(told)
