"""The published examples of Token Status List, draft -20."""

import json
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mintmark.encoding.multibase import base64url_decode
from mintmark.errors import StatusError
from mintmark.keys import jwk
from mintmark.proofs import jws
from mintmark.status.token_status import decode, encode, read_list

pytestmark = pytest.mark.shared


def published(shared: Path, name: str) -> Any:
    return json.loads((shared / "standards/token-status-list" / f"{name}.json").read_text())


@pytest.mark.parametrize("number", range(2))
def test_a_short_list(shared: Path, number: int) -> None:
    vector = published(shared, "encoding-short")[number]
    found = decode(vector["json"])
    assert found.data.hex() == vector["bytes_hex"]
    assert [found.status(index) for index in range(len(found))] == vector["statuses"]
    written = encode(dict(enumerate(vector["statuses"])), entries=len(found), bits=vector["bits"])
    assert zlib.decompress(base64url_decode(written["lst"])).hex() == vector["bytes_hex"]


@pytest.mark.parametrize("number", range(4))
def test_a_long_list(shared: Path, number: int) -> None:
    vector = published(shared, "encoding-long")[number]
    found = decode(vector["json"])
    assert len(found) == vector["size"] == 2**20
    statuses = {one["idx"]: one["value"] for one in vector["statuses"]}
    assert {index: found.status(index) for index in statuses} == statuses
    written = decode(encode(statuses, entries=2**20, bits=vector["bits"]))
    assert written.data == found.data
    with pytest.raises(StatusError, match="no index"):
        found.status(2**20)


def test_a_status_list_token(shared: Path) -> None:
    vector = published(shared, "status-list-jwt")
    token = jws.parse(vector["compact"])
    claims = jws.claims_of(token)
    assert claims == vector["compact_payload"]
    url = claims["sub"]
    found = read_list(token.type, claims, url=url, at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [found.status(index) for index in range(4)] == [1, 0, 0, 1]
    for year, code in ((2020, "from-the-future"), (2060, "expired")):
        with pytest.raises(StatusError) as caught:
            read_list(token.type, claims, url=url, at=datetime(year, 1, 1, tzinfo=UTC))
        assert caught.value.code == f"token-status.{code}"


def test_the_published_token_is_not_believed_for_another_key(shared: Path) -> None:
    token = jws.parse(published(shared, "status-list-jwt")["compact"])
    other = {
        "kty": "EC",
        "crv": "P-256",
        "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
        "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
    }
    with pytest.raises(Exception, match="does not match"):
        jws.verify(token, jwk.read(other))
