"""The forms of the wallet."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mintmark_web.ui.forms import DateInput, FilesDrop, FilesField
from mintmark_web.wallet.models import Held, Share
from mintmark_web.wallet.reading import title_of

if TYPE_CHECKING:
    _Choice = forms.ModelMultipleChoiceField[Held]
else:
    _Choice = forms.ModelMultipleChoiceField

MOST = 20
"""So many files at once."""


class ImportForm(forms.Form):
    """Badges from elsewhere: files, or the text of one."""

    documents = FilesField(
        label=_("Files"),
        help_text=_("JSON, or a badge or certificate: PNG, SVG, PDF. Up to 20 at once."),
        required=False,
        max_length=255,
        widget=FilesDrop({"accept": ".json,.jsonld,.jwt,.txt,.png,.svg,.pdf"}),
    )
    text = forms.CharField(
        label=_("Or paste the text of a credential"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_documents(self) -> list[Any]:
        """Return the files, not too many of them."""
        files: list[Any] = self.cleaned_data["documents"]
        if len(files) > MOST:
            raise forms.ValidationError(_("These are more than 20 files. Bring them in parts."))
        return files

    def clean(self) -> dict[str, Any]:
        """Ask for something to take in."""
        cleaned = dict(super().clean() or {})
        if not self.errors and not cleaned.get("documents") and not cleaned.get("text", "").strip():
            self.add_error("documents", _("Choose a file, or paste a text below."))
        return cleaned


class HeldChoice(_Choice):
    """Some of one's own credentials, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return title and issuer, in the reader's language."""
        title, issuer = title_of(obj)
        return f"{title} ({issuer})" if issuer else title


class ShareForm(forms.Form):
    """What to share, how much of it, for how long."""

    credentials = HeldChoice(label=_("Which credentials"), queryset=Held.objects.none())
    scope = forms.ChoiceField(
        label=_("What they see"),
        widget=forms.RadioSelect,
        choices=(
            (
                Share.Scope.SUMMARY.value,
                _("A summary: validity, title, issuer and quality, your name and the day"),
            ),
            (Share.Scope.WHOLE.value, _("Everything in it, with results and the file")),
        ),
        initial=Share.Scope.SUMMARY.value,
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        help_text=_("After this day the link stops working. Without one, until you withdraw it."),
        widget=DateInput,
        required=False,
    )
    label = forms.CharField(
        label=_("Note to yourself"),
        help_text=_("For example, whom you send it to. Only you see this."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, own: QuerySet[Held], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credentials"].queryset = own  # type: ignore[attr-defined]

    @property
    def end(self) -> datetime | None:
        """Return the last moment of the last day, in UTC."""
        day = self.cleaned_data["expires_on"]
        return datetime.combine(day, time(23, 59, 59), UTC) if day else None


class ProfileForm(forms.Form):
    """A public page: whether, where, and what it shows."""

    public = forms.BooleanField(
        label=_("Show my page to everybody"),
        help_text=_("It shows your name, your headline and the credentials you choose below."),
        required=False,
    )
    handle = forms.SlugField(
        label=_("Address of the page"),
        help_text=_("Letters, digits and hyphens. Your page is at this address after /p/."),
        min_length=3,
        max_length=60,
    )
    headline = forms.CharField(label=_("Headline"), max_length=200, required=False)
    shown = HeldChoice(label=_("Which credentials"), queryset=Held.objects.none(), required=False)

    def __init__(self, *args: Any, own: QuerySet[Held], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].queryset = own  # type: ignore[attr-defined]

    def clean_handle(self) -> str:
        """Return the handle in lower case."""
        return str(self.cleaned_data["handle"]).lower()


class EraseForm(forms.Form):
    """How much to erase; and that it is meant."""

    leave = forms.BooleanField(
        label=_("Leave the courses that I take part in now"),
        help_text=_(
            "You leave them at once, and what you handed in there is erased. Take the tick away to "
            "stay in them; then only what is over is erased."
        ),
        required=False,
        initial=True,
    )
    close = forms.BooleanField(
        label=_("Close my account, too"),
        help_text=_("Then you leave all courses, whatever you chose above."),
        required=False,
    )
    sure = forms.BooleanField(
        label=_("I have taken along what I want to keep"),
        error_messages={"required": _("Say that you have, or go back and export your data first.")},
    )
