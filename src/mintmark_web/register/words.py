"""Full-text search by the database's own means: one table, made of what is read out of entries.

On PostgreSQL a ``tsvector`` with a GIN index: each text twice, word by word without accents and by
the stems of its language. On SQLite an FTS5 table, without accents, with English stems. Both
answer the same questions; titles count most, then providers and skills, then all else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

from mintmark.vocabularies.likeness import fold
from mintmark_web.register.types import Part

_TABLE = "register_words"
_BREAK = "|"
"""Stands between texts, so that no words in a row are found across them; nobody can ask for it."""
_STEMMED = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""The languages whose words PostgreSQL brings to their stems, by its own names for them."""


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

    def among(self, ids: Sequence[int]) -> RawSQL:
        """Return ``ids`` for a filter ``__in``: as one value, however many they are."""


def words(at: Any = connection) -> Words:
    """Return what this database can do."""
    return _PostgreSQL(at) if at.vendor == "postgresql" else _SQLite(at)


class _Table:
    BY_ITSELF = ""
    """What keeps a database from looking up texts number by number where a list is given."""

    def __init__(self, at: Any) -> None:
        self.at = at

    def remove(self) -> None:
        self.run(f"DROP TABLE IF EXISTS {_TABLE}")

    def run(self, sql: str, *given: Any) -> list[Any]:
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
        sql = f"SELECT {number} FROM {_TABLE} WHERE {where} ORDER BY {number} DESC LIMIT %s"  # noqa: S608
        return [row[0] for row in self.run(sql, *given, *chain(*placed), limit)]

    def in_order(self, rows: list[Any], ids: Sequence[int]) -> list[int]:
        """Sort by what ranks (the smaller the better); those alike stay in the order of ``ids``."""
        ranks = dict(rows)
        return sorted((one for one in ids if one in ranks), key=ranks.__getitem__)


class _PostgreSQL(_Table):
    def install(self) -> None:
        self.run(f"CREATE TABLE {_TABLE} (entry_id bigint PRIMARY KEY, words tsvector NOT NULL)")
        self.run(f"CREATE INDEX {_TABLE}_words ON {_TABLE} USING gin (words)")
        # Documents are read for one page only; out of line, they don't weigh on counting.
        self.run("ALTER TABLE register_entry SET (toast_tuple_target = 128)")

    def put(self, entry_id: int, texts: Sequence[Written]) -> None:
        pieces: list[str] = []
        given: list[Any] = [entry_id]
        for written in texts:
            for config, text in _configured(written):
                pieces.append("setweight(to_tsvector(%s::regconfig, %s), %s)")
                given += [config, text, written.weight]
        vector = f" || '{_BREAK}:1'::tsvector || ".join(pieces) or "''::tsvector"
        self.run(
            f"INSERT INTO {_TABLE} VALUES (%s, {vector}) "  # noqa: S608
            "ON CONFLICT (entry_id) DO UPDATE SET words = excluded.words",
            *given,
        )

    def take_out(self, entry_ids: Iterable[int]) -> None:
        self.run(f"DELETE FROM {_TABLE} WHERE entry_id = ANY(%s)", list(entry_ids))  # noqa: S608

    def matching(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],
        placed: Sequence[Sequence[int]],
        limit: int,
    ) -> list[int]:
        query, given = _tsquery(parts, languages)
        return self.last("entry_id", f"words @@ ({query})", given, placed, limit)

    def ranked(
        self, parts: Sequence[Part], languages: Sequence[str], ids: Sequence[int]
    ) -> list[int]:
        query, given = _tsquery([part for part in parts if not part.negated], languages)
        sql = f"SELECT entry_id, -ts_rank(words, ({query})) FROM {_TABLE} WHERE entry_id = ANY(%s)"  # noqa: S608
        return self.in_order(self.run(sql, *given, list(ids)), ids)

    def among(self, ids: Sequence[int]) -> RawSQL:
        return RawSQL("SELECT unnest(%s::bigint[])", (list(ids),))


def _configured(written: Written) -> list[tuple[str, str]]:
    """Return how a text is taken apart: as it is, and by the stems of its language."""
    config = _STEMMED.get(written.language.split("-")[0].lower())
    taken = [("simple", fold(written.text))]
    return taken if config is None else [*taken, (config, written.text)]


def _tsquery(parts: Sequence[Part], languages: Sequence[str]) -> tuple[str, list[str]]:
    """Return a ``tsquery`` that wants all parts, each as it is or by its stem in a language."""
    found = (_STEMMED.get(one.split("-")[0].lower()) for one in languages)
    configs = ["simple", *dict.fromkeys(one for one in found if one)]
    pieces, given = [], []
    for part in parts:
        ways = " || ".join("phraseto_tsquery(%s::regconfig, %s)" for _ in configs)
        pieces.append(f"!!({ways})" if part.negated else f"({ways})")
        for config in configs:
            given += [config, " ".join(part.words)]
    return " && ".join(pieces), given


class _SQLite(_Table):
    BY_ITSELF = "+"
    _COLUMNS = "ABCD"
    _RANK = "bm25(register_words, 10.0, 4.0, 2.0, 1.0)"

    def install(self) -> None:
        self.run(
            f"CREATE VIRTUAL TABLE {_TABLE} USING fts5(a, b, c, d, "
            f"tokenize = \"porter unicode61 remove_diacritics 2 tokenchars '{_BREAK}'\")"
        )

    def put(self, entry_id: int, texts: Sequence[Written]) -> None:
        self.take_out((entry_id,))
        columns = [
            f" {_BREAK} ".join(_unbroken(one.text) for one in texts if one.weight == weight)
            for weight in self._COLUMNS
        ]
        sql = f"INSERT INTO {_TABLE} (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
        self.run(sql, entry_id, *columns)

    def take_out(self, entry_ids: Iterable[int]) -> None:
        ids = json.dumps(list(entry_ids))
        self.run(
            f"DELETE FROM {_TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608
            ids,
        )

    def matching(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],  # noqa: ARG002
        placed: Sequence[Sequence[int]],
        limit: int,
    ) -> list[int]:
        where, given = self._where(parts)
        return self.last("rowid", where, given, placed, limit)

    def ranked(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],  # noqa: ARG002
        ids: Sequence[int],
    ) -> list[int]:
        where, given = self._where([part for part in parts if not part.negated])
        sql = f"SELECT rowid, {self._RANK} FROM {_TABLE} WHERE {where}"  # noqa: S608
        sql += f" AND {self.BY_ITSELF}rowid IN (SELECT value FROM json_each(%s))"  # noqa: S608
        return self.in_order(self.run(sql, *given, json.dumps(list(ids))), ids)

    def among(self, ids: Sequence[int]) -> RawSQL:
        return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(list(ids)),))

    def _where(self, parts: Sequence[Part]) -> tuple[str, list[str]]:
        """FTS5 can only take away from something, so what is not wanted alone is asked apart."""
        wanted = " AND ".join(_quoted(part) for part in parts if not part.negated)
        barred = " OR ".join(_quoted(part) for part in parts if part.negated)
        if wanted:
            match = f"({wanted}) NOT ({barred})" if barred else wanted
            return f"{_TABLE} MATCH %s", [match]
        inner = f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH %s"  # noqa: S608
        return f"rowid NOT IN ({inner})", [barred]


def _unbroken(text: str) -> str:
    return text.replace(_BREAK, " ")


def _quoted(part: Part) -> str:
    """A string of FTS5: words in a row. Folded words have no quotes in them."""
    return '"' + " ".join(part.words) + '"'
