"""What there is already that is much alike: so that nobody draws up the same thing twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Value, When

from mintmark.vocabularies.likeness import fold
from mintmark_web.achievements import queries
from mintmark_web.achievements.models import Version

SHOWN = 5
LEAST = 35
"""Per cent of likeness from which on a reviewer should look."""
_TELLING = 12
"""How many words are looked for in the catalogue: the longest, which are the most telling."""
_HELD = 500
"""How many versions that have most of these words are held against the text itself."""
_TITLE_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Twin:
    """A published version that is much alike.

    Attributes:
        likeness: in per cent: 100 where title and outcomes have the same words as often.
    """

    version: Version
    likeness: int


def near(version: Version) -> list[Twin]:
    """Return the published versions of other achievements that are most alike, at most five.

    Words count by how rare they are among those; likeness is the cosine of the two texts.
    """
    mine = _words(version.document)
    telling = sorted(mine, key=lambda word: (-len(word), word))[:_TELLING]
    others = _published_with_words(telling, version.achievement_id, _HELD)
    texts = {pk: _words(document) for pk, document in others}
    spread = Counter(word for text in (mine, *texts.values()) for word in text)
    weight = {word: math.log(1 + (len(texts) + 1) / count) for word, count in spread.items()}
    likeness = {pk: _cosine(mine, text, weight) for pk, text in texts.items()}
    best = sorted((one for one in likeness.items() if one[1] >= LEAST), key=_order)[:SHOWN]
    found = {one.pk: one for one in queries.published_versions().filter(pk__in=dict(best))}
    return [Twin(found[pk], value) for pk, value in best if pk in found]


def _published_with_words(
    words: Sequence[str], other_than: UUID, most: int
) -> list[tuple[UUID, dict[str, Any]]]:
    """Return what is public and has most of the words, but for one achievement.

    Each with its version's id and its draft.
    """
    if not words:
        return []
    hits = sum((_hit(word) for word in words), Value(0))
    found = Version.objects.filter(state=Version.State.PUBLISHED).exclude(achievement_id=other_than)
    best = found.annotate(hits=hits).filter(hits__gt=0).order_by("-hits", "-published_at", "pk")
    return list(best.values_list("pk", "document")[:most])


def _hit(word: str) -> Case:
    return Case(When(words__contains=word, then=1), default=0)


def words_of(document: Mapping[str, Any]) -> str:
    """Return the words to be found by, each once, in one line."""
    return " ".join(sorted(_words(document)))


def _order(pair: tuple[Any, int]) -> tuple[int, str]:
    return -pair[1], str(pair[0])


def _cosine(one: Counter[str], other: Counter[str], weight: Mapping[str, float]) -> int:
    common = sum(one[word] * other[word] * weight[word] ** 2 for word in one.keys() & other.keys())
    sizes = (sum((n * weight[word]) ** 2 for word, n in text.items()) for text in (one, other))
    product = math.prod(map(math.sqrt, sizes))
    return round(100 * common / product) if product else 0


def _words(document: Mapping[str, Any]) -> Counter[str]:
    """Return the words of title and outcomes, each title word counted twice."""
    found: Counter[str] = Counter()
    for word in _folded(document.get("title")):
        found[word] += _TITLE_WEIGHT
    outcomes = document.get("outcomes")
    for outcome in outcomes if isinstance(outcomes, list) else []:
        found.update(_folded(outcome.get("title")))
    return found


def _folded(text: Any) -> Iterator[str]:
    told = text.values() if isinstance(text, Mapping) else [text or ""]
    for one in told:
        yield from (word for word in fold(str(one)).split() if len(word) > 2)
