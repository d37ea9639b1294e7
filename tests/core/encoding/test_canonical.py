"""The one door to canonical N-Quads: what is planned, what is refused, in either hash."""

from __future__ import annotations

import json

import pytest
from plan_documents import PROOF, REAL, WITHOUT_IDS, fresh

import samples
from mintmark.encoding import canonical
from mintmark.encoding.canonical import canonical_form, plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.plans.planner import Planner
from mintmark.errors import ContextError, InputError, UsageError


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Planner:
    planner = Planner(BUNDLED)
    monkeypatch.setattr(canonical, "planner_for", lambda _contexts, _hash_name: planner)
    return planner


@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
@pytest.mark.parametrize("document", REAL)
def test_it_gives_the_bytes_of_the_plain_way(document, hash_name: str) -> None:
    expected = plain_form(document, BUNDLED, hash_name)
    for _ in range(4):
        assert canonical_form(fresh(document), BUNDLED, hash_name) == expected


def test_our_own_credentials_are_planned(monkeypatch) -> None:
    """A batch of one achievement goes the plain way twice, and never again."""
    text = json.dumps(samples.unsigned())
    plain, calls = plain_form, []

    def counted(*arguments):
        calls.append(arguments)
        return plain(*arguments)

    planner = Planner(BUNDLED)
    monkeypatch.setattr(canonical, "planner_for", lambda _contexts, _hash_name: planner)
    monkeypatch.setattr(canonical, "plain_form", counted)
    for number in range(20):
        learner = json.loads(text.replace("5b1b3f0c", f"{number:08x}"))
        assert canonical_form(learner, BUNDLED) == plain(learner, BUNDLED)
    assert len(calls) == 2


def test_refusals_stay_refusals(planner: Planner) -> None:
    for _ in range(3):
        canonical_form(fresh(WITHOUT_IDS), BUNDLED)
    with pytest.raises(ContextError) as caught:
        canonical_form({**WITHOUT_IDS, "undefined": "x"}, BUNDLED)
    assert caught.value.code == "context.undefined-term"


@pytest.mark.parametrize("document", [PROOF, WITHOUT_IDS])
def test_half_a_surrogate_pair_is_refused_by_name(document) -> None:
    hostile = {**document, "name" if "name" in document else "proofPurpose": "\ud800"}
    with pytest.raises((InputError, ContextError)):
        canonical_form(hostile, BUNDLED)


def test_half_a_surrogate_pair_without_nodes_to_name() -> None:
    document = {k: v for k, v in WITHOUT_IDS.items() if k not in ("credentialSubject", "evidence")}
    assert canonical_form(document, BUNDLED)
    with pytest.raises(InputError) as caught:
        canonical_form({**document, "name": "\ud800"}, BUNDLED)
    assert caught.value.code == "rdfc.lone-surrogate"


def test_an_unknown_hash_is_refused() -> None:
    for _ in range(3):
        with pytest.raises(UsageError):
            canonical_form(fresh(PROOF), BUNDLED, "md5")
