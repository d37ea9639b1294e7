"""What several forms are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mintmark_web.recognition import files
from mintmark_web.recognition.types import Handed


class Words(forms.CharField):
    """Several paragraphs."""

    def __init__(self, *, tall: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=5_000, widget=forms.Textarea(attrs={"rows": tall}), **kwargs)


NO_CREDENTIAL = _("%(name)s carries no credential that can be read.")
NO_DOCUMENT = _("%(name)s is no PDF, picture or plain text.")


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
