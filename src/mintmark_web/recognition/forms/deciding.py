"""What officers fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark import MintmarkError
from mintmark_web.recognition.forms.fields import Words
from mintmark_web.recognition.services.cases import lines
from mintmark_web.ui import telling
from mintmark_web.ui.forms import DateInput, GrowingFormSet, Patient

ELEMENTS = (
    ("level", _("Level")),
    ("workload", _("Workload")),
    ("quality", _("Quality")),
    ("profile", _("Profile")),
    ("outcomes", _("Learning outcomes")),
)
OUTCOMES = (
    ("full", _("Recognise in full")),
    ("partial", _("Recognise in part, or under conditions")),
    ("refused", _("Do not recognise")),
)


class AskForm(forms.Form):
    """What the office needs from the applicant."""

    documents = Words(
        label=_("What you need"),
        help_text=_("One a line. Until it comes, the time limit stands still."),
    )


class SecondForm(forms.Form):
    """What a second assessor found, who had the same before them."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    shown = forms.ChoiceField(
        label=_("Was it shown?"),
        choices=(("yes", _("Yes, it was shown")), ("no", _("No, it was not shown"))),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]


class AssessForm(SecondForm):
    """What an assessor found out about one claimed outcome."""

    method = forms.CharField(
        label=_("How it was assessed"),
        help_text=_("For example: portfolio, interview, demonstration."),
        max_length=200,
    )
    grounds = Words(label=_("What that rests on"))
    field_order = ("outcome", "method", "shown", "grounds")


class DifferenceForm(forms.Form):
    """A substantial difference: the only ground to withhold recognition."""

    element = forms.ChoiceField(label=_("In what"), choices=(("", "–"), *ELEMENTS), required=False)
    reason = Words(label=_("What differs, and why that is substantial"), required=False, tall=3)

    def clean(self) -> dict[str, Any]:
        """Ask for both, or neither."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("reason") and not cleaned.get("element"):
            self.add_error("element", _("Say in what it differs."))
        if cleaned.get("element") and not cleaned.get("reason"):
            self.add_error("reason", _("Say what differs, and why that is substantial."))
        return cleaned


Differences = forms.formset_factory(
    DifferenceForm, formset=GrowingFormSet, extra=1, max_num=10, absolute_max=20
)


_PLACES = {
    "decision.outcome": "outcome",
    "decision.reasons": "reasons",
    "decision.conditions": "conditions",
    "decision.measures": "measures",
    "decision.despite": "despite",
    "decision.valid_until": "valid_until",
}
"""Where the core finds fault, and the field beside which that stands."""


class RulingForm(Patient, forms.Form):
    """A decision. Which of its parts are needed, the core's rules of recognition say."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES, widget=forms.RadioSelect)
    reasons = Words(
        label=_("Reasons"),
        help_text=_("The applicant reads them. An empty line begins another reason."),
    )
    conditions = Words(
        label=_("Conditions"),
        help_text=_("For recognition in part: what is recognised and what not, or what to do."),
        required=False,
    )
    measures = Words(
        label=_("What the applicant can do"),
        help_text=_("For a refusal: a course, an examination, a document."),
        required=False,
    )
    despite = Words(
        label=_("Why, although it could not be verified"),
        help_text=_("Only where a credential is not valid or could not be checked."),
        required=False,
        tall=2,
    )
    valid_until = forms.DateField(
        label=_("Holds until"),
        help_text=_("Leave it empty if the decision holds without end."),
        required=False,
        widget=DateInput,
    )

    def ruling(self, differences: Any) -> dict[str, Any]:
        """Return the decision's fields for the core."""
        said = self.cleaned_data
        until = said["valid_until"]
        return {
            "outcome": said["outcome"],
            "reasons": lines(said["reasons"]),
            "conditions": lines(said["conditions"]),
            "measures": lines(said["measures"]),
            "despite": said["despite"] or None,
            "valid_until": until.isoformat() if until else None,
            "differences": tuple(
                {"element": one["element"], "reason": one["reason"]}
                for one in differences.cleaned_data
                if one.get("element")
            ),
        }

    def blame(self, error: MintmarkError) -> None:
        """Put what a rule says against the decision beside its field."""
        words = f"{error.message} {error.remedy or ''}".strip()
        self.add_error(_PLACES.get(error.place or ""), telling.told(words))


class SettleForm(Patient, forms.Form):
    """How an appeal ends."""

    result = forms.ChoiceField(
        label=_("The appeal"),
        choices=(("upheld", _("The decision stands")), ("changed", _("I decide otherwise"))),
        widget=forms.RadioSelect,
    )
    why = Words(label=_("Why"))


class PublishForm(forms.Form):
    """What everybody may read of a decision."""

    sources = Words(label=_("What it was about"), help_text=_("Titles, one a line."))
    words = Words(
        label=_("Reasons, as everybody may read them"),
        help_text=_("Without anything by which the applicant could be known."),
        tall=8,
    )
