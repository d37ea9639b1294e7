"""Rules as people write them, and as the core reads them."""

from __future__ import annotations

import json
import uuid
from functools import lru_cache

from mintmark import DraftProblems, MintmarkError, Problem, StackRule, read_rule
from mintmark_web.stacks.models import Pathway

NAME = "pathway"
MAX_TEXT = 200_000
"""The longest rule, in characters."""

START = """\
id: {address}
title: {title}
decided_by: {{name: {organisation}}}
# The achievement that it leads to: the address of its public page.
# awards: {site}/achievements/...
system: ECTS
requirements:
  - {{id: total, title: Size, at_least: 30}}
"""


def read(text: str, organisation_id: int) -> StackRule:
    """Return the rule in a text. Its groups may name other public pathways of the organisation.

    Raises:
        MintmarkError: as ``mintmark.read_rule``.
    """
    return _read(text, organisation_id)


@lru_cache(maxsize=256)
def alone(text: str) -> StackRule:
    """Return a rule that names no other pathway.

    Raises:
        MintmarkError: as ``mintmark.read_rule``; also where it names another.
    """
    return read_rule(text, NAME)


def _read(text: str, organisation_id: int) -> StackRule:
    try:
        return alone(text)
    except DraftProblems as found:
        if not any(one.code == "stack.unknown-rule" for one in found.problems):
            raise

    def others(name: str) -> str:
        try:
            key = uuid.UUID(name)
        except ValueError:
            raise KeyError(name) from None
        other = Pathway.objects.filter(
            pk=key, organisation_id=organisation_id, published_at__isnull=False
        ).first()
        if other is None:
            raise KeyError(name)
        return other.public_rule

    return read_rule(text, NAME, others)


def problems(error: MintmarkError) -> list[Problem]:
    """Return what is wrong with a text, by line."""
    if isinstance(error, DraftProblems):
        return list(error.problems)
    return [Problem(error.code, error.message, NAME, 0, 0, "", error.remedy)]


def title(rule: StackRule) -> str:
    """Return a rule's title in its own language."""
    return rule.title.best(rule.language)[:300]


def quoted(text: str) -> str:
    """Return a text as YAML's quoted text."""
    return json.dumps(text, ensure_ascii=False)
