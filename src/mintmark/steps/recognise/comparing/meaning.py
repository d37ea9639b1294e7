"""What may mean the same in other words, by an embedding that the caller brings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from mintmark.encoding.effort import Effort
from mintmark.errors import UsageError
from mintmark.ports import Embedder
from mintmark.steps.recognise.comparing.matching import Finding
from mintmark.steps.recognise.comparing.sources import Source
from mintmark.steps.recognise.comparing.texts import Statement

_UNITS: Final = 2
"""What one cosine costs (``encoding/effort.py``)."""

_STEPS: Final = 1_000
"""Cosines are rounded to thousandths: the last digits of a network differ between machines."""


def meanings(
    targets: Sequence[Statement], sources: Sequence[Source], embedder: Embedder, effort: Effort
) -> Mapping[tuple[str, str, str], Finding]:
    """Return which outcomes an embedding puts near each other, always as ``near``.

    The key is the target's outcome, the source's id and the source's outcome.

    Raises:
        UsageError: ``meaning.bad-vectors``: the embedding gives no fit vectors.
        UnavailableError: ``input.work-limit``.
    """
    known = [(one, text) for one in targets if (text := _text(one, embedder)) is not None]
    theirs = [
        (source, one, text)
        for source in sources
        for one in source.statements
        if (text := _text(one, embedder)) is not None
    ]
    effort.take(_UNITS * len(known) * len(theirs))
    near = [(one, other) for one in known for other in theirs]
    scores = cosines(embedder, [(text, other) for (_, text), (*_, other) in near])
    return {
        (target.outcome.id, source.id, one.outcome.id): Finding("meaning", score, "near")
        for ((target, _), (source, one, _)), score in zip(near, scores, strict=True)
        if score >= embedder.near
    }


def cosines(embedder: Embedder, pairs: Sequence[tuple[str, str]]) -> list[Fraction]:
    """Return the cosine of each pair of texts, from 0 to 1 in thousandths; each text is put once.

    Raises:
        UsageError: ``meaning.bad-vectors``: the embedding gives no fit vectors.
    """
    texts = sorted({text for pair in pairs for text in pair})
    vectors = dict(zip(texts, _unit_vectors(embedder, texts), strict=True))
    return [_cosine(vectors[one], vectors[other]) for one, other in pairs]


def _text(statement: Statement, embedder: Embedder) -> str | None:
    """Return what a statement says in a language that the embedding knows, the first by its tag."""
    for language, text in sorted(statement.titles.items()):
        if embedder.languages is None or language in embedder.languages:
            return text
    return None


def _unit_vectors(embedder: Embedder, texts: Sequence[str]) -> list[list[float]]:
    vectors = [[float(x) for x in vector] for vector in embedder.embed(texts)] if texts else []
    lengths = {len(vector) for vector in vectors}
    norms = [math.sqrt(sum(x * x for x in vector)) for vector in vectors]
    if len(vectors) != len(texts) or len(lengths) > 1 or not all(map(_fit, norms)):
        raise UsageError(
            "meaning.bad-vectors",
            f"The embedding {embedder.name} does not give one vector of one length for each text.",
            remedy="Compare without it, or use another one.",
        )
    return [[x / norm for x in v] for v, norm in zip(vectors, norms, strict=True)]


def _fit(norm: float) -> bool:
    return math.isfinite(norm) and norm > 0


def _cosine(one: Sequence[float], other: Sequence[float]) -> Fraction:
    cosine = math.fsum(a * b for a, b in zip(one, other, strict=True))
    return Fraction(max(0, min(_STEPS, round(cosine * _STEPS))), _STEPS)
