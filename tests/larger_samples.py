"""Larger awards to test with: parts that were issued, and an award that names them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import samples
from mintmark.encoding import strict_json
from mintmark.formats.parts import digest_of, exact_bytes
from mintmark.model import Award, Decision, Part
from mintmark.steps.issue import issue

LARGER = "urn:uuid:00000000-0000-4000-8000-0000000000ff"


def name_of(number: int) -> str:
    return f"urn:uuid:00000000-0000-4000-8000-0000000000{number:02d}"


def part(number: int, **changes: Any) -> bytes:
    """Return a small credential of the same learner, as it was issued."""
    document = samples.unsigned()
    text = json.dumps(document).replace(samples.CREDENTIAL_ID, name_of(number))
    return strict_json.dumps(samples.signed(json.loads(text) | changes))


def named(data: bytes, **changes: Any) -> Part:
    """Return a credential as an award names it."""
    whole: dict[str, Any] = {
        "id": json.loads(exact_bytes(data))["id"],
        "digest": digest_of(data),
        "title": {"en": "Sourdough Basics", "fr": "Les bases du levain"},
        "issuer": samples.KEY.controller,
        "issuer_name": "School of Bread",
        "credits": Fraction(10, 3),
        "system": "ECTS",
        "groups": ("all", "all/core"),
    }
    return Part.model_validate(whole | changes)


def award_of(parts: Iterable[bytes], /, **changes: Any) -> Award:
    """Return an award that is made of these credentials."""
    decision = Decision(
        by="Dr. Rye", on="2026-05-04", rule="https://bread.example/rule", rule_version="2"
    )
    whole = {"results": (), "parts": tuple(map(named, parts)), "decision": decision}
    return samples.award(**(whole | changes))


def larger(
    parts: Iterable[bytes],
    /,
    *,
    name: str = LARGER,
    change: Callable[[dict[str, Any]], None] | None = None,
    **changes: Any,
) -> bytes:
    """Return the signed credential of an award that is made of these credentials."""
    achievement = samples.achievement(
        id="urn:uuid:00000000-0000-4000-9000-0000000000ff", title="Baker", assessments=()
    )
    issued = issue(
        achievement,
        award_of(parts, achievement=achievement.id, **changes),
        signer=samples.KEY,
        at=samples.ISSUED,
        credential_id=name,
        salt=samples.SALT,
    )
    if change is None:
        return issued
    document = {key: value for key, value in json.loads(issued).items() if key != "proof"}
    change(document)
    return json.dumps(samples.signed(document)).encode()
