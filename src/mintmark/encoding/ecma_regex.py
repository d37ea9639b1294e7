"""Regular expressions from strangers: ECMA-262 patterns, run by an engine that cannot backtrack.

JSON Schema writes its patterns in the dialect of ECMA-262 (JSON Schema 2020-12 Core, section 6.4).
They are rewritten here into the dialect of Rust's ``regex`` crate, which pydantic-core carries.
That engine takes time in proportion to pattern size times text length, so what is left to do is
to know the size: ``a{1000}`` is seven characters and a thousand states. ``Pattern.size`` is that
number, estimated from above, for the caller to charge.

What the engine cannot do (look-around, back-references) is "could not check", never a guess.
Beyond translation, meanings are kept: ``\\d`` and ``\\w`` are ASCII, ``.`` stops at all four line
ends, captures capture nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic_core import SchemaError, SchemaValidator, core_schema

from mintmark.errors import UnavailableError

MAX_LENGTH = 2_000
"""Characters a pattern may have."""

MAX_SIZE = 50_000
"""States a pattern may come to."""

_SPACE = r"\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}"
_CLASS_ESCAPES = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "w": "[0-9A-Za-z_]",
    "W": "[^0-9A-Za-z_]",
    "s": f"[{_SPACE}]",
    "S": f"[^{_SPACE}]",
}
_ANY_BUT_LINE_ENDS = r"[^\n\r\x{2028}\x{2029}]"

# States, from above, in UTF-8: a character, a class within ASCII, any other, a Unicode property.
_CHARACTER, _ASCII_CLASS, _CLASS, _PROPERTY = 4, 2, 60, 1_000

_QUANTIFIER = re.compile(r"[*+?]|\{([0-9]{1,5})(?:(,)([0-9]{1,5})?)?\}")
_PROPERTY_NAME = re.compile(r"\{[A-Za-z_]{1,40}(?:=[A-Za-z_]{1,40})?\}")
_CODE_POINT = re.compile(r"x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}")
_GROUP = re.compile(r"\((?:\?(?::|<[A-Za-z_$][A-Za-z0-9_$]{0,40}>))?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to be searched for. ``size`` is the most states it can come to."""

    size: int
    _engine: SchemaValidator

    def found_in(self, text: str) -> bool:
        """Say whether the pattern occurs anywhere in ``text``; time grows as size x length."""
        return self._engine.isinstance_python(text)


def compile_pattern(pattern: str) -> Pattern:
    """Make an ECMA-262 pattern ready.

    Raises:
        UnavailableError: ``schema.pattern-unsupported``: the pattern is not one that the engine
            can run, or comes to more than ``MAX_SIZE`` states.
    """
    try:
        if len(pattern) > MAX_LENGTH:
            raise _UnsupportedError
        translated, size = _Translator(pattern).run()
        if size > MAX_SIZE:
            raise _UnsupportedError
        schema = core_schema.str_schema(pattern=translated, regex_engine="rust-regex")
        return Pattern(size, SchemaValidator(schema))
    except (_UnsupportedError, SchemaError, UnicodeError):
        raise UnavailableError(
            "schema.pattern-unsupported",
            "The schema has a regular expression that cannot be run safely here.",
            remedy="Ask the schema's author for a simpler pattern, without look-around, "
            "back-references or very large repetition counts.",
        ) from None


class _UnsupportedError(Exception):
    """Something in the pattern that has no safe equal."""


class _Translator:
    """One pass from left to right, with a stack of the sizes of the groups that are open."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._out: list[str] = []
        self._sizes = [0]
        self._last = 0

    def run(self) -> tuple[str, int]:
        while self._at < len(self._pattern):
            self._step()
        if len(self._sizes) != 1:
            raise _UnsupportedError
        return "".join(self._out), self._sizes[0]

    def _step(self) -> None:
        char = self._pattern[self._at]
        if quantifier := _QUANTIFIER.match(self._pattern, self._at):
            self._repeat(quantifier)
        elif char == "(":
            self._open()
        elif char == ")":
            self._close()
        elif char == "[":
            self._add(*self._class())
        elif char == "\\":
            self._add(*self._escape(inside=False))
        elif char in "^$|":
            self._skip(char)
        else:
            self._at += 1
            self._add(*((_ANY_BUT_LINE_ENDS, _CLASS) if char == "." else _literal(char)))

    def _add(self, text: str, size: int) -> None:
        self._out.append(text)
        self._last = size
        self._sizes[-1] += size

    def _skip(self, char: str) -> None:
        self._at += 1
        self._add(char, 1)

    def _repeat(self, found: re.Match[str]) -> None:
        self._at = found.end()
        low, comma, high = found.groups()
        times = max(int(high or low or 1) + (1 if comma and not high else 0), 1)
        self._out.append(found.group())
        if self._pattern.startswith("?", self._at):  # lazy: the same answer, found sooner
            self._at += 1
            self._out.append("?")
        self._sizes[-1] += self._last * (times - 1)
        self._last *= times

    def _open(self) -> None:
        found = _GROUP.match(self._pattern, self._at)
        if found is None or self._pattern.startswith("?", found.end()):
            raise _UnsupportedError
        self._at = found.end()
        self._out.append("(?:")
        self._sizes.append(1)
        self._last = 0

    def _close(self) -> None:
        if len(self._sizes) == 1:
            raise _UnsupportedError
        self._at += 1
        self._add(")", self._sizes.pop())

    def _escape(self, *, inside: bool) -> tuple[str, int]:
        """Read what a backslash begins; the position ends up behind it."""
        self._at += 1
        char = self._pattern[self._at : self._at + 1]
        rest = self._at + 1
        if char in ("p", "P"):
            return self._property()
        if found := _CODE_POINT.match(self._pattern, self._at):
            self._at = found.end()
            return "\\" + found.group(), _CHARACTER
        self._at = rest
        if char in _CLASS_ESCAPES:
            return _CLASS_ESCAPES[char], _ASCII_CLASS if char in "dw" else _CLASS
        if char == "b":
            return (r"\x08" if inside else r"(?-u:\b)"), _CHARACTER
        if char == "0" and not self._pattern[rest : rest + 1].isdigit():
            return r"\x00", _CHARACTER
        if char and char in "nrtfv":
            return "\\" + char, _CHARACTER
        if char.isascii() and char.isprintable() and char and not char.isalnum():
            return _literal(char)
        raise _UnsupportedError

    def _property(self) -> tuple[str, int]:
        found = _PROPERTY_NAME.match(self._pattern, self._at + 1)
        if found is None:
            raise _UnsupportedError
        text = "\\" + self._pattern[self._at] + found.group()
        self._at = found.end()
        return text, _PROPERTY

    def _class(self) -> tuple[str, int]:
        """Read ``[...]``. Every plain character is escaped: Rust has set operators inside."""
        self._at += 1
        negated = self._pattern.startswith("^", self._at)
        self._at += negated
        out, size = ["[^" if negated else "["], _CLASS if negated else _ASCII_CLASS
        while not self._pattern.startswith("]", self._at):
            text, cost = self._member()
            if not _is_set(text) and self._range_follows():
                self._at += 1
                end, end_cost = self._member()
                if _is_set(end):  # [a-\d]: a mistake that no two engines read alike
                    raise _UnsupportedError
                text, cost = f"{text}-{end}", _CLASS if max(cost, end_cost) > 1 else 1
            out.append(text)
            size += cost if cost > 1 else 0
        self._at += 1
        return "".join(out) + "]", size

    def _range_follows(self) -> bool:
        return self._pattern.startswith("-", self._at) and not self._pattern.startswith(
            "]", self._at + 1
        )

    def _member(self) -> tuple[str, int]:
        if self._at >= len(self._pattern):
            raise _UnsupportedError
        if self._pattern[self._at] == "\\":
            return self._escape(inside=True)
        self._at += 1
        return _literal(self._pattern[self._at - 1])


def _is_set(member: str) -> bool:
    return member.startswith(("[", "\\p", "\\P"))


def _literal(char: str) -> tuple[str, int]:
    """The character itself, spelt so that it can mean nothing else."""
    if char.isascii() and not char.isalnum():
        return rf"\x{{{ord(char):x}}}", 1
    return char, len(char.encode())
