"""A pathway: smaller credentials that add up to a certificate."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from mintmark_web.accounts.types import Role
from mintmark_web.achievements.queries import iri
from mintmark_web.adapters.site import address
from mintmark_web.demo import cast
from mintmark_web.demo.story.founding import actor, organisation
from mintmark_web.stacks import services

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version


def lay_out(versions: dict[str, Version]) -> None:
    """Publish the pathway; one of its parts is still a draft."""
    text = resources.files("mintmark_web.demo").joinpath("data", "pathway.yaml").read_text("utf-8")
    parts = {key: iri(version.achievement_id) for key, version in versions.items()}
    designer = actor(cast.UNIVERSITY, Role.DESIGNER)
    rule = text.format(site=address("").rstrip("/"), **parts)
    pathway = services.draw_up(designer, organisation(cast.UNIVERSITY), rule)
    services.publish_pathway(designer, pathway)
