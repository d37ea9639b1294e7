"""What the pages of recognition have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark import MintmarkError
from mintmark_web.accounts.access import OfficeRequest
from mintmark_web.adapters import clock
from mintmark_web.recognition import queries, reading
from mintmark_web.recognition.models import Case, CaseFile
from mintmark_web.recognition.types import Handed
from mintmark_web.ui import telling
from mintmark_web.ui.types import Cell
from mintmark_web.wallet import queries as wallet

MOST_HELD = 200
"""So many of a wallet's credentials are offered to choose from, the newest."""


def organisation(request: OfficeRequest) -> Any:
    """Return the organisation of the address."""
    if request.organisation is None:
        raise Http404
    return request.organisation


def own_case(request: OfficeRequest, pk: Any) -> Case:
    """Return a person's own case, or say that it is not there."""
    found = queries.case_by(request.user, pk)
    if found is None:
        raise Http404
    return found


def office_case(request: OfficeRequest, pk: Any) -> Case:
    """Return a case of the office, or say that it is not there."""
    found = queries.case_of(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def state(case: Case) -> Cell:
    """Return how a case stands, as a tag."""
    words = {
        "open": _("To be examined"),
        "waiting": _("Waiting for the applicant"),
        "examined": _("Ready to be decided"),
        "decided": _("Decision made"),
        "appealed": _("Under appeal"),
        "closed": _("Case closed"),
    }
    tones: dict[str, Any] = {"waiting": "warn", "appealed": "warn", "decided": "valid"}
    return Cell(words.get(case.state, case.state), tone=tones.get(case.state, "accent"))


def days_left(case: Case) -> int | None:
    """Return how many days are left for the decision; less than none where it is overdue."""
    if case.due_on is None:
        return None
    return (case.due_on - clock.now().date()).days


def wallet_choices(request: OfficeRequest) -> list[tuple[str, str]]:
    """Return what the person holds, to choose from."""
    rows = wallet.all_held(request.user)[:MOST_HELD]
    return [(str(one.pk), " – ".join(filter(None, _title_of(one)))) for one in rows]


def _title_of(held: Any) -> tuple[str, str]:
    """Return a credential's title and issuer in the reader's language."""
    language = (translation.get_language() or "en").split("-")[0]
    told: dict[str, Any] = held.told.get(language) or next(iter(held.told.values()), {})
    return told.get("title") or held.credential_id, told.get("issuer", "")


def chosen(request: OfficeRequest, keys: list[str]) -> list[Handed]:
    """Return the credentials that were chosen from the wallet."""
    rows = [wallet.held(request.user, key) for key in keys]
    return [Handed(_title_of(one)[0], one.to_show) for one in rows if one]


def serve(file: CaseFile) -> HttpResponse:
    """Serve a file of a case: to be saved, never to be run."""
    answer = HttpResponse(bytes(file.bytes), content_type=file.media_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    safe = "".join(one if one.isalnum() or one in "-_. " else "-" for one in file.name)
    ascii_name = safe.encode("ascii", "replace").decode().replace("?", "-") or "file"
    answer.headers["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
    return answer


def statement(case: Case) -> HttpResponse:
    """Serve the signed decision, as it was signed."""
    if case.statement is None:
        raise Http404
    answer = HttpResponse(bytes(case.statement), content_type="application/vc")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = f'attachment; filename="recognition-{case.pk}.json"'
    return answer


def words_of(error: Exception) -> Any:
    """Return what a service or the core says against something, for a form."""
    if isinstance(error, MintmarkError):
        return telling.told(f"{error.message} {error.remedy or ''}".strip())
    return error


def whole(case: Case) -> dict[str, Any]:
    """Return a case as every page about it shows it."""
    noun = reading.noun(case)
    now = reading.standing(noun)
    made = now.made[-1] if now.made else None
    language = noun.target.achievement.language
    return {
        "case": case,
        "noun": noun,
        "now": now,
        "state": state(case),
        "left": days_left(case),
        "late": abs(days_left(case) or 0),
        "decision": made.decision if made else None,
        "made": made,
        "appeal_until": now.appeal_until(noun),
        "claims": list(_claims(now, language, noun)),
        "handed_in": list(_handed_in(now)),
        "history": [_told(one) for one in reversed(noun.history)],
        "files": case.files.defer("bytes"),
    }


def _claims(now: reading.Standing, language: str, noun: Any) -> Iterator[dict[str, Any]]:
    """Yield each claimed outcome with what shows it, and what was found."""
    titles = {one.id: one.title.best(language) for one in noun.target.achievement.outcomes}
    for one in now.application.claim.outcomes if now.application.claim else ():
        found = now.assessed.get(one.outcome)
        yield {
            "outcome": one.outcome,
            "title": titles[one.outcome],
            "statement": one.statement,
            "evidence": one.evidence,
            "found": found,
            "waits_for_second": found is not None and found.second is None,
        }


def _handed_in(now: reading.Standing) -> Iterator[dict[str, Any]]:
    """Yield each credential with what verification said, and which file it is."""
    for one in now.application.credentials:
        of = one.achievement
        verdict = now.verdicts.get(one.credential)
        yield {
            "title": of.title.best(of.language) if of else one.credential,
            "issuer": of.issuer.name.best(of.language) if of else "",
            "learner": one.learner,
            "file": one.file,
            "verdict": verdict,
            "outcome": _OUTCOMES[verdict.standing] if verdict else "indeterminate",
        }


_OUTCOMES = {"valid": "valid", "not-valid": "invalid", "unchecked": "indeterminate"}


def _told(event: Any) -> dict[str, Any]:
    """Return something that happened, for a list of them."""
    detail: tuple[str, ...] = ()
    if event.event == "asked":
        detail = event.documents
    elif event.event == "appealed":
        detail = event.grounds
    elif event.event == "answered" and event.note:
        detail = (event.note,)
    elif event.event == "appeal-settled":
        detail = event.reasons
    elif event.event == "assessed":
        detail = (_assessors(event),)
    return {"day": date.fromisoformat(event.day), "words": happened(event.event), "detail": detail}


def _assessors(event: Any) -> str:
    """Return who assessed an outcome."""
    if event.second is None:
        return str(event.by.name)
    return _("%(first)s, and as second assessor %(second)s") % {
        "first": event.by.name,
        "second": event.second.by.name,
    }


def happened(event: str) -> str:
    """Return an event of a case in words."""
    return {
        "received": _("The application came in"),
        "received-incomplete": _("The application came in, not complete yet"),
        "verified": _("The credentials were verified"),
        "asked": _("The office asked for something"),
        "answered": _("The applicant answered"),
        "compared": _("The credentials were compared with what is asked for"),
        "assessed": _("A claimed outcome was assessed"),
        "decided": _("It was decided"),
        "appealed": _("The applicant appealed"),
        "appeal-settled": _("The appeal was settled"),
        "issued": _("The decision was signed"),
        "closed": _("The case was closed"),
    }[event]
