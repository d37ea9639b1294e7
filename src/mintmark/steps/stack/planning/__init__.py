"""Plan: which offers of a catalogue complete a stack rule, when, and at what cost?

``read_catalogue`` reads offers with their drafts, ``read_occupation`` another kind of target,
``plan`` finds the best plan, others besides, or why there is none.
"""

from mintmark.steps.stack.planning.catalogue import (
    Catalogue,
    Course,
    Entry,
    as_entry,
    make_catalogue,
    offer_schema,
    read_catalogue,
)
from mintmark.steps.stack.planning.occupations import (
    occupation_rule,
    occupation_schema,
    read_occupation,
)
from mintmark.steps.stack.planning.planner import plan

__all__ = [
    "Catalogue",
    "Course",
    "Entry",
    "as_entry",
    "make_catalogue",
    "occupation_rule",
    "occupation_schema",
    "offer_schema",
    "plan",
    "read_catalogue",
    "read_occupation",
]
