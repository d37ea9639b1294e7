"""``{% load telling %}``: what the core says, in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mintmark_web.ui import telling

register = template.Library()


@register.filter
def told(text: object) -> SafeString:
    """A text of the core in the reader's language; what is not translated is marked as English."""
    return telling.told(text) if text else SafeString("")


@register.filter
def phrased(text: object) -> SafeString:
    """The same for a phrase of the core, such as what a rule asks for."""
    return telling.phrased(text) if text else SafeString("")


@register.filter
def labelled(name: str, said: str) -> str:
    """Return a name with what is said of it, if anything, set as the reader's language does."""
    return _("%(name)s: %(told)s") % {"name": name, "told": said} if said else name
