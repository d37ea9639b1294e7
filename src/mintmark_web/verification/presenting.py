"""Presentations on the verify page: who holds it, and each credential in it by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mintmark import Check, Outcome, Report
from mintmark.encoding.values import as_list
from mintmark.network.fetch import First
from mintmark.steps.verify.presentation import PresentationReport, verify_presentation
from mintmark_web.adapters import clock, fetch
from mintmark_web.verification.checking import LIMITS
from mintmark_web.verification.documents import OwnDocuments
from mintmark_web.verification.results import Line, Result, result_of
from mintmark_web.verification.trusting import KnownHere
from mintmark_web.verification.words import told as told_of_credential

IS_ONE = "form.presentation"
"""With this code a verifier of credentials tells that it was given a presentation."""

_TITLES: dict[str, Promise] = {
    "read": gettext_lazy("It can be read"),
    "form": gettext_lazy("It is a presentation"),
    "terms": gettext_lazy("Its words have one meaning"),
    "proof": gettext_lazy("Its holder signed it"),
    "key": gettext_lazy("The key is the holder’s"),
    "signature": gettext_lazy("Nothing was changed"),
    "credentials": gettext_lazy("What is in it holds"),
    "binding": gettext_lazy("It names its holder"),
}
_HOLDS: dict[str, Promise] = {
    "read": gettext_lazy("The file holds exactly one presentation."),
    "form": gettext_lazy("It has everything that a verifiable presentation needs."),
    "terms": gettext_lazy("Each word in it is defined, so that it cannot be read in another way."),
    "proof": gettext_lazy("It carries a proof of a kind that we accept, to show who holds it."),
    "key": gettext_lazy("The holder’s own document lists the key that signed it."),
    "signature": gettext_lazy("The content is exactly what the holder signed."),
    "credentials": gettext_lazy("Each credential in it holds by its own checks."),
    "binding": gettext_lazy("Nobody shows their own claims without saying whose they are."),
}
_UNSIGNED: dict[str, Promise] = {
    "proof": gettext_lazy("It carries no proof: anybody may have put it together."),
    "key": gettext_lazy("There is no key, so that nobody is known to hold it."),
    "signature": gettext_lazy("Only the credentials in it are signed."),
    "binding": gettext_lazy("Nobody is known to hold it, so there is nothing to compare."),
}
_FAILS: dict[str, Promise] = {
    "read": gettext_lazy("We could not find one presentation in it."),
    "form": gettext_lazy("It is not what a verifiable presentation must be."),
    "terms": gettext_lazy("Something in it could be read in more than one way."),
    "proof": gettext_lazy("Its proof is not one that we accept."),
    "key": gettext_lazy("The holder does not stand by the key that signed it."),
    "signature": gettext_lazy("It was changed after signing, or never signed by this holder."),
    "credentials": gettext_lazy("At least one credential in it does not hold."),
    "binding": gettext_lazy("Somebody shows their own claims without saying whose they are."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One credential of a presentation.

    Attributes:
        result: what its own checks say.
        about: whether it is about who holds the presentation.
    """

    result: Result
    about: str


@dataclass(frozen=True, slots=True)
class Presented:
    """What the page tells of a presentation.

    Attributes:
        name: what the reader calls it.
        report: what the core says.
        title: the answer, in a few words.
        detail: what it means.
        holder: the holder's id; empty where nobody is known to hold it.
        lines: the checks.
        shown: the credentials in it; empty where it did not come to that.
    """

    name: str
    report: PresentationReport
    title: str
    detail: str
    holder: str
    lines: tuple[Line, ...]
    shown: tuple[Shown, ...]
    is_presentation: bool = True

    @property
    def outcome(self) -> str:
        """The worst of the checks."""
        return str(self.report.outcome)

    @property
    def unchecked(self) -> list[Line]:
        """The checks that could not be made."""
        return [line for line in self.lines if line.outcome == Outcome.INDETERMINATE]


def opened(result: Result, data: bytes, *, system: str) -> Result | Presented:
    """Return a presentation opened; the result as it was where it is none.

    Args:
        result: what a verifier of credentials says of it.
        data: what somebody brought.
        system: the reader's credit system.
    """
    if result.report.code != IS_ONE:
        return result
    at = clock.now()
    report = verify_presentation(
        data,
        at=at,
        policy=KnownHere(),
        documents=First(OwnDocuments(), fetch.fetcher(LIMITS)),
        binding="none",
        allow_unsigned=True,
    )
    shown = tuple(
        Shown(
            result_of(one, name="", system=system, on=at.date()),
            _about(one, report.holder),
        )
        for one in report.credentials
    )
    unsigned = _is_unsigned(report)
    title, detail = _verdict(report, unsigned)
    lines = tuple(_line(check, unsigned) for check in report.checks)
    name = result.name or _("Presentation")
    return Presented(name, report, title, detail, report.holder or "", lines, shown)


def credentials_in(results: list[Result | Presented]) -> int:
    """Return how many credentials were verified beyond one for each thing that was brought."""
    return sum(len(one.shown) for one in results if isinstance(one, Presented))


def _is_unsigned(report: PresentationReport) -> bool:
    """Say whether it was taken for a bundle: then nothing failed, and nobody holds it."""
    return report.checks[5].outcome is Outcome.VALID and report.holder is None


def _verdict(report: PresentationReport, unsigned: bool) -> tuple[str, str]:
    decisive = report.decisive
    if decisive is not None and decisive.name not in ("credentials", "binding"):
        if decisive.outcome is Outcome.INDETERMINATE:
            return _("Who shows this could not be checked"), _told(decisive, unsigned)
        return _("Do not rely on this presentation"), _told(decisive, unsigned)
    if unsigned:
        return _in_it(report), _(
            "Nobody signed for these credentials together. Each is told of by itself; that whoever "
            "brings them is the learner, nothing here shows."
        )
    return _in_it(report), _(
        "Its holder signed it. Nobody asked for it anew here, so a copy shows the same: to know "
        "who is in front of you, ask for a presentation made for you."
    )


def _in_it(report: PresentationReport) -> str:
    if not report.credentials:
        return _("A presentation with nothing in it")
    return {
        Outcome.VALID: _("Everything in it holds"),
        Outcome.INDETERMINATE: _("Not everything in it could be checked"),
        Outcome.INVALID: _("Something in it does not hold"),
    }[report.outcome]


def _line(check: Check, unsigned: bool) -> Line:
    title = str(_TITLES.get(check.name, check.name.capitalize()))
    return Line(check.number, title, str(check.outcome), _told(check, unsigned), check)


def _told(check: Check, unsigned: bool) -> str:
    if check.outcome is Outcome.INDETERMINATE:
        return told_of_credential(check)
    if check.outcome is Outcome.INVALID:
        known = _FAILS.get(check.name)
    else:
        known = (unsigned and _UNSIGNED.get(check.name)) or _HOLDS.get(check.name)
    return str(known or "")


def _about(report: Report, holder: str | None) -> str:
    """Say whether a credential is about the holder; only of what was really signed."""
    if holder is None:
        return _("Nobody is known to hold this, so we cannot say whether it is theirs.")
    if report.signed is None:
        return ""
    subjects = as_list(report.signed.document.get("credentialSubject"))
    ids = [one.get("id") if isinstance(one, Mapping) else None for one in subjects]
    if ids and all(one == holder for one in ids):
        return _("It is about the holder of this presentation.")
    if any(isinstance(one, str) and one.startswith("did:") and one != holder for one in ids):
        return _("It is about somebody else than the holder of this presentation.")
    return _("It does not say by a key whom it is about. Compare the name with who shows it.")
