"""What the command line prints: facts on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from mintmark.errors import MintmarkError


_HARMLESS = frozenset("\n\t\u00a0\u00ad\u200c\u200d\u200e\u200f\u2060\u3000\u202f") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
"""Not printable by Python's measure, and part of ordinary text all the same."""


def out() -> Console:
    """Return a console on standard output; rich is imported only now."""
    return _console(sys.stdout, stderr=False)


def err() -> Console:
    """Return a console on standard error."""
    return _console(sys.stderr, stderr=True)


def _console(stream: Any, *, stderr: bool) -> Console:
    from rich.console import Console

    class _Screen(Console):
        def on_broken_pipe(self) -> None:
            # Rich would end the program with 1, which means "invalid" here.
            raise BrokenPipeError

    _take_all(stream)
    return _Screen(stderr=stderr, highlight=False, soft_wrap=True)


def _take_all(stream: Any) -> None:
    """Have a stream write in another way what it has no characters for."""
    if (stream.encoding or "utf-8").lower().replace("-", "") != "utf8":
        # Not "?": that mark means "could not check".
        stream.reconfigure(errors="backslashreplace")


def put(text: str) -> None:
    """Print on standard output what was made ready to be printed."""
    _take_all(sys.stdout)
    sys.stdout.write(text)


def say(text: str) -> None:
    """Print a line of plain text on standard output."""
    sys.stdout.write(printable(text) + "\n")


def note(text: str) -> None:
    """Print a line of plain text on standard error."""
    sys.stderr.write(printable(text, sys.stderr.encoding) + "\n")


def facts(value: Any) -> None:
    """Print one JSON value on a line of its own; escaped where the output cannot take it."""
    sys.stdout.write(as_line(value))


def as_line(value: Any) -> str:
    """Return what ``facts`` prints.

    What could drive a terminal, or turn the direction of what follows, is escaped too.
    """
    text = json.dumps(value, ensure_ascii=False)
    if not text.isprintable():
        text = "".join(c if _harmless(c) else json.dumps(c)[1:-1] for c in text)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value)
    return text + "\n"


def printable(text: str, encoding: str | None = None) -> str:
    """Return ``text`` without control characters, which could fool a terminal, as it can print.

    Spaces of all widths and the joiners that many scripts need are kept.
    """
    clean = "".join(c if _harmless(c) else "\N{REPLACEMENT CHARACTER}" for c in text)
    target = encoding or sys.stdout.encoding or "utf-8"
    return clean.encode(target, "replace").decode(target)


def one_line(text: str) -> str:
    """Return text of others, printable and on one line: no line of theirs looks like one of ours.

    >>> one_line("Bread\\n     VALID")
    'Bread VALID'
    """
    return printable(" ".join(text.split()) if not text.isprintable() else text)


def _harmless(character: str) -> bool:
    return character.isprintable() or character in _HARMLESS


def error(problem: MintmarkError) -> None:
    """Print an error: what is wrong, where, the remedy, and its code."""
    note(one_line(f"mintmark: {problem} [{problem.code}]"))


def problem(problem: MintmarkError) -> dict[str, str | None]:
    """Return an error as facts."""
    return {
        "code": problem.code,
        "message": problem.message,
        "place": problem.place,
        "remedy": problem.remedy,
    }


def usage_error(error: Any) -> bool:
    """Print that a command was called wrongly, and how to find out more.

    Returns whether it was: a command without anything behind it has shown its help instead.
    """
    message, context = error.format_message(), getattr(error, "ctx", None)
    if not message:
        return False
    note(f"mintmark: {message}")
    if context is not None:
        note(f"Try '{context.command_path} --help'.")
    return True


def close_broken_pipe() -> None:
    """Keep Python from complaining at exit that nobody reads on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
