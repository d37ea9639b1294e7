"""What an Open Badge 2.0 says, in the same lines for people as one of 3.0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.encoding.values import text
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.describe import (
    AchievementSummary,
    Description,
    LearnerSummary,
    Party,
)


def describe(document: Mapping[str, Any], *languages: str) -> Description:
    """Return what an assertion says.

    Args:
        document: an assertion; badge class and issuer are described where they are written out,
            as ``Badge.document`` has them.
        languages: not used: a document of Open Badges 2.0 is in one language.
    """
    del languages
    nodes = Nodes(document)
    badge = nodes.node(document.get("badge"))
    achievement = _achievement(badge, document, nodes) if badge else None
    return Description(
        id=text(document.get("id")),
        name=achievement.name if achievement else None,
        issuer=_party(nodes.node(badge.get("issuer"))),
        achievement=achievement,
        learner=_learner(nodes.node(document.get("recipient"))),
        awarded=text(document.get("issuedOn")),
        valid_from=text(document.get("issuedOn")),
        valid_until=text(document.get("expires")),
        results=(),
        evidence=tuple(
            line
            for node in nodes.nodes(document.get("evidence"))
            if (line := text(node.get("name")) or text(node.get("id")))
        ),
    )


def _party(node: Mapping[str, Any]) -> Party:
    return Party(text(node.get("id")), text(node.get("name")), text(node.get("url")), None)


def _learner(recipient: Mapping[str, Any]) -> LearnerSummary:
    """Return the recipient; a hash names nobody who does not know the name already."""
    if recipient.get("hashed", False) is not False:
        return LearnerSummary(None, None)
    return LearnerSummary(text(recipient.get("identity")), None)


def _achievement(
    badge: Mapping[str, Any], document: Mapping[str, Any], nodes: Nodes
) -> AchievementSummary:
    criteria = nodes.node(badge.get("criteria"))
    aligned = nodes.nodes(badge.get("alignment"))
    image = nodes.node(badge.get("image") or document.get("image"))
    return AchievementSummary(
        id=text(badge.get("id")),
        name=text(badge.get("name")),
        description=text(badge.get("description")),
        criteria=text(criteria.get("narrative")) or text(criteria.get("id")),
        outcomes=tuple(name for one in aligned if (name := text(one.get("targetName")))),
        workload=None,
        credits=(),
        level=(),
        assessment=(),
        participation=None,
        quality_assurance=(),
        awarding_body=_party(nodes.node(badge.get("issuer"))) if "issuer" in badge else None,
        image=text(image.get("id")),
    )
