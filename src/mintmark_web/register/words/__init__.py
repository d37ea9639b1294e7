"""Full-text search by the database's own means: one table, made of what is read out of entries.

On PostgreSQL a ``tsvector`` with a GIN index: each text twice, word by word without accents and by
the stems of its language. On SQLite an FTS5 table, without accents, with English stems. Both
answer the same questions; titles count most, then providers and skills, then all else.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mintmark_web.register.words.postgresql import PostgreSQL
from mintmark_web.register.words.sqlite import SQLite
from mintmark_web.register.words.table import Words, Written

__all__ = ["Words", "Written", "words"]


def words(at: Any = connection) -> Words:
    """Return what this database can do."""
    return PostgreSQL(at) if at.vendor == "postgresql" else SQLite(at)
