"""What both databases have in common: the table, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from mintmark_web.register.types import Part

TABLE = "register_words"
FOLLOW = "register_words_follow"
"""The trigger by which the words of an entry go with it, however it goes."""
BREAK = "|"
"""Stands between texts, so that no words in a row are found across them; nobody can ask for it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text of an entry.

    Attributes:
        weight: A for the title, B for providers, skills and other names, C for outcomes, D else.
        language: of the text (BCP 47).
    """

    text: str
    weight: str
    language: str


class Words(Protocol):
    """What each database can do."""

    def install(self) -> None:
        """Make the table."""

    def remove(self) -> None:
        """Take the table away."""

    def put(self, entry_id: int, texts: Sequence[Written]) -> None:
        """Set what an entry is found by."""

    def take_out(self, entry_ids: Iterable[int]) -> None:
        """Let entries be found no more."""

    def matching(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],
        placed: Sequence[Sequence[int]],
        limit: int,
    ) -> list[int]:
        """Return the entries that have all ``parts``, the last ones first.

        Args:
            placed: the numbers of terms; of each group one must be true of an entry.
            limit: how many at most; what comes after is not even looked for.
        """

    def ranked(
        self, parts: Sequence[Part], languages: Sequence[str], ids: Sequence[int]
    ) -> list[int]:
        """Return those of ``ids`` that match, the best first, then in their own order."""

    def among(self, number: str, ids: Sequence[int]) -> tuple[str, Any]:
        """Return a condition on a column, and its one value: however many ``ids`` there are."""


class Table:
    """The table of words in one database."""

    BY_ITSELF = ""
    """What keeps a database from looking up texts number by number where a list is given."""

    def __init__(self, at: Any) -> None:
        self.at = at

    def run(self, sql: str, *given: Any) -> list[Any]:
        """Run a statement; return its rows."""
        with self.at.cursor() as cursor:
            cursor.execute(sql, given or None)
            return list(cursor.fetchall()) if cursor.description else []

    def last(
        self,
        number: str,
        where: str,
        given: Sequence[Any],
        placed: Sequence[Sequence[int]],
        limit: int,
    ) -> list[int]:
        """Return the last entries that fit and that each group of terms has one for."""
        place = "SELECT entry_id FROM register_placing WHERE term_id IN"
        for terms in placed:
            marks = ", ".join(["%s"] * len(terms)) or "NULL"
            where += f" AND {self.BY_ITSELF}{number} IN ({place} ({marks}))"
        sql = f"SELECT {number} FROM {TABLE} WHERE {where} ORDER BY {number} DESC LIMIT %s"  # noqa: S608
        return [row[0] for row in self.run(sql, *given, *chain(*placed), limit)]

    def in_order(self, rows: list[Any], ids: Sequence[int]) -> list[int]:
        """Sort by what ranks (the smaller the better); those alike stay in the order of ``ids``."""
        ranks = dict(rows)
        return sorted((one for one in ids if one in ranks), key=ranks.__getitem__)
