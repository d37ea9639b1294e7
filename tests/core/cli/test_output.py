"""What the command line does where the output cannot take, or does not want, what it prints."""

import io
import json
import sys

import pytest

from mintmark.cli import app, console


@pytest.mark.parametrize(
    "text", ["contenus\u00a0: tous", "\u0645\u06cc\u200c\u062e\u0648", "a\u202f%"]
)
def test_ordinary_text_is_printed_as_it_is(text):
    assert console.printable(text, "utf-8") == text


@pytest.mark.parametrize("text", ["a\x1b[31m", "a\u202eb", "a\x00", "a\u2066b"])
def test_what_could_fool_a_terminal_is_replaced(text):
    assert "\N{REPLACEMENT CHARACTER}" in console.printable(text, "utf-8")


def test_facts_are_escaped_where_the_output_cannot_take_them(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.facts({"learner": "Zieli\u0144ski", "file": "\udcff"})
    sys.stdout.flush()
    assert json.loads(raw.getvalue()) == {"learner": "Zieli\u0144ski", "file": "\udcff"}


@pytest.mark.parametrize(
    "error, code", [(BrokenPipeError(), app.BROKEN_PIPE), (OSError(28, "full"), app.NOT_WRITTEN)]
)
def test_nothing_is_claimed_where_nothing_could_be_written(monkeypatch, capsys, error, code):
    """Neither "valid" nor "invalid", and nothing foreign."""

    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(app, "app", fail)
    monkeypatch.setattr(console, "close_broken_pipe", lambda: None)
    assert app.main(["verify", "x"]) == code not in (0, 1, 2)
