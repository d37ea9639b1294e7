"""Reading a European Digital Credential (European Learning Model 3) as achievement and award."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mintmark.encoding.values import has_type, text
from mintmark.errors import FormatError
from mintmark.formats.elm_3.assessments import read_assessment, read_grading, read_result
from mintmark.formats.elm_3.learning import (
    read_fields,
    read_further_information,
    read_kind,
    read_levels,
    read_outcomes,
    read_participation,
    read_quality_assurance,
    read_stackability,
    read_workload,
)
from mintmark.formats.elm_3.parties import read_learner, read_organisation
from mintmark.formats.elm_3.source import Node, Source, own_id, source_of, unwrap
from mintmark.formats.forgiving import build
from mintmark.model import Achievement, Award

_CREDENTIAL_CARRIED: Final = {
    "credentialSubject",
    "issuer",
    "validFrom",
    "issued",
    "issuanceDate",
    "evidence",
}
_ACHIEVEMENT_CARRIED: Final = {
    "title",
    "description",
    "additionalNote",
    "awardedBy",
    "influencedBy",
    "provenBy",
    "specifiedBy",
}
_SPECIFICATION_CARRIED: Final = {
    "title",
    "description",
    "additionalNote",
    "dcType",
    "accreditation",
    "creditPoint",
    "educationLevel",
    "entryRequirement",
    "eqfLevel",
    "isPartialQualification",
    "language",
    "learningOutcome",
    "learningOutcomeSummary",
    "learningSetting",
    "maximumDuration",
    "mode",
    "nqfLevel",
    "supplementaryDocument",
    "targetGroup",
    "thematicArea",
    "volumeOfLearning",
    "workload",
}
_ACTIVITY_CARRIED: Final = {
    "additionalNote",
    "awardedBy",
    "description",
    "directedBy",
    "dcType",
    "language",
    "mode",
    "specifiedBy",
    "supplementaryDocument",
    "temporal",
    "title",
    "volumeOfLearning",
    "workload",
}
_PLACEHOLDER: Final = "urn:uuid:00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and in plain words what was not carried or was read with some judgement."""

    achievement: Achievement
    award: Award
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The nodes that a credential with one achievement is made of."""

    credential: Node
    person: Node
    achievement: Node
    specification: Node
    activities: list[Node]
    activity_specifications: list[Node]
    assessments: list[Node]
    awarding: Node
    evidence: list[Node]


def load(document: Any) -> tuple[Achievement, Award]:
    """Return the achievement and the award of a European Digital Credential.

    The arguments and errors are those of ``read``.
    """
    reading = read(document)
    return reading.achievement, reading.award


def read(document: Any) -> Reading:
    """Return the achievement and the award of a European Digital Credential, with notes.

    Ids that number the nodes of one document (``urn:epass:…``) are not kept. An achievement that
    has no other gets an id made from what it says (a UUID version 5), so that it is the same in
    the credentials of all learners. Where a credential has several claims, the first achievement
    counts.

    Args:
        document: the credential as JSON: bare, sealed (JAdES), or ready for upload. A seal is not
            checked here.

    Raises:
        FormatError: ``elm.payload``, ``elm.not-a-credential``, ``elm.no-achievement``;
            ``elm.unreadable`` where something that no achievement or award can be without is
            missing or malformed.
    """
    credential = unwrap(document)
    source = source_of(credential)
    parts = _parts(source, credential)
    achievement, dropped = build(Achievement, _achievement(source, parts), _refuse)
    if achievement.id == _PLACEHOLDER:
        said = achievement.model_dump_json(exclude={"id", "issuer"})
        achievement = achievement.model_copy(
            update={"id": uuid.uuid5(uuid.NAMESPACE_URL, said).urn}
        )
    award, also_dropped = build(Award, _award(source, parts, achievement.id), _refuse)
    for place in (*dropped, *also_dropped):
        source.note(f"Not carried, because it is malformed or too long: {place}.")
    return Reading(achievement, award, tuple(source.notes))


def _refuse(why: str) -> FormatError:
    return FormatError("elm.unreadable", f"The credential cannot be read: {why}")


def _parts(source: Source, credential: Node) -> _Parts:
    nodes = source.nodes
    source.leave(credential, _CREDENTIAL_CARRIED, "the credential")
    person = source.only(credential.get("credentialSubject"), "the credential's subjects")
    claims = nodes.nodes(person.get("hasClaim"))
    achievements = [claim for claim in claims if has_type(claim, "LearningAchievement")]
    if not achievements:
        raise FormatError("elm.no-achievement", "The credential claims no learning achievement.")
    if len(claims) > 1:
        source.note(f"There are {len(claims)} claims; the first achievement was carried.")
    achievement = achievements[0]
    source.leave(achievement, _ACHIEVEMENT_CARRIED, "the achievement")
    specification = source.only(achievement.get("specifiedBy"), "the achievement's specifications")
    source.leave(specification, _SPECIFICATION_CARRIED, "the specification of the achievement")
    activities = nodes.nodes(achievement.get("influencedBy"))
    specifications = nodes.nodes([activity.get("specifiedBy") for activity in activities])
    for activity in (*activities, *specifications):
        source.leave(activity, _ACTIVITY_CARRIED, "a learning activity")
    evidence = nodes.nodes(credential.get("evidence"))
    for item in evidence:
        source.leave(item, {"accreditation", "dcType"}, "the evidence")
    awarding = nodes.node(achievement.get("awardedBy"))
    source.leave(awarding, {"awardingBody", "awardingDate", "location"}, "the award")
    return _Parts(
        credential=credential,
        person=person,
        achievement=achievement,
        specification=specification,
        activities=activities,
        activity_specifications=specifications,
        assessments=nodes.nodes(achievement.get("provenBy")),
        awarding=awarding,
        evidence=evidence,
    )


def _achievement(source: Source, parts: _Parts) -> dict[str, Any]:
    specification, achievement = parts.specification, parts.achievement
    activities = parts.activity_specifications
    body = source.only(parts.awarding.get("awardingBody"), "the awarding bodies")
    issuer = source.nodes.node(parts.credential.get("issuer"))
    if not issuer:
        source.note("The credential names no issuer; the awarding body stands for it.")
    languages = source.tags(specification.get("language")) or [
        tag for activity in activities for tag in source.tags(activity.get("language"))
    ]
    providers = source.nodes.nodes([activity.get("directedBy") for activity in parts.activities])
    groups = source.nodes.nodes(specification.get("targetGroup"))
    told = [specification, achievement, *activities, *parts.activities]
    title = source.spoken(specification, "title") or source.spoken(achievement, "title")
    found = {
        "id": own_id(specification) or _PLACEHOLDER,
        "language": source.language,
        "title": title,
        "description": _description(source, parts) or title,
        "type": read_kind(source, specification),
        "issuer": read_organisation(source, issuer or body),
        "awarding_body": read_organisation(source, body),
        "provider": read_organisation(source, providers[0]) if providers else None,
        "outcomes": read_outcomes(source, specification),
        "workload": read_workload(source, specification, activities),
        "levels": read_levels(source, specification),
        "assessments": [
            read_assessment(source, node, number)
            for number, node in enumerate(parts.assessments, 1)
        ],
        "participation": read_participation(source, specification, activities),
        "quality_assurance": read_quality_assurance(
            source, [specification, body, issuer, *parts.evidence]
        ),
        "prerequisites": source.note_text(specification.get("entryRequirement")),
        "grading": read_grading(source, parts.assessments),
        "stackability": read_stackability(specification),
        "further_information": read_further_information(source, told),
        "fields": read_fields(source, specification),
        "teaching_languages": list(dict.fromkeys(languages)),
        "target_group": source.spoken(groups[0], "prefLabel") if groups else None,
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def _description(source: Source, parts: _Parts) -> dict[str, str] | None:
    own = source.spoken(parts.specification, "description") or source.spoken(
        parts.achievement, "description"
    )
    if own is not None:
        return own
    for node in (*parts.activities, *parts.activity_specifications):
        if (said := source.spoken(node, "description")) is not None:
            source.note("It has no description; that of the learning activity was taken.")
            return said
    source.note("It has no description; the title was taken.")
    return None


def _award(source: Source, parts: _Parts, achievement_id: str) -> dict[str, Any]:
    results = [
        read_result(source, node, number) for number, node in enumerate(parts.assessments, 1)
    ]
    assessors = source.nodes.nodes([node.get("assessedBy") for node in parts.assessments])
    names = [source.line(source.spoken(a, "legalName", "fullName", "prefLabel")) for a in assessors]
    period = source.nodes.node([activity.get("temporal") for activity in parts.activities][:1])
    credential = parts.credential
    found = {
        "id": text(credential.get("id")),
        "achievement": achievement_id,
        "learner": read_learner(source, parts.person),
        "awarded_on": _awarded_on(source, parts.awarding, credential),
        "results": [result for result in results if result is not None],
        "place": _place(source, parts.awarding),
        "started_on": source.day(period.get("startDate"), "The start of the activity"),
        "ended_on": source.day(period.get("endDate"), "The end of the activity"),
        "assessor": next((name for name in names if name), None),
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def _awarded_on(source: Source, awarding: Node, credential: Mapping[str, Any]) -> str | None:
    day = source.day(awarding.get("awardingDate"), "The date of the award")
    for term in ("issued", "issuanceDate", "validFrom"):
        if day is not None:
            break
        day = source.day(credential.get(term), f"The date in {term}")
        if day is not None:
            source.note(f"It names no date of the award; that in {term} was taken.")
    return day


def _place(source: Source, awarding: Node) -> str | None:
    location = source.nodes.node(awarding.get("location"))
    return source.line(source.spoken(location, "geographicName", "description"))
