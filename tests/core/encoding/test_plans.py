"""Plans against the plain way: the same bytes, the same refusals, whatever comes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from plan_documents import (
    OPEN_BADGE,
    PROOF,
    REAL,
    WITH_LANGUAGES,
    WITHOUT_IDS,
    bent,
    fresh,
    outcome,
)

import format_samples
import samples
import strategies
from mintmark.encoding import strict_json
from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.encoding.plans.planner import Planner
from mintmark.errors import MintmarkError

SLOW = settings(deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))


def plain(document: dict[str, Any]) -> bytes:
    return plain_form(document, BUNDLED)


def taught(*documents: dict[str, Any], **options: Any) -> Planner:
    """Return a planner that has seen documents twice."""
    planner = Planner(BUNDLED, **options)
    for document in documents * 2:
        planner.learn(fresh(document), plain(document))
    return planner


PLANNER = taught(*REAL)


@given(bent())
@SLOW
def test_bent_documents_give_what_the_plain_way_gives(document: dict[str, Any]) -> None:
    expected = outcome(plain, document)
    for _ in range(3):  # Unknown, perhaps learned, perhaps remembered.
        found = PLANNER.write(fresh(document))
        assert found is None or found == expected
        if found is None and isinstance(expected, bytes):
            PLANNER.learn(fresh(document), expected)


@given(strategies.pairs(format_samples.DID))
@settings(SLOW, max_examples=15)
def test_random_awards_are_planned_alike_or_not_at_all(pair: Any) -> None:
    document = format_samples.dump(*pair)
    expected = plain(document)
    for _ in range(2):
        PLANNER.learn(fresh(document), expected)
    # What says the same twice, or one thing in two places, is left to the plain way.
    assert PLANNER.write(fresh(document)) in (expected, None)


@pytest.mark.parametrize("document", REAL)
def test_real_documents_are_planned_once_they_came_twice(document: dict[str, Any]) -> None:
    planner, expected = Planner(BUNDLED), plain(document)
    planner.learn(fresh(document), expected)
    assert planner.write(fresh(document)) is None
    planner.learn(fresh(document), expected)
    for _ in range(4):
        assert planner.write(fresh(document)) == expected


def test_other_learners_of_one_achievement_are_planned() -> None:
    planner = taught(samples.unsigned())

    def other(number: int) -> dict[str, Any]:
        text = json.dumps(samples.unsigned())
        return json.loads(text.replace("5b1b3f0c", f"{number:08x}"))

    for number in range(5):
        document = other(number)
        assert planner.write(document) == plain(document)
    assert len(planner.memory) > 0


def with_value(value: Any, *path: Any, of: dict[str, Any] = WITHOUT_IDS) -> dict[str, Any]:
    document = fresh(of)
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return document


ACHIEVEMENT = ("credentialSubject", "achievement")
TRAPS = {
    "relative id": with_value("relative", *ACHIEVEMENT, "id"),
    "empty id": with_value("", *ACHIEVEMENT, "id"),
    "blank id": with_value("_:b0", *ACHIEVEMENT, "id"),
    "malformed id": with_value("https://e.org/a b", *ACHIEVEMENT, "id"),
    "id with a second fragment": with_value("urn:a#b#c", *ACHIEVEMENT, "id"),
    "keyword as id": with_value("@type", *ACHIEVEMENT, "id"),
    "undefined type": with_value(["Achievement", "Undefined"], *ACHIEVEMENT, "type"),
    "undefined term": with_value("x", *ACHIEVEMENT, "undefined"),
    "null": with_value(None, *ACHIEVEMENT, "name"),
    "null in a list": with_value(["a", None], *ACHIEVEMENT, "tag"),
    "list in a list": with_value([["a"]], *ACHIEVEMENT, "tag"),
    "lone surrogate": with_value("\ud800", *ACHIEVEMENT, "name"),
    "root described twice": with_value("urn:uuid:1", *ACHIEVEMENT, "id"),
    "number too large": with_value(float("inf"), *ACHIEVEMENT, "creditsAvailable"),
    "same value twice": with_value(["a", "a"], *ACHIEVEMENT, "tag"),
    "same node twice": with_value(WITHOUT_IDS["evidence"][:1] * 2, "evidence"),
    "one id in two places": with_value("https://e.org/ev", *ACHIEVEMENT, "id"),
    "text as an object": with_value({"@value": "Baking"}, *ACHIEVEMENT, "name"),
    "bad language": with_value("not a language", "name", "@language", of=WITH_LANGUAGES),
    "bad direction": with_value("up", "description", 0, "@direction", of=WITH_LANGUAGES),
    "number with a language": with_value(1, "name", "@value", of=WITH_LANGUAGES),
    "relative verification method": with_value("z", "verificationMethod", of=PROOF),
    "unknown purpose": with_value("notATerm", "proofPurpose", of=PROOF),
    "unknown context": with_value([*OPEN_BADGE, "https://e.org/"], "@context", of=PROOF),
    "inline context": with_value([*OPEN_BADGE, {"x": "urn:x"}], "@context", of=PROOF),
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_the_plain_way_refuses_no_plan_accepts(name: str) -> None:
    document = TRAPS[name]
    with pytest.raises(MintmarkError):
        plain(document)
    assert PLANNER.write(fresh(document)) is None


TWINS = {
    "absolute id": with_value("urn:uuid:9", *ACHIEVEMENT, "id"),
    "id beyond ASCII": with_value("https://e.org/é", *ACHIEVEMENT, "id"),
    "long id": with_value("https://e.org/" + "x" * 300, *ACHIEVEMENT, "id"),
    "controls": with_value('a"b\\c\n\x01\x7f\x80\ufffe\uffff', *ACHIEVEMENT, "name"),
    "whole number": with_value(3, *ACHIEVEMENT, "creditsAvailable"),
    "whole double": with_value(3.0, *ACHIEVEMENT, "creditsAvailable"),
    "minus zero": with_value(-0.0, *ACHIEVEMENT, "creditsAvailable"),
    "beyond 2**53": with_value(2**53, *ACHIEVEMENT, "creditsAvailable"),
    "huge": with_value(1e21, *ACHIEVEMENT, "creditsAvailable"),
    "tiny": with_value(1e-7, *ACHIEVEMENT, "creditsAvailable"),
    "truth": with_value(True, *ACHIEVEMENT, "creditsAvailable"),
    "empty list": with_value([], *ACHIEVEMENT, "tag"),
    "other language": with_value("fr-CA", "name", "@language", of=WITH_LANGUAGES),
    "other purpose": with_value("authentication", "proofPurpose", of=PROOF),
}


@pytest.mark.parametrize("name", TWINS)
def test_their_benign_twins_are_planned(name: str) -> None:
    document = TWINS[name]
    assert PLANNER.write(fresh(document)) == plain(document)


def test_nodes_that_look_alike_are_left_to_the_plain_way() -> None:
    alike = fresh(WITHOUT_IDS["credentialSubject"]["identifier"][0])
    document = with_value([alike, fresh(alike)], "credentialSubject", "identifier")
    assert plain(document)
    assert PLANNER.write(document) is None


def test_numbers_and_truth_values_are_not_taken_for_one_another() -> None:
    planner = taught(*(with_value(one, *ACHIEVEMENT, "creditsAvailable") for one in (1, True)))
    for one in (1, True, 1.0, 1, 0, False, 0.0, -0.0, True):
        document = with_value(one, *ACHIEVEMENT, "creditsAvailable")
        for _ in range(3):
            assert planner.write(fresh(document)) == plain(document)


def test_a_document_changed_after_it_was_remembered_is_written_anew() -> None:
    document = fresh(WITHOUT_IDS)
    planner = taught(document)
    for _ in range(3):
        planner.write(document)
    assert len(planner.memory) > 0
    document["credentialSubject"]["achievement"]["criteria"]["narrative"] = "It sinks."
    assert planner.write(document) == plain(document)


def test_an_object_that_stands_at_two_places_is_written_right() -> None:
    shared_node = {"id": "urn:uuid:7", "type": ["Profile"], "name": "x"}
    document = fresh(WITHOUT_IDS)
    document["issuer"]["parentOrg"] = shared_node
    document["credentialSubject"]["achievement"]["creator"] = shared_node
    expected, planner = plain(document), Planner(BUNDLED)
    for _ in range(4):
        planner.learn(document, expected)
        assert planner.write(document) in (None, expected)


def test_depth_and_size_keep_their_bounds() -> None:
    planner = taught(_parents(2), _parents(3))
    assert planner.write(_parents(10)) == plain(_parents(10))
    for depth in (25, 80):
        found = planner.write(_parents(depth))
        assert found is None
    wide = with_value([f"t{number}" for number in range(20_001)], *ACHIEVEMENT, "tag")
    assert PLANNER.write(wide) is None
    assert outcome(plain, wide) == "context.too-large"


def _parents(depth: int) -> dict[str, Any]:
    document = fresh(WITHOUT_IDS)
    inner = document["issuer"]
    for number in range(depth):
        inner["parentOrg"] = {"id": f"urn:z:{number}", "type": ["Profile"], "name": "x"}
        inner = inner["parentOrg"]
    return document


def test_threads_agree() -> None:
    planner = Planner(BUNDLED)
    expected = [plain(document) for document in REAL]
    wrong: list[Any] = []

    def work() -> None:
        for _ in range(30):
            for document, right in zip(REAL, expected, strict=True):
                found = planner.write(fresh(document))
                if found is None:
                    planner.learn(fresh(document), right)
                elif found != right:
                    wrong.append(document)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert all(planner.write(fresh(document)) for document in REAL)


def test_a_wrong_plan_would_not_be_kept() -> None:
    planner = Planner(BUNDLED)
    for _ in range(6):
        planner.learn(fresh(PROOF), b"something else")
    assert planner.write(fresh(PROOF)) is None


def test_every_vector_gives_what_the_plain_way_gives(shared: Path) -> None:
    """Documents among the published ones that the guard accepts, learned and then planned."""
    folder = shared / "standards" / "contexts"
    index = (folder / "index.json").read_text()
    store = BUNDLED.from_index(index, lambda name: (folder / name).read_bytes())
    planner = Planner(store)
    planned = sum(
        _compared(document, store, planner)
        for name in ("data-integrity", "jose", "bitstring-status", "schemas", "vcalm")
        for document in _documents(shared / "standards" / name)
    )
    assert planned > 10


@pytest.mark.filterwarnings("ignore:.*reserved.*:SyntaxWarning")
def test_every_expansion_vector_gives_what_the_plain_way_gives(shared: Path) -> None:
    """The inputs of the W3C's toRdf tests, each with its own contexts allowed in line."""
    planned = 0
    for document in _documents(shared / "standards" / "json-ld-api"):
        contexts = document.get("@context")
        entries = contexts if isinstance(contexts, list) else [contexts]
        store = BUNDLED.extended({}, inline=[c for c in entries if isinstance(c, dict)])
        planned += _compared(document, store, Planner(store))
    assert planned > 10


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    files = [*folder.rglob("*.json"), *folder.rglob("*.jsonld")]
    for file in sorted(file for file in files if file.stat().st_size < 200_000):
        with suppress(MintmarkError):
            document = strict_json.loads(file.read_bytes())
            if isinstance(document, dict):
                yield {name: value for name, value in document.items() if name != "proof"}
                for proof in [document.get("proof")]:
                    if isinstance(proof, dict) and "@context" in document:
                        yield {**proof, "@context": document["@context"]}


def _compared(document: dict[str, Any], store: ContextStore, planner: Planner) -> bool:
    """Compare the two ways; say whether there was a plan in the end."""
    expected = outcome(lambda one: plain_form(one, store), document)
    found = None
    for _ in range(3):
        found = planner.write(fresh(document))
        assert found is None or found == expected
        if isinstance(expected, bytes):
            planner.learn(fresh(document), expected)
    return found is not None
