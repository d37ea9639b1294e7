"""Packing: exactly the bytes come back, and what is shared takes no room."""

import os
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark_web.issuing import packing

SHARED = os.urandom(5_000)


@pytest.mark.parametrize("length", [0, 1, 1_023, 1_024, 1_025, 4_096, 4_999, 5_000])
@pytest.mark.parametrize("more", [b"", b"x", b"x" * 3_000])
def test_the_bytes_come_back_whatever_they_share(length, more):
    data = SHARED[:length] + more
    assert packing.unpack(packing.pack(data, SHARED), SHARED) == data


@pytest.mark.parametrize("shared", [b"", b"short", SHARED])
def test_they_come_back_where_nothing_is_shared(shared):
    data = os.urandom(3_000)
    assert packing.unpack(packing.pack(data, shared), shared) == data


def test_what_is_shared_takes_no_room_at_the_beginning_or_further_on():
    assert len(packing.pack(SHARED + b"own", SHARED)) < 100
    assert len(packing.pack(b"own" + SHARED, SHARED)) < 200


@pytest.mark.parametrize("shared", [b"", SHARED])
def test_what_was_packed_before_lengths_were_kept_is_read_still(shared):
    data = SHARED[:2_000] + b"own" * 100
    packer = zlib.compressobj(6, zdict=shared)
    assert packing.unpack(packer.compress(data) + packer.flush(), shared) == data


@given(st.binary(max_size=6_000), st.binary(max_size=3_000), st.integers(0, 6_000))
def test_any_bytes_come_back_and_none_are_missed(shared, own, same):
    data = shared[:same] + own
    packed = packing.pack(data, shared)
    assert packing.unpack(packed, shared) == data
    with pytest.raises(zlib.error):
        packing.unpack(packed[:-1], shared)


def test_damage_is_noticed():
    packed = packing.pack(SHARED[:2_000] + b"own" * 100, SHARED)
    with pytest.raises(zlib.error):
        packing.unpack(packed[:-1] + bytes([packed[-1] ^ 1]), SHARED)
    with pytest.raises(zlib.error):
        packing.unpack(packed, os.urandom(5_000))
