"""Laws of every comparison: identity, order, more is never less, evidence in both directions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mintmark import compare
from mintmark.model import Comparison, Holding, Target
from mintmark.model.comparison import DEMANDS
from mintmark.steps.recognise.comparing.lexical import likeness, word_likeness
from mintmark.steps.recognise.comparing.wording import wording
from recognition_samples import AS_OF, achievement, held
from strategies import achievements

WORDS = (
    "design",
    "explain",
    "assess",
    "bread",
    "breads",
    "databases",
    "database",
    "SQL",
    "B1",
    "B2",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
ENTRIES = st.lists(st.sampled_from("xyz"), max_size=2, unique=True)
EXTENTS = ("none", "partial", "full")
COVERED = ("not-found", "cannot-tell", "partly", "covered")


@st.composite
def outcomes(draw: st.DrawFn) -> tuple[dict[str, Any], ...]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        title = {draw(st.sampled_from(("en", "fr"))): draw(TEXTS)}
        links = [{"url": f"https://esco.example/{e}", "name": e} for e in draw(ENTRIES)]
        found.append({"title": title, "alignments": links})
    return tuple(found)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    kinds = draw(st.sampled_from(([], [{"type": "internal"}], [{"type": "external"}])))
    exam = {"id": "e", "title": "E", "type": "project"}
    watched = draw(st.sampled_from(({}, {"supervision": "none"}, {"supervision": "onsite"})))
    return {
        "credits": draw(st.sampled_from((None, 1, 3, 5))),
        "system": draw(st.sampled_from(("ECTS", "CATS", "Guild points"))),
        "level": draw(st.sampled_from((None, "EQF:4", "EQF:5", "IE:NFQ:6"))),
        "quality_assurance": kinds,
        "assessments": draw(st.sampled_from(([], [{**exam, **watched}]))),
    }


@st.composite
def targets(draw: st.DrawFn) -> Target:
    said = draw(outcomes())
    return Target.model_validate(
        {
            "achievement": achievement("module", said, **draw(facts())),
            "kind": draw(st.sampled_from(("module", "exemption"))),
            "enough": draw(st.sampled_from((None, "1", "0.5"))),
            "essential": [f"o{n}" for n in range(len(said)) if draw(st.booleans())],
        }
    )


@st.composite
def holdings(draw: st.DrawFn) -> list[Holding]:
    names = draw(st.lists(st.sampled_from("abcd"), max_size=4, unique=True))
    return [held(name, draw(outcomes()), **draw(facts())) for name in names]


def least(found: Comparison) -> int:
    return EXTENTS.index(found.suggestion.at_least)


@given(achievements())
@settings(max_examples=20, deadline=None, phases=(Phase.generate,))
def test_anything_is_equivalent_to_itself(one):
    found = compare([one], Target(achievement=one), as_of=AS_OF)
    assert all(row.covered == "covered" for row in found.coverage.outcomes)
    assert found.coverage.share_low in (None, 1)
    if one.outcomes and found.coverage.credits_enough in (None, "yes"):
        doubts = {row.at_level for row in found.coverage.outcomes}
        assert doubts <= {None, "yes"}
        assert found.suggestion.value == "full"


@given(holdings(), targets(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_sources_means_nothing(sources, against, chance):
    shuffled = [*sources, *sources[:1]]
    chance.shuffle(shuffled)
    assert compare(shuffled, against, as_of=AS_OF) == compare(sources, against, as_of=AS_OF)


@given(holdings(), targets())
@settings(max_examples=120, deadline=None)
def test_one_more_source_never_covers_less(sources, against):
    if not sources:
        return
    whole = compare(sources, against, as_of=AS_OF)
    fewer = compare(sources[1:], against, as_of=AS_OF)
    for more, less in zip(whole.coverage.outcomes, fewer.coverage.outcomes, strict=True):
        assert COVERED.index(more.covered) >= COVERED.index(less.covered)
    assert (whole.coverage.share_low or 0) >= (fewer.coverage.share_low or 0)
    assert (whole.coverage.share_high or 0) >= (fewer.coverage.share_high or 0)
    assert (whole.coverage.credits_low or 0) >= (fewer.coverage.credits_low or 0)
    assert least(whole) >= least(fewer)


@given(holdings(), targets())
@settings(max_examples=60, deadline=None)
def test_what_is_suggested_lies_between_the_worst_and_the_best(sources, against):
    found = compare(sources, against, as_of=AS_OF)
    worst, best = found.suggestion.at_least, found.suggestion.at_most
    assert EXTENTS.index(worst) <= EXTENTS.index(best)
    assert found.suggestion.value == (worst if worst == best else "cannot-tell")
    table = found.coverage
    if table.share_low is not None and table.share_high is not None:
        assert 0 <= table.share_low <= table.share_high <= 1
    if found.suggestion.value == "full":
        assert not [one for one in found.differences if one.outcome in against.essential]


@given(TEXTS, TEXTS, st.sampled_from(("en", "de", "xx")))
@settings(max_examples=150, deadline=None)
def test_evidence_is_the_same_in_both_directions(one, other, language):
    there = likeness(wording(one, language), wording(other, language))
    back = likeness(wording(other, language), wording(one, language))
    assert there.score == back.score
    assert len(there.shared) == len(back.shared)


@given(st.text(min_size=1, max_size=80), st.sampled_from(("en", "fr", "de", "es", "zh", "ar")))
@settings(max_examples=150, deadline=None)
def test_any_text_is_wholly_like_itself(text, language):
    said = wording(text, language)
    found = likeness(said, said)
    assert (found.score, found.lacking) == (Fraction(1), ())
    assert said.demand in (None, *DEMANDS)


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=150, deadline=None)
def test_words_are_alike_both_ways(one, other):
    assert word_likeness(one, other) == word_likeness(other, one) <= 12
