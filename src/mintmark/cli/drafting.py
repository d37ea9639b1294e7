"""``mintmark new`` and ``schema``: how a designer begins."""

from __future__ import annotations

import csv
import io
import json
import uuid
from pathlib import Path

from mintmark.cli import console, files
from mintmark.errors import UsageError
from mintmark.steps.award import columns
from mintmark.steps.design import draft_schema, read_draft, template


def new(file: Path | None, awards_for: Path | None) -> None:
    """Write a draft to begin with, or an empty award list for an achievement."""
    text = _award_list(awards_for) if awards_for else template(uuid.uuid4().urn)
    if file is None:
        console.say(text.rstrip("\n"))
        return
    files.write_new(file, text.encode())
    console.note(f"Written: {file}")


def _award_list(path: Path) -> str:
    achievement = read_draft(files.read_text(path), str(path)).achievement
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(columns(achievement))
    return buffer.getvalue()


def schema(what: str) -> None:
    """Print the JSON Schema of ``what``."""
    from mintmark.steps.recognise.reading import case_schema, claim_schema, office_schema
    from mintmark.steps.stack import stack_rule_schema
    from mintmark.steps.stack.planning import occupation_schema, offer_schema

    schemas = {
        "achievement": draft_schema,
        "stack-rule": stack_rule_schema,
        "recognition-case": case_schema,
        "recognition-office": office_schema,
        "prior-learning-claim": claim_schema,
        "offer": offer_schema,
        "occupation": occupation_schema,
    }
    if what not in schemas:
        raise UsageError(
            "schema.unknown",
            f"There is no schema for {what!r}.",
            remedy=f"There is: {', '.join(schemas)}.",
        )
    console.say(json.dumps(schemas[what](), indent=2, ensure_ascii=False))
