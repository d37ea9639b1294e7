"""How many of what was found each choice would leave."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from mintmark_web.register.types import Asked, Choice
from mintmark_web.register.words import words

_COUNTED = """
    SELECT kind, value, label, count, wanted FROM (
        SELECT kind, value, label, count, {chosen} AS wanted, row_number() OVER (
            PARTITION BY kind ORDER BY count DESC, label, value
        ) AS place
        FROM (
            SELECT term_id, count(*) AS count FROM register_placing WHERE {found} GROUP BY term_id
        ) AS counted
        JOIN register_term ON register_term.id = counted.term_id
        WHERE kind IN ({kinds})
    ) AS ranked
    WHERE place <= %s OR wanted
    ORDER BY kind, place
"""
"""One pass over the index that holds all placings; the rest is about the few that are shown."""


def count(
    asked: Asked, ids: Sequence[int], kinds: Sequence[str], most: int
) -> dict[str, tuple[Choice, ...]]:
    """Return, for each kind, the values that most of ``ids`` have, and those chosen.

    Args:
        most: so many of each kind, besides those chosen.
    """
    chosen = [(kind, value) for kind in kinds for value in asked.chosen.get(kind, ())]
    is_chosen = " OR ".join("(kind = %s AND value = %s)" for _ in chosen) or "1 = 0"
    found, numbers = words().among("entry_id", ids)
    marks = ", ".join("%s" for _ in kinds)
    sql = _COUNTED.format(chosen=f"({is_chosen})", found=found, kinds=marks)
    with connection.cursor() as cursor:
        pairs = (part for pair in chosen for part in pair)
        cursor.execute(sql, [*pairs, numbers, *kinds, most])
        rows = cursor.fetchall()
    told: dict[str, list[Choice]] = {kind: [] for kind in kinds}
    for kind, value, label, number, wanted in rows:
        told[kind].append(Choice(kind, value, label, number, bool(wanted)))
    there = {(kind, value) for kind, value, *_rest in rows}
    for kind, value in chosen:
        if (kind, value) not in there:
            told[kind].append(Choice(kind, value, "", 0, True))
    return {kind: tuple(choices) for kind, choices in told.items()}
