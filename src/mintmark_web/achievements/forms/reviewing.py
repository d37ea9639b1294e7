"""The forms of reviewers: checklist, comment, decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.models import Review
from mintmark_web.achievements.outline import places
from mintmark_web.achievements.panel import Opinion, Remark
from mintmark_web.achievements.types import Answered
from mintmark_web.ui import telling
from mintmark_web.ui.forms import DateInput


class PointForm(forms.Form):
    """The reviewer's own answer to one rule, beside the machine's.

    What the page showed at first is sent along, so that what others answered since is left alone.
    """

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("", "—"), *Answered.choices],
        required=False,
        show_hidden_initial=True,
    )
    comment = forms.CharField(
        label=_("Note"), required=False, max_length=1_000, show_hidden_initial=True
    )

    def __init__(self, *args: Any, remark: Remark, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": remark.key})
        self.remark = remark
        for field in self.fields.values():
            field.label = format_html(
                '{}<span class="visually-hidden">: {}</span>',
                field.label,
                telling.told(remark.name),
            )

    @property
    def changed(self) -> dict[str, str]:
        """What was changed on the page."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def answer_words(self) -> str:
        """The answer that was kept, in words."""
        given = self.initial.get("answer")
        return str(Answered(given).label) if given else ""


class Checklist:
    """All points of all chosen frameworks."""

    def __init__(
        self,
        opinions: Sequence[Opinion],
        answers: Mapping[str, Mapping[str, str]],
        data: Any = None,
    ) -> None:
        self.opinions = [
            (
                one,
                [
                    (title, [self._point(remark, answers, data) for remark in remarks])
                    for title, remarks in (
                        ("", one.open),
                        (_("Good to have"), one.advice),
                        (_("What is there"), one.done),
                    )
                    if remarks
                ],
            )
            for one in opinions
        ]

    @staticmethod
    def _point(remark: Remark, answers: Mapping[str, Mapping[str, str]], data: Any) -> PointForm:
        given = answers.get(remark.key, {})
        in_one_line = {name: " ".join(one.splitlines()) for name, one in given.items()}
        return PointForm(data, remark=remark, initial=in_one_line)

    @property
    def points(self) -> list[PointForm]:
        """The points, in their order."""
        groups = (group for _opinion, groups in self.opinions for group in groups)
        return [point for _title, points in groups for point in points]

    def is_valid(self) -> bool:
        """Whether each answer is one that there is."""
        checked = [point.is_valid() for point in self.points]
        return all(checked)

    def changed(self) -> dict[str, dict[str, str]]:
        """Return what was changed on the page, by rule."""
        return {point.remark.key: point.changed for point in self.points if point.has_changed()}


class CommentForm(forms.Form):
    """A remark on a field of the text."""

    place = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea, max_length=4_000)

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("The whole")), *places(document)]  # type: ignore[attr-defined]

    @property
    def is_said(self) -> bool:
        """Whether something was written."""
        return bool((self["text"].data or "").strip())


class DecisionForm(forms.Form):
    """What the review ends with."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=Review.Decision.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=forms.Textarea,
        max_length=8_000,
        help_text=_("Everybody can read them where you approve."),
    )
    conditions = forms.CharField(
        label=_("Conditions"), widget=forms.Textarea, required=False, max_length=8_000
    )
    review_due = forms.DateField(
        label=_("To be reviewed again by"), widget=DateInput, required=False
    )


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, max_length=500)


class AgencyForm(forms.Form):
    """Which agency to ask."""

    agency = forms.ChoiceField(label=_("Agency"))

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "—"), *agencies]  # type: ignore[attr-defined]
