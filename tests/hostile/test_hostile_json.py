"""JSON: what two readers could read differently, and what is there to exhaust one of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile_cases import Attack, attacks, check, withstand

import samples

TEXT = json.dumps(samples.credential())


def swapped(old: str, new: str) -> Any:
    assert TEXT.count(old) >= 1
    return lambda: TEXT.replace(old, new, 1).encode("utf-8", "surrogatepass")


def led(by: str) -> Any:
    return lambda: ("{" + by + "," + TEXT[1:]).encode("utf-8", "surrogatepass")


JSON = [
    Attack("a member twice", led('"issuer":"did:example:mallory"'), "json.duplicate-member"),
    Attack("a member twice, once in escapes", led('"iss\\u0075er":"did:example:mallory"'),
           "json.duplicate-member"),
    Attack("a member twice inside", swapped(
        '"passMark":', '"passMark": "0.1", "passMark":'), "json.duplicate-member"),
    Attack("a member twice with the same value", swapped(
        '"awardedDate":', '"awardedDate": "2026-05-04T00:00:00Z", "awardedDate":'),
        "json.duplicate-member"),
    Attack("a member twice in a context", swapped(
        '"@protected": true,', '"@protected": true, "@protected": false,'),
        "json.duplicate-member"),
    Attack("a proof twice", led('"proof":{}'), "json.duplicate-member"),
    Attack("a quotation mark to hide a member twice", led('"a\\"b":1,"a\\"b":1'),
           "json.duplicate-member"),
    Attack("half a pair", swapped("Ana Andromeda", "\\ud800"), "json.lone-surrogate"),
    Attack("half a pair in a name", led('"\\udc00":1'), "json.lone-surrogate"),
    Attack("half a pair as bytes", swapped("Ana Andromeda", "\ud800"), "json.not-utf-8"),
    Attack("a pair the wrong way", swapped("Ana Andromeda", "\\udc00\\ud800"),
           "json.lone-surrogate"),
    Attack("overlong UTF-8", lambda: TEXT.encode().replace(b"Ana", b"\xc1\x81na"),
           "json.not-utf-8"),
    Attack("UTF-16", lambda: TEXT.encode("utf-16"), "input.unknown-kind"),
    Attack("a byte order mark", lambda: b"\xef\xbb\xbf" + TEXT.encode(), "json.byte-order-mark"),
    Attack("NaN", led('"x":NaN'), "json.not-a-number"),
    Attack("Infinity", led('"x":-Infinity'), "json.not-a-number"),
    Attack("2^53", led('"x":9007199254740993'), "json.number-out-of-range"),
    Attack("1e400", led('"x":1e400'), "json.number-out-of-range"),
    Attack("1e-400", led('"x":1e-400'), "json.number-out-of-range"),
    Attack("-0", led('"x":-0'), "json.negative-zero"),
    Attack("-0.0", led('"x":-0.0'), "json.negative-zero"),
    Attack("a number without end", led('"x":' + "1" * 100_000), "json.number-too-long"),
    Attack("a leading zero", led('"x":01'), "json.not-json"),
    Attack("a plus", led('"x":+1'), "json.not-json"),
    Attack("hexadecimal", led('"x":0x1'), "json.not-json"),
    Attack("arabic digits", led('"x":١'), "json.not-json"),
    Attack("a comment", led('/* */"x":1'), "json.not-json"),
    Attack("a comma too many", lambda: (TEXT[:-1] + ",}").encode(), "json.not-json"),
    Attack("single quotation marks", led("'x':1"), "json.not-json"),
    Attack("something behind the end", lambda: (TEXT + "{}").encode(), "json.not-json"),
    Attack("a NUL behind the end", lambda: (TEXT + "\0").encode(), "json.not-json"),
    Attack("a control character", swapped("Ana Andromeda", "Ana\x01"), "json.not-json"),
    Attack("an end of line in a text", swapped("Ana Andromeda", "Ana\n"), "json.not-json"),
    Attack("a list of credentials", lambda: f"[{TEXT}]".encode(), "json.not-an-object"),
    Attack("objects without end", lambda: b'{"a":' * 100_000, "json.too-deep"),
    Attack("lists without end", lambda: b'{"a":' + b"[" * 1_000_000, "json.too-many-values"),
    Attack("65 levels", led('"x":' + "[" * 65 + "]" * 65), "json.too-deep"),
    Attack("200,001 values", led('"x":[' + "1," * 200_000 + "1]"), "json.too-many-values"),
    Attack("20,001 values", led('"x":[' + "1," * 20_000 + "1]"), "context.too-large"),
    Attack("over 4 MiB", lambda: (TEXT + " " * 2**22).encode(), "json.too-large"),
    Attack("over 32 MiB", lambda: b" " * (2**25 + 1), "input.too-large"),
    Attack("nothing", lambda: b"", "input.empty"),
    Attack("white space", lambda: b" \n", "input.unknown-kind"),
]  # fmt: skip


@attacks(*JSON)
def test_json_has_one_reading(attack):
    withstand(attack)


@pytest.mark.parametrize(
    "write",
    [
        lambda d: json.dumps(d, indent=4),
        lambda d: json.dumps(d, ensure_ascii=True).replace("/", "\\/"),
        lambda d: "\r\n\t " + json.dumps(d) + " \n",
        lambda d: json.dumps(d).replace("A", "\\u0041"),
    ],
)
def test_ways_to_write_json_that_mean_the_same(write):
    assert check(write(samples.credential())).code is None
