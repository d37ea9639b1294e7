"""Which attribute stands under which term: the one table that writing and reading share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.values import without_twins
from mintmark.formats import language_maps
from mintmark.formats.durations import read_hours, write_hours
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import (
    DAY,
    EXACT,
    LISTED,
    PLAIN,
    SPOKEN,
    Field,
    Form,
    Node,
    Shape,
    child,
    coded,
    named,
    part,
    parts,
    read_fields,
    speech,
    speeches,
    write_node,
)
from mintmark.formats.open_badges_3.larger import DECISION
from mintmark.formats.open_badges_3.profiles import PROFILE
from mintmark.model import Credits, Level
from mintmark.vocabularies import SCHEMES, vocabulary

EQF: Final = SCHEMES["eqf"].base
ISCED_F: Final = SCHEMES["isced-f"].base


def local_id(iri: Any) -> str:
    """Return the local name at the end of an id: lower-case letters, digits, hyphens."""
    found = re.search(r"[a-z0-9][a-z0-9-]{0,63}$", str(iri).lower())
    return found.group() if found else "x"


def _credit(value: Credits, parent: str, term: str, number: int) -> Node:
    node = write_node(value, CREDIT, child(parent, term, number))
    framework = vocabulary("credit-system").uri(value.system)
    if framework is not None:
        node["framework"] = framework
    return node


def _level_name(level: Level, parent: str, number: int) -> str:
    eqf = vocabulary("eqf").uri(level.value) if level.framework == "EQF" else None
    return eqf or child(parent, "educationLevel", number)


def read_alignments(value: Any, nodes: Nodes) -> list[Node]:
    """Return alignments as ``Alignment`` takes them; what has no name or address is left."""
    found = (read_fields(node, ALIGNMENT.fields, nodes) for node in nodes.nodes(value))
    return [alignment for alignment in found if {"url", "name"} <= set(alignment)]


def _read_outcome(node: Mapping[str, Any], nodes: Nodes) -> Node:
    return {"id": local_id(node.get("id"))} | read_fields(node, OUTCOME.fields, nodes)


ALIGNMENT: Final = Shape(
    ("Alignment",),
    (
        Field("url", "targetUrl", PLAIN),
        Field("name", "targetName", PLAIN),
        Field("framework", "targetFramework", PLAIN),
        Field("code", "targetCode", PLAIN),
        Field(
            "type",
            "targetType",
            coded(
                {
                    "esco-skill": "ext:ESCOSkill",
                    "esco-occupation": "ext:ESCOOccupation",
                    "case-item": "CFItem",
                    "ctdl": "CTDL",
                    "ctdl-asn": "ceasn:Competency",
                    "other": "ext:other",
                }
            ),
        ),
    ),
)
OUTCOME: Final = Shape(
    ("LearningOutcome",),
    (
        Field("title", "title", SPOKEN),
        Field("kind", "kind", PLAIN),
        Field("description", "multilingualDescription", SPOKEN),
        Field("transversal", "transversal", PLAIN),
        Field(
            "alignments",
            "alignment",
            Form(
                parts(ALIGNMENT).write,
                lambda value, nodes, _parent, _term: read_alignments(value, nodes),
            ),
        ),
    ),
)
CREDIT: Final = Shape(
    ("CreditPoint",), (Field("system", "creditSystem", PLAIN), Field("value", "point", EXACT))
)
LEVEL: Final = Shape(
    ("Concept",), (Field("framework", "frameworkName", PLAIN), Field("value", "notation", PLAIN))
)
RUBRIC_LEVEL: Final = Shape(
    ("RubricCriterionLevel",),
    (
        Field("name", "title", SPOKEN),
        Field("description", "multilingualDescription", SPOKEN),
        Field("points", "points", EXACT),
    ),
)
ASSESSMENT: Final = Shape(
    ("ResultDescription",),
    (
        Field("title", "title", SPOKEN),
        Field("type", "assessmentType", PLAIN),
        Field("criteria", "assessmentCriteria", SPOKEN),
        Field("criteria_url", "criteriaUrl", PLAIN),
        Field("standard", "standard", PLAIN),
        Field("pass_mark", "passMark", EXACT),
        Field("formative_required", "formativeRequired", PLAIN),
        Field("supervision", "supervision", PLAIN),
        Field("identity_verification", "identityVerification", PLAIN),
        Field("summative", "summative", PLAIN),
        Field("external", "external", PLAIN),
        Field("authentic", "authentic", PLAIN),
        Field("context", "assessmentContext", SPOKEN),
        Field("language", "language", PLAIN),
    ),
)
QUALITY_ASSURANCE: Final = Shape(
    (),
    (
        Field("type", "kind", PLAIN),
        Field("body", "accreditingAgent", PROFILE),
        Field("standard", "standard", PLAIN),
        Field("sector", "sector", PLAIN),
        Field("url", "url", PLAIN),
        Field("statement", "statement", SPOKEN),
        Field("decision", "decision", PLAIN),
        Field("decided_on", "dateIssued", DAY),
        Field("review_due", "reviewDate", DAY),
    ),
)
RELATION: Final = Shape(
    (),
    (
        Field("type", "kind", PLAIN),
        Field("title", "title", SPOKEN),
        Field("url", "url", PLAIN),
        Field("mandatory", "mandatory", PLAIN),
    ),
)
STACKABILITY: Final = Shape(
    (),
    (
        Field("standalone", "standalone", PLAIN),
        Field("stackable", "stackable", PLAIN),
        Field("relations", "relation", parts(RELATION)),
    ),
)
NEED: Final = Shape(
    (),
    (
        Field("kind", "kind", PLAIN),
        Field("statement", "statement", SPOKEN),
        Field("evidence", "url", PLAIN),
    ),
)
PARTNER: Final = Shape(
    (),
    (
        Field("organisation", "organisation", PROFILE),
        Field("role", "partnerRole", PLAIN),
        Field("evidence", "url", PLAIN),
    ),
)
PRICE: Final = Shape(
    ("Offer",),
    (
        Field("amount", "price", EXACT),
        Field("currency", "priceCurrency", PLAIN),
        Field("funding", "funding", SPOKEN),
    ),
)
REVIEW: Final = Shape(
    (),
    (
        Field("interval", "reviewInterval", PLAIN),
        Field("reviewed_on", "reviewedOn", DAY),
        Field("process", "statement", SPOKEN),
    ),
)
REGISTRATION: Final = Shape(
    (),
    (
        Field("catalogue", "schemeName", PLAIN),
        Field("code", "notation", PLAIN),
        Field("url", "url", PLAIN),
        Field("registered_on", "dateIssued", DAY),
    ),
)
CLASSIFICATION: Final = Shape(
    ("Concept",), (Field("scheme", "schemeName", PLAIN), Field("code", "notation", PLAIN))
)
EXPIRY: Final = Shape(
    (),
    (
        Field("period", "validFor", PLAIN),
        Field("reason", "expiryReason", PLAIN),
        Field("renewal", "renewal", SPOKEN),
    ),
)
HOURS: Final = Form(
    lambda value, _parent, _term: write_hours(value),
    lambda value, _nodes, _parent, _term: read_hours(value),
)
WORKLOAD: Final = (
    Field("hours", "volumeOfLearning", HOURS),
    Field(
        "credits",
        "creditPoint",
        Form(
            lambda value, parent, term: [
                _credit(item, parent, term, number) for number, item in enumerate(value, 1)
            ],
            parts(CREDIT).read,
        ),
    ),
    Field("duration", "duration", PLAIN),
)
LEVELS: Final = Form(
    lambda value, parent, _term: [
        write_node(level, LEVEL, _level_name(level, parent, number))
        for number, level in enumerate(value, 1)
    ],
    lambda value, nodes, parent, term: without_twins(parts(LEVEL).read(value, nodes, parent, term)),
)
ACHIEVEMENT: Final = (
    Field("awarding_body", "creator", PROFILE),
    Field("version", "version", PLAIN),
    Field("tags", "tag", LISTED),
    Field("provider", "providedBy", PROFILE),
    Field(
        "outcomes",
        "learningOutcome",
        Form(
            lambda value, parent, _term: [
                write_node(item, OUTCOME, named(parent, "", item.id)) for item in value
            ],
            lambda value, nodes, _parent, _term: [
                _read_outcome(node, nodes) for node in nodes.nodes(value)
            ],
        ),
    ),
    Field("participation", "participation", PLAIN),
    Field("quality_assurance", "qualityAssurance", parts(QUALITY_ASSURANCE)),
    Field("prerequisites", "entryRequirement", speeches(("Note",), "noteLiteral")),
    Field("grading", "gradingScheme", speech(("GradingScheme",), "multilingualDescription")),
    Field("stackability", "stackability", part(STACKABILITY)),
    Field("further_information", "additionalNote", speeches(("Note",), "noteLiteral")),
    Field("routes", "route", LISTED),
    Field(
        "fields",
        "thematicArea",
        Form(
            lambda value, _parent, _term: [ISCED_F + code for code in value],
            lambda value, nodes, _parent, _term: without_twins(
                [str(node.get("id")).removeprefix(ISCED_F) for node in nodes.nodes(value)]
            ),
        ),
    ),
    Field("teaching_languages", "language", LISTED),
    Field("needs", "need", parts(NEED)),
    Field("employers", "partner", parts(PARTNER)),
    Field("target_group", "targetGroup", SPOKEN),
    Field("price", "offers", part(PRICE)),
    Field("qualification", "qualification", PLAIN),
    Field("award_class", "awardClass", PLAIN),
    Field("origin", "origin", PLAIN),
    Field("credit_bearing", "creditBearing", PLAIN),
    Field("transcriptable", "transcriptable", PLAIN),
    Field("accountable", "accountable", PLAIN),
    Field("no_duplication", "noDuplication", SPOKEN),
    Field("study_modes", "studyMode", LISTED),
    Field("review", "review", part(REVIEW)),
    Field("registrations", "registerEntry", parts(REGISTRATION)),
    Field("classifications", "classification", parts(CLASSIFICATION)),
    Field("expiry", "expiry", part(EXPIRY)),
)
AWARDING: Final = (
    Field("place", "location", PLAIN),
    Field("route", "route", PLAIN),
    Field("assessor", "assessor", PLAIN),
    Field("formative_done", "formativeDone", PLAIN),
    Field(
        "identity_check",
        "identityCheck",
        part(Shape((), (Field("method", "method", PLAIN), Field("checked_on", "checkedOn", DAY)))),
    ),
    Field("decision", "decisionProcess", DECISION),
)
RESULT: Final = (
    Field("score", "score", EXACT),
    Field(
        "grade",
        "grade",
        Form(
            lambda value, parent, term: {
                "id": child(parent, term),
                "type": ["Note"],
                "noteLiteral": {"@none": value},
            },
            lambda value, nodes, _parent, _term: next(
                iter((language_maps.read(nodes.node(value).get("noteLiteral")) or {}).values()),
                None,
            ),
        ),
    ),
    Field("points", "resultPoints", EXACT),
)
EVIDENCE: Final = (
    Field("name", "name", PLAIN),
    Field("narrative", "multilingualNarrative", SPOKEN),
)
