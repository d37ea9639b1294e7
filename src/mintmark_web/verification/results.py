"""One verification, laid out for a reader."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mintmark import Check, MintmarkError, Outcome, Report, holding
from mintmark.carriers.badge import badge_svg
from mintmark.formats.describing import Description, describe
from mintmark.vocabularies import vocabulary
from mintmark_web.ui.templatetags.amounts import level
from mintmark_web.ui.types import Cell, CredentialCard, Fact
from mintmark_web.verification import words
from mintmark_web.verification.hallmarks import Hallmark, hallmarks


@dataclass(frozen=True, slots=True)
class Line:
    """A check as the page shows it.

    Attributes:
        number: its number in the report.
        name: what was checked, in the reader's words.
        outcome: ``valid``, ``invalid``, ``indeterminate``.
        detail: what came out, in the reader's words.
        check: as the core tells it, in English.
    """

    number: int
    name: str
    outcome: str
    detail: str
    check: Check


@dataclass(frozen=True, slots=True)
class Result:
    """What the page tells of one credential.

    Attributes:
        name: what the reader calls it: its file, a link.
        report: what the core says.
        title: the answer, in a few words.
        detail: what it means.
        said: what was signed, in the reader's language; None where no signature holds.
        card: the same as a card.
        hallmarks: what speaks for its quality.
        facts: what else it says.
    """

    name: str
    report: Report
    title: str
    detail: str
    said: Description | None = None
    card: CredentialCard | None = None
    hallmarks: tuple[Hallmark, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def outcome(self) -> str:
        """The worst of the checks."""
        return str(self.report.outcome)

    @property
    def checks(self) -> tuple[Line, ...]:
        """The checks, numbered and in order."""
        return tuple(_line(check) for check in self.report.checks)

    @property
    def checks_html(self) -> str:
        """The list of the checks. It is the same again and again, so it is made once."""
        return _checks_html(self.report.checks, language())


def result_of(report: Report, *, name: str, system: str, on: date) -> Result:
    """Lay a report out in the reader's language.

    Args:
        report: what ``verify`` said.
        name: what the reader calls the credential.
        system: the id of the reader's credit system.
        on: today.
    """
    document = report.signed.document if report.signed else None
    vouched_by = report.signed.issuer.get("vouched_by") if report.signed else None
    return shown(document, report, name=name, system=system, on=on, vouched_by=vouched_by)


def shown(
    document: Mapping[str, Any] | None,
    report: Report,
    *,
    name: str,
    system: str,
    on: date,
    vouched_by: str | None,
) -> Result:
    """Lay out a report beside what was signed: of a check long ago, whose claims were kept."""
    title, detail = words.verdict(report, genuine=document is not None)
    plain = Result(name, report, title, detail)
    if document is None:
        return plain
    try:
        said = describe(document, language())
        held = holding(Report(()), file=name, unsigned=document)
    except MintmarkError:
        return plain
    marks = hallmarks(said, held, vouched_by=vouched_by, system=system, on=on)
    card = card_of(said, status=status_cell(report.outcome, report.code))
    return Result(name, report, title, detail, said, card, marks, tuple(facts_of(said)))


def _line(check: Check) -> Line:
    return Line(check.number, words.title(check), str(check.outcome), words.told(check), check)


@lru_cache(maxsize=512)
def _checks_html(checks: tuple[Check, ...], _language: str) -> str:
    lines = tuple(_line(check) for check in checks)
    unchecked = [
        line
        for line in lines
        if line.outcome == Outcome.INDETERMINATE and line.check.code != "check.not-reached"
    ]
    unread = any(line.check.name == "read" and line.outcome != Outcome.VALID for line in lines)
    told = {"lines": lines, "unchecked": unchecked, "unread": unread}
    return render_to_string("verification/checks.html", told)


def language() -> str:
    """Return the reader's language, without its region."""
    return (get_language() or "en").split("-")[0]


def status_cell(outcome: Outcome, code: str | None) -> Cell:
    """Return the tag on a credential's card."""
    if outcome is Outcome.VALID:
        return Cell(_("Valid"), tone="valid")
    if outcome is Outcome.INVALID:
        return Cell(_("Not valid"), tone="bad")
    if code == "trust.unknown-issuer":
        return Cell(_("Genuine, issuer not known here"), tone="warn")
    return Cell(_("Could not check"), tone="warn")


def card_of(said: Description, *, status: Cell | None = None, url: str = "") -> CredentialCard:
    """Return the card of a credential."""
    told = said.achievement
    title = (told.name if told else None) or said.name or _("A credential")
    issuer = said.issuer.name or said.issuer.id or ""
    facts = [Fact(_("Awarded"), day(said.awarded or said.valid_from))]
    if told and told.level:
        facts.append(Fact(_("Level"), ", ".join(map(level, told.level))))
    if told and (told.workload or told.credits):
        facts.append(Fact(_("Workload"), " · ".join(filter(None, (told.workload, *told.credits)))))
    return CredentialCard(
        title,
        issuer,
        image=picture(title, issuer, said.language or "en"),
        url=url,
        holder=said.learner.name or "",
        status=status,
        facts=[fact for fact in facts if fact.value],
    )


def facts_of(said: Description) -> Iterator[Fact]:
    """Yield what else a credential says."""
    told = said.achievement
    wanted = (
        (_("Awarded by"), told.awarding_body.name if told and told.awarding_body else None),
        (_("Country"), _called("country", said.issuer.country)),
        (_("Took part"), _called("participation", told.participation if told else None)),
        (_("Awarded"), day(said.awarded)),
        (_("Holds from"), day(said.valid_from)),
        (_("Holds until"), day(said.valid_until) or _("without an end")),
        (_("Number"), said.id),
    )
    return (Fact(name, value) for name, value in wanted if value)


def _called(name: str, code: str | None) -> str | None:
    return code and capfirst(vocabulary(name).label(code, language()))


def day(said: str | None) -> str:
    """Return a day as the reader writes it; what is no day stays as it is."""
    try:
        return date_format(date.fromisoformat((said or "")[:10]))
    except ValueError:
        return said or ""


@lru_cache(maxsize=256)
def picture(title: str, issuer: str, language: str) -> str:
    """Return a badge made from title and issuer, as an address that holds it (``data:``)."""
    try:
        drawn = badge_svg(title, issuer, language=language)
    except MintmarkError:
        return ""
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
