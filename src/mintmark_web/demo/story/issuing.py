"""Credentials for all that was awarded; two learners have claimed theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mintmark_web.accounts.types import Role
from mintmark_web.demo import cast
from mintmark_web.demo.story.founding import actor, organisation
from mintmark_web.issuing import services
from mintmark_web.keys.queries import active_key

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version

SUITE = "eddsa-rdfc-2022"


def issue(version: Version) -> None:
    """Issue all that waits for one achievement, at once."""
    registrar = actor(cast.UNIVERSITY, Role.REGISTRAR)
    key = active_key(organisation(cast.UNIVERSITY).pk)
    if key is None:
        raise LookupError("The university of the story has no key.")
    batch = services.order(registrar, version, key=key, suite=SUITE)
    services.work(str(batch.pk))
