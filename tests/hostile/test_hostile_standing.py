"""Status, schemas, resources and time: what could be put off, exchanged or blown up."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from base64 import b64encode
from typing import Any

import pytest
from hostile_cases import HOME, V2, Attack, attacks, check, edited, plain, withstand

import samples
from mintmark.encoding import multibase
from mintmark.errors import MintmarkError
from mintmark.report import Outcome
from mintmark.status import bitstring, token_status

LIST = f"{HOME}/status/1"
SCHEMA = f"{HOME}/schema.json"


def encoded(data: bytes, *, pack: Any = gzip.compress) -> str:
    return multibase.encode(pack(data), "u")


def status_list(
    revoked: Any = (7,), *, key: Any = samples.KEY, purpose: str = "revocation", **changes: Any
) -> dict[str, Any]:
    subject = bitstring.list_subject(set(revoked), list_id=f"{LIST}#list", purpose=purpose)
    return samples.signed(
        {
            "@context": [V2],
            "id": LIST,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": key.controller,
            "validFrom": "2026-05-01T00:00:00Z",
            "credentialSubject": subject | changes.pop("subject", {}),
        }
        | changes,
        key=key,
    )


def entry(**changes: Any) -> dict[str, Any]:
    whole = {
        "id": f"{LIST}#8",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "8",
        "statusListCredential": LIST,
    } | changes
    return {name: value for name, value in whole.items() if value is not ...}


def with_status(**changes: Any) -> Any:
    return lambda: samples.resigned(lambda d: d.update(credentialStatus=entry(**changes)))


def at_hand(found: Any, address: str = LIST) -> Any:
    text = found if isinstance(found, str | bytes) else json.dumps(found)
    return {"documents": {address: text}}


def listed(code: str, name: str, found: Any, outcome: Outcome = Outcome.INVALID) -> Attack:
    """An attack by the list: the credential is good by the genuine one."""
    return Attack(name, with_status(), code, with_status(), outcome, at_hand(found),
                  at_hand(status_list()))  # fmt: skip


def named(code: str, name: str, outcome: Outcome = Outcome.INVALID, **changes: Any) -> Attack:
    """An attack by the entry."""
    return Attack(name, with_status(**changes), code, with_status(), outcome,
                  at_hand(status_list()))  # fmt: skip


def packed(data: bytes, **more: Any) -> Any:
    return status_list(subject={"encodedList": encoded(data, **more)})


BITS = bytes(16384)

STATUS = [
    named("status.revoked", "revoked", statusListIndex="7"),
    named("status.index-out-of-range", "an index beyond", statusListIndex="131072"),
    named("status.malformed-entry", "an index below", statusListIndex="-1"),
    named("status.malformed-entry", "an index that is no number", statusListIndex="8.0"),
    named("status.malformed-entry", "an index in arabic digits", statusListIndex="٨"),
    named("status.malformed-entry", "an index with a zero before", statusListIndex="08"),
    named("status.malformed-entry", "an index without end", statusListIndex="9" * 50_000),
    named("status.malformed-entry", "an index that is a JSON number", statusListIndex=8),
    named("status.malformed-entry", "no index", statusListIndex=...),
    named("status.malformed-entry", "the list's address as the entry's id", id=LIST),
    named("status.malformed-entry", "a size of nine bits", statusSize=9),
    named("status.malformed-entry", "two bits and no messages", statusSize=2),
    named("status.malformed-entry", "no purpose", statusPurpose=...),
    named("status.wrong-purpose", "another purpose", statusPurpose="suspension"),
    named("status.wrong-purpose", "no purpose that counts", statusPurpose="message"),
    named("fetch.not-at-hand", "a list nobody has", Outcome.INDETERMINATE,
          statusListCredential=f"{HOME}/status/2"),
    listed("status.list-invalid", "a list changed", edited(
        lambda d: d["credentialSubject"].update(encodedList=encoded(BITS)), status_list())),
    listed("status.list-invalid", "a list without proof", edited(
        lambda d: d.pop("proof"), status_list())),
    listed("status.foreign-list", "somebody else's list", status_list(key=samples.OTHER_KEY)),
    listed("status.wrong-list", "another list of the issuer", status_list(
        id=f"{HOME}/status/2")),
    listed("status.list-unchecked", "a list that is over", status_list(
        validUntil="2026-05-02T00:00:00Z"), Outcome.INDETERMINATE),
    listed("status.list-unchecked", "a list of tomorrow", status_list(
        validFrom="2026-07-01T00:00:00Z"), Outcome.INDETERMINATE),
    listed("status.list-invalid", "a list that is over, and changed", edited(
        lambda d: d["credentialSubject"].update(encodedList=encoded(BITS)),
        status_list(validUntil="2026-05-02T00:00:00Z"))),
    listed("status.list-invalid", "a list with a list", status_list(
        credentialStatus=entry(statusListCredential=f"{HOME}/status/2"))),
    listed("status.malformed-list", "a badge for a list", samples.resigned(
        lambda d: d.update(id=LIST))),
    listed("status.malformed-list", "two lists", status_list(credentialSubject=[
        bitstring.list_subject({7}, list_id=f"{LIST}#{n}") for n in (1, 2)])),
    listed("status.list-too-short", "a list too short", packed(bytes(16383))),
    listed("status.list-too-large", "a bomb", packed(bytes(16 * 2**20 + 1))),
    listed("status.malformed-list", "a list cut off", status_list(subject={
        "encodedList": multibase.encode(gzip.compress(BITS)[:-9], "u")})),
    listed("status.malformed-list", "a list behind the list", status_list(subject={
        "encodedList": multibase.encode(gzip.compress(BITS) * 2, "u")})),
    listed("status.malformed-list", "zlib for gzip", packed(BITS, pack=zlib.compress)),
    listed("status.malformed-list", "no base", status_list(subject={
        "encodedList": encoded(BITS)[1:]})),
    listed("status.malformed-list", "no list", status_list(subject={"encodedList": "u"})),
    listed("status.list-unchecked", "HTML for a list", "<html>", Outcome.INDETERMINATE),
    listed("status.list-unchecked", "nothing for a list", "", Outcome.INDETERMINATE),
    listed("status.list-unchecked", "half a list", json.dumps(status_list())[:-9],
           Outcome.INDETERMINATE),
    listed("status.list-unchecked", "an error for a list", {"error": "not found"},
           Outcome.INDETERMINATE),
    named("status.revoked", "a type in a list", type=["BitstringStatusListEntry"],
          statusListIndex="7"),
    Attack("a type nobody here knows", lambda: samples.resigned(lambda d: d.update(
        credentialStatus={"id": f"{LIST}#8", "type": "JsonSchema"})), "status.unknown-type",
        with_status(), Outcome.INDETERMINATE, at_hand(status_list())),
    Attack("status by address only", lambda: samples.resigned(
        lambda d: d.update(credentialStatus=[f"{LIST}#8"])), "form.untyped", with_status(),
        options=at_hand(status_list())),
    Attack("nine entries", lambda: samples.resigned(lambda d: d.update(credentialStatus=[
        entry(id=f"{LIST}#{n}", statusListIndex=str(n)) for n in range(20, 29)])),
        "status.too-many", lambda: samples.resigned(lambda d: d.update(credentialStatus=[
            entry(id=f"{LIST}#{n}", statusListIndex=str(n)) for n in range(20, 28)])),
        options=at_hand(status_list())),
    Attack("a revoked one among good ones", lambda: samples.resigned(
        lambda d: d.update(credentialStatus=[
            entry(), entry(id=f"{LIST}#7", statusListIndex="7")])), "status.revoked",
        with_status(), options=at_hand(status_list())),
]  # fmt: skip


@attacks(*STATUS)
def test_a_status_is_read_from_the_issuers_own_list(attack):
    withstand(attack)


def test_an_empty_list_of_entries_hides_nothing():
    """RDF has no statement for an empty list: it cannot be signed, and means no status."""
    document = samples.resigned(lambda d: d.update(credentialStatus=[]))
    assert check(document).outcome is Outcome.VALID
    revoked = edited(lambda d: d.update(credentialStatus=[]), with_status(statusListIndex="7")())
    assert check(revoked, **at_hand(status_list())).code == "proof.bad-signature"


def with_schema(**changes: Any) -> Any:
    found = {"id": SCHEMA, "type": "JsonSchema"} | changes
    return lambda: samples.resigned(lambda d: d.update(credentialSchema=found))


def schema(name: str, code: str, found: Any, outcome: Outcome = Outcome.INDETERMINATE) -> Attack:
    return Attack(name, with_schema(), code, with_schema(), outcome, at_hand(found, SCHEMA),
                  at_hand({"type": "object"}, SCHEMA))  # fmt: skip


def nested(depth: int) -> str:
    return '{"not":' * depth + "{}" + "}" * depth


SCHEMAS = [
    schema("not kept", "schema.violation", {"required": ["shoeSize"]}, Outcome.INVALID),
    schema("somewhere else", "schema.remote-reference", {"$ref": "https://mallory.example/"}),
    schema("a file", "schema.remote-reference", {"$ref": "file:///etc/passwd"}),
    schema("in a circle", "schema.cycle", {"$ref": "#"}),
    schema("a pattern that never ends", "schema.violation", {
        "properties": {"id": {"pattern": "^(([a-z0-9:-])+.)+([a-z0-9:-])+ $"}}}, Outcome.INVALID),
    schema("too large", "schema.too-large", " " * 300_000),
    schema("nested without end", "schema.too-deep", nested(500)),
    schema("no JSON", "schema.malformed", "<html>"),
]  # fmt: skip


@pytest.mark.parametrize("attack", [pytest.param(one, id=one.name) for one in SCHEMAS])
def test_a_schema_is_kept_or_is_not_known(attack):
    """The code may be any of the schema's: what counts is that it is never "fine"."""
    report = check(attack.hostile(), **attack.options)
    assert report.outcome is attack.outcome
    assert (report.code or "").startswith(("schema.", "json."))
    assert check(attack.benign(), **(attack.twin_options or {})).outcome is Outcome.VALID


RESOURCE = f"{HOME}/picture.png"
DIGEST = "sha384-" + b64encode(hashlib.sha384(b"picture").digest()).decode()


def resource(**changes: Any) -> Any:
    found = {"id": RESOURCE, "digestSRI": DIGEST} | changes
    found = {k: v for k, v in found.items() if v is not ...}
    return lambda: samples.signed(plain(relatedResource=found))


def related(name: str, code: str, outcome: Outcome = Outcome.INVALID, **changes: Any) -> Attack:
    return Attack(name, resource(**changes), code, resource(), outcome,
                  at_hand(b"picture", RESOURCE))  # fmt: skip


RESOURCES = [
    Attack("altered", resource(), "related.altered", resource(), Outcome.INVALID,
           at_hand(b"pictures", RESOURCE), at_hand(b"picture", RESOURCE)),
    related("no digest", "related.malformed", digestSRI=...),
    related("a digest of no kind", "related.unknown-digest", Outcome.INDETERMINATE,
            digestSRI="md5-CY9rzUYh03PK3k6DJie09g=="),
    related("a digest too short", "related.malformed", digestSRI="sha384-AAAA"),
    related("another's digest beside it", "related.altered",
            digestSRI=f"{DIGEST} sha512-" + b64encode(bytes(64)).decode()),
    related("nobody has it", "fetch.not-at-hand", Outcome.INDETERMINATE, id=f"{HOME}/other.png"),
]  # fmt: skip


@attacks(*RESOURCES)
def test_a_related_resource_is_what_it_was(attack):
    withstand(attack)


def until(value: Any) -> Any:
    return lambda: samples.signed(plain(validUntil=value))


FINE = until("2026-06-01T12:00:00Z")

TIMES = [
    Attack("over", until("2026-06-01T11:59:59Z"), "period.over", FINE),
    Attack("over by its zone", until("2026-06-01T12:00:00+14:00"), "period.over", FINE),
    Attack("no zone", until("2027-06-01T12:00:00"), "form.date", FINE),
    Attack("a day", until("2027-06-01"), "form.date", FINE),
    Attack("small letters", until("2027-06-01t12:00:00z"), "form.date", FINE),
    Attack("a blank in it", until("2027-06-01 12:00:00Z"), "form.date", FINE),
    Attack("a leap second", until("2027-06-30T23:59:60Z"), "form.date", FINE),
    Attack("hour 24", until("2027-06-01T24:00:00Z"), "form.date", FINE),
    Attack("30 February", until("2027-02-30T12:00:00Z"), "form.date", FINE),
    Attack("a zone of 15 hours", until("2027-06-01T12:00:00+15:00"), "form.date", FINE),
    Attack("the year 0000", until("0000-01-01T00:00:00Z"), "form.date", FINE),
    Attack("the year 10000", until("10000-01-01T00:00:00Z"), "form.date", FINE),
    Attack("the end of time", until("9999-12-31T23:59:59-14:00"), "form.date", FINE),
    Attack("arabic digits", until("٢٠٢٧-06-01T12:00:00Z"), "form.date", FINE),
    Attack("a number", until(1812345600), "form.date", FINE),
    Attack("two ends", until(["2026-05-05T00:00:00Z", "2027-05-05T00:00:00Z"]), "form.date",
           FINE),
    Attack("one end in a list", until(["2027-05-05T00:00:00Z"]), "form.date", FINE),
    Attack("an end before the beginning", lambda: samples.signed(plain(
        validFrom="2026-05-05T00:00:00Z", validUntil="2026-05-04T00:00:00Z")), "form.period",
        FINE),
    Attack("not yet", lambda: samples.signed(plain(validFrom="2026-06-01T12:00:01Z")),
           "period.not-yet", lambda: samples.signed(plain(validFrom="2026-06-01T12:00:00Z"))),
    Attack("the older end", lambda: samples.signed(plain(), suite="eddsa-rdfc-2022") | {
        "expirationDate": "2099-01-01T00:00:00Z"}, "form.mixed-models", FINE),
]  # fmt: skip


@attacks(*TIMES)
def test_a_time_names_one_moment(attack):
    withstand(attack)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lst": "AAAA"}, "token-status.malformed-list"),
        ({"bits": 3}, "token-status.malformed-list"),
        ({"bits": True}, "token-status.malformed-list"),
        ({"lst": multibase.base64url_encode(zlib.compress(bytes(2**24 + 1)))},
         "token-status.too-large"),
        ({"lst": multibase.base64url_encode(zlib.compress(bytes(9)) + b"x")},
         "token-status.malformed-list"),
    ],
)  # fmt: skip
def test_a_token_status_list_is_bounded(change, code):
    good = token_status.encode({1: 1}, entries=8)
    assert token_status.decode(good).status(1) == 1
    with pytest.raises(MintmarkError) as caught:
        token_status.decode(good | change)
    assert caught.value.code == code
