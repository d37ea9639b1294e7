"""Small, real things to test with: an achievement, an award, keys, a signed credential."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.times import parse_time
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.model import (
    Achievement,
    Assessment,
    Award,
    Credits,
    Learner,
    LearningOutcome,
    Organisation,
    Result,
    RubricLevel,
    Workload,
)
from mintmark.proofs.data_integrity import add_proof
from mintmark.steps.issue import issue, suite_named

ISSUED = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 12, tzinfo=UTC)

KEY = from_secret_bytes("Ed25519", bytes(range(32)))
OTHER_KEY = from_secret_bytes("Ed25519", bytes(range(1, 33)))
P256_KEY = from_secret_bytes("P-256", bytes(range(1, 33)))

OB_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
SALT = "a pinch of sea salt"
CREDENTIAL_ID = "urn:uuid:5b1b3f0c-6a4e-4f0e-9a55-2f4b3f1f8d27"


def achievement(**changes: Any) -> Achievement:
    """Return a small achievement with a test and a portfolio."""
    whole: dict[str, Any] = {
        "id": "urn:uuid:8d9fd4bb-3e5e-4a7e-9d0a-9f4f6f8a0c11",
        "title": {"en": "Sourdough Basics", "fr": "Les bases du levain"},
        "description": "Keeping a starter and baking with it.",
        "issuer": Organisation(name="School of Bread", country="IE"),
        "outcomes": (LearningOutcome(id="bake", title="Bakes a loaf", kind="skill"),),
        "workload": Workload(hours=25, credits=(Credits(system="ECTS", value=1),)),
        "assessments": (
            Assessment(id="test", title="Test", type="written-exam", pass_mark=Decimal("0.9")),
            Assessment(
                id="loaf",
                title="A loaf",
                type="demonstration",
                rubric=(RubricLevel(id="flat", name="Flat"), RubricLevel(id="risen", name="Risen")),
                required_level="risen",
            ),
        ),
    }
    return Achievement(**(whole | changes))


def award(**changes: Any) -> Award:
    """Return an award of :func:`achievement`."""
    whole: dict[str, Any] = {
        "id": "urn:uuid:0c4a1f8e-2f67-4b0e-8a52-0d1a5be3c7a9",
        "achievement": achievement().id,
        "learner": Learner(name="Ana Andromeda", email="ana@example.org"),
        "awarded_on": "2026-05-04",
        "results": (
            Result(assessment="test", score=Decimal("0.95")),
            Result(assessment="loaf", level="risen"),
        ),
    }
    return Award(**(whole | changes))


def credential(
    *, key: PrivateKey = KEY, suite: str | None = None, of: Achievement | None = None
) -> dict[str, Any]:
    """Return a signed credential as a document, its one proof as an object and not in a list."""
    document: dict[str, Any] = json.loads(issued(key=key, suite=suite, of=of))
    (document["proof"],) = document["proof"]
    return document


def issued(
    *, key: PrivateKey = KEY, suite: str | None = None, of: Achievement | None = None
) -> bytes:
    """Return a signed credential as it is issued."""
    named = of or achievement()
    return issue(
        named,
        award(achievement=named.id),
        signer=key,
        at=ISSUED,
        credential_id=CREDENTIAL_ID,
        salt=SALT,
        suite=suite,
    )


def signed(
    document: Mapping[str, Any], *, key: PrivateKey = KEY, suite: str | None = None, **options: Any
) -> dict[str, Any]:
    """Return any document, signed: for credentials that our own issuing would refuse."""
    name = suite or ("eddsa-rdfc-2022" if key.kind == "Ed25519" else "ecdsa-rdfc-2019")
    given = {"created": ISSUED, "contexts": BUNDLED} | options
    return add_proof(document, suite=suite_named(name, key.kind), signer=key, **given)


def unsigned(change: Callable[[dict[str, Any]], None] | None = None) -> dict[str, Any]:
    """Return the credential without its proof, changed."""
    document = copy.deepcopy({k: v for k, v in credential().items() if k != "proof"})
    if change:
        change(document)
    return document


def resigned(change: Callable[[dict[str, Any]], None], **options: Any) -> dict[str, Any]:
    """Return the credential changed and then signed by the same issuer again."""
    return signed(unsigned(change), **options)


def at(text: str) -> datetime:
    """Return a moment."""
    return parse_time(text)
