"""A check as facts, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from mintmark.cli.verdict_words import remedy
from mintmark.frameworks.rulebook import Source
from mintmark.steps.design import CheckResult, Item


def of(results: Sequence[CheckResult], as_of: date) -> dict[str, Any]:
    """Return the object that ``--json`` prints: one check, or all of several with their file."""
    if len(results) == 1:
        return one(results[0])
    return {
        "file": results[0].file if results else None,
        "as_of": as_of.isoformat(),
        "frameworks": [one(result) for result in results],
    }


def one(result: CheckResult) -> dict[str, Any]:
    """Return one framework's check."""
    evaluation = result.evaluation
    return {
        "file": result.file,
        "framework": evaluation.framework,
        "name": evaluation.rulebook.name,
        "jurisdiction": evaluation.rulebook.jurisdiction,
        "state": evaluation.rulebook.state,
        "whole": evaluation.rulebook.whole,
        "as_of": evaluation.as_of.isoformat(),
        "overall": evaluation.overall,
        "conforms": result.conforms,
        "reason": evaluation.reason,
        "rules": [_item(item) for item in result.items],
    }


def _item(item: Item) -> dict[str, Any]:
    finding = item.finding
    rule = finding.rule
    return {
        "id": rule.id,
        "kind": rule.kind,
        "name": rule.name,
        "clause": rule.clause,
        "text": rule.text,
        "verdict": finding.verdict,
        "detail": finding.detail,
        "field": finding.path,
        "line": item.place.line if item.place else None,
        "column": item.place.column if item.place else None,
        "remedy": remedy(item),
        "source": rule.source,
        "sources": [source(one) for one in rule.sources],
        "confidence": rule.confidence,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else None,
    }


def source(source: Source) -> dict[str, Any]:
    """Return a source."""
    return source.model_dump(mode="json")
