"""Forms about the organisation's own achievements: to be recognised, and to be awarded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mintmark import Achievement, Assessment, Target
from mintmark.model import Text
from mintmark.steps.recognise.case import made
from mintmark_web.recognition.models import Module
from mintmark_web.ui.forms import DateInput

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version


class OwnForm(forms.Form):
    """An achievement of one's own that recognition can be asked for."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=Module.Kind.choices)
    enough = forms.IntegerField(
        label=_("Share of the outcomes that is enough, in percent"),
        help_text=_("Where nothing that must not be missing is missing."),
        required=False,
        min_value=1,
        max_value=100,
    )
    essential = forms.MultipleChoiceField(
        label=_("What must not be missing"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, achievement: Achievement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._achievement = achievement
        outcomes = [(one.id, _told(one.title)) for one in achievement.outcomes]
        if outcomes:
            self.fields["essential"].choices = outcomes  # type: ignore[attr-defined]
        else:
            del self.fields["essential"]

    @property
    def target(self) -> Target:
        """Return what was typed as the core's target."""
        said = self.cleaned_data
        target: dict[str, Any] = {
            "kind": said["kind"],
            "achievement": self._achievement,
            "essential": tuple(said.get("essential", ())),
        }
        if said["enough"]:
            target["enough"] = Decimal(said["enough"]) / 100
        return made(Target, target)

    @classmethod
    def told(cls, target: Target) -> dict[str, Any]:
        """Return what the form shows of a target."""
        return {
            "kind": target.kind,
            "enough": int(target.enough * 100) if target.enough is not None else None,
            "essential": list(target.essential),
        }


class ChooseForm(forms.Form):
    """Which of the achievements."""

    achievement = forms.ChoiceField(label=_("Achievement"))

    def __init__(self, *args: Any, versions: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.achievement_id), one.title) for one in versions]
        self.fields["achievement"].choices = choices  # type: ignore[attr-defined]


class AwardForm(forms.Form):
    """What an award asks for besides the recognition: what was found in place of its assessments.

    A field is called as the column of an award list that it fills.
    """

    def __init__(self, *args: Any, achievement: Achievement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in achievement.assessments:
            self._add_result(one)
        if any(one.formative_required for one in achievement.assessments):
            self.fields["formative_done"] = forms.BooleanField(
                label=_("The applicant practised first, and got feedback"), required=False
            )
        self.fields["identity_check"] = forms.CharField(
            label=_("How the identity was checked"),
            help_text=_("For example: passport, shown on the day of the interview."),
            required=any(one.identity_verification for one in achievement.assessments),
            max_length=100,
        )
        self.fields["identity_checked_on"] = forms.DateField(
            label=_("Checked on"), required=False, widget=DateInput
        )

    def _add_result(self, one: Assessment) -> None:
        title = _told(one.title)
        if one.pass_mark is not None:
            self.fields[f"score:{one.id}"] = forms.DecimalField(
                label=_("%s: score, in percent") % title,
                help_text=_("What was found in the place of this assessment."),
                min_value=0,
                max_value=100,
                decimal_places=4,
                localize=True,
            )
        if one.required_level is not None:
            levels = [(level.id, _told(level.name)) for level in one.rubric]
            self.fields[f"level:{one.id}"] = forms.ChoiceField(
                label=_("%s: level") % title, choices=[("", "–"), *levels]
            )

    @property
    def columns(self) -> dict[str, str]:
        """Return what was typed, as columns of an award list."""
        return {name: _cell(name, value) for name, value in self.cleaned_data.items()}

    def blame(self, error: ValidationError) -> None:
        """Put what is said against the award beside the fields."""
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for column, messages in told.items():
            named = column in self.fields and column != NON_FIELD_ERRORS
            for message in messages:
                self.add_error(column if named else None, message)


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f} %" if name.startswith("score:") else str(value)


def _told(text: Text) -> str:
    return text.best(get_language() or "en", "en")
