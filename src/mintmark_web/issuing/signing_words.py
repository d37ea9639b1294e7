"""The ways to sign in plain words, and which key each takes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mintmark_web.issuing import content
from mintmark_web.issuing.disclosing import PARTS, PARTS_KIND, SD_JWT
from mintmark_web.keys.types import KINDS


def way(suite: str) -> str:
    """Return what a way to sign means, with its name."""
    if suite == PARTS:
        return _("learners can show a part (%s)") % suite
    if suite == SD_JWT:
        return _("a token, learners can show a part (SD-JWT)")
    if suite == content.JWT:
        return _("a token, shown as a whole (JWT)")
    if "-jcs-" in suite:
        return _("shown as a whole, signed as text (%s)") % suite
    return _("shown as a whole (%s)") % suite


def with_key(kind: str, suite: str) -> str:
    """Return a key and a way to sign with it, as a choice."""
    return _("%(kind)s key, %(way)s") % {"kind": kind, "way": way(suite)}


def hint(kinds: Iterable[str]) -> str:
    """Return what helps to choose, where keys of these kinds are in use."""
    told = _("The first one is right for nearly everybody.")
    if PARTS_KIND in set(kinds):
        return told
    return " ".join((told, _NEEDS_KEY % _PARTS))


_NEEDS_KEY = gettext_lazy(
    "To let learners show a part with %(suite)s, make a %(kind)s key under Keys first."
)
_PARTS = {"suite": PARTS, "kind": PARTS_KIND}


def unfit(suite: str, kind: str) -> str:
    """Return why a key of this kind does not sign so, and which does."""
    fitting = [known for known, _label in KINDS if suite in content.suites(known)]
    if not fitting:
        return _("There is no such way to sign.")
    return _("A key of kind %(kind)s cannot sign this way. It takes a key of kind %(fit)s.") % {
        "kind": kind,
        "fit": _(" or ").join(fitting),
    }
