"""Reading: an Open Badge becomes an achievement and an award again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mintmark.encoding.contexts.mintmark_terms import CONTEXTS
from mintmark.encoding.values import as_list, sole, text
from mintmark.errors import FormatError
from mintmark.formats import language_maps
from mintmark.formats.forgiving import build
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.achievement_types import read_achievement_type
from mintmark.formats.open_badges_3.codec import Node, child, decimal, read_fields, value_of
from mintmark.formats.open_badges_3.larger import read_parts
from mintmark.formats.open_badges_3.profiles import read_profile
from mintmark.formats.open_badges_3.results import read_assessments, read_results
from mintmark.formats.open_badges_3.rules import achievement_of, subject_of
from mintmark.formats.open_badges_3.shapes import (
    ACHIEVEMENT,
    AWARDING,
    EVIDENCE,
    LEVELS,
    WORKLOAD,
    read_alignments,
)
from mintmark.formats.open_badges_3.subjects import read_identities
from mintmark.model import Achievement, Award

_OF_OPEN_BADGES = tuple(
    field for field in ACHIEVEMENT if field.attribute in {"awarding_body", "version", "tags"}
)


def load(document: Mapping[str, Any]) -> tuple[Achievement, Award]:
    """Return the achievement and the award that an Open Badge 3.0 tells of.

    From a credential that this package wrote, everything comes back as it went in, except:

    - ``learner.email`` and identifiers of the kinds in ``SECRET_TYPES``, which are
      there only as a hash, and ``learner.date_of_birth``, which is not there;
    - ``issuer.id``, which is the DID it was issued with even where the draft named none;
    - the letter case of language tags, which is the usual one (RFC 5646, section 2.1.1).

    From a stranger's credential (also on VC Data Model 1.1) it is a best effort: what it does not
    say stays empty, what the nouns cannot hold is left out. The credential's own bytes are what
    counts.

    Raises:
        FormatError: ``openbadges.not-an-open-badge``, ``openbadges.no-subject``,
            ``openbadges.no-achievement``; ``openbadges.unreadable`` where something that no
            achievement or award can be without is missing or malformed.
    """
    nodes = Nodes(document)
    subject = dict(subject_of(document, nodes))
    ours = any(context in CONTEXTS for context in as_list(document.get("@context")))
    node = dict(achievement_of(subject, nodes))
    achievement, _ = build(Achievement, _achievement(document, node, nodes, ours), _refuse)
    award, _ = build(Award, _award(document, subject, node, nodes, ours), _refuse)
    return achievement, award


def _refuse(why: str) -> FormatError:
    return FormatError("openbadges.unreadable", f"The credential cannot be read: {why}")


def _achievement(document: Mapping[str, Any], node: Node, nodes: Nodes, ours: bool) -> Node:
    data: Node = {
        "id": text(node.get("id")),
        "language": text(node.get("metadataLanguage")) or text(node.get("inLanguage")),
        "title": language_maps.read(value_of(node, "title")),
        "description": language_maps.read(value_of(node, "multilingualDescription")),
        "type": read_achievement_type(node),
        "issuer": read_profile(document.get("issuer"), nodes),
        "image": text(nodes.node(node.get("image")).get("id")),
        "assessments": read_assessments(node, nodes, ours),
    }
    data |= _told_by_terms(node, nodes) if ours else _told_by_open_badges(node, nodes)
    return {attribute: value for attribute, value in data.items() if value is not None}


def _told_by_terms(node: Node, nodes: Nodes) -> Node:
    workload = read_fields(node, WORKLOAD, nodes)
    no_level = text(node.get("levelNotApplicable"))
    levels = {"not_applicable": no_level} if no_level else None
    if levels is None:
        levels = LEVELS.read(node.get("educationLevel"), nodes, "", "")
    return {
        "routes": [],
        "levels": levels,
        "workload": workload or None,
    } | read_fields(node, ACHIEVEMENT, nodes)


def _told_by_open_badges(node: Node, nodes: Nodes) -> Node:
    """A stranger's alignments are the nearest thing to outcomes; its credits have no system."""
    credits = decimal(node.get("creditsAvailable"))
    outcomes = [
        {
            "id": f"outcome-{number}",
            "title": {"und": alignment["name"]},
            "alignments": [alignment],
        }
        for number, alignment in enumerate(read_alignments(node.get("alignment"), nodes), 1)
    ]
    workload = {"credits": [{"system": "credits", "value": credits}]} if credits else None
    told = {"routes": [], "outcomes": outcomes, "workload": workload}
    return told | read_fields(node, _OF_OPEN_BADGES, nodes)


def _award(
    document: Mapping[str, Any], subject: Node, achievement: Node, nodes: Nodes, ours: bool
) -> Node:
    credential_id = text(document.get("id")) or ""
    awarding = nodes.node(subject.get("awardedBy")) if ours else {}
    name = text(awarding.get("id"))
    data: Node = {
        "id": credential_id if name in (None, child(credential_id, "award")) else name,
        "achievement": text(achievement.get("id")),
        "learner": _learner(subject, credential_id, nodes),
        "awarded_on": _day(_first_of(document, "awardedDate", "validFrom", "issuanceDate")),
        "started_on": _day(subject.get("activityStartDate")),
        "ended_on": _day(subject.get("activityEndDate")),
        "results": read_results(subject, achievement, nodes, ours),
        "evidence": _evidence(document, credential_id, nodes),
        "parts": read_parts(document, nodes) if ours else [],
        **read_fields(awarding, AWARDING, nodes),
    }
    return {attribute: value for attribute, value in data.items() if value is not None}


def _learner(subject: Node, credential_id: str, nodes: Nodes) -> Node:
    learner = read_identities(subject, nodes)
    name = text(subject.get("id"))
    if name is not None and name != child(credential_id, "learner"):
        learner["id"] = name
    return {"name": name or "?"} | learner


def _evidence(document: Mapping[str, Any], credential_id: str, nodes: Nodes) -> list[Node]:
    found: list[Node] = []
    for node in nodes.nodes(document.get("evidence")):
        evidence = read_fields(node, EVIDENCE, nodes)
        name = text(node.get("id"))
        if name is not None and not name.startswith(child(credential_id, "evidence", 0)[:-1]):
            evidence["url"] = name
        if "url" not in evidence or all(one.get("url") != name for one in found):
            found.append(evidence)
    return found


def _first_of(document: Mapping[str, Any], *terms: str) -> Any:
    return next((document[term] for term in terms if document.get(term) is not None), None)


def _day(moment: Any) -> str | None:
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T|$)", str(sole(moment)))
    return found.group() if found else None
