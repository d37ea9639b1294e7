"""Small helpers that write Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *([_cell(c) for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or " "


def code(text: str) -> str:
    """Return text as code."""
    return f"`{text}`"


def plain(text: str) -> str:
    """Return text in one line in which nothing is markup."""
    line = " ".join(text.split()).replace("<", "&lt;").replace("*", "\\*")
    return line.replace("[", "\\[").replace("_", "\\_")
