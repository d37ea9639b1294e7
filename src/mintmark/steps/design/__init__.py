"""Design: from a draft in YAML to an achievement, and what a framework says of it.

``read_draft`` reads, ``check`` holds the draft against a rulebook, ``advice`` tells what cannot be
compared, ``template`` begins a new draft and ``draft_schema`` is the JSON Schema that editors
complete it by.
"""

from mintmark.encoding.strict_yaml import DraftProblems, Place, Problem, read_plain
from mintmark.steps.design.advising import advice
from mintmark.steps.design.checking import CheckResult, Item, check
from mintmark.steps.design.reading import Draft, read_draft
from mintmark.steps.design.schema import draft_schema
from mintmark.steps.design.templates import template

__all__ = [
    "CheckResult",
    "Draft",
    "DraftProblems",
    "Item",
    "Place",
    "Problem",
    "advice",
    "check",
    "draft_schema",
    "read_draft",
    "read_plain",
    "template",
]
