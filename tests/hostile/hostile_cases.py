"""How the hostile suite is written: an attack, the answer it must get, and a benign twin beside it.

Every attack starts from a genuine credential made in the test. The twin differs from it in nothing
but the attack and must be valid, so that no attack is refused for a reason of its own.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

import samples
from mintmark.keys.identity import as_did_web, did_document
from mintmark.keys.private_key import PrivateKey
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify

Change = Callable[[dict[str, Any]], object]

HOME = "https://school.example"
WEB_KEY = as_did_web(samples.KEY, "school.example")
WEB_DOCUMENT = f"{HOME}/.well-known/did.json"
V2 = "https://www.w3.org/ns/credentials/v2"


@dataclass(frozen=True)
class Attack:
    """One way to fool a verifier.

    Attributes:
        name: what is tried, in a few words.
        hostile: makes the hostile input.
        code: the code that the report must give.
        benign: makes the twin.
        outcome: what the report must say.
        options: what ``verify`` is given with the hostile input and, unless ``twin_options`` has
            something else, with the twin.
    """

    name: str
    hostile: Callable[[], Any]
    code: str
    benign: Callable[[], Any] = samples.credential
    outcome: Outcome = Outcome.INVALID
    options: Mapping[str, Any] = field(default_factory=dict)
    twin_options: Mapping[str, Any] | None = None


def attacks(*given: Attack) -> Any:
    """Return the parametrisation over attacks, named by what they try."""
    return pytest.mark.parametrize("attack", [pytest.param(one, id=one.name) for one in given])


def check(data: Any, **options: Any) -> Report:
    """Verify at a moment at which the samples hold."""
    return verify(data, **({"at": samples.LATER} | options))


def withstand(attack: Attack) -> Report:
    """Hold that the attack gets the answer it must get, and that its twin is valid."""
    report = check(attack.hostile(), **attack.options)
    assert (str(report.outcome), report.code) == (str(attack.outcome), attack.code), codes(report)
    assert "check.internal-error" not in codes(report).values()
    chosen = attack.options if attack.twin_options is None else attack.twin_options
    twin = check(attack.benign(), **chosen)
    assert twin.outcome is Outcome.VALID, codes(twin)
    return report


def codes(report: Report) -> dict[str, str | None]:
    """Return the codes of the checks that did not hold."""
    return {one.name: one.code for one in report.checks if one.outcome is not Outcome.VALID}


def edited(change: Change, document: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a genuine credential, changed after it was signed."""
    found = copy.deepcopy(dict(samples.credential() if document is None else document))
    change(found)
    return found


def with_proof(**changes: Any) -> dict[str, Any]:
    """Return the genuine credential with other members in its proof; ``...`` takes one out."""
    document = samples.credential()
    proof = document["proof"] | changes
    document["proof"] = {name: value for name, value in proof.items() if value is not ...}
    return document


def from_the_web(change: Change = lambda _: None, *, key: Any = WEB_KEY) -> dict[str, Any]:
    """Return a credential whose issuer is a did:web, changed before it is signed."""

    def by_the_school(document: dict[str, Any]) -> None:
        document["issuer"]["id"] = key.controller
        change(document)

    return samples.resigned(by_the_school, key=key)


def issued_as(issuer: str, *, method: str | None = None, key: PrivateKey = samples.KEY) -> Any:
    """Return a credential that names any issuer, and is signed under any name of the key."""
    named = replace(key, controller=issuer, verification_method=method or key.verification_method)
    return from_the_web(key=named)


def served(*keys: PrivateKey, change: Change = lambda _: None, at: str = WEB_DOCUMENT) -> Any:
    """Return the options under which a DID document is to be had."""
    document = did_document(*(keys or (WEB_KEY,)))
    change(document)
    return {"documents": {at: json.dumps(document)}}


def plain(**changes: Any) -> dict[str, Any]:
    """Return a credential of no particular format, unsigned."""
    return {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": samples.KEY.controller,
        "credentialSubject": {"id": "did:example:ana", "name": "Ana"},
    } | changes
