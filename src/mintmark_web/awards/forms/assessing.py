"""Forms for attempts, evidence, marks and awards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark import Achievement, Assessment, LearningOutcome
from mintmark_web.awards import words
from mintmark_web.awards.forms.fields import LongField, PercentField
from mintmark_web.awards.marking import outcomes_of
from mintmark_web.awards.models import Attempt
from mintmark_web.awards.types import Given
from mintmark_web.ui.forms import DateInput, FileDrop

KINDS = (("final", _("The assessment itself")), ("practice", _("Practice, with feedback")))


class ArrangeForm(forms.Form):
    """When, where and how."""

    arrangement = LongField(
        label=_("When, where and how"),
        required=False,
        help_text=_("The learner reads this. Such as: Tuesday 12 May 2026 at 9:00, bakery 2."),
    )


class OpenForm(ArrangeForm):
    """The same for an attempt that nobody asked for."""

    assessment = forms.ChoiceField(label=_("Assessment"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=KINDS, initial="final", widget=forms.RadioSelect
    )
    field_order = ("assessment", "kind", "arrangement")

    def __init__(self, *args: Any, achievement: Achievement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, words.title(one.title)) for one in achievement.assessments]
        self.fields["assessment"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["assessment"].initial = choices[0][0]


class KindForm(forms.Form):
    """Practice, or the assessment itself."""

    kind = forms.ChoiceField(label=_("What do you ask for?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [one for one in KINDS if one[0] in set(kinds)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["kind"].initial = choices[0][0] if choices else None


class EvidenceForm(forms.Form):
    """A file or an address, and what it shows."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=FileDrop,
        help_text=_("A document, a picture, sound, a film or plain text."),
        error_messages={"empty": _("This file is empty.")},
    )
    url = forms.URLField(
        label=_("Or an address"), required=False, max_length=2_000, assume_scheme="https"
    )
    name = forms.CharField(
        label=_("What is it?"),
        required=False,
        max_length=200,
        help_text=_("Such as: report on my first week. Empty: the name of the file."),
    )
    narrative = LongField(label=_("What does it show?"), required=False, rows=3)
    shown = forms.BooleanField(
        label=_("Name this in my credential"),
        required=False,
        help_text=_("Its name, your words and its address; never the file."),
    )

    def __init__(
        self, *args: Any, outcomes: Sequence[LearningOutcome], ask: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if ask and len(outcomes) > 1:
            choices = [(one.id, words.title(one.title)) for one in outcomes]
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Which outcome does it show?"),
                required=False,
                choices=[("", _("All of them")), *choices],
            )
            self.order_fields(("outcome",))


class ClaimForm(forms.Form):
    """For each outcome, how and where it was learnt."""

    def __init__(
        self, *args: Any, outcomes: Sequence[LearningOutcome], attempt: Attempt, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        said = {one.outcome: one.statement for one in attempt.claims.all()}
        for one in outcomes:
            field = LongField(label=words.title(one.title), required=False, rows=3)
            field.initial = said.get(one.id, "")
            self.fields[f"claim-{one.id}"] = field

    @property
    def statements(self) -> dict[str, str]:
        """Return what is said, by outcome."""
        return {name.removeprefix("claim-"): str(text) for name, text in self.cleaned_data.items()}


class MarkForm(forms.Form):
    """The rubric: a level or a score for each outcome, and what is given for the whole."""

    def __init__(
        self,
        *args: Any,
        achievement: Achievement,
        assessment: Assessment,
        attempt: Attempt,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.assessment = assessment
        self.outcomes = outcomes_of(achievement, assessment)
        self.claimed = {one.outcome: one.statement for one in attempt.claims.all()}
        marks = {one.outcome: one for one in attempt.marks.all()}
        for start, one in self._starts():
            self._add(start, marks.get(one.id), scored=self._scored)
            self.fields[f"{start}comment"] = LongField(
                label=_("Comment"), required=False, rows=2, initial=_of(marks, one.id, "comment")
            )
        self._add_whole(attempt)

    def _starts(self) -> list[tuple[str, LearningOutcome]]:
        """Return the outcomes, each with how the names of its fields begin."""
        return [(f"o{number}-", one) for number, one in enumerate(self.outcomes, start=1)]

    @property
    def _scored(self) -> bool:
        """Whether outcomes get scores: not where the levels have points."""
        return all(level.points is None for level in self.assessment.rubric)

    def _add(self, prefix: str, mark: Any, *, scored: bool) -> None:
        if self.assessment.rubric:
            self.fields[f"{prefix}level"] = forms.ChoiceField(
                label=_("Level"),
                required=False,
                widget=forms.RadioSelect,
                choices=words.levels(self.assessment),
                initial=mark.level if mark else None,
            )
        if scored:
            self.fields[f"{prefix}score"] = PercentField(
                label=_("Score in percent"), required=False, initial=mark.score if mark else None
            )

    def _add_whole(self, attempt: Attempt) -> None:
        if not self.outcomes:
            self._add("whole-", attempt, scored=True)
        else:
            self.fields["whole-score"] = PercentField(
                label=_("Score of the whole in percent"),
                required=False,
                help_text=_("Empty: the mean of the outcomes."),
            )
        self.fields["grade"] = forms.CharField(
            label=_("Grade"), required=False, max_length=50, initial=attempt.grade
        )
        self.fields["feedback"] = LongField(
            label=_("Feedback to the learner"), required=False, initial=attempt.feedback
        )

    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return, for each outcome: its title, what the learner claims, its fields."""
        return [
            (
                words.title(one.title),
                self.claimed.get(one.id, ""),
                [self[name] for name in self.fields if name.startswith(start)],
            )
            for start, one in self._starts()
        ]

    def whole_fields(self) -> list[forms.BoundField]:
        """Return the fields for the assessment as a whole."""
        own = tuple(start for start, _one in self._starts())
        return [self[name] for name in self.fields if not own or not name.startswith(own)]

    def given(self) -> list[Given]:
        """Return what is given for the outcomes."""
        return [self._given(one.id, start, f"{start}comment") for start, one in self._starts()]

    def whole(self) -> Given:
        """Return what is given for the whole."""
        return self._given("", "whole-", "feedback")

    def _given(self, outcome: str, prefix: str, comment: str) -> Given:
        said = self.cleaned_data
        score: Decimal | None = said.get(f"{prefix}score")
        return Given(outcome, said.get(f"{prefix}level") or "", score, said.get(comment) or "")


def _of(marks: dict[str, Any], outcome: str, name: str) -> Any:
    return getattr(marks.get(outcome), name, "")


class ModerateForm(forms.Form):
    """What the second assessor says."""

    agrees = forms.TypedChoiceField(
        label=_("Do you come to the same result?"),
        choices=(("yes", _("Yes, confirm it")), ("no", _("No, send it back"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    comment = LongField(
        label=_("What should be looked at again?"),
        required=False,
        help_text=_("Needed where you send it back. The learner doesn't see it."),
    )


class AwardForm(forms.Form):
    """The day and the place of the award."""

    awarded_on = forms.DateField(label=_("Day of the award"), widget=DateInput)
    ended_on = forms.DateField(label=_("Last day of learning"), required=False, widget=DateInput)
    place = forms.CharField(label=_("Place of the award"), required=False, max_length=200)
