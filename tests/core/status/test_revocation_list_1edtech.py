"""1EdTech revocation lists: read, bound to their issuer, never misread as "not in it"."""

import json
from typing import Any

import pytest

from mintmark.errors import StatusError, UnavailableError
from mintmark.status.revocation_list_1edtech import parse_entry, read_list

URL = "https://issuer.example/revoked"
ISSUER = "https://issuer.example/1"
MINE, OTHER = "urn:uuid:mine", "urn:uuid:other"
ENTRY = {"id": URL, "type": "1EdTechRevocationList"}


def listed(*entries: Any, **changes: Any) -> bytes:
    document = {"id": URL, "issuer": ISSUER, "revokedCredentials": list(entries), **changes}
    return json.dumps(document).encode()


def read(data: bytes, credential_id: str | None = MINE) -> Any:
    return read_list(data, list_url=URL).status_of(credential_id, issuer=ISSUER)


def refused(data: bytes, credential_id: str | None = MINE) -> str:
    with pytest.raises(StatusError) as caught:
        read(data, credential_id)
    return caught.value.code


def test_an_entry_names_the_list() -> None:
    assert parse_entry(ENTRY) == URL
    assert parse_entry({**ENTRY, "type": ["1EdTechRevocationList"]}) == URL


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({**ENTRY, "type": "BitstringStatusListEntry"}, "status.unknown-type"),
        ({**ENTRY, "type": ["BitstringStatusListEntry"]}, "status.unknown-type"),
        (URL, "status.unknown-type"),
        ({**ENTRY, "id": "http://issuer.example/revoked"}, "status.malformed-entry"),
        ({**ENTRY, "id": "revoked"}, "status.malformed-entry"),
        ({"type": "1EdTechRevocationList"}, "status.malformed-entry"),
    ],
)
def test_bad_entries(entry: Any, code: str) -> None:
    with pytest.raises(StatusError) as caught:
        parse_entry(entry)
    assert caught.value.code == code


def test_who_is_not_in_it_is_good() -> None:
    read(listed()).require_good()
    read(listed({"id": OTHER, "revoked": True})).require_good()
    read(listed({"id": MINE, "revoked": False})).require_good()
    read(listed(issuer={"id": ISSUER, "type": "Profile"})).require_good()


def test_who_is_in_it_is_revoked() -> None:
    entry = {"id": MINE, "revoked": True, "revocationReason": "Issued in error"}
    for data in (listed(entry), listed({"id": MINE}), listed({"id": OTHER}, entry)):
        found = read(data)
        assert found.value == 1
        with pytest.raises(StatusError) as caught:
            found.require_good()
        assert caught.value.code == "status.revoked"
    assert read(listed(entry)).message == "Issued in error"
    assert read(listed({**entry, "revocationReason": ["x"]})).message is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (listed(id=URL + "2"), "status.wrong-list"),
        (listed(issuer="https://other.example"), "status.foreign-list"),
        (listed(revokedCredentials={"id": 1}), "status.malformed-list"),
        (listed({"id": MINE, "revoked": "false"}), "status.malformed-list"),
        (listed({"id": MINE}, MINE), "status.malformed-list"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "status.list-too-large"),
        (b" " * (4 * 2**20 + 1), "status.list-too-large"),
    ],
)
def test_bad_lists(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"<html>Not found</html>",
        b'{"error": "not found"}',
        listed()[:-1],
        listed(issuer=None),
        listed(revokedCredentials=None),
        b'{"issuer": "a", "issuer": "b"}',
    ],
)
def test_what_is_no_list_tells_nothing(data: bytes) -> None:
    with pytest.raises(UnavailableError) as caught:
        read(data)
    assert caught.value.code == "status.list-unchecked"


def test_a_credential_without_an_id_cannot_be_looked_up() -> None:
    assert refused(listed(), None) == "status.no-credential-id"
