"""JSON canonicalization: one value, one sequence of bytes (RFC 8785)."""

import json

import pytest
from hypothesis import given
from test_strict_json import values

from mintmark.encoding import jcs
from mintmark.errors import InputError


def test_members_are_sorted_by_utf_16_units():
    assert jcs.canonicalize({"\ufb33": 1, "\U0001f600": 2, "a": 3}) == (
        '{"a":3,"\U0001f600":2,"\ufb33":1}'.encode()
    )


@given(values)
def test_the_canonical_form_says_the_same_and_is_its_own(value):
    canonical = jcs.canonicalize(value)
    read = json.loads(canonical, parse_int=float)  # JCS writes the double 1e16 with all digits
    assert read == value
    assert jcs.canonicalize(read) == canonical


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {"\udfff": 1}, {1: 2}, {1, 2}]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(InputError) as failure:
        jcs.canonicalize([value])
    assert failure.value.code == "jcs.not-canonicalizable"


def test_bottomless_values_are_refused():
    deep = []
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(InputError):
        jcs.canonicalize(deep)
