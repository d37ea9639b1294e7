"""The checks in plain words. Numbers, names and outcomes are the report's own."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from mintmark import Check, Outcome, Report

_TITLES: dict[str, Promise] = {
    "read": _lazy("It can be read"),
    "form": _lazy("It is a credential"),
    "terms": _lazy("Its words have one meaning"),
    "proof": _lazy("It is signed"),
    "key": _lazy("The key is the issuer’s"),
    "signature": _lazy("Nothing was changed"),
    "period": _lazy("It is in force"),
    "status": _lazy("It was not taken back"),
    "schema": _lazy("It fits its own plan"),
    "content": _lazy("It keeps the rules of its format"),
    "trust": _lazy("The issuer is known here"),
    "parts": _lazy("Its parts hold"),
}
_HOLDS: dict[str, Promise] = {
    "read": _lazy("The file holds exactly one credential."),
    "form": _lazy("It has everything that a verifiable credential needs."),
    "terms": _lazy("Each word in it is defined, so that nobody can read something else into it."),
    "proof": _lazy("It carries a proof of a kind that we accept, made for this purpose."),
    "key": _lazy("The issuer’s own document lists the key that signed it."),
    "signature": _lazy("The content is exactly what was signed."),
    "period": _lazy("It has begun, and it has not expired."),
    "status": _lazy("The issuer has neither revoked nor suspended it."),
    "schema": _lazy("It fits the schemas that it names, if it names any."),
    "content": _lazy("Nothing is missing that its format asks for."),
    "trust": _lazy("The organisation that signed it is known to this office."),
    "parts": _lazy("The credentials that it is made of hold, if there are any."),
}
_FAILS: dict[str, Promise] = {
    "read": _lazy("We could not find one credential in it."),
    "form": _lazy("It is not what a verifiable credential must be."),
    "terms": _lazy("Something in it could be read in more than one way."),
    "proof": _lazy("Its proof is not one that we accept."),
    "key": _lazy("The issuer does not stand by the key that signed it."),
    "signature": _lazy("It was changed after it was signed, or never signed by this issuer."),
    "period": _lazy("It is not in force at this moment."),
    "status": _lazy("The issuer took it back."),
    "schema": _lazy("It does not fit a schema that it names."),
    "content": _lazy("It breaks a rule of its format."),
    "trust": _lazy("We do not accept its issuer’s signature."),
    "parts": _lazy("One of the credentials that it is made of does not hold."),
}


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
    if report.outcome is Outcome.INDETERMINATE:
        return _("Not everything could be checked"), told(decisive)
    if decisive.name == "read":
        return _("This is not a credential that we can read"), told(decisive)
    if genuine:
        return _("Genuine once, but it does not hold"), told(decisive)
    return _("Do not rely on this"), told(decisive)
