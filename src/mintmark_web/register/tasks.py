"""Background work: bringing the register into step where that failed at first."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django_tasks import task

from mintmark_web.adapters import clock

log = logging.getLogger(__name__)
MOST = 8
"""So often it is tried again, after 1, 2, 4 ... minutes: for four hours in all."""


def keep_in_step(achievement_id: UUID) -> None:
    """Bring the register to what is public now; where that fails, log it and try again later.

    What is published stays published: whoever published it is told so and nothing else.
    """
    _try(achievement_id, 0)


@task()
def again(achievement_id: str, tries: int) -> None:
    """Try once more. The last failure is the job's own, to be seen among the failed jobs."""
    _try(UUID(achievement_id), tries)


def _try(achievement_id: UUID, tries: int) -> None:
    from mintmark_web.register.services import reindex

    try:
        reindex(achievement_id)
    except Exception:  # whatever it is, the catalogue is made anew later
        if tries >= MOST:
            raise
        log.exception("register.not-in-step", extra={"achievement": str(achievement_id)})
        due = clock.now() + timedelta(minutes=2**tries)
        again.using(run_after=due).enqueue(str(achievement_id), tries + 1)
