"""Full-text search on PostgreSQL: ``tsvector`` and GIN."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from mintmark.vocabularies.likeness import fold
from mintmark_web.register.types import Part
from mintmark_web.register.words.table import BREAK, FOLLOW, TABLE, Table, Written

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


class PostgreSQL(Table):
    """See ``Words``; a query wants each part as it is or by its stem."""

    def install(self) -> None:
        """Make the table, its index, and the trigger."""
        self.run(f"CREATE TABLE {TABLE} (entry_id bigint PRIMARY KEY, words tsvector NOT NULL)")
        self.run(f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)")
        self.run(
            f"CREATE FUNCTION {FOLLOW}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
            f"DELETE FROM {TABLE} WHERE TG_OP = 'TRUNCATE' OR entry_id = OLD.id; "
            "RETURN NULL; END $$"
        )
        for when in ("DELETE ON register_entry FOR EACH ROW", "TRUNCATE ON register_entry"):
            name = f"{FOLLOW}_{when.partition(' ')[0].lower()}"
            self.run(f"CREATE TRIGGER {name} AFTER {when} EXECUTE FUNCTION {FOLLOW}()")
        # Documents are read for one page only; out of line, they don't weigh on counting.
        self.run("ALTER TABLE register_entry SET (toast_tuple_target = 128)")

    def remove(self) -> None:
        """Take them away."""
        self.run(f"DROP FUNCTION IF EXISTS {FOLLOW}() CASCADE")
        self.run(f"DROP TABLE IF EXISTS {TABLE}")

    def put(self, entry_id: int, texts: Sequence[Written]) -> None:
        """Set what an entry is found by."""
        pieces: list[str] = []
        given: list[Any] = [entry_id]
        for written in texts:
            for config, text in _configured(written):
                pieces.append("setweight(to_tsvector(%s::regconfig, %s), %s)")
                given += [config, text, written.weight]
        vector = f" || '{BREAK}:1'::tsvector || ".join(pieces) or "''::tsvector"
        self.run(
            f"INSERT INTO {TABLE} VALUES (%s, {vector}) "  # noqa: S608
            "ON CONFLICT (entry_id) DO UPDATE SET words = excluded.words",
            *given,
        )

    def take_out(self, entry_ids: Iterable[int]) -> None:
        """Let entries be found no more."""
        self.run(f"DELETE FROM {TABLE} WHERE entry_id = ANY(%s)", list(entry_ids))  # noqa: S608

    def matching(
        self,
        parts: Sequence[Part],
        languages: Sequence[str],
        placed: Sequence[Sequence[int]],
        limit: int,
    ) -> list[int]:
        """Return the entries that fit, the last ones first."""
        query = self._tsquery(parts, languages)
        return self.last("entry_id", "words @@ %s::tsquery", [query], placed, limit)

    def ranked(
        self, parts: Sequence[Part], languages: Sequence[str], ids: Sequence[int]
    ) -> list[int]:
        """Return those that match, the best first."""
        query = self._tsquery([part for part in parts if not part.negated], languages)
        sql = f"SELECT entry_id, -ts_rank(words, %s::tsquery) FROM {TABLE} WHERE entry_id = ANY(%s)"  # noqa: S608
        return self.in_order(self.run(sql, query, list(ids)), ids)

    def among(self, number: str, ids: Sequence[int]) -> tuple[str, Any]:
        """Return a condition on a column, and its one value."""
        return f"{number} = ANY(%s)", list(ids)

    def _tsquery(self, parts: Sequence[Part], languages: Sequence[str]) -> str:
        """Return a ``tsquery`` that wants all parts, each as it is or by its stem in a language.

        Each way of a part stands in it once. The same word three times would be found as often as
        once, but PostgreSQL would take it for three times as frequent, and read the whole table
        where the index would do.
        """
        found = (_STEMMED.get(one.split("-")[0].lower()) for one in languages)
        configs = ["simple", *dict.fromkeys(one for one in found if one)]
        pairs = [(config, " ".join(part.words)) for part in parts for config in configs]
        asked = ", ".join("phraseto_tsquery(%s::regconfig, %s)::text" for _ in pairs)
        ways = self.run(f"SELECT {asked}", *chain(*pairs))[0]
        pieces = []
        for number, part in enumerate(parts):
            own = ways[number * len(configs) : (number + 1) * len(configs)]
            either = " | ".join(f"({way})" for way in dict.fromkeys(own) if way)
            if either:
                pieces.append(f"{'!' * part.negated}({either})")
        return " & ".join(pieces)


def _configured(written: Written) -> list[tuple[str, str]]:
    """Return how a text is taken apart: as it is, and by the stems of its language."""
    config = _STEMMED.get(written.language.split("-")[0].lower())
    taken = [("simple", fold(written.text))]
    return taken if config is None else [*taken, (config, written.text)]
