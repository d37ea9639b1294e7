"""The quick ways of reading and canonicalising JSON against the thorough ones."""

from __future__ import annotations

import json
from typing import Any

import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from mintmark.encoding import jcs, strict_json
from mintmark.errors import MintmarkError

TOKENS = st.sampled_from(
    [
        *(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "1",
            "-0",
            "1.5",
            "true",
            "null",
            " ",
            "\n",
            "1e999",
            "NaN",
        ),
        *(
            "\n",
            '"a"',
            '"b"',
            '""',
            '"a\\"b"',
            '"\\u0061"',
            '"\\ud800"',
            '"x\\\\"',
            "9007199254740993",
        ),
        *('"a":', '"a" :', '"a":1,', '{"a":1,"a":2}', '{"b":{"a":"x","a":"y"}}'),
    ]
)
TEXTS = st.lists(TOKENS, max_size=9).map("".join)


@given(st.recursive(TEXTS, lambda inner: inner.map("[{}]".format), max_leaves=4))
@example("[[[[]]]]")
@example('["[[[["]')
@example('{"a":{"a":{"a":"[{"}}}')
def test_counting_brackets_is_as_good_as_measuring_depth(text: str) -> None:
    try:
        value = strict_json.loads(text)
    except MintmarkError:
        return
    for most in range(5):
        try:
            strict_json.loads(text, max_depth=most)
        except MintmarkError as error:
            assert error.code == "json.too-deep"
            assert depth(value) > most
        else:
            assert depth(value) <= most


def depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, inside), default=0) if isinstance(value, list | dict) else 0


NAMES = st.sampled_from(["a", "b", "", '"', "é", "\ufb33", "\U0001f600", "Z", "\n", "\x7f"])
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@given(VALUES)
@example([3.0, 2.5, 1e-5, 1e16, 1e21, -0.0, 0.0001, 1e15, 999999999999999.5])
@example({"\ufb33": 1, "\U0001f600": 2})
def test_canonical_json_is_that_of_rfc8785(value: Any) -> None:
    assert jcs.canonicalize(value) == rfc8785.dumps(value)


def test_depth_does_not_matter() -> None:
    for depth in (1, 63, 64, 65, 200):
        value = json.loads("[" * depth + "]" * depth)
        assert jcs.canonicalize({"a": value}) == rfc8785.dumps({"a": value})
