"""Token Status List: what is read, written and refused."""

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.multibase import base64url_decode, base64url_encode
from mintmark.errors import MintmarkError, StatusError, UsageError
from mintmark.status.token_status import (
    TYPE,
    decode,
    encode,
    list_claims,
    read_list,
    reference_of,
    require_good,
)

URL = "https://status.example/1"
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())


@given(
    st.sampled_from([1, 2, 4, 8]).flatmap(
        lambda bits: st.tuples(
            st.just(bits), st.dictionaries(st.integers(0, 255), st.integers(0, (1 << bits) - 1))
        )
    )
)
def test_what_is_written_is_read(listed: tuple[int, dict[int, int]]) -> None:
    bits, statuses = listed
    found = decode(encode(statuses, entries=256, bits=bits))
    assert len(found) == 256
    assert {index: found.status(index) for index in statuses} == statuses
    assert sum(map(found.status, range(256))) == sum(statuses.values())


def test_the_lowest_bits_come_first() -> None:
    packed = encode({0: 1, 3: 2}, entries=4, bits=2)
    assert zlib.decompress(base64url_decode(packed["lst"])) == bytes([0b10_00_00_01])
    assert packed["bits"] == 2


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"statuses": {8: 1}}, "token-status.bad-index"),
        ({"statuses": {-1: 1}}, "token-status.bad-index"),
        ({"statuses": {0: 2}}, "token-status.bad-value"),
        ({"statuses": {0: -1}}, "token-status.bad-value"),
        ({"bits": 3}, "token-status.bad-size"),
        ({"entries": 0}, "token-status.bad-size"),
        ({"entries": 9}, "token-status.bad-size"),
        ({"entries": 2**30}, "token-status.bad-size"),
    ],
)
def test_an_impossible_list_is_not_written(options: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        encode(**{"statuses": {}, "entries": 8, **options})
    assert caught.value.code == code


def test_an_index_outside_is_refused() -> None:
    found = decode(encode({7: 1}, entries=8))
    assert found.status(7) == 1
    for index in (8, -1, 2**60):
        with pytest.raises(StatusError) as caught:
            found.status(index)
        assert caught.value.code == "token-status.index-out-of-range"


def lst(data: bytes) -> dict[str, Any]:
    return {"bits": 1, "lst": base64url_encode(data)}


GOOD = encode({}, entries=64)


@pytest.mark.parametrize(
    "status_list",
    [
        None,
        [],
        {},
        {**GOOD, "bits": 3},
        {**GOOD, "bits": True},
        {**GOOD, "bits": "1"},
        {**GOOD, "bits": None},
        {**GOOD, "bits": [1]},
        {**GOOD, "lst": None},
        {**GOOD, "lst": GOOD["lst"] + "="},
        {**GOOD, "lst": "!"},
        lst(b"not zlib"),
        lst(zlib.compress(bytes(8))[:-1]),
        lst(zlib.compress(bytes(8)) + b"more"),
        lst(b""),
    ],
)
def test_a_malformed_list_is_refused(status_list: Any) -> None:
    with pytest.raises(StatusError) as caught:
        decode(status_list)
    assert caught.value.code == "token-status.malformed-list"


def test_a_bomb_is_refused_and_a_large_list_is_not() -> None:
    with pytest.raises(StatusError) as caught:
        decode(lst(zlib.compress(bytes(16 * 1024 * 1024 + 1))))
    assert caught.value.code == "token-status.too-large"
    assert len(decode(lst(zlib.compress(bytes(1024 * 1024))))) == 8 * 1024 * 1024


def claims(**changes: Any) -> dict[str, Any]:
    whole = list_claims(
        GOOD, url=URL, issued=NOW, expires=NOW + timedelta(days=1), ttl=timedelta(hours=12)
    )
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def test_a_status_list_token_is_read() -> None:
    assert claims() == {
        "sub": URL,
        "iat": SECONDS,
        "exp": SECONDS + 86_400,
        "ttl": 43_200,
        "status_list": GOOD,
    }
    found = read_list(TYPE, claims(), url=URL, at=NOW)
    assert found.ttl == timedelta(hours=12)
    bare = list_claims(GOOD, url=URL, issued=NOW)
    assert read_list(TYPE, bare, url=URL, at=NOW).ttl is None
    early = NOW - timedelta(seconds=30)
    assert read_list(TYPE, bare, url=URL, at=early, tolerance=timedelta(minutes=1))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sub": None}, "token-status.wrong-list"),
        ({"sub": URL + "/"}, "token-status.wrong-list"),
        ({"iat": None}, "token-status.malformed-list"),
        ({"iat": "2026-05-04T12:00:00Z"}, "token-status.malformed-list"),
        ({"iat": True}, "token-status.malformed-list"),
        ({"iat": -1}, "token-status.malformed-list"),
        ({"iat": 10**15}, "token-status.malformed-list"),
        ({"iat": SECONDS + 1}, "token-status.from-the-future"),
        ({"exp": SECONDS}, "token-status.expired"),
        ({"exp": "soon"}, "token-status.malformed-list"),
        ({"ttl": 0}, "token-status.malformed-list"),
        ({"ttl": "1"}, "token-status.malformed-list"),
        ({"ttl": True}, "token-status.malformed-list"),
        ({"status_list": None}, "token-status.malformed-list"),
    ],
)
def test_a_wrong_status_list_token_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(StatusError) as caught:
        read_list(TYPE, claims(**changes), url=URL, at=NOW)
    assert caught.value.code == code


@pytest.mark.parametrize("kind", ["", "jwt", "vc+jwt", "statuslist+cwt"])
def test_another_type_of_token_is_no_status_list(kind: str) -> None:
    with pytest.raises(StatusError) as caught:
        read_list(kind, claims(), url=URL, at=NOW)
    assert caught.value.code == "token-status.wrong-type"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="time zone"):
        list_claims(GOOD, url=URL, issued=NOW.replace(tzinfo=None))


def test_where_the_status_stands() -> None:
    assert reference_of({}) is None
    found = reference_of({"status": {"status_list": {"idx": 7, "uri": URL}}})
    assert found is not None
    assert (found.index, found.url) == (7, URL)


@pytest.mark.parametrize(
    "status",
    [
        None,
        [],
        {},
        {"other_mechanism": {}},
        {"status_list": []},
        {"status_list": {"uri": URL}},
        {"status_list": {"idx": "7", "uri": URL}},
        {"status_list": {"idx": True, "uri": URL}},
        {"status_list": {"idx": -1, "uri": URL}},
        {"status_list": {"idx": 1.5, "uri": URL}},
        {"status_list": {"idx": 2**53, "uri": URL}},
        {"status_list": {"idx": 7}},
        {"status_list": {"idx": 7, "uri": "status/1"}},
        {"status_list": {"idx": 7, "uri": 1}},
    ],
)
def test_a_malformed_reference_is_refused(status: Any) -> None:
    with pytest.raises(StatusError) as caught:
        reference_of({"status": status})
    assert caught.value.code == "token-status.malformed-reference"


def test_only_valid_is_good() -> None:
    require_good(0)
    for status, code in (
        (1, "revoked"),
        (2, "suspended"),
        (3, "unknown-purpose"),
        (15, "unknown-purpose"),
    ):
        with pytest.raises(StatusError) as caught:
            require_good(status)
        assert caught.value.code == f"status.{code}"


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=6),
        lambda v: st.dictionaries(
            st.sampled_from(["bits", "lst", "status_list", "idx", "uri"]), v, max_size=3
        ),
    )
)
def test_nothing_escapes_with_another_error(value: Any) -> None:
    for reading in (decode, lambda v: reference_of({"status": v})):
        try:
            reading(value)
        except MintmarkError as error:
            assert error.code.startswith("token-status.")
