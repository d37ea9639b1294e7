"""Strict YAML: plain values with their places; everything else is refused by name."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.strict_yaml.reader import read_yaml
from mintmark.encoding.strict_yaml.scalars import resolve
from mintmark.errors import InputError, LimitError, MintmarkError
from mintmark.steps.design import DraftProblems, read_plain


def data(text: str | bytes) -> Any:
    tree = read_yaml(text, "x.yaml")
    assert tree.problems == ()
    return tree.data


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "y", "12:30", "2025-01-31"])
def test_what_older_yaml_would_change_stays_text(word: str) -> None:
    """Norway's NO is no boolean, 12:30 no number of minutes, a date no object."""
    assert data(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("true", True),
        ("False", False),
        ("10", Decimal(10)),
        ("010", Decimal(10)),
        ("0o10", Decimal(8)),
        ("0x1F", Decimal(31)),
        ("-1.50", Decimal("-1.50")),
        ("+.5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal(1000)),
        ("1_000", "1_000"),
        ("١٢", "١٢"),
        ("0.1", Decimal("0.1")),
        ("'10'", "10"),
        ('"true"', "true"),
        ('"\\u00e9"', "é"),
    ],
)
def test_core_schema(source: str, value: Any) -> None:
    found = data(f"a: {source}")["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("source", [".nan", "-.inf", "1" * 41, "0x" + "1" * 40, "1e" + "9" * 30])
def test_numbers_nobody_can_mean(source: str) -> None:
    value = resolve(source)
    assert isinstance(value, Decimal)
    assert value.is_nan()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9, places=9))
def test_numbers_are_exact(number: Decimal) -> None:
    assert resolve(f"{number:f}") == number


@pytest.mark.parametrize("nothing", ["", " ~", " null", " NULL"])
def test_a_member_with_nothing_after_its_colon_is_not_there(nothing: str) -> None:
    assert data(f"a:{nothing}\nb: 1") == {"b": Decimal(1)}


def test_places() -> None:
    tree = read_yaml("a:\n  - b: x\n    c: y\n  - [1, 2]\nd: ''\n", "x.yaml")
    found = {path: (place.line, place.column) for path, place in tree.places.items()}
    assert found == {
        "": (1, 1),
        "a": (1, 1),
        "a[0]": (2, 5),
        "a[0].b": (2, 5),
        "a[0].c": (3, 5),
        "a[1]": (4, 5),
        "a[1][0]": (4, 6),
        "a[1][1]": (4, 9),
        "d": (5, 1),
    }
    assert tree.sources["a[1][0]"] == "1"


REFUSED = [
    ("a: &x 1", "yaml.anchor", 1),
    ("a: &x {b: 1}", "yaml.anchor", 1),
    ("b: 1\na: *x", "yaml.alias", 2),
    ("*x : 1", "yaml.alias", 1),
    ("a: !!python/object/apply:os.system ['id']", "yaml.tag", 1),
    ("a: !!str 1", "yaml.tag", 1),
    ("a: !x {}", "yaml.tag", 1),
    ("a: 1\nb: 2\na: 3", "yaml.duplicate-key", 3),
    ("{a: 1}: 2", "yaml.key-not-text", 1),
    ("? [a, b]\n: 2", "yaml.key-not-text", 1),
    ('a: "\\ud800"', "yaml.bad-character", 1),
    ('a: "\\0"', "yaml.bad-character", 1),
    ('"\\e": 1', "yaml.bad-character", 1),
]


@pytest.mark.parametrize(("text", "code", "line"), REFUSED)
def test_refused_and_collected(text: str, code: str, line: int) -> None:
    problems = read_yaml(text, "x.yaml").problems
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
    assert problems[0].remedy
    with pytest.raises(DraftProblems) as caught:
        read_plain(text, "x.yaml")
    assert caught.value.code == code


def test_several_refusals_are_all_told() -> None:
    text = "a: &x 1\nb: *x\na: !!int 2\nc: {d: {e: 1, e: {f: 2}}}\n{k: v}: {w: 1}"
    codes = [problem.code for problem in read_yaml(text, "x.yaml").problems]
    assert codes == [
        "yaml.anchor",
        "yaml.alias",
        "yaml.duplicate-key",
        "yaml.tag",
        "yaml.duplicate-key",
        "yaml.key-not-text",
    ]


def test_the_first_of_two_keys_is_kept_and_named() -> None:
    tree = read_yaml("a: 1\nb: 2\na: {c: 3}", "x.yaml")
    assert tree.data == {"a": Decimal(1), "b": Decimal(2)}
    assert "the first is in line 1" in tree.problems[0].message
    assert "a.c" not in tree.places


UNREADABLE = [
    ("a: [", "yaml.syntax", "line 1, column 5", "bracket"),
    ("a: b: c", "yaml.syntax", "line 1, column 5", "colon"),
    ("a: 1\n\tb: 2", "yaml.syntax", "line 2", "tab"),
    ("a:\n  b: 1\n c: 2", "yaml.syntax", "line 3", "indentation"),
    ("a: 1\nb\nc: 2", "yaml.syntax", "line 3", "no colon"),
    ('a: "b', "yaml.syntax", "line 1", "quote"),
    ('a: "\\q"', "yaml.syntax", "line 1", "quote"),
    ("a: @b", "yaml.syntax", "line 1", "means something else"),
    ('a: "\\UFFFFFFFF"', "yaml.syntax", "x.yaml", "cannot be read"),
    ("%YAML " + "9" * 5000 + ".1\n---\na: 1", "yaml.syntax", "x.yaml", "cannot be read"),
    ("a: 1\n---\na: 2", "yaml.several-documents", "line 2", "more than one"),
    ("a: 1\nb: \x00", "yaml.bad-character", "line 2", "U+0000"),
    ("a: \ud800", "yaml.bad-character", "line 1", "U+D800"),
    (b"a: 1\nb: \xff", "yaml.not-utf-8", "line 2", "not UTF-8"),
]


@pytest.mark.parametrize(("text", "code", "place", "words"), UNREADABLE)
def test_unreadable(text: str | bytes, code: str, place: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_yaml(text, "x.yaml")
    assert caught.value.code == code
    assert place in (caught.value.place or "")
    assert words in caught.value.message


LIMITS = [
    ("#" * (1 << 20), "a: 1 " + "#" * (1 << 20), "yaml.too-large"),
    ("[" * 32 + "]" * 32, "[" * 40 + "]" * 40, "yaml.too-deep"),
    ("- 1\n" * 19_999, "- 1\n" * 20_000, "yaml.too-many-entries"),
    ("[]", "[" * 500_000, "yaml.too-deep"),
    ("- - 1", "- " * 100_000 + "1", "yaml.too-deep"),
    ("? 1", "? " * 100_000, "yaml.too-deep"),
]


@pytest.mark.parametrize(
    ("benign", "hostile", "code"), LIMITS, ids=[c + str(i) for i, (*_, c) in enumerate(LIMITS)]
)
def test_limits(benign: str, hostile: str, code: str) -> None:
    read_yaml(benign, "x.yaml")
    with pytest.raises(LimitError) as caught:
        read_yaml(hostile, "x.yaml")
    assert caught.value.code == code


def test_a_bomb_of_aliases_is_refused_and_not_built() -> None:
    rows = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 50))]
    tree = read_yaml("\n".join(rows), "x.yaml")
    assert {problem.code for problem in tree.problems} == {"yaml.anchor", "yaml.alias"}


def test_byte_order_mark_and_bytes() -> None:
    assert data("﻿a: é".encode()) == {"a": "é"}


def test_directive_and_one_document_are_taken() -> None:
    assert data("%YAML 1.2\n---\na: 1\n...\n") == {"a": Decimal(1)}


def test_read_plain_gives_what_json_would() -> None:
    text = "a: [1, 0.5, true, NO]\nb:\nc: {d: 1e3}"
    plain = read_plain(text, "x.yaml")
    assert plain == {"a": [1, 0.5, True, "NO"], "c": {"d": 1000}}
    assert read_plain("", "x.yaml") is None


@pytest.mark.parametrize("number", [".nan", "1e400", "1e-400", "1e999999"])
def test_read_plain_refuses_numbers_nobody_can_mean(number: str) -> None:
    with pytest.raises(InputError) as caught:
        read_plain(f"a: {number}", "x.yaml")
    assert caught.value.code == "yaml.bad-number"


PIECES = st.sampled_from(
    [*"abc:-?*&!|>'\"%@`#{}[],\n\t \\~", ": ", "- ", "\n  ", "a: ", "<<: ", "!!", "\\x", "---\n"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join), st.binary(max_size=60)))
def test_no_text_makes_the_reader_raise_anything_foreign(text: str | bytes) -> None:
    try:
        read_plain(text, "x.yaml")
    except MintmarkError as error:
        assert error.code.startswith("yaml.")
