"""A larger award: its parts as related resources with digests, and who decided.

VC Data Model 2.0, section 5.3: whoever uses a resource that is named there computes its digest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from mintmark.encoding.values import as_list, sole, text
from mintmark.formats.nodes import Nodes
from mintmark.formats.open_badges_3.codec import (
    DAY,
    LISTED,
    PLAIN,
    SPOKEN,
    Field,
    Form,
    Node,
    Shape,
    part,
    read_fields,
    write_node,
)
from mintmark.formats.related import PART, is_part
from mintmark.model import Award

_NUMBER: Final = re.compile(r"[0-9]{1,30}(/0*[1-9][0-9]{0,29})?")


def _fraction(value: Any) -> Fraction | None:
    said = text(value) or ""
    return Fraction(said) if _NUMBER.fullmatch(said) else None


FRACTION: Final = Form(
    lambda value, _parent, _term: str(value),
    lambda value, _nodes, _parent, _term: _fraction(value),
)
"""An exact number, as a string: ``10`` or ``10/3``."""

AWARD_PART: Final = Shape(
    (PART,),
    (
        Field("digest", "digestSRI", PLAIN),
        Field("title", "title", SPOKEN),
        Field("issuer", "issuerId", PLAIN),
        Field("issuer_name", "issuerName", PLAIN),
        Field("credits", "creditsCounted", FRACTION),
        Field("system", "creditSystem", PLAIN),
        Field("groups", "groupPath", LISTED),
    ),
)
DECISION: Final = part(
    Shape(
        (),
        (
            Field("by", "decidedBy", PLAIN),
            Field("on", "decidedOn", DAY),
            Field("rule", "stackRule", PLAIN),
            Field("rule_version", "stackRuleVersion", PLAIN),
        ),
    )
)


def write_parts(award: Award) -> Node:
    """Return ``relatedResource`` with the parts of an award, or nothing where it has none."""
    nodes = [write_node(one, AWARD_PART, one.id) for one in award.parts]
    return {"relatedResource": nodes} if nodes else {}


def read_parts(document: Mapping[str, Any], nodes: Nodes) -> list[Node]:
    """Return the parts that a credential names, as ``Part`` takes them."""
    return [
        {"id": sole(entry.get("id"))} | read_fields(entry, AWARD_PART.fields, nodes)
        for entry in as_list(document.get("relatedResource"))
        if is_part(entry)
    ]
