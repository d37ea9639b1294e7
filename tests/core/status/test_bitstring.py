"""Bitstring status lists: one bit read rightly, and nothing believed that is not a list."""

import gzip
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.encoding import multibase
from mintmark.errors import StatusError, UsageError
from mintmark.status.bitstring import (
    MIN_ENTRIES,
    Status,
    StatusEntry,
    list_subject,
    parse_entry,
    read_status,
)

LIST = "https://school.example/status/3"
ENTRY = {
    "id": f"{LIST}#94567",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": LIST,
}
TWO_BITS = [{"status": f"0x{value}", "message": message} for value, message in enumerate("abcd")]
EMPTY = bytes(MIN_ENTRIES // 8)


def credential(bits: bytes = EMPTY, **subject: Any) -> dict[str, Any]:
    return {
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "credentialSubject": {
            "id": f"{LIST}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": multibase.encode(gzip.compress(bits, 1), "u"),
            **subject,
        },
    }


def entry(index: int = 94567, size: int = 1, purpose: str = "revocation") -> StatusEntry:
    return StatusEntry(purpose, LIST, index, size)


def refused_entry(**change: Any) -> str:
    with pytest.raises(StatusError) as caught:
        parse_entry({**ENTRY, **change})
    return caught.value.code


def refused_list(document: dict[str, Any], where: StatusEntry | None = None) -> str:
    with pytest.raises(StatusError) as caught:
        read_status(where or entry(), document)
    return caught.value.code


# Entries


def test_an_entry_is_read() -> None:
    assert parse_entry(ENTRY) == StatusEntry("revocation", LIST, 94567)
    assert parse_entry({**ENTRY, "statusListIndex": "0"}).index == 0


def test_an_entry_of_several_bits_is_read() -> None:
    found = parse_entry(
        {**ENTRY, "statusPurpose": "message", "statusSize": 2, "statusMessage": TWO_BITS}
    )
    assert found.size == 2
    assert found.messages == {0: "a", 1: "b", 2: "c", 3: "d"}


def test_one_bit_may_have_messages() -> None:
    assert parse_entry({**ENTRY, "statusMessage": TWO_BITS[:2]}).messages == {0: "a", 1: "b"}


def test_references_are_read() -> None:
    one, other = "https://school.example/1", "https://school.example/2"
    assert parse_entry({**ENTRY, "statusReference": one}).references == (one,)
    assert parse_entry({**ENTRY, "statusReference": [one, other]}).references == (one, other)


@pytest.mark.parametrize(
    "index", [94567, "-1", "+1", "1.0", "1e3", "", " 1", "1_000", "٣", "007", "9" * 21, None]
)
def test_an_index_is_a_decimal_number_as_text(index: Any) -> None:
    assert refused_entry(statusListIndex=index) == "status.malformed-entry"


@pytest.mark.parametrize("size", [0, -1, 9, "2", 1.0, True, None])
def test_a_size_is_a_small_whole_number(size: Any) -> None:
    assert refused_entry(statusSize=size) == "status.malformed-entry"


@pytest.mark.parametrize(
    "change",
    [
        {"statusPurpose": None},
        {"statusPurpose": ""},
        {"statusPurpose": ["revocation"]},
        {"statusListCredential": "status/3"},
        {"statusListCredential": {"id": LIST}},
        {"id": LIST},
        {"statusReference": "a book"},
        {"statusReference": None},
        {"statusReference": ["https://x.example/", 7]},
        {"statusSize": 2},
        {"statusSize": 2, "statusMessage": TWO_BITS[:3]},
        {"statusSize": 2, "statusMessage": [*TWO_BITS[:3], TWO_BITS[0]]},
        {"statusSize": 2, "statusMessage": [*TWO_BITS[:3], {"status": "0x4", "message": "d"}]},
        {"statusSize": 2, "statusMessage": [*TWO_BITS[:3], {"status": "3", "message": "d"}]},
        {"statusSize": 2, "statusMessage": [*TWO_BITS[:3], {"status": "0x3"}]},
        {"statusSize": 2, "statusMessage": [*TWO_BITS[:3], "d"]},
        {"statusMessage": "set"},
    ],
)
def test_malformed_entries_are_refused(change: dict[str, Any]) -> None:
    assert refused_entry(**change) == "status.malformed-entry"


def test_other_types_of_entries_are_refused() -> None:
    assert refused_entry(type="StatusList2021Entry") == "status.unknown-type"
    with pytest.raises(StatusError) as caught:
        parse_entry("https://school.example/status/3")
    assert caught.value.code == "status.malformed-entry"


# Lists


def test_index_0_is_the_left_most_bit() -> None:
    bits = b"\x80" + EMPTY[1:-1] + b"\x01"
    document = credential(bits)
    assert read_status(entry(0), document).value == 1
    assert read_status(entry(1), document).value == 0
    assert read_status(entry(7), document).value == 0
    assert read_status(entry(MIN_ENTRIES - 1), document).value == 1


def test_several_bits_are_read_from_left_to_right() -> None:
    bits = bytes([0b00_01_10_11, 0b101_110_01, 0b1_0000000]) + bytes(MIN_ENTRIES)
    document = credential(bits, statusPurpose=["revocation", "message"])
    values = [read_status(entry(index, 2, "message"), document).value for index in range(4)]
    assert values == [0, 1, 2, 3]
    assert read_status(entry(5, 3, "message"), credential(bits, statusPurpose="message")) == (
        Status("message", 0b110)
    )
    eight = credential(bits, statusPurpose="message")
    assert read_status(entry(1, 8, "message"), eight).value == 0b10111001


def test_a_value_comes_with_its_message() -> None:
    where = parse_entry(
        {**ENTRY, "statusPurpose": "message", "statusSize": 2, "statusMessage": TWO_BITS}
    )
    status = read_status(where, credential(bytes(MIN_ENTRIES // 4), statusPurpose="message"))
    assert status == Status("message", 0, "a")


def test_a_list_about_something_else_is_refused() -> None:
    assert refused_list(credential(statusPurpose="suspension")) == "status.wrong-purpose"
    assert refused_list(credential(statusPurpose=["message"])) == "status.wrong-purpose"
    assert refused_list(credential(statusPurpose=None)) == "status.wrong-purpose"
    assert read_status(entry(), credential(statusPurpose=["message", "revocation"])).value == 0


def test_another_list_is_refused() -> None:
    assert refused_list({**credential(), "id": f"{LIST}4"}) == "status.wrong-list"
    without_id = credential()
    del without_id["id"]
    assert read_status(entry(), without_id).value == 0


@pytest.mark.parametrize(
    "change",
    [
        {"type": "VerifiableCredential"},
        {"type": None},
        {"credentialSubject": None},
        {"credentialSubject": [credential()["credentialSubject"]]},
        {"credentialSubject": {**credential()["credentialSubject"], "type": "StatusList2021"}},
    ],
)
def test_what_is_no_list_is_refused(change: dict[str, Any]) -> None:
    assert refused_list({**credential(), **change}) == "status.malformed-list"


@pytest.mark.parametrize(
    "encoded",
    [
        None,
        "",
        credential()["credentialSubject"]["encodedList"][1:],
        credential()["credentialSubject"]["encodedList"] + "=",
        credential()["credentialSubject"]["encodedList"][:-8],
        "z" + credential()["credentialSubject"]["encodedList"][1:],
        multibase.encode(zlib.compress(EMPTY), "u"),
        multibase.encode(EMPTY, "u"),
        multibase.encode(gzip.compress(EMPTY) + b"\0", "u"),
        multibase.encode(gzip.compress(EMPTY) + gzip.compress(EMPTY), "u"),
        multibase.encode(gzip.compress(EMPTY)[:-1] + b"\1", "u"),
    ],
    ids=[
        "none",
        "empty",
        "no letter",
        "padding",
        "cut off",
        "wrong letter",
        "zlib",
        "plain",
        "trailing byte",
        "two members",
        "wrong length field",
    ],
)
def test_a_list_that_is_not_gzip_in_base64url_is_refused(encoded: Any) -> None:
    assert refused_list(credential(encodedList=encoded)) == "status.malformed-list"


def test_a_bomb_is_not_unpacked() -> None:
    assert refused_list(credential(bytes(16 * 1024 * 1024 + 1))) == "status.list-too-large"
    assert read_status(entry(2**27 - 1), credential(bytes(16 * 1024 * 1024))).value == 0


def test_a_short_list_gives_its_holders_away() -> None:
    assert refused_list(credential(EMPTY[1:])) == "status.list-too-short"
    assert refused_list(credential(b"")) == "status.list-too-short"
    two_bits = entry(0, 2)
    assert refused_list(credential(EMPTY), two_bits) == "status.list-too-short"
    assert read_status(two_bits, credential(EMPTY * 2)).value == 0


def test_an_index_behind_the_end_is_refused() -> None:
    assert refused_list(credential(), entry(MIN_ENTRIES)) == "status.index-out-of-range"
    assert refused_list(credential(), entry(10**20 - 1)) == "status.index-out-of-range"
    long = credential(EMPTY * 2)
    assert refused_list(long, entry(MIN_ENTRIES, 2)) == "status.index-out-of-range"
    assert read_status(entry(MIN_ENTRIES - 1, 2), long).value == 0


# What a status means


def test_revoked_and_suspended_credentials_are_refused() -> None:
    for purpose, code in (
        ("revocation", "status.revoked"),
        ("suspension", "status.suspended"),
        ("withdrawn", "status.unknown-purpose"),
    ):
        with pytest.raises(StatusError) as caught:
            Status(purpose, 1).require_good()
        assert caught.value.code == code
        Status(purpose, 0).require_good()
    for purpose in ("refresh", "message"):
        Status(purpose, 1).require_good()


# Writing


@given(st.sets(st.integers(0, MIN_ENTRIES - 1), max_size=20), st.integers(0, MIN_ENTRIES - 1))
@settings(max_examples=30)
def test_a_written_list_says_what_was_set(revoked: set[int], other: int) -> None:
    document = credential() | {"credentialSubject": list_subject(revoked, list_id=f"{LIST}#list")}
    for index in {*revoked, other}:
        assert read_status(entry(index), document).value == int(index in revoked)


@given(
    st.integers(1, 8),
    st.dictionaries(st.integers(0, MIN_ENTRIES - 1), st.integers(0, 255), max_size=20),
    st.integers(0, MIN_ENTRIES - 1),
)
@settings(max_examples=30)
def test_a_list_of_several_bits_says_what_was_set(
    size: int, given: dict[int, int], other: int
) -> None:
    statuses = {index: value % 2**size for index, value in given.items()}
    subject = list_subject(statuses, list_id=f"{LIST}#list", purpose="message", size=size)
    messages = [{"status": hex(value), "message": f"m{value}"} for value in range(2**size)]
    for index in {*statuses, other}:
        told = {"statusPurpose": "message", "statusSize": size, "statusMessage": messages}
        asked = parse_entry({**ENTRY, **told, "statusListIndex": str(index)})
        found = read_status(asked, credential() | {"credentialSubject": subject})
        value = statuses.get(index, 0)
        assert (found.value, found.message) == (value, f"m{value}")


def test_a_list_is_written_the_same_every_time() -> None:
    assert list_subject({1, 2}, list_id="urn:x:1") == list_subject([2, 1], list_id="urn:x:1")
    assert list_subject([], list_id="urn:x:1", purpose="suspension")["statusPurpose"] == (
        "suspension"
    )


@pytest.mark.parametrize("entries", [0, 8, MIN_ENTRIES - 8, MIN_ENTRIES + 1, 2**27 + 8])
def test_a_list_has_a_fit_size(entries: int) -> None:
    with pytest.raises(UsageError) as caught:
        list_subject([], list_id="urn:x:1", entries=entries)
    assert caught.value.code == "status.bad-size"


@pytest.mark.parametrize("index", [-1, MIN_ENTRIES])
def test_an_index_lies_in_the_list(index: int) -> None:
    with pytest.raises(UsageError) as caught:
        list_subject([index], list_id="urn:x:1")
    assert caught.value.code == "status.bad-index"


@pytest.mark.parametrize(("size", "entries"), [(0, MIN_ENTRIES), (9, MIN_ENTRIES), (2, 2**27)])
def test_statuses_have_one_to_eight_bits_and_a_list_an_end(size: int, entries: int) -> None:
    with pytest.raises(UsageError) as caught:
        list_subject([], list_id="urn:x:1", size=size, entries=entries)
    assert caught.value.code == "status.bad-size"


@pytest.mark.parametrize(("value", "size"), [(-1, 1), (2, 1), (4, 2)])
def test_a_status_fits_into_its_bits(value: int, size: int) -> None:
    with pytest.raises(UsageError) as caught:
        list_subject({1: value}, list_id="urn:x:1", size=size)
    assert caught.value.code == "status.bad-value"
