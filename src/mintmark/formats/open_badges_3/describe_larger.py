"""What a larger award says of its parts and of who decided, for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mintmark.encoding.values import as_list, text, texts
from mintmark.formats.nodes import Nodes
from mintmark.formats.related import is_part


@dataclass(frozen=True, slots=True)
class PartSummary:
    """A credential that an award is made of. What is not said is None or empty.

    Attributes:
        credits: for example ``10 ECTS``.
        groups: the groups of the rule that it counted in, by path.
    """

    id: str | None
    name: str | None
    issuer: str | None
    credits: str | None
    groups: tuple[str, ...]

    def __str__(self) -> str:
        told = (self.name or self.id, self.issuer, self.credits)
        return ", ".join(one for one in told if one)


@dataclass(frozen=True, slots=True)
class DecisionSummary:
    """Who decided, when, and by which rule. What is not said is None."""

    by: str | None
    on: str | None
    rule: str | None

    def __str__(self) -> str:
        return ", ".join(one for one in (self.by, self.on) if one)


def parts_in(document: Mapping[str, Any]) -> tuple[PartSummary, ...]:
    """Return the parts that a credential names."""
    return tuple(_part(one) for one in as_list(document.get("relatedResource")) if is_part(one))


def decision_in(subject: Mapping[str, Any], nodes: Nodes) -> DecisionSummary | None:
    """Return the decision that a credential tells of."""
    if "awardedBy" not in subject:
        return None
    decision = nodes.node(subject["awardedBy"]).get("decisionProcess")
    if decision is None:
        return None
    node = nodes.node(decision)
    return DecisionSummary(
        text(node.get("decidedBy")), text(node.get("decidedOn")), text(node.get("stackRule"))
    )


def _part(entry: Mapping[str, Any]) -> PartSummary:
    number, system = text(entry.get("creditsCounted")), text(entry.get("creditSystem"))
    return PartSummary(
        text(entry.get("id")),
        text(entry.get("name")),
        text(entry.get("issuerName")) or text(entry.get("issuerId")),
        f"{number} {system or 'credits'}" if number else None,
        tuple(texts(entry.get("groupPath"))),
    )
