"""The checks in plain words. Numbers, names and outcomes are the report's own."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mintmark import Check, Outcome, Report

_TITLES: dict[str, Promise] = {
    "read": gettext_lazy("It can be read"),
    "form": gettext_lazy("It is a credential"),
    "terms": gettext_lazy("Its words have one meaning"),
    "proof": gettext_lazy("It is signed"),
    "key": gettext_lazy("The key is the issuer’s"),
    "signature": gettext_lazy("Nothing was changed"),
    "period": gettext_lazy("It is in force"),
    "status": gettext_lazy("It was not taken back"),
    "schema": gettext_lazy("It fits its own plan"),
    "content": gettext_lazy("It keeps the rules of its format"),
    "trust": gettext_lazy("The issuer is known here"),
    "parts": gettext_lazy("Its parts hold"),
}
_HOLDS: dict[str, Promise] = {
    "read": gettext_lazy("The file holds exactly one credential."),
    "form": gettext_lazy("It has everything that a verifiable credential needs."),
    "terms": gettext_lazy("Each word in it is defined, so that it cannot be read in another way."),
    "proof": gettext_lazy("It carries a proof of a kind that we accept, made for this purpose."),
    "key": gettext_lazy("The issuer’s own document lists the key that signed it."),
    "signature": gettext_lazy("The content is exactly what was signed."),
    "period": gettext_lazy("It has begun, and it has not expired."),
    "status": gettext_lazy("The issuer has neither revoked nor suspended it."),
    "schema": gettext_lazy("It fits the schemas that it names, if it names any."),
    "content": gettext_lazy("Nothing is missing that its format asks for."),
    "trust": gettext_lazy("The organisation that signed it is known to this office."),
    "parts": gettext_lazy("The credentials that it is made of hold, if there are any."),
}
_FAILS: dict[str, Promise] = {
    "read": gettext_lazy("We could not find one credential in it."),
    "form": gettext_lazy("It is not what a verifiable credential must be."),
    "terms": gettext_lazy("Something in it could be read in more than one way."),
    "proof": gettext_lazy("Its proof is not one that we accept."),
    "key": gettext_lazy("The issuer does not stand by the key that signed it."),
    "signature": gettext_lazy("It was changed after signing, or never signed by this issuer."),
    "period": gettext_lazy("It is not in force at this moment."),
    "status": gettext_lazy("The issuer took it back."),
    "schema": gettext_lazy("It does not fit a schema that it names."),
    "content": gettext_lazy("It breaks a rule of its format."),
    "trust": gettext_lazy("We do not accept its issuer’s signature."),
    "parts": gettext_lazy("One of the credentials that it is made of does not hold."),
}

_SUSPENDED = "status.suspended"

_OWN_COPY = "proof.base-not-derived"
"""What is to be shown is derived from it first."""


def title(check: Check) -> str:
    """Return what was checked, as a short sentence that should be true."""
    known = _TITLES.get(check.name)
    return str(known) if known else check.name.capitalize()


def told(check: Check) -> str:
    """Return what came out."""
    if check.code == "check.not-reached":
        return _("Not looked at, because an earlier check did not hold.")
    if check.code == "trust.unknown-issuer":
        return _("Nobody here knows who is behind this key. Ask the issuer, or look in a register.")
    if check.code == _OWN_COPY:
        return _("It lets whoever has it show everything. Ask its holder for a copy to show.")
    if check.code == _SUSPENDED:
        return _("The issuer has suspended it for a time. It may hold again later: ask the issuer.")
    if check.outcome is Outcome.INDETERMINATE:
        return _("We could not check this, so we do not say that it is so.")
    known = (_HOLDS if check.outcome is Outcome.VALID else _FAILS).get(check.name)
    return str(known) if known else ""


def verdict(report: Report, *, genuine: bool) -> tuple[str, str]:
    """Return the answer: what it is, and what that means for the reader.

    Args:
        genuine: whether its signature holds.
    """
    decisive = report.decisive
    if decisive is None:
        return (
            _("Genuine, and in force"),
            _("It is what the issuer signed, it holds today, and the issuer is known here."),
        )
    if decisive.code == "trust.unknown-issuer":
        return (
            _("Genuine, but nobody here knows the issuer"),
            _("It is exactly what somebody signed. Make sure who that is before you rely on it."),
        )
    if decisive.code == _OWN_COPY:
        return _("This copy is for its holder alone"), told(decisive)
    if report.outcome is Outcome.INDETERMINATE:
        return _("Not everything could be checked"), told(decisive)
    if decisive.name == "read":
        return _("This is not a credential that we can read"), told(decisive)
    if genuine and decisive.code == _SUSPENDED:
        return _("Genuine, but suspended for now"), told(decisive)
    if genuine:
        return _("Genuine once, but it does not hold"), told(decisive)
    return _("Do not rely on this"), told(decisive)
