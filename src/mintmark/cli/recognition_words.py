"""A recognition case in lines for people, and as facts for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from mintmark.formats.recognition import OUTCOMES
from mintmark.model.event import Event
from mintmark.model.prior_learning import Assessed
from mintmark.model.recognition import (
    Answered,
    Appealed,
    AppealSettled,
    Asked,
    Closed,
    Compared,
    Decided,
    Issued,
    Received,
    RecognitionCase,
    RecognitionDecision,
    Submitted,
    Verdict,
    Verified,
)
from mintmark.steps.recognise.moves import STATES
from mintmark.steps.recognise.standing import Standing, standing
from mintmark.vocabularies.likeness import fold

_SUGGESTED = {
    "full": "It suggests full recognition.",
    "partial": "It suggests recognition in part.",
    "none": "It suggests no recognition.",
    "cannot-tell": "It cannot tell what to suggest.",
}
_STANDS = {
    "valid": "is valid",
    "not-valid": "is not valid",
    "unchecked": "could not be checked",
}
_CLOSED = {
    "final": "The decision is final.",
    "withdrawn": "The applicant withdrew.",
    "not-completed": "What was asked for never came.",
}


def facts(case: RecognitionCase, day: date) -> dict[str, Any]:
    """Return how a case stands, as the JSON object that ``--json`` prints."""
    now = standing(case)
    last = now.made[-1] if now.made else None
    due = now.due(case)
    until = now.appeal_until(case)
    return {
        "id": case.id,
        "state": now.state,
        "applicant": now.application.applicant.name,
        "target": case.target.achievement.id,
        "kind": case.target.kind,
        "complete_on": _iso(now.complete_on),
        "due": _iso(due),
        "overdue": overdue(case, now, day),
        "doubtful": list(now.doubtful),
        "suggestion": now.compared.suggestion.value if now.compared else None,
        "decision": last.decision.model_dump(mode="json", exclude_none=True) if last else None,
        "decided_on": _iso(last.on) if last else None,
        "appeal_until": _iso(until),
        "issued": [one.credential for one in now.issued],
        "possible": list(now.possible(case, day)),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def overdue(case: RecognitionCase, now: Standing, day: date) -> bool:
    """Whether a decision should have been there before ``day``."""
    due = now.due(case)
    return not now.made and now.state != "closed" and due is not None and day > due


# ------------------------------------------------------------------------------ for people


def latest(case: RecognitionCase, day: date) -> Iterator[str]:
    """Yield what happened last, and how the case stands now."""
    yield from _told(case.history[-1])
    yield from state(case, day)


def whole(case: RecognitionCase, day: date) -> Iterator[str]:
    """Yield a case line by line."""
    now, language = standing(case), case.target.achievement.language
    yield f"{now.application.applicant.name}: {case.target.kind}"
    target = case.target.achievement
    yield f"  asked for    {target.title.best(language)}, {target.id}, version {target.version}"
    yield f"  office       {case.procedure.office.name.best(language)}"
    yield f"  case         {case.id}"
    yield "History"
    for event in case.history:
        yield from (f"  {line}" for line in _told(event))
    yield "Now"
    yield from (f"  {line}" for line in state(case, day))


def state(case: RecognitionCase, day: date) -> Iterator[str]:
    """Yield how a case stands, what is due, and what can be done."""
    now = standing(case)
    yield f"The case is {STATES[now.state]}."
    yield from _timing(case, now, day)
    yield from _remarks(now)
    possible = now.possible(case, day)
    if possible:
        yield f"What can be done: {', '.join(possible)}."


def _timing(case: RecognitionCase, now: Standing, day: date) -> Iterator[str]:
    if now.state in ("closed", "appealed"):
        return
    until = now.appeal_until(case)
    if until is not None:
        over = f"The time for an appeal ended on {until}."
        yield over if day > until else f"The applicant may appeal until {until}."
        return
    due = now.due(case)
    if due is None:
        yield f"The time limit has stood still since {now.stopped_on}."
    elif day > due:
        yield f"The decision is overdue: it was due on {due}. The applicant may appeal."
    else:
        yield f"The decision is due on {due}."


def _remarks(now: Standing) -> Iterator[str]:
    """Yield what whoever decides should know besides."""
    name = now.application.applicant.name
    for one in now.application.credentials:
        if one.learner is not None and fold(one.learner) != fold(name):
            yield f"{one.credential} names {one.learner}, not {name}. Make sure it is one person."
    if now.doubtful and not now.made:
        named = ", ".join(now.doubtful)
        yield f"Not known to be valid: {named}. To recognise it, say why (--despite)."


def _told(event: Event) -> Iterator[str]:
    """Yield what happened, the first line with its day."""
    lines = list(_lines(event))
    if event.note:
        lines.append(event.note)
    yield f"{event.day}  {lines[0]}"
    yield from (f"            {line}" for line in lines[1:])


def _lines(event: Event) -> Iterator[str]:
    match event:
        case Received():
            yield from _received(event)
        case Verified():
            for one in event.verdicts:
                yield _verdict(one)
        case Answered():
            yield "The applicant answered."
            yield from map(_credential, event.credentials)
        case Asked():
            yield f"The office asked for: {'; '.join(event.documents)}."
        case Compared():
            yield from _compared(event)
        case Assessed():
            yield from _assessed(event)
        case Decided():
            yield from decided(event.decision)
        case _:
            yield from _later(event)


def _verdict(one: Verdict) -> str:
    why = f": {one.reason}" if one.reason else "."
    who = one.vouched_by or "Nobody you named"
    vouched = f" {who} vouches for its issuer." if one.standing == "valid" else ""
    return f"Verified: {one.credential} {_STANDS[one.standing]}{why}{vouched}"


def _later(event: Event) -> Iterator[str]:
    match event:
        case Appealed():
            yield "The applicant appealed."
            yield from event.grounds
        case AppealSettled():
            word = "upheld" if event.outcome == "upheld" else "changed"
            yield f"On appeal {event.by.name} {word} the decision."
            if event.decision is None or event.decision.reasons != event.reasons:
                yield from event.reasons
            if event.decision is not None:
                yield from decided(event.decision)
        case Issued():
            yield f"Issued as {event.credential}."
        case _:
            yield _CLOSED[event.why] if isinstance(event, Closed) else event.event


def _received(event: Received) -> Iterator[str]:
    yield f"{event.applicant.name} applied."
    yield from map(_credential, event.credentials)
    for claimed in event.claim.outcomes if event.claim else ():
        names = ", ".join(item.name for item in claimed.evidence)
        yield f"Claim: {claimed.outcome}, shown by {names}"
    if event.missing:
        yield f"Still missing: {'; '.join(event.missing)}."


def _credential(one: Submitted) -> str:
    found = one.achievement
    title = found.title.best(found.language) if found else "It cannot be read"
    return f"Credential: {title}, {one.credential} [{one.file}]"


def _compared(event: Compared) -> Iterator[str]:
    yield f"Compared. {_SUGGESTED[event.suggestion.value]} A person decides."
    yield from event.suggestion.reasons
    for one in event.differences:
        yield f"{one.element}: {one.detail} {_WEIGHT[one.substantial]}"
    yield from event.untold


_WEIGHT = {
    "may-be": "That may be a substantial difference.",
    "unlikely": "That is hardly a substantial difference.",
    "cannot-tell": "Whether that is a substantial difference cannot be told.",
}


def _assessed(event: Assessed) -> Iterator[str]:
    shown = "shown" if event.result == "shown" else "not shown"
    yield f"{event.by.name} found {event.outcome} {shown}, by {event.method}. {event.grounds}"
    if event.second is not None:
        other = "shown" if event.second.result == "shown" else "not shown"
        yield f"{event.second.by.name} found it {other}."


def decided(decision: RecognitionDecision) -> Iterator[str]:
    """Yield a decision line by line."""
    role = f", {decision.by.role}" if decision.by.role else ""
    yield f"{decision.by.name}{role}, decided: {OUTCOMES[decision.outcome]}."
    yield from decision.reasons
    yield from (f"Condition: {one}" for one in decision.conditions)
    yield from (
        f"Substantial difference, {one.element}: {one.reason}" for one in decision.differences
    )
    yield from (f"What helps: {one}" for one in decision.measures)
    if decision.despite:
        yield f"Although not known to be valid: {decision.despite}"
    if decision.valid_until:
        yield f"It holds until {decision.valid_until}."
