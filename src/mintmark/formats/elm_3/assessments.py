"""Assessments of the European Learning Model, and what they showed."""

from __future__ import annotations

from typing import Any, Final

from mintmark.formats.elm_3.learning import slug
from mintmark.formats.elm_3.source import Node, Source
from mintmark.formats.elm_3.vocabulary import SUPERVISION
from mintmark.vocabularies import vocabulary

_CARRIED: Final = {
    "title",
    "description",
    "grade",
    "idVerification",
    "specifiedBy",
    "assessedBy",
    "awardedBy",
}
_SPECIFICATION_CARRIED: Final = {
    "title",
    "description",
    "dcType",
    "gradingScheme",
    "language",
    "mode",
}


def read_assessment(source: Source, node: Node, number: int) -> dict[str, Any]:
    """Return an assessment as ``Assessment`` takes it."""
    specification = source.nodes.node(node.get("specifiedBy"))
    source.leave(node, _CARRIED, f"assessment {number}")
    source.leave(specification, _SPECIFICATION_CARRIED, f"the specification of assessment {number}")
    supervision, identity = _supervision(source, node, specification)
    mode = source.label(specification.get("mode"))
    if mode is not None and supervision not in ("online", "onsite"):
        source.note(f"Not carried: that assessment {number} is {mode}.")
    tags = source.tags(specification.get("language"))
    found = {
        "id": f"assessment-{number}",
        "title": source.spoken(specification, "title") or source.spoken(node, "title"),
        "type": _kind(source, specification, number),
        "criteria": source.spoken(specification, "description")
        or source.spoken(node, "description"),
        "supervision": supervision,
        "identity_verification": identity,
        "language": tags[0] if tags else None,
    }
    return {attribute: value for attribute, value in found.items() if value is not None}


def read_result(source: Source, node: Node, number: int) -> dict[str, Any] | None:
    """Return the grade of an assessment as ``Result`` takes it."""
    grades = source.note_text(node.get("grade"))
    if not grades:
        return None
    return {"assessment": f"assessment-{number}", "grade": source.line(grades[0])}


def read_grading(source: Source, assessments: list[Node]) -> dict[str, str] | None:
    """Return the grading schemes in words, one paragraph each."""
    specifications = source.nodes.nodes([node.get("specifiedBy") for node in assessments])
    schemes = source.nodes.nodes([node.get("gradingScheme") for node in specifications])
    said: dict[str, list[str]] = {}
    for scheme in {str(scheme.get("id")): scheme for scheme in schemes}.values():
        title, words = source.spoken(scheme, "title"), source.spoken(scheme, "description")
        for tag in {**(title or {}), **(words or {})}:
            parts = ((title or {}).get(tag), (words or {}).get(tag))
            said.setdefault(tag, []).append(": ".join(part for part in parts if part))
    return {tag: "\n".join(paragraphs)[:20_000] for tag, paragraphs in said.items()} or None


def _kind(source: Source, specification: Node, number: int) -> str:
    kind = specification.get("dcType")
    label = source.label(kind)
    known = vocabulary("assessment").from_uri(source.code(kind)) or (slug(label) if label else None)
    if known is None:
        source.note(f"Assessment {number} does not say what kind it is.")
    return known or "unspecified"


def _supervision(source: Source, node: Node, specification: Node) -> tuple[str | None, bool | None]:
    """Who watches and whether identity is checked; where, by the mode of the assessment."""
    code = source.code(node.get("idVerification"))
    found = map(source.code, source.nodes.nodes(specification.get("mode")))
    modes = {vocabulary("participation").from_uri(mode) for mode in found}
    where = next(iter(modes & {"online", "onsite"}), None) if len(modes) == 1 else None
    label = source.label(node.get("idVerification"))
    if label is None and code not in SUPERVISION:
        return None, None
    supervision, identity = SUPERVISION.get(code) or _from_label(label or "")
    if supervision != "supervised":
        return supervision, identity
    if where is None:
        source.note("An assessment is supervised, but it is not said where.")
    return where, identity


def _from_label(label: str) -> tuple[str | None, bool | None]:
    """Read an entry of the list that is not known by its code: by its English label."""
    words = label.lower()
    supervision = "supervised" if "supervised" in words else None
    if "unsupervised" in words:
        supervision = "none"
    if "verification" not in words:
        return supervision, None
    return supervision, not ("without" in words or "no id" in words)
