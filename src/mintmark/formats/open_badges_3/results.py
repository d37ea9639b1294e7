"""The chain from rubric to result: ResultDescription, RubricCriterionLevel, Result.

Open Badges 3.0, data model: a Result names a ResultDescription of the achievement, and a
level that was reached by the id of a RubricCriterionLevel.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from mintmark.encoding.values import as_list, text
from mintmark.errors import FormatError
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import (
    Node,
    decimal,
    decimal_text,
    named,
    read_fields,
    write_fields,
    write_node,
)
from mintmark.formats.open_badges_3.shapes import ASSESSMENT, RESULT, RUBRIC_LEVEL, local_id
from mintmark.formats.supervision import ELM_CODES
from mintmark.model import Achievement, Assessment, Result

ASSESSMENT_PREFIX: Final = "assessment."


def percent(share: Decimal) -> str:
    """Return a share as the number of its percent: 0.9 is ``90``."""
    return decimal_text((share * 100).normalize())


def write_result_description(assessment: Assessment, achievement_id: str) -> Node:
    """Return the ResultDescription of an assessment."""
    name = named(achievement_id, ASSESSMENT_PREFIX, assessment.id)
    node = write_node(assessment, ASSESSMENT, name)
    node["resultType"] = _result_type(assessment)
    if assessment.outcomes:
        node["assesses"] = [named(achievement_id, "", outcome) for outcome in assessment.outcomes]
    if assessment.pass_mark is not None:
        node |= {
            "requiredValue": percent(assessment.pass_mark),
            "valueMin": "0",
            "valueMax": "100",
        }
    if assessment.rubric:
        node["rubricCriterionLevel"] = [
            write_node(level, RUBRIC_LEVEL, f"{name}.{level.id}") | {"level": str(rank)}
            for rank, level in enumerate(assessment.rubric, 1)
        ]
    if assessment.required_level is not None:
        node["requiredLevel"] = f"{name}.{assessment.required_level}"
    code = ELM_CODES.get((assessment.supervision, assessment.identity_verification))
    return node | ({"idVerification": code} if code else {})


def _result_type(assessment: Assessment) -> str:
    if assessment.rubric:
        return "RubricCriterionLevel"
    return "Percent" if assessment.pass_mark is not None else "Result"


def write_result(achievement: Achievement, result: Result, name: str) -> Node:
    """Return the Result of one assessment.

    Raises:
        FormatError: ``openbadges.undeclared-result`` or ``openbadges.undeclared-level``.
    """
    assessment = achievement.assessment(result.assessment)
    if assessment is None:
        raise FormatError(
            "openbadges.undeclared-result",
            f"There is a result for {result.assessment!r}, which is no assessment of this "
            "achievement.",
        )
    description = named(achievement.id, ASSESSMENT_PREFIX, assessment.id)
    node: Node = {"id": name, "type": ["Result"], "resultDescription": description}
    if result.level is not None:
        if result.level not in {level.id for level in assessment.rubric}:
            raise FormatError(
                "openbadges.undeclared-level",
                f"The rubric of {assessment.id!r} has no level {result.level!r}.",
            )
        node["achievedLevel"] = f"{description}.{result.level}"
    value = _value(assessment, result)
    if value is not None:
        node["value"] = value
    node["status"] = "Completed" if _passed(assessment, result) else "Failed"
    return node | write_fields(result, RESULT, name)


def _value(assessment: Assessment, result: Result) -> str | None:
    """The value is of the kind that the description announces; the rest has terms of its own."""
    if assessment.pass_mark is not None:
        return None if result.score is None else percent(result.score)
    if result.grade is not None:
        return result.grade
    return None if result.score is None else f"{percent(result.score)} %"


def _passed(assessment: Assessment, result: Result) -> bool:
    mark, score = assessment.pass_mark, result.score
    if mark is not None and score is not None and score < mark:
        return False
    if assessment.required_level is None or result.level is None:
        return True
    ranks = [level.id for level in assessment.rubric]
    return ranks.index(result.level) >= ranks.index(assessment.required_level)


def read_assessments(achievement: Mapping[str, Any], nodes: Nodes, ours: bool) -> list[Node]:
    """Return the assessments that the ResultDescriptions tell of, as ``Assessment`` has them.

    Args:
        achievement: the Achievement's node.
        nodes: the document's nodes.
        ours: whether the document has our terms.
    """
    names = _names(achievement, nodes)
    return [
        _read_assessment(node, name, nodes, ours)
        for node, name in zip(_descriptions(achievement, nodes), names.values(), strict=True)
    ]


def read_results(
    subject: Mapping[str, Any], achievement: Mapping[str, Any], nodes: Nodes, ours: bool
) -> list[Node]:
    """Return the results as ``Result`` has them; one that no description explains is left."""
    names = _names(achievement, nodes)
    found = []
    for node in nodes.nodes(subject.get("result")):
        name = names.get(str(node.get("resultDescription")))
        if name is None:
            continue
        level = text(node.get("achievedLevel"))
        data = {"assessment": name, "level": local_id(level) if level else None}
        description = nodes.node(node.get("resultDescription"))
        told = read_fields(node, RESULT, nodes) if ours else _foreign_result(node, description)
        found.append({key: value for key, value in (data | told).items() if value is not None})
    return found


def _descriptions(achievement: Mapping[str, Any], nodes: Nodes) -> list[Mapping[str, Any]]:
    found = {str(n.get("id")): n for n in nodes.nodes(achievement.get("resultDescription"))}
    return list(found.values())


def _names(achievement: Mapping[str, Any], nodes: Nodes) -> dict[str, str]:
    """A local name for each ResultDescription; where two would have the same, it is numbered."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for number, node in enumerate(_descriptions(achievement, nodes), 1):
        name = local_id(node.get("id"))
        name = f"assessment-{number}" if name in taken else name
        names[str(node.get("id"))] = name
        taken.add(name)
    return names


def _read_assessment(
    node: Mapping[str, Any],
    name: str,
    nodes: Nodes,
    ours: bool,
) -> Node:
    required = text(node.get("requiredLevel"))
    data: Node = {
        "id": name,
        "rubric": _read_rubric(node, nodes),
        "required_level": local_id(required) if required else None,
    }
    if ours:
        outcomes = [local_id(iri) for iri in as_list(node.get("assesses"))]
        data |= {"outcomes": outcomes} | read_fields(node, ASSESSMENT.fields, nodes)
    else:
        data |= _foreign_assessment(node)
    return {attribute: value for attribute, value in data.items() if value is not None}


def _read_rubric(node: Mapping[str, Any], nodes: Nodes) -> list[Node]:
    """The levels, lowest first: by their number where all have one, else as they stand."""
    levels = nodes.nodes(node.get("rubricCriterionLevel"))
    ranks = [text(level.get("level")) or "" for level in levels]
    if all(rank.isdecimal() and rank.isascii() for rank in ranks):
        order = sorted(range(len(levels)), key=lambda place: int(ranks[place][:9]))
        levels = [levels[place] for place in order]
    return [
        {"id": local_id(level.get("id"))} | read_fields(level, RUBRIC_LEVEL.fields, nodes)
        for level in levels
    ]


def _share(node: Mapping[str, Any], term: str) -> Decimal | None:
    value = decimal(node.get(term))
    return None if value is None else value / 100


def _foreign_assessment(node: Mapping[str, Any]) -> Node:
    kind = text(node.get("resultType")) or "result"
    is_percent = kind == "Percent"
    return {
        "title": {"und": text(node.get("name")) or kind},
        "type": kind,
        "pass_mark": _share(node, "requiredValue") if is_percent else None,
    }


def _foreign_result(node: Mapping[str, Any], description: Mapping[str, Any]) -> Node:
    if text(description.get("resultType")) == "Percent":
        return {"score": _share(node, "value")}
    return {"grade": text(node.get("value"))}
