"""The endorsements that a credential carries: credentials of others, each verified by itself."""

from __future__ import annotations

from collections.abc import Iterator

from mintmark.carriers.payload import is_compact_jws
from mintmark.errors import FormatError, MintmarkError
from mintmark.formats.open_badges_3.endorsements import Endorsement, endorsements_of
from mintmark.report import Check, Outcome, Report
from mintmark.steps.verify.case import Case


def verify_endorsements(case: Case) -> tuple[tuple[str, Report], ...]:
    """Return place and report of each endorsement in what the issuer signed.

    They are verified in the same setting, and within what is left of the same budget. That they
    cannot be read takes nothing from the credential: it is told as a report of its own.
    """
    try:
        found = endorsements_of(case.secured, case.text)
    except MintmarkError as error:
        return ((error.place or "", _failed(error)),)
    return tuple(_reports(found, case))


def _reports(found: tuple[Endorsement, ...], case: Case) -> Iterator[tuple[str, Report]]:
    for endorsement in found:
        payload = endorsement.payload
        if isinstance(payload, str) and not is_compact_jws(payload):
            yield endorsement.place, _failed(_no_token(endorsement.place))
            continue
        report = case.setting.examine(Case(payload, case.setting))
        if report.signed is not None:
            try:
                endorsement.require_about(report.signed.document)
            except MintmarkError as error:
                report = _failed(error)
        yield endorsement.place, report


def _no_token(place: str) -> FormatError:
    # A picture or a PDF there would be opened, and sixteen of them cost too much.
    return FormatError("endorsement.malformed", "It is no compact JWS.", place=place)


def _failed(error: MintmarkError) -> Report:
    return Report((Check(1, "endorsement", Outcome.INVALID, error.code, str(error)),))
