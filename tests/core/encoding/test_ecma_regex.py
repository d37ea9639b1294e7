"""ECMA-262 patterns in an engine that cannot backtrack."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.ecma_regex import MAX_LENGTH, MAX_SIZE, compile_pattern
from mintmark.errors import UnavailableError


@pytest.mark.parametrize(
    ("pattern", "found", "not_found"),
    [
        ("", "", None),
        ("b", "abc", "ac"),
        ("^b$", "b", "b\n"),
        ("^a.c$", "abc", "a\u2028c"),
        (r"^\d+$", "12", "\u0661\u0662"),
        (r"^\D$", "\u0661", "1"),
        (r"^\w+$", "a_1", "\u00e4"),
        (r"^\W$", "\u00e4", "a"),
        (r"^\s\S$", "\ufeffx", "x "),
        (r"^[\d\-x]+$", "1-x", "y"),
        (r"^[\d-x]+$", "1-x", "y"),
        ("^[-a]+$", "-a", "b"),
        ("^[a-]+$", "-a", "b"),
        ("^[+--]$", ",", "."),
        ("^[a-c]$", "b", "d"),
        ("^[^a-c]$", "d", "b"),
        ("^[&&~~]+$", "&~", "a"),
        ("^[[]$", "[", "]"),
        (r"^[\]\b]$", "\x08", "b"),
        (r"^\[\]\{\}\/\.$", "[]{}/.", "[]{}/x"),
        (r"^\x41\u0042\u{43}$", "ABC", "abc"),
        (r"^\n\r\t\f\v\0$", "\n\r\t\f\v\0", "x"),
        (r"\bcat\b", "a cat!", "cats"),
        ("^(?:a|b)(c)(?<name>d)$", "acd", "abd"),
        ("^a{2}$", "aa", "a"),
        ("^a{2,}$", "aaa", "a"),
        ("^a{1,2}?$", "aa", "aaa"),
        ("^a*b+?c?$", "ab", "a"),
        ("^x{,3}$", "x{,3}", "xx"),
        ("^{}]$", "{}]", "x"),
        (r"^\p{Lu}\P{L}$", "\u00c41", "\u00e41"),
        (r"^\p{Script=Greek}$", "\u03b1", "a"),
        ("^# a$", "# a", "a"),
        ("^\U0001f600{2}$", "\U0001f600\U0001f600", "\U0001f600"),
    ],
)
def test_means_what_ecma_262_says(pattern, found, not_found):
    ready = compile_pattern(pattern)
    assert ready.found_in(found)
    assert not_found is None or not ready.found_in(not_found)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!a)",
        r"(a)\1",
        r"\k<a>",
        "(?i)a",
        "(??)",
        "[]",
        "[^]",
        "(",
        "a)",
        "[a",
        "[z-a]",
        r"[a-\d]",
        r"[a-\p{L}]",
        "*a",
        "\\",
        r"\A",
        r"\B",
        r"\cA",
        r"\q",
        r"\01",
        r"\pL",
        r"\p{Nonsense}",
        r"\ud83d",
        "(" * 1000 + ")" * 1000,
        "a" * (MAX_LENGTH + 1),
        "(a{1000}){1000}",
        r"\p{L}{1000}",
        "a{99999}",
        "((a{50}){50}){50}",
    ],
)
def test_what_has_no_safe_equal_is_could_not_check(pattern):
    with pytest.raises(UnavailableError) as caught:
        compile_pattern(pattern)
    assert caught.value.code == "schema.pattern-unsupported"


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("abc", 3),
        ("a{10}", 10),
        ("(ab){10}", 30),
        ("((a{3}){4}){5}", 85),
        ("a{2,5}", 5),
        ("a{3,}", 4),
    ],
)
def test_size_is_counted_from_above(pattern, size):
    assert compile_pattern(pattern).size == size <= MAX_SIZE


@given(
    st.text(alphabet=r"ab|()[]{}*+?^$.\-,:<=!dDwWsSpPux0123&~ ", max_size=12),
    st.text("ab1 -", max_size=5),
)
def test_any_text_is_either_a_pattern_or_could_not_be_checked(pattern, text):
    with suppress(UnavailableError):
        compile_pattern(pattern).found_in(text)


@given(
    st.text(alphabet="ab|()*+?.[]-", max_size=10).filter(lambda p: "--" not in p and "[[" not in p),
    st.text("ab-", max_size=6),
)
def test_plain_patterns_agree_with_python(pattern, text):
    try:
        ready, known = compile_pattern(pattern), re.compile(pattern)
    except (UnavailableError, re.error):
        return
    if not re.search(r"[*+?]\+", pattern):  # Python's possessive quantifiers are its own
        assert ready.found_in(text) == bool(known.search(text))
