"""Full-text search on SQLite: FTS5."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from mintmark_web.register.types import Part
from mintmark_web.register.words.table import BREAK, FOLLOW, TABLE, Table, Written


class SQLite(Table):
    """See ``Words``; languages do not matter here."""

    BY_ITSELF = "+"
    _COLUMNS = "ABCD"
    _RANK = "bm25(register_words, 10.0, 4.0, 2.0, 1.0)"

    def install(self) -> None:
        """Make the table, its index, and the trigger."""
        self.run(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5(a, b, c, d, "
            f"tokenize = \"porter unicode61 remove_diacritics 2 tokenchars '{BREAK}'\")"
        )
        self.run(
            f"CREATE TRIGGER {FOLLOW} AFTER DELETE ON register_entry BEGIN "  # noqa: S608
            f"DELETE FROM {TABLE} WHERE rowid = OLD.id; END"
        )

    def remove(self) -> None:
        """Take them away."""
        self.run(f"DROP TRIGGER IF EXISTS {FOLLOW}")
        self.run(f"DROP TABLE IF EXISTS {TABLE}")

    def put(self, entry_id: int, texts: Sequence[Written]) -> None:
        """Set what an entry is found by."""
        self.take_out((entry_id,))
        columns = [
            f" {BREAK} ".join(_unbroken(one.text) for one in texts if one.weight == weight)
            for weight in self._COLUMNS
        ]
        sql = f"INSERT INTO {TABLE} (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
        self.run(sql, entry_id, *columns)

    def take_out(self, entry_ids: Iterable[int]) -> None:
        """Let entries be found no more."""
        ids = json.dumps(list(entry_ids))
        self.run(
            f"DELETE FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608
            ids,
        )

    def matching(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],  # noqa: ARG002
        placed: Sequence[Sequence[int]],
        limit: int,
    ) -> list[int]:
        """Return the entries that fit, the last ones first."""
        where, given = self._where(parts)
        return self.last("rowid", where, given, placed, limit)

    def ranked(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],  # noqa: ARG002
        ids: Sequence[int],
    ) -> list[int]:
        """Return those that match, the best first."""
        where, given = self._where([part for part in parts if not part.negated])
        sql = f"SELECT rowid, {self._RANK} FROM {TABLE} WHERE {where}"  # noqa: S608
        sql += f" AND {self.BY_ITSELF}rowid IN (SELECT value FROM json_each(%s))"  # noqa: S608
        return self.in_order(self.run(sql, *given, json.dumps(list(ids))), ids)

    def among(self, number: str, ids: Sequence[int]) -> tuple[str, Any]:
        """Return a condition on a column, and its one value."""
        return f"{number} IN (SELECT value FROM json_each(%s))", json.dumps(list(ids))  # noqa: S608

    def _where(self, parts: Sequence[Part]) -> tuple[str, list[str]]:
        """FTS5 can only take away from something, so what is not wanted alone is asked apart."""
        wanted = " AND ".join(_quoted(part) for part in parts if not part.negated)
        barred = " OR ".join(_quoted(part) for part in parts if part.negated)
        if wanted:
            match = f"({wanted}) NOT ({barred})" if barred else wanted
            return f"{TABLE} MATCH %s", [match]
        inner = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608
        return f"rowid NOT IN ({inner})", [barred]


def _unbroken(text: str) -> str:
    return text.replace(BREAK, " ")


def _quoted(part: Part) -> str:
    """A string of FTS5: words in a row. Folded words have no quotes in them."""
    return '"' + " ".join(part.words) + '"'
