"""Qualifications and activities of the European Learning Model: what is learnt, and how."""

from __future__ import annotations

import re
from typing import Any, Final

from mintmark.encoding.values import as_list, text, texts, without_twins
from mintmark.formats.durations import read_hours
from mintmark.formats.elm_3.parties import read_organisation
from mintmark.formats.elm_3.source import Node, Source, own_id
from mintmark.formats.elm_3.vocabulary import (
    OPPORTUNITIES,
    TRANSVERSAL,
)
from mintmark.vocabularies import esco, vocabulary
from mintmark.vocabularies.catalogue import SCHEMES, SNB

_OUTCOME_CARRIED: Final = {
    "title",
    "dcType",
    "relatedESCOSkill",
    "relatedSkill",
    "reusabilityLevel",
    "additionalNote",
}
_ACCREDITATION_CARRIED: Final = {
    "title",
    "dcType",
    "accreditingAgent",
    "decision",
    "dateIssued",
    "reviewDate",
    "landingPage",
    "homepage",
}


def slug(label: str) -> str:
    """Return a label as a kind: ``Educational programme`` is ``educational-programme``."""
    return "-".join(label.lower().split())


def read_kind(source: Source, specification: Node) -> str:
    """Return what kind of achievement it is."""
    kind = specification.get("dcType")
    label = source.label(kind)
    known = vocabulary("learning-opportunity").from_uri(source.code(kind))
    if known is not None:
        return OPPORTUNITIES.get(known, known)
    return slug(label) if label else "achievement"


def read_outcomes(source: Source, specification: Node) -> list[dict[str, Any]]:
    """Return the learning outcomes as ``LearningOutcome`` takes them."""
    outcomes = source.nodes.nodes(specification.get("learningOutcome"))
    return [_outcome(source, node, number) for number, node in enumerate(outcomes, 1)]


def _outcome(source: Source, node: Node, number: int) -> dict[str, Any]:
    source.leave(node, _OUTCOME_CARRIED, f"learning outcome {number}")
    notes = source.note_text(node.get("additionalNote"))
    reuse = source.code(node.get("reusabilityLevel"))
    skills = [node.get(term) for term in ("relatedESCOSkill", "relatedSkill")]
    related = source.nodes.nodes([one for skill in skills for one in as_list(skill)])
    found = {
        "id": f"outcome-{number}",
        "title": source.spoken(node, "title"),
        "kind": vocabulary("outcome").from_uri(source.code(node.get("dcType"))),
        "description": notes[0] if notes else None,
        "transversal": reuse == TRANSVERSAL if reuse else None,
        "alignments": [_alignment(source, skill) for skill in related],
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def _alignment(source: Source, skill: Node) -> dict[str, Any]:
    url = own_id(skill) or ""
    is_esco = url.startswith(esco.SKILL)
    framework = "ESCO" if is_esco else "DigComp" if url.startswith(SNB + "dcf/") else None
    return {
        "url": url,
        "name": source.label(skill) or url,
        "framework": framework,
        "type": "esco-skill" if is_esco else "other",
    }


def read_workload(
    source: Source, specification: Node, activities: list[Node]
) -> dict[str, Any] | None:
    """Return the workload: the qualification's own, or else that of its activities."""
    hours = None
    for node in (specification, *activities):
        for duration in (node.get("volumeOfLearning"), node.get("workload")):
            read = read_hours(duration) if duration is not None else None
            if duration is not None and read is None:
                source.note(f"The volume of learning {text(duration)} is not a number of hours.")
            hours = hours or read
    credits: dict[str, dict[str, Any]] = {}
    for credit in source.nodes.nodes(specification.get("creditPoint")):
        framework = credit.get("framework")
        known = vocabulary("credit-system").from_uri(source.code(framework))
        system = known or source.label(framework) or "credits"
        credits.setdefault(system, {"system": system, "value": text(credit.get("point"))})
    found = {
        "hours": hours,
        "credits": list(credits.values()),
        "duration": text(specification.get("maximumDuration")),
    }
    found = {attribute: value for attribute, value in found.items() if value}
    return found or None


def read_levels(source: Source, specification: Node) -> list[dict[str, str]]:
    """Return the levels as ``Level`` takes them: EQF first."""
    codes = map(source.code, source.nodes.nodes(specification.get("eqfLevel")))
    found = [
        {"framework": "EQF", "value": code.removeprefix(SCHEMES["eqf"].base)}
        for code in codes
        if code.startswith(SCHEMES["eqf"].base)
    ]
    for term in ("nqfLevel", "educationLevel"):
        for node in source.nodes.nodes(specification.get(term)):
            label = source.label(node)
            named = re.fullmatch(r"(.+?),? [Ll]evel (.+)", label) if label else None
            if named is not None:
                found.append({"framework": named.group(1), "value": named.group(2)})
            elif label is not None:
                found.append({"framework": "national", "value": label})
    return without_twins(found)


def read_participation(source: Source, specification: Node, activities: list[Node]) -> str | None:
    """Return the form of participation: the qualification's own, or else its activities'."""
    forms = vocabulary("participation")
    for node in (specification, *activities):
        known = set()
        for mode in source.nodes.nodes(node.get("mode")):
            form = forms.from_uri(source.code(mode))
            if form is None:
                source.note(f"Not carried: the mode of learning {source.label(mode)}.")
            else:
                known.add(form)
        if known == {"online", "onsite"}:
            return "blended"
        if known:
            return min(known, key=forms.codes.index)
    kinds = [source.code(k) for node in activities for k in source.nodes.nodes(node.get("dcType"))]
    return next((form for kind in kinds if (form := forms.from_uri(kind))), None)


def read_fields(source: Source, specification: Node) -> list[str]:
    """Return the ISCED-F codes."""
    areas = map(source.code, source.nodes.nodes(specification.get("thematicArea")))
    return without_twins([area.rsplit("/", 1)[-1] for area in areas if "/isced-f/" in area])


def read_quality_assurance(source: Source, holders: list[Node]) -> list[dict[str, Any]]:
    """Return the accreditations of these nodes, as far as there are any."""
    found = {}
    for holder in holders:
        for node in source.nodes.nodes(holder.get("accreditation")):
            found[str(node.get("id"))] = _accreditation(source, node)
    return list(found.values())


def _accreditation(source: Source, node: Node) -> dict[str, Any]:
    source.leave(node, _ACCREDITATION_CARRIED, "the accreditation")
    page = source.nodes.node(node.get("landingPage") or node.get("homepage"))
    title = source.line(source.spoken(node, "title"))
    said = (source.label(node.get("dcType")), title, source.label(node.get("decision")))
    agent = source.nodes.node(node.get("accreditingAgent"))
    found = {
        "type": "external",
        "body": read_organisation(source, agent) if agent else None,
        "url": text(page.get("contentURL")) or own_id(page),
        "decision": ", ".join(part for part in said if part)[:500] or None,
        "decided_on": source.day(node.get("dateIssued"), "The date of accreditation"),
        "review_due": source.day(node.get("reviewDate"), "The date of review"),
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def read_stackability(specification: Node) -> dict[str, bool] | None:
    """Return what is said of standing alone: a partial qualification is made to be combined."""
    partial = specification.get("isPartialQualification")
    if partial not in (True, False):
        return None
    return {"stackable": True} if partial else {"standalone": True}


def read_further_information(source: Source, nodes: list[Node]) -> list[dict[str, str]]:
    """Return the notes, and what the model has no place for: summary, setting, documents."""
    found = []
    for node in nodes:
        for term in ("learningOutcomeSummary", "additionalNote"):
            found += source.note_text(node.get(term))
        setting = source.nodes.node(node.get("learningSetting"))
        if (label := source.spoken(setting, "prefLabel")) is not None:
            found.append(label)
        for page in source.nodes.nodes(node.get("supplementaryDocument")):
            parts = (source.line(source.spoken(page, "title")), *texts(page.get("contentURL")))
            if line := " ".join(part for part in parts if part):
                found.append({"und": line})
    return list({tuple(sorted(said.items())): said for said in found}.values())
