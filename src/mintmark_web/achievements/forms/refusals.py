"""What the strict reader refuses, said beside the field in the words of the form.

The reader speaks of a file: it names paths, quotes and commands. Whoever fills in a form sees
the field already, and wants to know what to write there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.documents import Wrong
from mintmark_web.achievements.parts import Field, Kind
from mintmark_web.achievements.wording import label
from mintmark_web.ui.coded import refusal


class _Case(NamedTuple):
    kind: Kind
    code: str


_NUMBER = _("Write a number alone, such as 2 or 7.5.")
_ASKED: dict[_Case, str | Promise] = {
    _Case(Kind.NUMBER, "draft.wrong-type"): _NUMBER,
    _Case(Kind.SHARE, "draft.wrong-type"): _NUMBER,
    _Case(Kind.SHARE, "draft.bad-number"): _("Write a number from 0 to 100."),
    _Case(Kind.SPAN, "draft.bad-form"): _(
        "Write how long, such as 6 weeks, 3 months or 1 year; or the same as P6W, P3M or P1Y."
    ),
    _Case(Kind.ADDRESS, "draft.bad-form"): _(
        "Write the whole address, such as https://example.org/page."
    ),
    _Case(Kind.CHOICE, "draft.missing-field"): _("Please choose one."),
}
"""What to write in a field of that kind, by the reader's code for what is wrong."""


def beside(field: Field, wrong: Wrong, typed: str) -> str:
    """Return what to say beside a field.

    Args:
        typed: the name that was typed, where the field takes names of a list.
    """
    if field.names and typed:
        return refusal(field.names, typed)
    asked = _ASKED.get(_Case(field.kind, wrong.code))
    if asked is None and wrong.code == "draft.missing-field":
        return gettext("Please fill this in.")
    return str(asked) if asked is not None else _named(wrong, str(field.label))


def above(wrong: Wrong) -> str:
    """Return what to say above the form, of a field that is not on this page."""
    return _named(wrong, label(wrong.path)) if wrong.path else wrong.words


def _named(wrong: Wrong, name: str) -> str:
    """Return the reader's words with the field's name for its path."""
    path = rf"(?<![\w.\]]){re.escape(wrong.path)}(?![\w.\[])"
    quoted = gettext("“%s”") % name
    return re.sub(path, lambda _found: quoted, wrong.words) if wrong.path else wrong.words
