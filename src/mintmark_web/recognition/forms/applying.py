"""What applicants fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark import Target
from mintmark_web.recognition import files
from mintmark_web.recognition.forms.fields import NO_CREDENTIAL, NO_DOCUMENT, Words, handed
from mintmark_web.recognition.types import Claimed, Handed
from mintmark_web.ui.forms import FileDrop, FilesField


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
        return handed(self.cleaned_data["uploads"], files.credential_type, NO_CREDENTIAL)

    def clean(self) -> dict[str, Any]:
        """Ask for something, and for evidence where something is claimed."""
        cleaned = dict(super().clean() or {})
        cleaned["claims"] = list(self._claims(cleaned))
        anything = cleaned.get("held") or cleaned.get("uploads") or cleaned["claims"]
        if not anything and not self.errors:
            self.add_error(None, _("Choose a credential, or say what you have learned."))
        return cleaned

    def _claims(self, cleaned: dict[str, Any]) -> Iterable[Claimed]:
        for key in self.outcomes:
            statement = cleaned.get(f"claim-{key}", "")
            file, witness = cleaned.get(f"file-{key}"), cleaned.get(f"witness-{key}", "")
            says = cleaned.get(f"says-{key}", "")
            if not statement:
                if file or witness or says:
                    self.add_error(f"claim-{key}", _("Say how and where you learned it."))
                continue
            if witness and not says:
                self.add_error(f"says-{key}", _("Write what they say about it."))
            if not file and not witness:
                self.add_error(f"file-{key}", _("Add a file, or name somebody who saw it."))
            yield Claimed(key, statement, self._evidence(key, file), witness, says)

    def _evidence(self, key: str, file: Any) -> Handed | None:
        if not file:
            return None
        try:
            return handed([file], files.document_type, NO_DOCUMENT)[0]
        except forms.ValidationError as error:
            self.add_error(f"file-{key}", error)
            return None


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
        return handed(self.cleaned_data["documents"], files.document_type, NO_DOCUMENT)

    def clean(self) -> dict[str, Any]:
        """Ask for something."""
        cleaned = dict(super().clean() or {})
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            self.add_error(None, _("Write an answer, or add what was asked for."))
        return cleaned


class AppealForm(forms.Form):
    """Why an applicant appeals."""

    grounds = Words(label=_("Why you appeal"), tall=6)
