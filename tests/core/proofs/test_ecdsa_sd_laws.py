"""Laws of selective disclosure, over random documents and pointers."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mintmark.encoding import jsonld, rdfc
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import MintmarkError, ProofError
from mintmark.keys.private_key import from_secret_bytes
from mintmark.proofs.data_integrity import proofs_of, verify_proof, without_proof
from mintmark.proofs.ecdsa_sd_2023 import derive, sign_base
from mintmark.proofs.sd_skolem import Skolemized
from mintmark.proofs.suites import DEFAULT_SUITES

URL = "https://terms.example/v2"
T = "https://terms.example/#"
TERMS: dict[str, Any] = {
    "@context": {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        "Thing": T + "Thing",
        "Other": {"@id": T + "Other", "@context": {"detail": T + "other-detail"}},
        "name": T + "name",
        "detail": T + "detail",
        "part": T + "part",
        "see": {"@id": T + "see", "@type": "@id"},
        "steps": {"@id": T + "steps", "@container": "@list"},
        "said": {"@id": T + "said", "@container": "@language"},
        "about": {"@id": T + "about", "@container": "@graph"},
    }
}
PROOFS = "https://w3id.org/security/data-integrity/v2"
CONTEXTS = BUNDLED.extended({URL: TERMS})
ISSUER = from_secret_bytes("P-256", b"\7" * 32)
PROOF_KEY = from_secret_bytes("P-256", b"\1" * 32)

texts = st.sampled_from(["a", "b", "c", "_:c14n0", "é\u2028", "\U0001f600", '"\\\n'])
ids = st.sampled_from([f"urn:x:{number}" for number in range(4)])
leaves = texts | st.lists(texts, min_size=1, max_size=3) | st.integers(-9, 9) | st.booleans()


def nodes(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    parts = children | st.lists(children, min_size=1, max_size=3)
    optional: dict[str, st.SearchStrategy[Any]] = {
        "id": ids,
        "type": st.sampled_from(["Thing", ["Thing"], ["Thing", "Other"]]),
        "name": leaves,
        "detail": leaves,
        "part": parts,
        "see": ids,
        "steps": st.lists(texts | children, max_size=3),
        "said": st.dictionaries(st.sampled_from(["en", "de"]), texts, min_size=1),
        "about": parts,
    }
    return st.fixed_dictionaries({}, optional=optional)


documents = st.recursive(st.fixed_dictionaries({"name": texts}), nodes, max_leaves=6).map(
    lambda node: {"@context": [URL, PROOFS], "name": "x", **node, "id": "urn:x"}
)


def pointers(value: Any, place: str = "") -> Iterator[str]:
    if place:
        yield place
    if isinstance(value, dict):
        for name, member in value.items():
            if name != "@context":
                yield from pointers(member, f"{place}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from pointers(item, f"{place}/{index}")


def leaves_of(value: Any, holder: Any = None, key: Any = None) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in ("@context", "type"):
                yield from leaves_of(member, value, name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves_of(item, value, index)
    elif holder is not None:
        yield holder, key


def usable(document: dict[str, Any]) -> None:
    try:
        jsonld.to_quads(document, CONTEXTS)
    except MintmarkError:
        assume(False)


def verify(document: dict[str, Any]) -> dict[str, Any]:
    (proof,) = proofs_of(document)
    return verify_proof(
        document, proof, ISSUER.public_key, suites=DEFAULT_SUITES, contexts=CONTEXTS
    )


@given(documents)
def test_naming_blank_nodes_changes_nothing_that_is_said(document: dict[str, Any]) -> None:
    usable(document)
    plain = rdfc.canonicalize(jsonld.to_quads(document, CONTEXTS))
    assert rdfc.canonicalize(Skolemized(document, CONTEXTS).quads) == plain


@given(documents, st.data())
@settings(max_examples=120)
def test_what_is_derived_verifies_and_altered_it_does_not(
    document: dict[str, Any], data: st.DataObject
) -> None:
    usable(document)
    places = sorted(set(pointers(document)))
    some = st.lists(st.sampled_from(places), max_size=3, unique=True)
    try:
        secured = sign_base(
            document,
            signer=ISSUER,
            created=datetime(2026, 3, 1, tzinfo=UTC),
            mandatory_pointers=data.draw(some),
            hmac_key=data.draw(st.binary(min_size=32, max_size=32)),
            proof_key=PROOF_KEY,
            contexts=CONTEXTS,
        )
        chosen = data.draw(some)
        shown = derive(secured, selective_pointers=chosen, contexts=CONTEXTS)
    except ProofError as error:
        assert error.code in {"proof.unfit-pointer", "proof.nothing-disclosed"}
        return
    content = without_proof(shown)
    assert verify(shown) == content
    assert is_part(content, document)
    altered = copy.deepcopy(content)
    holder, key = data.draw(st.sampled_from(list(leaves_of(altered))), label="altered")
    holder[key] = "urn:x:altered" if key in ("id", "see") else "altered"
    with pytest.raises(MintmarkError):
        verify({**altered, "proof": shown["proof"]})


def is_part(part: Any, whole: Any) -> bool:
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(name in whole and is_part(part[name], whole[name]) for name in part)
    if isinstance(part, list) and isinstance(whole, list):
        rest = iter(whole)
        return all(any(is_part(item, other) for other in rest) for item in part)
    return bool(part == whole)


def test_parts_are_parts() -> None:
    whole = json.loads('{"a": [1, {"b": 2, "c": 3}, 4]}')
    assert is_part({"a": [1, {"c": 3}]}, whole)
    assert not is_part({"a": [4, 1]}, whole)
    assert not is_part({"a": [{"c": 2}]}, whole)
