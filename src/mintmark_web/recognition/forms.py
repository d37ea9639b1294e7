"""The forms of recognition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mintmark import Achievement, MintmarkError, Target
from mintmark.steps.recognise.case import made
from mintmark_web.recognition import files
from mintmark_web.recognition.models import Module
from mintmark_web.recognition.services.cases import lines, rows
from mintmark_web.recognition.types import Claimed, Handed
from mintmark_web.ui.forms import DateInput, FileDrop, FilesField, GrowingFormSet, Patient

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


class Words(forms.CharField):
    """Several paragraphs."""

    def __init__(self, *, tall: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=5_000, widget=forms.Textarea(attrs={"rows": tall}), **kwargs)


# ------------------------------------------------------------------------------ the office


class ProcedureForm(forms.Form):
    """What an office makes known beforehand."""

    months = forms.IntegerField(
        label=_("Months a decision may take"),
        help_text=_("Four at most. They run from the day on which an application is complete."),
        min_value=1,
        max_value=4,
        initial=4,
    )
    appeal_days = forms.IntegerField(
        label=_("Days for an appeal"), min_value=1, max_value=365, initial=30
    )
    appeal_to = forms.CharField(
        label=_("Who decides about appeals"),
        help_text=_("For example: the appeals board. Never the person who decided first."),
        max_length=300,
    )


class ModuleForm(forms.Form):
    """A part of the curriculum that recognition can be asked for."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=Module.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    description = Words(label=_("What it is about"))
    outcomes = Words(
        label=_("Learning outcomes"),
        help_text=_("One a line. A star in front marks what must not be missing."),
        tall=8,
    )
    credits = forms.DecimalField(
        label=_("Credits"), required=False, min_value=0, max_value=1_000, decimal_places=2
    )
    system = forms.CharField(
        label=_("Credit system"), max_length=40, initial="ECTS", required=False
    )
    framework = forms.CharField(
        label=_("Framework of levels"), max_length=40, initial="EQF", required=False
    )
    level = forms.CharField(label=_("Level"), max_length=20, required=False)
    enough = forms.IntegerField(
        label=_("Share of the outcomes that is enough, in percent"),
        help_text=_("Where nothing that must not be missing is missing."),
        required=False,
        min_value=1,
        max_value=100,
    )

    def __init__(self, *args: Any, address: str, issuer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._address, self._issuer = address, issuer
        self.target: Target | None = None

    def clean(self) -> dict[str, Any]:
        """Read all of it as the core's target."""
        cleaned = dict(super().clean() or {})
        if not self.errors:
            try:
                self.target = self._read(cleaned)
            except MintmarkError as error:
                self.add_error(None, f"{error.message} {error.remedy or ''}".strip())
        return cleaned

    def _read(self, said: dict[str, Any]) -> Target:
        outcomes = rows(said["outcomes"])
        named = [(f"o{number}", text) for number, text in enumerate(outcomes, 1)]
        achievement: dict[str, Any] = {
            "id": self._address,
            "title": said["title"],
            "description": said["description"],
            "issuer": self._issuer,
            "outcomes": tuple({"id": key, "title": text.lstrip("* ")} for key, text in named),
        }
        if said["credits"] and said["system"]:
            size = {"system": said["system"], "value": said["credits"]}
            achievement["workload"] = {"credits": (size,)}
        if said["level"] and said["framework"]:
            achievement["levels"] = ({"framework": said["framework"], "value": said["level"]},)
        target: dict[str, Any] = {
            "kind": said["kind"],
            "achievement": made(Achievement, achievement),
            "essential": tuple(key for key, text in named if text.startswith("*")),
        }
        if said["enough"]:
            target["enough"] = Decimal(said["enough"]) / 100
        return made(Target, target)

    @classmethod
    def told(cls, target: Target) -> dict[str, Any]:
        """Return what the form shows of a target."""
        of, language = target.achievement, target.achievement.language
        credits = of.workload.credits if of.workload else ()
        levels = of.levels if isinstance(of.levels, tuple) else ()
        starred = [
            f"{'* ' if one.id in target.essential else ''}{one.title.best(language)}"
            for one in of.outcomes
        ]
        return {
            "kind": target.kind,
            "title": of.title.best(language),
            "description": of.description.best(language),
            "outcomes": "\n".join(starred),
            "credits": credits[0].value if credits else None,
            "system": credits[0].system if credits else "ECTS",
            "framework": levels[0].framework if levels else "EQF",
            "level": levels[0].value if levels else "",
            "enough": int(target.enough * 100) if target.enough is not None else None,
        }


# ------------------------------------------------------------------------------ the applicant


class ApplyForm(forms.Form):
    """What an applicant hands in: credentials, and what no credential shows."""

    name = forms.CharField(label=_("Your full name"), max_length=200)
    held = forms.MultipleChoiceField(
        label=_("Credentials from your wallet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    uploads = FilesField(
        label=_("Other credentials, as files"),
        help_text=_("Digital credentials: JSON, PNG, SVG or PDF with the credential in it."),
        required=False,
    )

    def __init__(
        self, *args: Any, held: Sequence[tuple[str, str]], target: Target | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if held:
            self.fields["held"].choices = held  # type: ignore[attr-defined]
        else:
            del self.fields["held"]
        self.outcomes = [one.id for one in target.achievement.outcomes] if target else []
        if target is not None:
            for one in target.achievement.outcomes:
                self._add_claim(one.id, one.title.best(target.achievement.language))

    def _add_claim(self, key: str, title: str) -> None:
        self.fields[f"claim-{key}"] = Words(
            label=title,
            help_text=_("How and where you learned it, if no credential shows it."),
            required=False,
            tall=3,
        )
        self.fields[f"file-{key}"] = forms.FileField(
            label=_("A file that shows it"), required=False, widget=FileDrop
        )
        self.fields[f"witness-{key}"] = forms.CharField(
            label=_("Or somebody who saw it"), required=False, max_length=200
        )
        self.fields[f"says-{key}"] = Words(label=_("What they say"), required=False, tall=2)

    @property
    def claim_fields(self) -> list[tuple[Any, Sequence[Any]]]:
        """The fields of each outcome: the claim itself, and what shows it."""
        return [
            (self[f"claim-{key}"], [self[f"{part}-{key}"] for part in ("file", "witness", "says")])
            for key in self.outcomes
        ]

    def clean_uploads(self) -> list[Handed]:
        """Take files that carry a credential."""
        return handed(self.cleaned_data["uploads"], files.credential_type, _NO_CREDENTIAL)

    def clean(self) -> dict[str, Any]:
        """Ask for something, and for evidence where something is claimed."""
        cleaned = dict(super().clean() or {})
        cleaned["claims"] = list(self._claims(cleaned))
        anything = cleaned.get("held") or cleaned.get("uploads") or cleaned["claims"]
        if not anything and not self.errors:
            self.add_error(None, _now("Choose a credential, or say what you have learned."))
        return cleaned

    def _claims(self, cleaned: dict[str, Any]) -> Iterable[Claimed]:
        for key in self.outcomes:
            statement = cleaned.get(f"claim-{key}", "")
            file, witness = cleaned.get(f"file-{key}"), cleaned.get(f"witness-{key}", "")
            says = cleaned.get(f"says-{key}", "")
            if not statement:
                if file or witness or says:
                    self.add_error(f"claim-{key}", _now("Say how and where you learned it."))
                continue
            if witness and not says:
                self.add_error(f"says-{key}", _now("Write what they say about it."))
            if not file and not witness:
                self.add_error(f"file-{key}", _now("Add a file, or name somebody who saw it."))
            yield Claimed(key, statement, self._evidence(key, file), witness, says)

    def _evidence(self, key: str, file: Any) -> Handed | None:
        if not file:
            return None
        try:
            return handed([file], files.document_type, _NO_DOCUMENT)[0]
        except forms.ValidationError as error:
            self.add_error(f"file-{key}", error)
            return None


_NO_CREDENTIAL = _("%(name)s carries no credential that can be read.")
_NO_DOCUMENT = _("%(name)s is no PDF, picture or plain text.")


def handed(sent: Iterable[Any], kind_of: Any, refusal: Any) -> list[Handed]:
    """Return files that were sent, each looked at by its content.

    Raises:
        ValidationError: one is too large, or is not what is taken.
    """
    found = []
    for file in sent:
        if file.size > files.MOST_BYTES:
            raise forms.ValidationError(
                _("%(name)s is larger than 8 MB."), params={"name": file.name}
            )
        data = file.read()
        if kind_of(data) is None:
            raise forms.ValidationError(refusal, params={"name": file.name})
        found.append(Handed(file.name, data))
    return found


class AnswerForm(forms.Form):
    """What an applicant sends when the office asked."""

    words = Words(label=_("Your answer"), required=False)
    held = forms.MultipleChoiceField(
        label=_("Credentials from your wallet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    documents = FilesField(
        label=_("Documents"), help_text=_("PDF, PNG, JPEG or plain text."), required=False
    )

    def __init__(self, *args: Any, held: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if held:
            self.fields["held"].choices = held  # type: ignore[attr-defined]
        else:
            del self.fields["held"]

    def clean_documents(self) -> list[Handed]:
        """Take documents that people can read."""
        return handed(self.cleaned_data["documents"], files.document_type, _NO_DOCUMENT)

    def clean(self) -> dict[str, Any]:
        """Ask for something."""
        cleaned = dict(super().clean() or {})
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            self.add_error(None, _now("Write an answer, or add what was asked for."))
        return cleaned


class AppealForm(forms.Form):
    """Why an applicant appeals."""

    grounds = Words(label=_("Why you appeal"), tall=6)


# ------------------------------------------------------------------------------ the officer


class AskForm(forms.Form):
    """What the office needs from the applicant."""

    documents = Words(
        label=_("What you need"),
        help_text=_("One a line. Until it comes, the time limit stands still."),
    )


class AssessForm(forms.Form):
    """What an assessor found out about one claimed outcome."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    method = forms.CharField(
        label=_("How it was assessed"),
        help_text=_("For example: portfolio, interview, demonstration."),
        max_length=200,
    )
    shown = forms.ChoiceField(
        label=_("Was it shown?"),
        choices=(("yes", _("Yes, it was shown")), ("no", _("No, it was not shown"))),
        widget=forms.RadioSelect,
    )
    grounds = Words(label=_("What that rests on"))

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]


class DifferenceForm(forms.Form):
    """A substantial difference: the only ground to withhold recognition."""

    element = forms.ChoiceField(label=_("In what"), choices=(("", "–"), *ELEMENTS), required=False)
    reason = Words(label=_("What differs, and why that is substantial"), required=False, tall=3)

    def clean(self) -> dict[str, Any]:
        """Ask for both, or neither."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("reason") and not cleaned.get("element"):
            self.add_error("element", _now("Say in what it differs."))
        if cleaned.get("element") and not cleaned.get("reason"):
            self.add_error("reason", _now("Say what differs, and why that is substantial."))
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
        self.add_error(_PLACES.get(error.place or ""), words)


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
