"""Documents for the tests of plans: real ones, and ways to bend them."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import samples
from mintmark.errors import MintmarkError

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGE = [VC, samples.OB_CONTEXT]

WITHOUT_IDS: dict[str, Any] = {
    "@context": OPEN_BADGE,
    "id": "urn:uuid:1",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Baking",
    "issuer": {"id": "did:example:1", "type": ["Profile"], "name": "School"},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": True, "identityHash": "sha256$a"},
            {"type": "IdentityObject", "hashed": False, "identityHash": "b"},
        ],
        "achievement": {
            "id": "urn:uuid:2",
            "type": ["Achievement"],
            "name": "Baking",
            "description": 'A "real" loaf\n',
            "criteria": {"narrative": "It rises."},
            "creditsAvailable": 3.5,
            "tag": ["b", "a", "c"],
            "alignment": [
                {"type": ["Alignment"], "targetName": "t", "targetUrl": "https://e.org/x"},
                {"type": ["Alignment"], "targetName": "u", "targetUrl": "https://e.org/y"},
            ],
        },
    },
    "evidence": [
        {"id": "https://e.org/ev", "type": ["Evidence"], "name": "e"},
        {"type": ["Evidence"], "narrative": "zz"},
    ],
}
WITH_LANGUAGES: dict[str, Any] = {
    "@context": [VC],
    "id": "urn:uuid:1",
    "type": "VerifiableCredential",
    "issuer": "did:example:1",
    "name": {"@value": "Loaf", "@language": "en"},
    "description": [
        {"@value": "Loaf", "@language": "en", "@direction": "ltr"},
        {"@value": "Pain", "@language": "FR"},
    ],
    "credentialSubject": {"id": "did:example:2"},
}
PROOF: dict[str, Any] = {
    "@context": OPEN_BADGE,
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": "2026-01-01T00:00:00Z",
    "verificationMethod": "did:key:z#z",
    "proofPurpose": "assertionMethod",
}
REAL = (samples.unsigned(), WITHOUT_IDS, WITH_LANGUAGES, PROOF)

_TEXTS = (
    "", "x", "_:b0", "https://e.org/a b", "https://e.org/<", "urn:uuid:1", "urn:uuid:2", "http:",
    "schema:x", "@id", "@type", "@json", "@none", "a:b", "\ud800", 'a"b\\c\n\x01\x7f\ufffe\uffff',
    "https://e.org/é", "https://e.org/a#b#c", "assertionMethod", "Achievement", "Profile", "en",
    "rtl", "online", "id", "2026-01-01T00:00:00Z", "cred:x", "mailto:a@b",
)  # fmt: skip
_NUMBERS = (
    0, 1, -1, True, False, None, 0.0, -0.0, 1.0, 1.5, 1e21, 1e-7, 2**53, 2**53 - 1, -(2**53),
    10**30, math.nan, math.inf,
)  # fmt: skip
_KEYS = (
    "id", "@id", "type", "@type", "@value", "@language", "@direction", "@context", "@graph",
    "@list", "@set", "@reverse", "@nest", "@index", "@included", "name", "description", "issuer",
    "undefinedTerm", "https://e.org/p", "proof", "evidence", "credentialSubject", "achievement",
    "tag", "narrative", "criteria", "image", "title", "language", "participation", "en", "@none",
    "result", "previousProof", "expires", "endorsement", "alignment", "status", "schema:name",
)  # fmt: skip
_LEAVES = st.sampled_from(_TEXTS) | st.sampled_from(_NUMBERS)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3)
    ),
    max_leaves=4,
)


def fresh(value: Any) -> Any:
    """Return a copy in which nothing stands twice, as a parser gives it."""
    if isinstance(value, dict):
        return {name: fresh(item) for name, item in value.items()}
    return [fresh(item) for item in value] if isinstance(value, list) else value


def bent() -> st.SearchStrategy[dict[str, Any]]:
    """Real documents with up to four things changed in them."""
    return st.builds(_bend, st.sampled_from(REAL), st.lists(_changes(), min_size=1, max_size=4))


def _changes() -> st.SearchStrategy[tuple[Any, ...]]:
    where, key = st.integers(0, 10_000), st.sampled_from(_KEYS)
    return st.tuples(st.sampled_from(_WAYS), where, where, key, _VALUES)


def _bend(document: dict[str, Any], changes: list[tuple[Any, ...]]) -> dict[str, Any]:
    bending = fresh(document)
    for way, where, other, key, value in changes:
        inside = _containers(bending)
        way(inside[where % len(inside)], inside[other % len(inside)], where, key, value)
        bending = fresh(bending)
    return bending


def _containers(value: Any) -> list[Any]:
    if not isinstance(value, (dict, list)):
        return []
    items = value.values() if isinstance(value, dict) else value
    named = value.items() if isinstance(value, dict) else ()
    context = [item for name, item in named if name == "@context"]
    return [value, *(c for item in items if item not in context for c in _containers(item))]


def _members(container: Any) -> list[Any]:
    names = container if isinstance(container, dict) else range(len(container))
    return [name for name in names if name != "@context"]


def _replace(container: Any, _other: Any, where: int, _key: str, value: Any) -> None:
    if names := _members(container):
        container[names[where % len(names)]] = value


def _copy(container: Any, other: Any, where: int, _key: str, _value: Any) -> None:
    if names := _members(container):
        container[names[where % len(names)]] = copy.deepcopy(other)


def _remove(container: Any, _other: Any, where: int, _key: str, _value: Any) -> None:
    if names := _members(container):
        del container[names[where % len(names)]]


def _add(container: Any, _other: Any, _where: int, key: str, value: Any) -> None:
    if isinstance(container, dict):
        container[key] = value
    else:
        container.append(value)


def _rename(container: Any, _other: Any, where: int, key: str, _value: Any) -> None:
    names = _members(container)
    if isinstance(container, dict) and names:
        container[key] = container.pop(names[where % len(names)])


def _double(container: Any, _other: Any, where: int, _key: str, _value: Any) -> None:
    if names := _members(container):
        name = names[where % len(names)]
        container[name] = [container[name], copy.deepcopy(container[name])]


def _same_id(container: Any, other: Any, _where: int, _key: str, _value: Any) -> None:
    if isinstance(container, dict) and isinstance(other, dict) and "id" in other:
        container["id"] = copy.deepcopy(other["id"])


def _split(container: Any, other: Any, where: int, key: str, _value: Any) -> None:
    """Take one member of a node, and tell it of the same node elsewhere."""
    if isinstance(container, dict) and isinstance(other, dict) and "id" in container:
        name = _members(container)[where % len(_members(container))]
        half = {"id": container["id"], name: container[name]}
        if name != "id":
            del container[name]
        other[key] = copy.deepcopy(half)


def _tell_again(container: Any, other: Any, _where: int, key: str, _value: Any) -> None:
    """Tell all that is said of a node once more, elsewhere."""
    if isinstance(container, dict) and isinstance(other, dict):
        other[key] = copy.deepcopy(container)


def _wrap(container: Any, _other: Any, where: int, _key: str, _value: Any) -> None:
    """Write a bare value as an object."""
    if names := _members(container):
        name = names[where % len(names)]
        container[name] = {"@value": container[name]}


_WAYS = (
    _replace, _copy, _remove, _add, _rename, _double, _same_id, _split, _tell_again, _wrap,
)  # fmt: skip


def outcome(canonical: Callable[[dict[str, Any]], bytes], document: dict[str, Any]) -> bytes | str:
    """Return the canonical form, or the code of the refusal."""
    try:
        return canonical(document)
    except MintmarkError as error:
        return error.code
