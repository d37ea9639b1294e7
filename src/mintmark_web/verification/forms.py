"""What may be brought to be verified."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from mintmark_web.ui.forms import FilesDrop, FilesField
from mintmark_web.verification.checking import SYSTEM
from mintmark_web.verification.hallmarks import systems

MOST = 20
"""So many files at once."""


class VerifyForm(forms.Form):
    """Files, a text, or a link; and the reader's credit system."""

    documents = FilesField(
        label=_("Files"),
        help_text=_("JSON, or a badge or certificate: PNG, SVG, PDF. Up to 20 at once."),
        required=False,
        max_length=255,
        widget=FilesDrop({"accept": ".json,.jsonld,.jwt,.txt,.png,.svg,.pdf"}),
    )
    text = forms.CharField(
        label=_("Or paste a link, or the text itself"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(
            {"rows": 3, "spellcheck": "false", "autocomplete": "off", "data-scan-into": True}
        ),
    )
    system = forms.ChoiceField(
        label=_("Show workload in"),
        choices=lazy(systems, tuple),
        initial=SYSTEM,
    )

    def clean_documents(self) -> list[Any]:
        """Return the files, not too many of them."""
        files: list[Any] = self.cleaned_data["documents"]
        if len(files) > MOST:
            raise forms.ValidationError(_("These are more than 20 files. Check them in parts."))
        return files

    def clean_text(self) -> str:
        """Return the text; of addresses only those that can be fetched safely."""
        text = str(self.cleaned_data["text"]).strip()
        if is_link(text) and not is_ours(text) and not text.lower().startswith("https://"):
            raise forms.ValidationError(_("A link must begin with https://."))
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for something to check."""
        cleaned = dict(super().clean() or {})
        if not self.errors and not cleaned.get("documents") and not cleaned.get("text"):
            self.add_error("documents", _("Choose a file, or paste a link or a text below."))
        return cleaned

    @property
    def things(self) -> int:
        """How many things were brought, once the form is valid."""
        return len(self.cleaned_data["documents"]) + bool(self.cleaned_data["text"])


def is_link(text: str) -> bool:
    """Say whether somebody gave an address, and not a credential."""
    return text.lower().startswith(("https:", "http:")) and len(text.split()) == 1


def is_ours(text: str) -> bool:
    """Say whether an address is one of this office."""
    return is_link(text) and text.startswith(f"{settings.SITE_URL}/")
