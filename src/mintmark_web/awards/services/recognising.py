"""Awards that follow from the recognition of prior learning, decided elsewhere in the office."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from mintmark import Achievement, MintmarkError
from mintmark.steps.award.row import Form
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock
from mintmark_web.awards import words
from mintmark_web.awards.models import Award
from mintmark_web.awards.services.deciding import columns, save

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User
    from mintmark_web.achievements.models import Version


@service("award.from-recognition")
def award_prior_learning(
    actor: Actor, version: Version, learner: User, *, row: Mapping[str, str]
) -> Award:
    """Write the award of an achievement whose outcomes were all recognised.

    Args:
        version: the version that was recognised.
        learner: who gets it.
        row: the row of an award list, as the core makes it of the case, with the results that
            the achievement asks for; the learner's address is added.

    Raises:
        ValidationError: by column, what the core's rules for awards have against it; or the
            learner is the actor, or was awarded this that day already.
    """
    if learner.pk == actor.user_id:
        raise ValidationError(_("Nobody awards themselves. Ask somebody else."))
    achievement, pk = achievements.noun(version), uuid.uuid4()
    values = {column: value for column, value in row.items() if value} | {"email": learner.email}
    form = Form(1, values)
    made = form.award(achievement, clock.now().date(), lambda: pk.urn)
    if made is None:
        raise ValidationError(_by_column(form.reasons, achievement))
    note(version=str(version.pk), route=made.route)
    return save(
        Award(
            pk=pk,
            organisation_id=version.organisation_id,
            version=version,
            decided_by_id=actor.user_id,
            **columns(made),
        )
    )


def _by_column(reasons: Iterable[MintmarkError], achievement: Achievement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in reasons:
        column = words.column_of(one.place or "") or NON_FIELD_ERRORS
        found[column].append(words.reason(one, achievement))
    return dict(found)
