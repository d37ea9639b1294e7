"""The same statements, another JSON: a signature over RDF does not see where things stand.

Canonical RDF is a set of statements. Whoever holds a genuine credential can write them down in
another JSON: a node in two objects, a node twice in one list, lists in another order, values in
other JSON types. What people are shown must not change by that, or the credential is refused.
"""

from __future__ import annotations

import copy
import json
from dataclasses import fields
from typing import Any

import pytest
from hostile_cases import Attack, attacks, check, codes, plain, withstand

import samples
from mintmark.encoding import canonical
from mintmark.encoding.contexts import BUNDLED
from mintmark.formats.describing import describe
from mintmark.formats.open_badges_3.subjects import is_about
from mintmark.proofs import vc_jose
from mintmark.report import Outcome

GENUINE = samples.credential()


def subject_of(document: dict[str, Any]) -> Any:
    return document["credentialSubject"]


def achievement_of(document: dict[str, Any]) -> Any:
    return document["credentialSubject"]["achievement"]


def rearranged(change: Any, document: dict[str, Any] = GENUINE) -> dict[str, Any]:
    """Return a credential in another JSON, and make sure that its statements are the same."""
    found = copy.deepcopy(document)
    change(found)
    assert json.dumps(found) != json.dumps(document)
    return found


def without_proof(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}


def split(node: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """Return a node as two objects with one id: one with the members named, one with the rest."""
    first = {k: v for k, v in node.items() if k in {"id", "type", *names}}
    return [first, {k: v for k, v in node.items() if k in {"id", "type"} or k not in first}]


def _double(place: Any, name: str) -> Any:
    def change(document: dict[str, Any]) -> None:
        node = place(document)
        node[name] = node[name] * 2

    return change


def _refer(kind: Any) -> Any:
    def change(document: dict[str, Any]) -> None:
        node = achievement_of(document)
        node["creditPoint"].append(kind(node["creditPoint"][0]))

    return change


def _split_all(place: Any, name: str, *kept: str) -> Any:
    def change(document: dict[str, Any]) -> None:
        node = place(document)
        node[name] = [part for one in node[name] for part in split(one, *kept)]

    return change


def _split_one(place: Any, name: str, *kept: str) -> Any:
    def change(document: dict[str, Any]) -> None:
        node = place(document)
        node[name] = split(node[name], *kept)

    return change


def _description_in_the_result(document: dict[str, Any]) -> None:
    """Half of what is assessed stands in the achievement, half of it in the result."""
    description = achievement_of(document)["resultDescription"][0]
    here, there = split(description, "name", "resultType")
    achievement_of(document)["resultDescription"][0] = here
    subject_of(document)["result"][0]["resultDescription"] = there


LYING = {
    "credits doubled": _double(achievement_of, "creditPoint"),
    "credits doubled by their id": _refer(lambda node: node["id"]),
    "credits doubled by id and type": _refer(lambda node: {k: node[k] for k in ("id", "type")}),
    "credits torn apart": _split_all(achievement_of, "creditPoint", "creditSystem"),
    "results doubled": _double(subject_of, "result"),
    "results torn apart": _split_all(subject_of, "result", "resultDescription"),
    "outcomes doubled": _double(achievement_of, "learningOutcome"),
    "outcomes torn apart": _split_all(achievement_of, "learningOutcome", "kind"),
    "the pass mark moved into the result": _description_in_the_result,
    "levels doubled": lambda d: _double(
        lambda x: achievement_of(x)["resultDescription"][1], "rubricCriterionLevel"
    )(d),
}


@pytest.mark.parametrize("name", list(LYING))
def test_what_is_said_is_counted_once(name):
    document = rearranged(LYING[name])
    report = check(document)
    assert report.outcome is not Outcome.VALID, "refused, since readers of the JSON would be fooled"
    assert report.code in {"context.described-twice", "context.repeated-node"}, codes(report)


@pytest.mark.parametrize("warm", [0, 4])
@pytest.mark.parametrize("name", ["credits doubled", "credits torn apart"])
def test_neither_plan_nor_memory_lets_it_pass(name, warm):
    """However often the genuine one, and the other, came by before."""
    document = rearranged(LYING[name])
    for _ in range(warm):
        check(GENUINE)
        check(document)
    assert check(document).outcome is not Outcome.VALID


def with_creator(creator: Any, **issuer: Any) -> dict[str, Any]:
    """Return a signed badge whose issuer is the achievement's creator too."""

    def change(document: dict[str, Any]) -> None:
        document["issuer"] |= issuer
        achievement_of(document)["creator"] = creator(copy.deepcopy(document["issuer"]))

    return samples.resigned(change)


ENTRIES = [{"type": "IdentifierEntry", "identifier": name, "identifierType": "sourcedId"}
           for name in "ab"]  # fmt: skip
NAMED = {
    "in full in both places": lambda issuer: issuer,
    "in full, in another order": lambda issuer: dict(reversed(issuer.items())),
    "by its id": lambda issuer: issuer["id"],
    "by its id, in an object": lambda issuer: {"id": issuer["id"]},
    "by its id and type": lambda issuer: {"id": issuer["id"], "type": ["Profile"]},
    "with a part left out": lambda issuer: {k: v for k, v in issuer.items() if k != "name"},
    "with half of its identifiers": lambda issuer: issuer | (
        {"otherIdentifier": ENTRIES[:1]} if "otherIdentifier" in issuer else {}),
}  # fmt: skip
TORN = {
    "a part more": lambda issuer: issuer | {"url": "https://bread.example"},
    "a part in other words": lambda issuer: issuer | {"name": "The Other School"},
    "another type": lambda issuer: {"id": issuer["id"], "type": ["Profile", "Image"]},
    "an identifier more": lambda issuer: (
        issuer
        | {
            "otherIdentifier": [
                *ENTRIES,
                {"type": "IdentifierEntry", "identifier": "c", "identifierType": "sourcedId"},
            ]
        }
    ),
}


@pytest.mark.parametrize("entries", [[], ENTRIES], ids=["named", "with nodes without id"])
@pytest.mark.parametrize("name", list(NAMED))
def test_an_organisation_in_two_places_is_told_in_full_at_the_top(name, entries):
    for _ in range(4):
        badge = with_creator(NAMED[name], **({"otherIdentifier": entries} if entries else {}))
        assert check(badge).outcome is Outcome.VALID


@pytest.mark.parametrize("name", list(TORN))
def test_what_stands_in_one_place_is_never_half_of_it(name, monkeypatch):
    """Even where the issuer signed it so: nobody could tell it from a copy made by another."""
    with monkeypatch.context() as lax:
        lax.setattr("mintmark.encoding.telling.Telling.check", lambda *_: None)
        badge = with_creator(TORN[name], otherIdentifier=ENTRIES)
        assert check(badge).outcome is Outcome.VALID
    canonical.planner_for.cache_clear()
    assert check(badge).code == "context.described-twice"


def test_a_token_stands_as_it_was_signed():
    """Its signature covers the JSON: what stands there twice, the issuer wrote twice."""
    document = rearranged(LYING["credits doubled"])
    document["credentialSubject"]["achievement"]["tag"] = ["bread", "bread"]
    del document["proof"]
    assert check(vc_jose.sign(document, samples.KEY)).outcome is Outcome.VALID


HARMLESS = {
    "members in another order": lambda d: d.update(
        {k: d.pop(k) for k in reversed(list(d)) if k != "@context"}
    ),
    "results in another order": lambda d: subject_of(d)["result"].reverse(),
    "identifiers in another order": lambda d: subject_of(d)["identifier"].reverse(),
    "one in a list": lambda d: d.update(credentialSubject=[d["credentialSubject"]]),
    "a name in a list": lambda d: d.update(name=[d["name"]]),
    "another name of the type": lambda d: d.update(
        type=["VerifiableCredential", "AchievementCredential"]
    ),
    "languages in other letters": lambda d: achievement_of(d).update(
        title={k.upper(): v for k, v in achievement_of(d)["title"].items()}
    ),
    "texts as a list of values": lambda d: achievement_of(d).update(
        title=[{"@value": v, "@language": k} for k, v in achievement_of(d)["title"].items()]
    ),
    "a truth value as text": lambda d: subject_of(d)["identifier"][1].update(hashed="true"),
    "a truth value in a list": lambda d: subject_of(d)["identifier"][1].update(hashed=[True]),
    "a further context": lambda d: d["@context"].append("https://www.w3.org/ns/did/v1"),
    "contexts again inside": lambda d: subject_of(d).update({"@context": d["@context"]}),
}


def told(document: dict[str, Any]) -> dict[str, Any]:
    """Return what people are shown, sets in one order."""
    said = describe(document)
    found = {one.name: getattr(said, one.name) for one in fields(said)}
    return found | {"results": sorted(said.results, key=str)}


@pytest.mark.parametrize("name", list(HARMLESS))
def test_the_same_statements_are_shown_as_the_same(name):
    document = rearranged(HARMLESS[name])
    report = check(document)
    if report.signed is not None:
        assert told(dict(report.signed.document)) == told(without_proof(GENUINE))
        assert report.signed.learner["name"] == "Ana Andromeda"
        for kind, value in (("emailAddress", "ana@example.org"), ("name", "Ana Andromeda")):
            assert is_about(GENUINE, kind, value)


def test_the_twins_say_the_same_in_rdf():
    """That the attacks are what they claim to be: not a single statement differs."""
    genuine = canonical.plain_form(without_proof(GENUINE), BUNDLED)
    for name, change in HARMLESS.items():
        document = rearranged(change)
        assert canonical.plain_form(without_proof(document), BUNDLED) == genuine, name


@pytest.mark.parametrize(
    "respell",
    [
        pytest.param(lambda value: {"@value": value}, id="value"),
        pytest.param(
            lambda value: {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#string"},
            id="typed",
        ),
    ],
)
@pytest.mark.parametrize("term", ["point", "creditSystem"])
def test_a_text_is_not_written_as_an_object(term, respell):
    """Readers of the JSON look for a text there."""

    def change(document: dict[str, Any]) -> None:
        node = achievement_of(document)["creditPoint"][0]
        node[term] = respell(node[term])

    assert check(rearranged(change)).code == "context.not-compact"


def test_digits_are_read_with_and_without_quotation_marks():
    document = rearranged(lambda d: achievement_of(d)["creditPoint"][0].update(point=1))
    report = check(document)
    if report.signed is not None:
        assert told(dict(report.signed.document)) == told(without_proof(GENUINE))


@pytest.mark.parametrize("hashed", ["true", [True]])
def test_a_hashed_identity_stays_hashed(hashed):
    """With a name that is hashed, no reader is shown the hash as the learner's name."""

    def hide(document: dict[str, Any]) -> None:
        document["credentialSubject"]["identifier"][0].update(
            hashed=True, identityHash="sha256$" + "0" * 64, salt="s"
        )

    genuine = samples.resigned(hide)
    assert check(genuine).require().learner["name"] is None
    subject_of(genuine)["identifier"][0]["hashed"] = hashed
    report = check(genuine)
    assert report.signed is None or report.signed.learner["name"] is None


SUBJECTS = [{"id": "did:example:ana", "name": "Ana"}, {"id": "did:example:bob", "name": "Bob"}]


def test_of_several_subjects_none_is_the_learner():
    document = samples.signed(plain(credentialSubject=SUBJECTS))
    swapped = rearranged(lambda d: d["credentialSubject"].reverse(), document)
    one, other = check(document), check(swapped)
    assert one.outcome is Outcome.VALID
    assert other.outcome is Outcome.INVALID or one.require().learner == other.require().learner


def test_a_badge_has_one_achievement():
    def add(document: dict[str, Any]) -> None:
        subject = document["credentialSubject"]
        subject.pop("result")
        subject["achievement"] = [
            subject["achievement"],
            {
                "id": "urn:x:master",
                "type": ["Achievement"],
                "name": "Master Baker",
                "description": "All of it.",
                "criteria": {"narrative": "Bake."},
            },
        ]

    report = check(samples.resigned(add))
    assert report.outcome is Outcome.INVALID, "or the holder chooses which one is shown"


MOVED = [
    Attack("the subject in two objects", lambda: rearranged(
        _split_one(lambda d: d, "credentialSubject", "identifier")),
        "context.described-twice"),
    Attack("the issuer in two objects", lambda: rearranged(
        _split_one(lambda d: d, "issuer", "name")), "form.issuer"),
    Attack("ids exchanged", lambda: rearranged(lambda d: (
        d["issuer"].update(id=achievement_of(d)["id"]),
        achievement_of(d).update(id=GENUINE["issuer"]["id"]))), "key.not-resolvable"),
    Attack("the learner's id exchanged with the achievement's", lambda: rearranged(lambda d: (
        subject_of(d).update(id=achievement_of(GENUINE)["id"]),
        achievement_of(d).update(id=subject_of(GENUINE)["id"]))), "proof.bad-signature"),
    Attack("results exchanged", lambda: rearranged(lambda d: (
        subject_of(d)["result"][0].update(resultDescription=GENUINE["credentialSubject"]["result"]
                                          [1]["resultDescription"]),
        subject_of(d)["result"][1].update(resultDescription=GENUINE["credentialSubject"]["result"]
                                          [0]["resultDescription"]))), "proof.bad-signature"),
    Attack("identities without id exchanged", lambda: rearranged(lambda d: (
        subject_of(d)["identifier"][0].update(identityType="emailAddress"),
        subject_of(d)["identifier"][1].update(identityType="name"))), "proof.bad-signature"),
    Attack("a node without id doubled", lambda: rearranged(lambda d: subject_of(d).update(
        identifier=subject_of(d)["identifier"] * 2)), "proof.bad-signature"),
    Attack("a node put elsewhere", lambda: rearranged(lambda d: d.update(
        awardedBy=subject_of(d).pop("awardedBy"))), "proof.bad-signature"),
    Attack("the credential's end put inside", lambda: rearranged(lambda d: subject_of(d).update(
        validUntil="2099-01-01T00:00:00Z")), "context.undefined-term"),
]  # fmt: skip


@attacks(*MOVED)
def test_statements_cannot_be_moved(attack):
    withstand(attack)


def clique(size: int) -> list[dict[str, Any]]:
    """Nodes without id that all look alike."""
    return [{"type": "Evidence", "narrative": "x"} for _ in range(size)]


def test_alike_nodes_are_no_error_while_they_are_few():
    assert check(samples.resigned(lambda d: d.update(evidence=clique(4)))).outcome is Outcome.VALID
