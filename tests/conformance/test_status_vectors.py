"""The examples of Bitstring Status List 1.0, as published."""

import json
from pathlib import Path
from typing import Any

import pytest

from mintmark.errors import StatusError
from mintmark.status.bitstring import StatusEntry, parse_entry, read_status


def example(shared: Path, number: str) -> dict[str, Any]:
    (path,) = (shared / "standards" / "bitstring-status").glob(f"{number}-*.json")
    return json.loads(path.read_text())


@pytest.mark.shared
@pytest.mark.parametrize("number", ["01", "06", "07"])
def test_every_entry_of_a_credential_is_read(shared: Path, number: str) -> None:
    entries = [parse_entry(entry) for entry in example(shared, number)["credentialStatus"]]
    assert [entry.purpose for entry in entries] == ["revocation", "suspension"]
    assert entries[0].index == 94567


@pytest.mark.shared
@pytest.mark.parametrize("number", ["03", "05"])
def test_a_list_of_zeros_is_read_with_its_entry(shared: Path, number: str) -> None:
    entry = parse_entry(example(shared, "04")["credentialStatus"])
    document = example(shared, number)
    for index in (entry.index, 0, 131_071):
        status = read_status(StatusEntry(entry.purpose, entry.list_url, index), document)
        assert status.value == 0
        status.require_good()
    with pytest.raises(StatusError, match="ends before"):
        read_status(StatusEntry(entry.purpose, entry.list_url, 131_072), document)


@pytest.mark.shared
def test_an_entry_of_two_bits_needs_its_fourth_message(shared: Path) -> None:
    """The published example leaves the rest out with "..."; section 2.1 demands four."""
    entry = example(shared, "02")["credentialStatus"]
    with pytest.raises(StatusError, match="4 messages"):
        parse_entry(entry)
    entry["statusMessage"].append({"status": "0x3", "message": "undefined"})
    found = parse_entry(entry)
    assert (found.purpose, found.index, found.size) == ("message", 492847, 2)
    assert found.messages[2] == "rejected"
