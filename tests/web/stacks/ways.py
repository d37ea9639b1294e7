"""A pathway of ``world.home``, and credentials that add up to it."""

from __future__ import annotations

import uuid
from typing import Any

from mintmark.model import Credits, LearningOutcome, Workload
from mintmark_web.accounts import queries as accounts
from mintmark_web.achievements import queries as achievements
from mintmark_web.stacks import services
from mintmark_web.stacks.models import Pathway, Proposal
from mintmark_web.wallet.services import take_in
from web.credentials import issued
from web.factories import published_version
from web.world import World

RULE = """\
id: https://harbour.example/pathways/baking
title: {title}
decided_by: {{name: Harbour College}}
awards: {awards}
system: ECTS
requirements:
  - {{id: total, title: Size, at_least: {credits}}}
groups:
  - id: core
    title: Core
    requirements:
      - {{id: two, count: credentials, at_least: 2}}
"""

SIZE = Workload(hours=75, credits=(Credits(system="ECTS", value=3),))


def rule(world: World, *, credits: int = 6, title: str = "Certificate in Baking") -> str:
    """Return a rule that leads to a published achievement of ``world.home``."""
    version = published_version(world.home)
    address = achievements.iri(version.achievement_id)
    return RULE.format(awards=address, credits=credits, title=title)


def pathway(world: World, **changes: Any) -> Pathway:
    """Return a published pathway of ``world.home``."""
    actor = world.actor("designer")
    made = services.draw_up(actor, world.home, rule(world, **changes))
    return services.publish_pathway(actor, made)


def give(world: World, many: int = 1, *, user: Any = None, **changes: Any) -> None:
    """Put so many credentials of 3 ECTS into somebody's wallet."""
    user = user or world.learner
    for number in range(1, many + 1):
        outcomes = (LearningOutcome(id="learned", title=f"Explains {uuid.uuid4().hex}"),)
        of = {"outcomes": outcomes, "workload": SIZE, "title": f"Baking {number}", **changes}
        data = issued(world, name=str(user), **of)
        take_in(accounts.actor_of(user, None), data, f"{uuid.uuid4()}.json")


def proposal(world: World) -> Proposal:
    """Return a request of ``world.learner`` that waits."""
    way = pathway(world)
    give(world, 2)
    actor = accounts.actor_of(world.learner, None)
    return services.ask(actor, world.learner, way, message="Please.")


SAMPLES = {
    **{
        f"stacks.{name}": lambda world: {"pk": pathway(world).pk}
        for name in (
            "pathway",
            "picture",
            "way",
            "way-picture",
            "plan",
            "plan-picture",
            "ask",
            "pathway-edit",
            "pathway-text",
            "pathway-publish",
            "pathway-withdraw",
        )
    },
    **{
        f"stacks.{name}": lambda world: {"pk": proposal(world).pk}
        for name in ("proposal", "take-back", "decide")
    },
}
"""For the permission walk."""
