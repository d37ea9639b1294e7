"""The twelve checks: each has a hostile twin that it alone catches, beside a benign one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from larger_samples import larger, part
from mintmark.errors import UsageError
from mintmark.keys.identity import as_did_web, did_document
from mintmark.proofs import vc_jose
from mintmark.report import Outcome, Report
from mintmark.status import bitstring
from mintmark.steps.verify import CHECKLIST, checklist, checks, verify
from mintmark.trust.anchors import Anchor
from mintmark.trust.policy import AnchoredIn, IssuerIs

LIST = "https://school.example/status/1"
SCHEMA = "https://school.example/schema.json"


def check(data: Any, **options: Any) -> Report:
    return verify(data, **({"at": samples.LATER} | options))


def documents(**more: str) -> dict[str, str]:
    return {
        LIST: json.dumps(status_list({7})),
        SCHEMA: json.dumps({"type": "object", "required": ["credentialSubject"]}),
    } | more


def status_list(revoked: set[int], key: Any = samples.KEY, **changes: Any) -> dict[str, Any]:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.controller,
        "validFrom": "2026-05-01T00:00:00Z",
        "credentialSubject": bitstring.list_subject(revoked, list_id=f"{LIST}#list"),
    }
    return samples.signed(document | changes, key=key)


def with_status(index: int, **changes: Any) -> dict[str, Any]:
    entry = {
        "id": f"{LIST}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": LIST,
    }
    return samples.resigned(lambda d: d.update(credentialStatus=entry | changes))


def unknown_status() -> dict[str, Any]:
    entry = {"id": LIST, "type": "JsonSchema"}
    return samples.resigned(lambda d: d.update(credentialStatus=entry))


def with_schema(**changes: Any) -> dict[str, Any]:
    entry = {"id": SCHEMA, "type": "JsonSchema"} | changes
    return samples.resigned(lambda d: d.update(credentialSchema=entry))


def edited(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    document = samples.credential()
    change(document)
    return document


def rename(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["name"] = "Master Baker"


def undefined_term(document: dict[str, Any]) -> None:
    document["shoeSize"] = 42


def result_without_description(document: dict[str, Any]) -> None:
    document["credentialSubject"]["result"][0]["resultDescription"] = "urn:x:nowhere"


def jcs(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    return samples.resigned(change, suite="eddsa-jcs-2022")


# check number, the code it gives, the hostile twin, options for verify
HOSTILE: list[tuple[int, str, Callable[[], Any], dict[str, Any]]] = [
    (1, "json.duplicate-member", lambda: duplicate_member(), {}),
    (2, "form.subject", lambda: plain(credentialSubject=[]), {}),
    (3, "context.undefined-term", lambda: jcs(undefined_term), {}),
    (4, "proof.from-the-future", lambda: samples.signed(
        samples.unsigned(), created=samples.at("2026-07-01T00:00:00Z")), {}),
    (5, "key.not-the-issuers", lambda: samples.signed(
        samples.unsigned(), key=samples.OTHER_KEY), {}),
    (6, "proof.bad-signature", lambda: edited(rename), {}),
    (7, "period.over", lambda: samples.resigned(
        lambda d: d.update(validUntil="2026-05-05T00:00:00Z")), {}),
    (8, "status.revoked", lambda: with_status(7), {"documents": documents()}),
    (9, "schema.violation", lambda: with_schema(), {
        "documents": documents() | {SCHEMA: '{"required": ["shoeSize"]}'}}),
    (10, "openbadges.undeclared-result", lambda: samples.resigned(
        result_without_description), {}),
    (11, "trust.not-vouched-for", lambda: samples.credential(), {
        "policy": IssuerIs(samples.OTHER_KEY.controller)}),
    (12, "part.altered", lambda: larger([part(1)]), {"parts": [part(1) + b" "]}),
]  # fmt: skip


def plain(**changes: Any) -> dict[str, Any]:
    """Return a signed credential of no particular format."""
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": samples.KEY.controller,
        "credentialSubject": {"id": "did:example:ana"},
    }
    return samples.signed(document | changes)


def duplicate_member() -> bytes:
    text = json.dumps(samples.credential())
    return (text[:-1] + ', "name": "Master Baker"}').encode()


def judged(number: int, code: str, make: Callable[[], Any], options: dict[str, Any]) -> None:
    """Hold that the hostile twin is invalid because of this check and no other."""
    report = check(make(), **options)
    assert report.outcome is Outcome.INVALID
    assert report.code == code
    invalid = [c.number for c in report.checks if c.outcome is Outcome.INVALID]
    assert invalid == [number]


@pytest.mark.parametrize(("number", "code", "make", "options"), HOSTILE)
def test_each_check_catches_its_hostile_twin(number, code, make, options):
    judged(number, code, make, options)


@pytest.mark.parametrize(("number", "code", "make", "options"), HOSTILE)
def test_switching_a_check_off_is_noticed(monkeypatch, number, code, make, options):
    """The test above must fail when that check alone is switched off."""
    off = tuple(
        dataclasses.replace(step, run=lambda case: _read_leniently(case)) if step.number == number
        else step
        for step in CHECKLIST
    )  # fmt: skip
    monkeypatch.setattr(checklist, "CHECKLIST", off)
    with pytest.raises(AssertionError):
        judged(number, code, make, options)


def _read_leniently(case: Any) -> str:
    """What a check that is off leaves behind: just enough for the later ones to go on."""
    if not case.document:
        case.document = json.loads(case.data)
        case.secured = {k: v for k, v in case.document.items() if k != "proof"}
    case.issuer = case.issuer or case.document["issuer"]["id"]
    return "Switched off."


def test_every_check_has_a_hostile_twin():
    assert [row[0] for row in HOSTILE] == [step.number for step in CHECKLIST] == list(range(1, 13))


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_the_genuine_credential_is_valid(suite):
    """DIG-10, INS-15: verifiable by anybody, and unforgeable."""
    report = check(samples.credential(suite=suite))
    assert [c.code for c in report.checks if c.outcome is not Outcome.VALID] == []
    assert report.code is None
    claims = report.require()
    assert claims.learner["name"] == "Ana Andromeda"
    assert claims.achievement is not None
    assert claims.achievement["name"] == "Sourdough Basics"
    assert claims.issuer == {
        "id": samples.KEY.controller,
        "name": "School of Bread",
        "vouched_by": None,
    }


@pytest.mark.parametrize("suite", ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"])
def test_elliptic_curve_keys_sign_too(suite):
    assert check(samples.credential(key=samples.P256_KEY, suite=suite)).outcome is Outcome.VALID


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (lambda: with_status(8), {"documents": documents()}),
        (with_schema, {"documents": documents()}),
        (samples.credential, {"policy": IssuerIs(samples.KEY.controller)}),
        (samples.credential, {"at": samples.ISSUED}),
        (lambda: json.dumps(samples.credential()), {}),
        (lambda: json.dumps(samples.credential(), indent=4).encode(), {}),
    ],
)
def test_the_benign_twins_are_valid(make, options):
    report = check(make(), **options)
    assert [(c.number, c.detail) for c in report.checks if c.outcome is not Outcome.VALID] == []


def test_it_is_said_who_vouches_for_the_issuer():
    """DEF-U-02, DEF-U-08."""
    anchor = Anchor(issuer=samples.KEY.controller, vouched_by="the Bakers' Guild")
    report = check(samples.credential(), policy=AnchoredIn((anchor,)))
    assert report.require().issuer["vouched_by"] == "the Bakers' Guild"
    assert "Guild" in report.checks[10].detail
    assert "nobody vouches" in check(samples.credential()).checks[10].detail


@pytest.mark.parametrize(
    ("make", "options", "code"),
    [
        (lambda: with_status(7), {}, "fetch.not-at-hand"),
        (with_schema, {}, "fetch.not-at-hand"),
        (unknown_status, {}, "status.unknown-type"),
        (lambda: with_schema(type="BitstringStatusListEntry"), {}, "schema.unknown-type"),
        (with_schema, {"documents": {SCHEMA: '{"$ref": "https://else.example/"}'}},
         "schema.remote-reference"),
        (with_schema, {"documents": {SCHEMA: " " * 300_000}}, "schema.too-large"),
        (lambda: samples.credential(suite="eddsa-jcs-2022"), {"suites": frozenset()},
         "proof.unknown-suite"),
    ],
)  # fmt: skip
def test_what_could_not_be_checked_is_never_fine(make, options, code):
    report = check(make(), **options)
    assert report.outcome is Outcome.INDETERMINATE
    assert report.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d.update({"@context": ["https://example.org/own"]}), "form.not-a-credential"),
        (lambda d: d.update({"@context": "https://www.w3.org/ns/credentials/v2"}),
         "form.not-a-credential"),
        (lambda d: d.pop("@context"), "form.not-a-credential"),
        (lambda d: d.update({"@context": ["https://www.w3.org/2018/credentials/v1"]}), "form.date"),
        (lambda d: d.update(type="OpenBadgeCredential"), "form.type"),
        (lambda d: d.update(type=["VerifiableCredential", 1]), "form.type"),
        (lambda d: d.update(issuer="the school"), "form.issuer"),
        (lambda d: d.update(issuer={"name": "the school"}), "form.issuer"),
        (lambda d: d.pop("issuer"), "form.issuer"),
        (lambda d: d.pop("credentialSubject"), "form.subject"),
        (lambda d: d.update(credentialSubject={}), "form.subject"),
        (lambda d: d.update(credentialSubject=["x"]), "form.subject"),
        (lambda d: d.update(id="1"), "form.id"),
        (lambda d: d.update(validFrom="2026-05-04"), "form.date"),
        (lambda d: d.update(validFrom="2026-05-04T12:00:00"), "form.date"),
        (lambda d: d.update(validUntil=7), "form.date"),
        (lambda d: d.update(validUntil="2020-01-01T00:00:00Z"), "form.period"),
        (lambda d: d.pop("proof"), "proof.missing"),
        (lambda d: d.update(proof=[]), "proof.missing"),
    ],
)  # fmt: skip
def test_what_is_no_credential_is_said_so(change, code):
    report = check(edited(change))
    assert report.outcome is Outcome.INVALID
    assert report.code == code
    assert report.signed is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"created": samples.ISSUED, "expires": samples.at("2026-05-05T00:00:00Z")},
         "proof.expired"),
        ({"purpose": "authentication"}, "proof.wrong-purpose"),
    ],
)  # fmt: skip
def test_a_proof_must_be_for_this_and_in_time(options, code):
    report = check(samples.signed(samples.unsigned(), **options))
    assert (report.outcome, report.code) == (Outcome.INVALID, code)


def test_another_machines_clock_may_be_a_little_ahead():
    ahead = samples.at("2026-06-01T12:04:00Z")
    assert check(samples.signed(samples.unsigned(), created=ahead)).outcome is Outcome.VALID


def test_it_is_not_valid_before_its_time():
    report = check(samples.credential(), at=samples.at("2026-05-04T11:59:59Z"))
    assert report.code == "period.not-yet"


def test_the_period_includes_its_ends():
    document = samples.resigned(lambda d: d.update(validUntil="2026-05-05T00:00:00Z"))
    assert check(document, at=samples.at("2026-05-05T00:00:00Z")).outcome is Outcome.VALID
    assert check(document, at=samples.at("2026-05-05T00:00:01Z")).code == "period.over"


def test_a_moment_without_zone_is_wrong_usage():
    with pytest.raises(UsageError):
        check(samples.credential(), at=samples.LATER.replace(tzinfo=None))


def test_a_foreign_second_proof_needs_good_standing_too():
    twice = samples.signed(samples.credential(), key=samples.OTHER_KEY)
    assert check(twice).outcome is Outcome.VALID
    twice["proof"][1]["proofValue"] = twice["proof"][0]["proofValue"]
    assert check(twice).code == "proof.bad-signature"
    only_foreign = dict(twice, proof=twice["proof"][1])
    assert check(only_foreign).code == "key.not-the-issuers"


def web_key() -> Any:
    return as_did_web(samples.KEY, "school.example")


def test_an_issuer_on_the_web_is_asked_for_its_document():
    key = web_key()
    document = samples.credential(key=key)
    at_hand = {"https://school.example/.well-known/did.json": json.dumps(did_document(key))}
    assert check(document, documents=at_hand).outcome is Outcome.VALID
    report = check(document)
    assert (report.outcome, report.code) == (Outcome.INDETERMINATE, "fetch.not-at-hand")
    assert report.checks[5].code == "check.not-reached"


def test_a_key_listed_for_something_else_does_not_count():
    key = web_key()
    listed = did_document(key)
    listed["authentication"] = listed.pop("assertionMethod")
    at_hand = {"https://school.example/.well-known/did.json": json.dumps(listed)}
    report = check(samples.credential(key=key), documents=at_hand)
    assert (report.outcome, report.code) == (Outcome.INVALID, "key.not-the-issuers")


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (status_list(set(), samples.OTHER_KEY), "status.foreign-list", Outcome.INVALID),
        (status_list({7}) | {"name": "other"}, "status.list-invalid", Outcome.INVALID),
        (status_list(set(), validUntil="2026-05-02T00:00:00Z"), "status.list-unchecked",
         Outcome.INDETERMINATE),
        (status_list(set(), credentialStatus={
            "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "1", "statusListCredential": "https://school.example/status/2"}),
         "status.list-invalid", Outcome.INVALID),
        (status_list(set(), web_key()), "status.list-unchecked", Outcome.INDETERMINATE),
    ],
)  # fmt: skip
def test_a_status_list_must_hold_like_a_credential(status, code, outcome):
    report = check(with_status(7), documents={LIST: json.dumps(status)})
    assert (report.outcome, report.code) == (outcome, code)


def test_suspension_is_told_apart():
    subject = bitstring.list_subject({7}, list_id=f"{LIST}#list", purpose="suspension")
    listed = {LIST: json.dumps(status_list(set(), credentialSubject=subject))}
    report = check(with_status(7, statusPurpose="suspension"), documents=listed)
    assert report.code == "status.suspended"
    assert report.signed is not None
    benign = check(with_status(8, statusPurpose="suspension"), documents=listed)
    assert benign.outcome is Outcome.VALID


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
@pytest.mark.parametrize(
    ("revoked", "suspended", "code"),
    [
        ({7}, {7}, "status.revoked"),
        (set(), {7}, "status.suspended"),
        (set(), set(), "fetch.not-at-hand"),
    ],
)
def test_of_several_entries_the_one_that_weighs_most_is_told(order, revoked, suspended, code):
    paused, gone = f"{LIST}/paused", f"{LIST}/gone"
    subject = bitstring.list_subject(suspended, list_id=f"{paused}#list", purpose="suspension")
    at_hand = {
        LIST: json.dumps(status_list(revoked)),
        paused: json.dumps(status_list(set(), id=paused, credentialSubject=subject)),
    }
    entry = with_status(7)["credentialStatus"]
    entries = [
        entry,
        entry | {"id": "urn:e:2", "statusPurpose": "suspension", "statusListCredential": paused},
        entry | {"id": "urn:e:3", "statusListCredential": gone},
    ]
    sent = samples.resigned(lambda d: d.update(credentialStatus=[entries[n] for n in order]))
    assert check(sent, documents=at_hand).code == code


def test_numbers_of_entries_and_documents_are_bounded():
    entry = with_status(7)["credentialStatus"]
    many = samples.resigned(
        lambda d: d.update(credentialStatus=[entry | {"id": f"{LIST}#{n}"} for n in range(9)])
    )
    assert check(many).code == "status.too-many"
    schemas = [{"id": f"{SCHEMA}?{n}", "type": "JsonSchema"} for n in range(3)]
    at_hand = dict.fromkeys((one["id"] for one in schemas), "{}")
    report = check(
        samples.resigned(lambda d: d.update(credentialSchema=schemas)), documents=at_hand
    )
    assert (report.outcome, report.code) == (Outcome.INDETERMINATE, "schema.too-many")
    assert (
        check(samples.resigned(lambda d: d.update(credentialSchema={"type": "JsonSchema"}))).code
        == "form.schema"
    )


def test_another_signer_cannot_add_contexts_to_what_the_issuer_signed():
    """A JCS proof covers the contexts it names; a second proof must not widen the first one's."""
    document = plain_jcs()
    document["@context"] = [*document["@context"], samples.OB_CONTEXT]
    alone = check(document)
    assert alone.outcome is Outcome.VALID
    assert alone.require().document["@context"] == ["https://www.w3.org/ns/credentials/v2"]
    both = samples.signed(document, key=samples.OTHER_KEY, suite="eddsa-jcs-2022")
    report = check(both)
    assert (report.outcome, report.code) == (Outcome.INVALID, "proof.context-mismatch")


def plain_jcs() -> dict[str, Any]:
    unsigned = {name: value for name, value in plain().items() if name != "proof"}
    return samples.signed(unsigned, suite="eddsa-jcs-2022")


def test_a_credential_cannot_make_the_verifier_ask_for_ever():
    class Counting:
        asked: list[str] = []  # noqa: RUF012

        def fetch(self, url: str) -> bytes:
            self.asked.append(url)
            return b"{}"

    entry = with_status(7)["credentialStatus"]
    entries = [dict(entry, id=f"{LIST}#{n}", statusListCredential=f"{LIST}/{n}") for n in range(8)]
    schemas = [{"id": f"{SCHEMA}?{n}", "type": "JsonSchema"} for n in range(2)]
    document = samples.resigned(
        lambda d: d.update(credentialStatus=entries, credentialSchema=schemas)
    )
    counting = Counting()
    check(document, documents=counting)
    assert len(counting.asked) <= 10


def test_a_plain_credential_is_held_against_no_badge_rules():
    report = check(plain())
    assert report.outcome is Outcome.VALID
    assert report.require().achievement is None
    assert "no further rules" in report.checks[9].detail


def test_a_bug_in_a_check_never_reads_as_fine(monkeypatch):
    def broken(case: Any) -> str:
        raise ZeroDivisionError

    steps = tuple(dataclasses.replace(s, run=broken) if s.number == 7 else s for s in CHECKLIST)
    monkeypatch.setattr(checklist, "CHECKLIST", steps)
    report = check(samples.credential())
    assert (report.outcome, report.code) == (Outcome.INDETERMINATE, "check.internal-error")


@given(st.binary() | st.text())
def test_no_input_makes_it_raise_anything(data):
    report = check(data)
    assert report.outcome is not Outcome.VALID
    assert "check.internal-error" not in {c.code for c in report.checks}


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["VerifiableCredential", "urn:x:y", samples.KEY.controller, "@id", "_:b"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=3) | st.sampled_from(
        ["id", "type", "@context", "@id", "@type", "@graph", "@value", "@list", "name"]
    ), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [
        place
        for key, inner in items
        for place in [
            (*path, key),
            *(_places(inner, (*path, key)) if inner and isinstance(inner, dict | list) else []),
        ]
    ]


@settings(max_examples=100)
@given(st.data())
def test_any_change_to_the_signed_content_is_noticed(data):
    """One member replaced anywhere never verifies, unless it says the same."""
    document = samples.credential(
        suite=data.draw(st.sampled_from(["eddsa-rdfc-2022", "eddsa-jcs-2022"]))
    )
    place = data.draw(st.sampled_from(_places(document)))
    *path, last = place
    target = document
    for key in path:
        target = target[key]
    replacement = data.draw(VALUES)
    if target[last] == replacement or (
        isinstance(target[last], list) and target[last] == [replacement]
    ):
        return
    target[last] = replacement
    report = check(document)
    assert "check.internal-error" not in {c.code for c in report.checks}
    assert report.outcome is not Outcome.VALID


@settings(max_examples=150)
@given(st.data())
def test_one_flipped_byte_never_verifies(data):
    raw = bytearray(json.dumps(samples.credential(), separators=(",", ":")).encode())
    position = data.draw(st.integers(0, len(raw) - 1))
    raw[position] ^= 1 << data.draw(st.integers(0, 7))
    report = check(bytes(raw))
    assert "check.internal-error" not in {c.code for c in report.checks}
    assert report.outcome is not Outcome.VALID


def test_what_holds_is_remembered_in_few_words_only():
    checks._holds.cache_clear()
    for words in ("short", "x" * 10_000):
        found = checks.carried_out(1, "read", lambda words=words: words)
        assert (found.outcome, found.code, found.detail) == (Outcome.VALID, None, words)
    assert checks._holds.cache_info().currsize == 1
    assert checks._holds.cache_info().maxsize is not None


@pytest.mark.parametrize("member", ["validFrom", "validUntil"])
def test_a_date_that_is_none_says_why_and_what_to_do(member):
    without_zone = samples.unsigned(lambda d: d.update({member: "2027-03-01T00:00:00"}))
    (told,) = (one for one in check(without_zone).checks if one.name == "form")
    assert told.code == "form.date"
    assert "does not say its time zone" in told.detail
    assert "Add Z for UTC" in told.detail


def test_a_presentation_is_called_one():
    shown = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [],
    }
    report = check(shown)
    assert (report.outcome, report.code) == (Outcome.INVALID, "form.presentation")
    assert "verify_presentation" in report.checks[0].detail


def test_contexts_that_contradict_each_other_are_named():
    older = samples.OB_CONTEXT.replace("3.0.3", "3.0.1")
    document = samples.credential()
    document["@context"] = [*document["@context"], older]
    (told,) = (one for one in check(document).checks if one.code == "context.rejected")
    assert "(/@context)" in told.detail
    assert "Take out the context" in told.detail


def test_a_key_that_is_no_text_is_named():
    key = web_key()
    listed = did_document(key)
    listed["verificationMethod"][0]["publicKeyMultibase"] = 5
    at_hand = {"https://school.example/.well-known/did.json": json.dumps(listed)}
    report = check(samples.credential(key=key), documents=at_hand)
    assert report.code == "key.malformed-multikey"
    assert report.decisive is not None
    assert key.verification_method in report.decisive.detail


@pytest.mark.parametrize(
    ("named", "outcome"),
    [(["JsonSchema"], Outcome.VALID), (["Other", "JsonSchema"], Outcome.VALID)],
)
def test_a_schema_may_have_a_list_of_types(named, outcome):
    address = "https://school.example/schema"

    def change(document):
        document["credentialSchema"] = {"id": address, "type": named}

    token = vc_jose.sign(samples.unsigned(change), samples.KEY)
    fits = check(token, documents={address: "{}"})
    assert [one.outcome for one in fits.checks if one.name == "schema"] == [outcome]
    misfits = check(token, documents={address: json.dumps({"required": ["shoeSize"]})})
    assert "schema.violation" in [one.code for one in misfits.checks]
