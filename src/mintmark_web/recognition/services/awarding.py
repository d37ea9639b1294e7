"""From a full recognition of prior learning to the award of one's own achievement."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark.steps.recognise.statement import award_row
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.awards import services as awards
from mintmark_web.recognition import awarding, reading
from mintmark_web.recognition.models import Case
from mintmark_web.recognition.services.cases import locked
from mintmark_web.recognition.services.examining import require_another


@service("case.award")
def award(actor: Actor, case: Case, *, found: Mapping[str, str]) -> Case:
    """Award what was recognised. It then waits for the registrar, like any award.

    Args:
        found: by column of an award list, what was found in the place of the achievement's own
            assessments, and how the identity was checked.

    Raises:
        ValidationError: it was awarded already, is nothing that the organisation awards, or by
            column, what is missing.
        RecognitionError: ``recognise.not-awardable``: no claim was fully recognised.
    """
    now = locked(case)
    require_another(actor, now)
    if now.award_id is not None:
        raise ValidationError(_("This was awarded already."))
    row = award_row(reading.noun(now))
    version = awarding.version_of(now)
    if version is None:
        raise ValidationError(_("This is no achievement that your organisation awards."))
    made = awards.award_prior_learning(actor, version, now.applicant, row={**found, **row})
    now.award = made
    now.save(update_fields=("award",))
    note(award=str(made.pk))
    return now
