"""What an officer finds out: documents asked for, credentials compared, claims assessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mintmark import Comparison, Holding, add_event
from mintmark import compare as engine
from mintmark.model.prior_learning import Assessed
from mintmark.model.recognition import Asked, Verdict, Verified
from mintmark.steps.recognise import case as step
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.recognition import letters, reading
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.services.cases import happens, kept, locked, rows, today

Looked = Sequence[tuple[Holding, Verdict]]


@service("case.examine")
def ask(_actor: Actor, case: Case, *, documents: str) -> Case:
    """Ask the applicant for documents, one a line; the time limit stands still.

    Raises:
        RecognitionError: it is not the time to ask.
    """
    now = locked(case)
    after = happens(reading.noun(now), Asked, "asked", documents=rows(documents))
    transaction.on_commit(lambda: letters.tell_asked(now), robust=True)
    return kept(now, after)


def take(case: Case, looked: Looked) -> Comparison:
    """Return the comparison of a case's credentials with its target. It may take seconds."""
    target = reading.noun(case).target
    return engine([held for held, _ in looked], target, as_of=date.fromisoformat(today()))


@service("case.examine")
def compare(_actor: Actor, case: Case, looked: Looked, comparison: Comparison) -> Case:
    """Keep what verification and the comparison say.

    Args:
        looked: the credentials, verified just now (``examining.look_again``).
        comparison: what ``take`` made of them.

    Raises:
        RecognitionError: it is not the time to compare.
    """
    now = locked(case)
    verdicts = tuple(verdict for _, verdict in looked)
    noun = happens(reading.noun(now), Verified, "verified", verdicts=verdicts)
    noun = add_event(noun, step.compared(comparison, date.fromisoformat(today())))
    now.comparison = comparison.model_dump_json()
    note(suggestion=comparison.suggestion.value)
    return kept(now, noun)


@service("case.examine")
def assess(
    actor: Actor, case: Case, *, outcome: str, method: str, shown: bool, grounds: str
) -> Case:
    """Say whether a claimed outcome was shown.

    Raises:
        ValidationError: the assessor is the applicant.
        RecognitionError: nobody claims it, or it is not the time.
    """
    now = locked(case)
    require_another(actor, now)
    noun = happens(
        reading.noun(now),
        Assessed,
        "assessed",
        outcome=outcome,
        by=person(actor),
        method=method,
        result="shown" if shown else "not-shown",
        grounds=grounds,
    )
    note(outcome=outcome, shown=shown)
    return kept(now, noun)


@service("case.examine")
def second(actor: Actor, case: Case, *, outcome: str, shown: bool) -> Case:
    """Say as a second assessor whether a claimed outcome was shown, beside the first one's word.

    Raises:
        ValidationError: nobody has assessed it yet, two people have, or it is the applicant.
        RecognitionError: the first assessor is the second too, or it is not the time.
    """
    now = locked(case)
    require_another(actor, now)
    noun = reading.noun(now)
    first = reading.standing(noun).assessed.get(outcome)
    if first is None or first.second is not None:
        raise ValidationError(_("No assessment of this waits for a second opinion."))
    opinion = {"by": person(actor), "result": "shown" if shown else "not-shown"}
    said = first.model_dump(include={"outcome", "by", "method", "result", "grounds"})
    note(outcome=outcome, shown=shown)
    return kept(now, happens(noun, Assessed, "assessed", **said, second=opinion))


def require_another(actor: Actor, case: Case) -> None:
    """Refuse that somebody deals with their own case."""
    if actor.user_id == case.applicant_id:
        raise ValidationError(_("This is your own case; somebody else has to deal with it."))


def person(actor: Actor) -> dict[str, str]:
    """Return who acts, as a case names them."""
    found = accounts.user(actor.person_id)
    return {"name": str(found) if found else "", "role": "recognition officer"}
