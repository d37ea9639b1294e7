"""How a case stands: its history, read from the beginning. The same history, the same standing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from mintmark.encoding.periods import add_duration
from mintmark.errors import RecognitionError
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
from mintmark.steps.recognise import appeal, decision, prior_learning
from mintmark.steps.recognise.deadline import due, require_reasonable
from mintmark.steps.recognise.moves import State, deeds, move


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with its day, and whether it was made on appeal."""

    decision: RecognitionDecision
    on: date
    on_appeal: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands after what has happened so far.

    Attributes:
        state: which of the states it is in.
        received: the application, with what came later; None before it came.
        last: the day of the last event.
        complete_on: since when the application is complete; None while it is not.
        stopped_on: since when the office has been waiting for the applicant; None where it is not.
        stopped_days: how many days it waited before.
        verdicts: what verification said last, by credential.
        compared: the last comparison; None where there is none since the last answer.
        assessed: the last assessment of each claimed outcome.
        made: the decisions, the oldest first; the last one holds.
        issued: what was issued of the decision that holds.
        replaced: what was issued of a decision before.
    """

    state: State = "new"
    received: Received | None = None
    last: date | None = None
    complete_on: date | None = None
    stopped_on: date | None = None
    stopped_days: int = 0
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    compared: Compared | None = None
    assessed: Mapping[str, Assessed] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    issued: tuple[Issued, ...] = ()
    replaced: tuple[Issued, ...] = ()

    @property
    def application(self) -> Received:
        """The application of a case that was opened."""
        if self.received is None:
            raise ValueError("the case has not been opened")
        return self.received

    def due(self, case: RecognitionCase) -> date | None:
        """Return the last day for the decision; None while the time limit stands still."""
        if self.complete_on is None or self.stopped_on is not None:
            return None
        return due(self.complete_on, case.procedure.time_limit, self.stopped_days)

    def appeal_until(self, case: RecognitionCase) -> date | None:
        """Return the last day for an appeal against the decision; None where there is none."""
        return add_duration(self.made[-1].on, case.procedure.appeal_within) if self.made else None

    def possible(self, case: RecognitionCase, on: date) -> tuple[str, ...]:
        """Return what can be done on a day, in words."""
        due, credentials = self.due(case), self.application.credentials
        without = [] if credentials else ["verified", "compared"]
        if self.application.claim is None:
            without.append("assessed")
        if not self.made and (due is None or on <= due):
            without.append("appealed")
        return deeds(self.state, without=without)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The credentials that are not known to be valid."""
        return tuple(
            one.credential
            for one in self.application.credentials
            if (verdict := self.verdicts.get(one.credential)) is None or verdict.standing != "valid"
        )


def standing(case: RecognitionCase) -> Standing:
    """Return how a case stands.

    Raises:
        RecognitionError: ``recognise.*``: something in its history cannot have happened there;
            ``place`` says where: ``history[3]``.
    """
    require_reasonable(case.procedure)
    found = Standing()
    for number, event in enumerate(case.history):
        try:
            found = after(case, found, event)
        except RecognitionError as error:
            inner = f".{error.place}" if error.place else ""
            place = f"history[{number}]{inner}"
            raise RecognitionError(
                error.code, error.message, place=place, remedy=error.remedy
            ) from None
    return found


def after(case: RecognitionCase, now: Standing, event: Any) -> Standing:
    """Return how the case stands after one more event.

    Raises:
        RecognitionError: ``recognise.*``: it cannot happen now.
    """
    on = date.fromisoformat(event.day)
    possible = now.possible(case, on) if now.received else ()
    state = move(now.state, event.event, possible)
    if now.last is not None and on < now.last:
        raise RecognitionError(
            "recognise.out-of-order",
            f"It is said to have happened on {on}, before what stands above it ({now.last}).",
            place="day",
            remedy="Events stand in the order of their days; add later ones at the end.",
        )
    return replace(_HANDLERS[type(event)](case, now, event, on), state=state, last=on)


_Handler = Callable[[RecognitionCase, Standing, Any, date], Standing]


def _received(case: RecognitionCase, now: Standing, event: Received, on: date) -> Standing:
    prior_learning.require_claimable(case, event)
    if event.missing:
        return replace(now, received=event, stopped_on=on)
    return replace(now, received=event, complete_on=on)


def _verified(_: RecognitionCase, now: Standing, event: Verified, _on: date) -> Standing:
    known = {one.credential for one in now.application.credentials}
    for verdict in event.verdicts:
        if verdict.credential not in known:
            raise RecognitionError(
                "recognise.unknown-credential",
                f"Nobody handed in a credential {verdict.credential!r} in this case.",
                place="verdicts",
                remedy="Open a case with it, or name one that was handed in.",
            )
    return replace(
        now, verdicts={**now.verdicts, **{one.credential: one for one in event.verdicts}}
    )


def _asked(_: RecognitionCase, now: Standing, _event: Asked, on: date) -> Standing:
    return replace(now, stopped_on=on)


def _answered(_: RecognitionCase, now: Standing, event: Answered, on: date) -> Standing:
    """The time limit begins where it had not; else it runs on. What came must be compared too."""
    now = replace(now, received=_with_more(now.application, event.credentials))
    if now.complete_on is None:
        return replace(now, complete_on=on, stopped_on=None, compared=None)
    waited = (on - now.stopped_on).days if now.stopped_on else 0
    return replace(now, stopped_on=None, stopped_days=now.stopped_days + waited, compared=None)


def _with_more(application: Received, more: tuple[Submitted, ...]) -> Received:
    known = {one.credential for one in application.credentials}
    for one in more:
        if one.credential in known:
            raise RecognitionError(
                "recognise.handed-in-twice",
                f"The credential {one.credential!r} was handed in before.",
                place="credentials",
                remedy="Leave it out; verify it again if it has changed its status.",
            )
        known.add(one.credential)
    return application.model_copy(update={"credentials": (*application.credentials, *more)})


def _compared(_: RecognitionCase, now: Standing, event: Compared, _on: date) -> Standing:
    if not now.application.credentials:
        raise RecognitionError(
            "recognise.nothing-to-compare",
            "No credential was handed in, so there is nothing to compare.",
            remedy="Assess the outcomes that are claimed.",
        )
    return replace(now, compared=event)


def _assessed(_: RecognitionCase, now: Standing, event: Assessed, _on: date) -> Standing:
    prior_learning.require_assessable(now.application, event)
    return replace(now, assessed={**now.assessed, event.outcome: event})


def _decided(case: RecognitionCase, now: Standing, event: Decided, on: date) -> Standing:
    return _with(case, now, Made(event.decision, on))


def _with(case: RecognitionCase, now: Standing, made: Made) -> Standing:
    basis = decision.Basis(
        case, now.application, now.doubtful, now.compared is not None, now.assessed
    )
    decision.require_sound(basis, made.decision, made.on)
    return replace(now, made=(*now.made, made), issued=(), replaced=(*now.replaced, *now.issued))


def _appealed(case: RecognitionCase, now: Standing, event: Appealed, on: date) -> Standing:
    appeal.require_in_time(event, on, now.due(case), now.appeal_until(case))
    return now


def _settled(case: RecognitionCase, now: Standing, event: AppealSettled, on: date) -> Standing:
    former = now.made[-1].decision if now.made else None
    appeal.require_another_person(event, former, now.application.applicant.name)
    if event.decision is None:
        return now
    return _with(case, now, Made(event.decision, on, on_appeal=True))


def _issued(_: RecognitionCase, now: Standing, event: Issued, _on: date) -> Standing:
    return replace(now, issued=(*now.issued, event))


def _closed(case: RecognitionCase, now: Standing, event: Closed, on: date) -> Standing:
    waiting = now.state == "waiting"
    appeal.require_closable(event, on, now.appeal_until(case), waiting=waiting)
    return now


_HANDLERS: Final[Mapping[type[Event], _Handler]] = {
    Received: _received,
    Verified: _verified,
    Asked: _asked,
    Answered: _answered,
    Compared: _compared,
    Assessed: _assessed,
    Decided: _decided,
    Appealed: _appealed,
    AppealSettled: _settled,
    Issued: _issued,
    Closed: _closed,
}
