"""A comparison: what is matched on what evidence, what differs, and what it suggests."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from mintmark import compare
from mintmark.errors import UnavailableError
from mintmark.model import Comparison, StackResult
from mintmark.steps.recognise.comparing import comparison
from recognition_samples import AS_OF, DATABASES, achievement, aligned, held, target, url


def told(*sources, against=None, **more) -> Comparison:
    return compare(sources, against or target(), as_of=AS_OF, **more)


def covered(found: Comparison) -> list[str]:
    return [one.covered for one in found.coverage.outcomes]


def codes(found: Comparison) -> list[str]:
    return [one.code for one in found.differences]


def test_the_same_learning_in_other_words_is_suggested_in_full():
    found = told(
        held(
            "course",
            (
                "Describe how data stay consistent through transactions",
                "Formulate queries in SQL that retrieve data and update it",
                "Create a relational database design in normal form",
            ),
        )
    )
    assert covered(found) == ["covered"] * 3
    assert found.suggestion.value == "full"
    assert found.differences == ()
    evidence = found.coverage.outcomes[2].matches[0]
    assert (evidence.outcome, evidence.basis, evidence.language) == ("o0", "wording", "en")
    assert evidence.shared == ("transactions", "consistency", "data")
    assert evidence.lacking == ("guarantee",)
    assert found.methods[0].name == "mintmark-lexical"


def test_other_learning_is_suggested_for_nothing():
    found = told(held("bread", ("Bake bread from sourdough", "Work out what a recipe costs")))
    assert covered(found) == ["not-found"] * 3
    assert found.suggestion.value == "none"
    assert codes(found) == ["outcome-not-found"] * 3
    assert {one.substantial for one in found.differences} == {"may-be"}
    assert found.coverage.credits == 0


def test_a_lower_verb_covers_partly_and_says_so():
    found = told(held("course", ("Explain what a normalised relational database is",)))
    row = found.coverage.outcomes[0]
    assert row.covered == "partly"
    assert row.matches[0].asks_for_less
    assert "asks to understand where the target asks to create" in row.reason
    assert codes(found)[0] == "outcome-asks-for-less"


def test_a_higher_verb_covers():
    found = told(
        held("course", (DATABASES[0],)),
        against=target(("Explain what a normalised relational database is",)),
    )
    assert covered(found) == ["covered"]


def test_another_figure_is_never_the_same():
    found = told(
        held("course", ("Understand spoken French at level B1",)),
        against=target(("Understand spoken French at level B2",)),
    )
    assert covered(found) == ["partly"]
    assert found.coverage.outcomes[0].matches[0].lacking == ("b2",)


def test_addresses_come_before_words():
    same = held("module", ("Wholly other words",), of="module")
    found = told(same, against=target((DATABASES[0],)))
    assert found.coverage.outcomes[0].matches[0].basis == "same-address"
    assert found.suggestion.value == "full"


def test_a_shared_entry_covers_across_languages():
    found = told(
        held("kurs", (aligned("Datenbanken entwerfen", "design-db"),), language="de"),
        against=target((aligned(DATABASES[0], "design-db"),)),
    )
    match = found.coverage.outcomes[0].matches[0]
    assert (match.basis, match.shared, match.score) == ("same-entry", (url("design-db"),), 1)
    assert covered(found) == ["covered"]


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        ((aligned("A", "x", "y"),), (aligned("B", "x"),)),
        ((aligned("A", "x"), aligned("C", "x")), (aligned("B", "x"),)),
    ],
    ids=["one of two entries", "an entry that two outcomes of the target have"],
)
def test_an_entry_that_does_not_settle_it_is_only_near(own, theirs):
    found = told(held("course", theirs), against=target(own))
    assert set(covered(found)) == {"partly"}
    assert found.coverage.outcomes[0].matches[0].strength == "near"


def test_a_few_of_many_entries_say_nothing():
    found = told(held("course", (aligned("B", "x"),)), against=target((aligned("A", *"xyz"),)))
    assert covered(found) == ["not-found"]


def test_an_occupation_is_no_outcome():
    job = {
        "title": "A",
        "alignments": [{"url": url("job"), "name": "j", "type": "esco-occupation"}],
    }
    found = told(held("course", ({**job, "title": "B"},)), against=target((job,)))
    assert covered(found) == ["not-found"]


def test_wording_in_another_language_cannot_be_told():
    found = told(held("cours", ("Écrire des requêtes SQL",), language="fr"))
    assert covered(found) == ["cannot-tell"] * 3
    assert found.suggestion.value == "cannot-tell"
    assert (found.suggestion.at_least, found.suggestion.at_most) == ("none", "full")
    assert any("what it says in fr" in one for one in found.untold)


def test_texts_in_several_languages_are_read_in_one_that_both_have():
    both = {"title": {"fr": "Écrire des requêtes SQL", "en": DATABASES[1]}}
    found = told(held("cours", (both,), language="fr"), against=target((DATABASES[1],)))
    assert found.coverage.outcomes[0].matches[0].language == "en"
    assert found.suggestion.value == "full"


FRENCH = ("Écrire des requêtes dans une base de données", "Expliquer le rôle des transactions")


def test_a_text_that_is_not_in_the_language_it_says_is_read_in_its_own():
    against = target((DATABASES[1],))
    found = told(held("cours", FRENCH, language="en"), against=against)
    assert covered(found) == ["cannot-tell"]
    assert any("said to be in en, and was read as fr" in one for one in found.untold)
    own = told(held("cours", FRENCH, language="en"), against=target(FRENCH, language="fr"))
    assert covered(own) == ["covered", "covered"]
    twin = told(held("course", DATABASES), against=against)
    assert not [one for one in twin.untold if "was read as" in one]


def test_a_lower_level_is_a_difference_and_never_full():
    found = told(held("course", DATABASES, level="EQF:4"))
    assert covered(found) == ["covered"] * 3
    assert found.coverage.level_enough == "no"
    assert codes(found) == ["level-lower"]
    assert found.suggestion.value == "partial"


def test_a_level_of_another_framework_is_held_against_the_targets():
    found = told(held("course", DATABASES, level="IE:NFQ:6"))
    row = found.coverage.sources[0]
    assert (row.level_framework, row.level, row.reaches_level) == ("EQF", "5", "yes")
    assert row.level_method and row.level_sources


def test_no_level_cannot_be_told():
    found = told(held("course", DATABASES, level=None))
    assert found.coverage.level_enough == "cannot-tell"
    assert (found.suggestion.value, found.suggestion.at_most) == ("cannot-tell", "full")
    assert codes(found) == ["level-untold"]


def test_fewer_credits_matter_for_credit_and_not_for_an_exemption():
    small = held("course", DATABASES, credits=3)
    module, exemption = told(small), told(small, against=target(kind="exemption"))
    assert [one.suggestion.value for one in (module, exemption)] == ["partial", "full"]
    assert [one.differences[0].substantial for one in (module, exemption)] == ["may-be", "unlikely"]
    assert codes(module) == ["workload-less"]


def test_credits_of_another_system_come_with_method_range_and_source():
    found = told(held("course", DATABASES, credits=20, system="CATS"))
    row = found.coverage.sources[0]
    assert row.credits == 10
    assert row.low is not None and row.low <= 10
    assert row.credits_method and row.credits_sources
    assert found.coverage.credits_enough == "yes"


def test_an_unknown_system_cannot_be_told_and_the_same_name_can():
    theirs = held("course", DATABASES, system="Guild points")
    assert told(theirs).coverage.credits_enough == "cannot-tell"
    assert (
        told(theirs, against=target(system="Guild points", minimum_credits=5)).coverage.credits == 5
    )


def test_a_stack_of_short_courses_covers_together():
    found = told(
        held("a", (DATABASES[0],), credits=2),
        held("b", (DATABASES[1],), credits=2),
        held("c", (DATABASES[2],), credits=1),
    )
    assert found.suggestion.value == "full"
    assert found.coverage.credits == 5
    assert [one.outcomes for one in found.coverage.sources] == [("o0",), ("o1",), ("o2",)]


def test_two_credentials_of_one_achievement_are_counted_once():
    found = told(held("a", DATABASES, of="x"), held("b", DATABASES, of="x"))
    assert found.coverage.credits == 5
    assert any("may count the same learning twice" in one for one in found.untold)


def test_only_what_counts_in_the_stack_is_compared():
    taken, left = held("a", DATABASES), held("b", DATABASES)
    stack = StackResult.model_validate(
        {
            "rule": url("rule"),
            "version": "1",
            "title": "x",
            "as_of": AS_OF,
            "verdict": "met",
            "proven": True,
            "decided_by": "School",
            "credentials": [
                {"credential": taken.id, "counts": True, "reason": "It counts."},
                {"credential": left.id, "counts": False, "reason": "It clashes."},
            ],
            "requirements": [],
        }
    )
    found = told(left, taken, stack=stack)
    assert [one.credential for one in found.coverage.sources] == [taken.id]
    assert found.left_out == (f"{left.id}: It clashes.",)


def test_what_is_not_valid_is_left_out_and_what_is_unchecked_is_told():
    found = told(
        held("a", DATABASES, standing="not-valid"), held("b", DATABASES, standing="unchecked")
    )
    assert [one.standing for one in found.coverage.sources] == ["unchecked"]
    assert len(found.left_out) == 1
    assert any("nobody could check whether it is valid" in one for one in found.untold)


EXAM = {
    "assessments": [{"id": "exam", "title": "Exam", "type": "written-exam", "outcomes": ["o0"]}]
}


def test_an_outcome_that_the_source_does_not_assess_is_covered_partly():
    every = {"assessments": [{"id": "exam", "title": "Exam", "type": "written-exam"}]}
    found = told(held("course", DATABASES, **EXAM), against=target(**every))
    assert covered(found) == ["covered", "partly", "partly"]
    assert codes(found) == ["outcome-not-assessed"] * 2
    twin = told(held("course", DATABASES, **EXAM), against=target(**EXAM))
    assert covered(twin) == ["covered"] * 3


def test_what_the_award_reached_stands_beside_the_match():
    rubric = {
        **EXAM["assessments"][0],
        "rubric": [{"id": "pass", "name": "Passed"}, {"id": "top", "name": "Outstanding"}],
    }
    results = [{"assessment": "exam", "level": "top"}]
    found = told(held("course", DATABASES, assessments=[rubric], results=results))
    assert found.coverage.outcomes[0].matches[0].reached == ("Outstanding",)
    assert found.coverage.outcomes[0].matches[0].assessed == "yes"


def test_less_quality_is_a_difference_and_silence_cannot_be_told():
    asked = target(quality_assurance=[{"type": "external"}])
    weak = told(held("a", DATABASES, quality_assurance=[{"type": "internal"}]), against=asked)
    silent = told(held("a", DATABASES), against=asked)
    assert (codes(weak), weak.suggestion.value) == (["quality-less"], "partial")
    assert (codes(silent), silent.suggestion.value) == (["quality-untold"], "cannot-tell")


@pytest.mark.parametrize(
    ("own", "theirs", "code"),
    [
        ({"supervision": "onsite"}, {"supervision": "none"}, "supervision-less"),
        ({"supervision": "onsite"}, {}, "supervision-untold"),
        ({"identity_verification": True}, {"identity_verification": False}, "identity-less"),
        ({"identity_verification": True}, {}, "identity-untold"),
    ],
)
def test_how_it_is_assessed_is_held_against_the_target(own, theirs, code):
    exam = {"id": "exam", "title": "Exam", "type": "written-exam"}
    found = told(
        held("a", DATABASES, assessments=[{**exam, **theirs}]),
        against=target(assessments=[{**exam, **own}]),
    )
    assert codes(found) == [code]
    assert found.suggestion.value != "full"


def test_another_field_is_a_difference_in_profile():
    found = told(held("a", DATABASES[:1], fields=["0211"]), against=target(fields=["0612"]))
    assert ("profile", "field-differs") in {(one.element, one.code) for one in found.differences}
    twin = told(held("a", DATABASES[:1], fields=["0613"]), against=target(fields=["0612"]))
    assert "field-differs" not in codes(twin)


def test_an_essential_outcome_decides_where_a_share_would_be_enough():
    some = held("a", DATABASES[:2])
    assert told(some, against=target(enough="0.6")).suggestion.value == "full"
    found = told(some, against=target(enough="0.6", essential=["o2"]))
    assert found.suggestion.value == "partial"
    assert [one.substantial for one in found.differences] == ["may-be"]
    other = told(some, against=target(essential=["o0"]))
    assert [one.substantial for one in other.differences] == ["unlikely"]
    assert other.suggestion.value == "full"
    assert told(some).suggestion.value == "partial"


def test_shares_by_outcomes_and_by_credits():
    spread = [{"outcome": f"o{n}", "credits": credits} for n, credits in enumerate((3, 1, 1))]
    found = told(held("a", DATABASES[:1]), against=target(credits_by_outcome=spread))
    table = found.coverage
    assert (table.share_low, table.credits_share_low) == (Fraction(1, 3), Fraction(3, 5))


def test_a_target_without_outcomes_cannot_be_told():
    found = told(held("a", DATABASES), against=target(()))
    assert found.suggestion.value == "cannot-tell"
    assert found.coverage.share_low is None


def test_a_source_without_outcomes_cannot_be_told():
    assert covered(told(held("a"))) == ["cannot-tell"] * 3


def test_no_source_at_all_covers_nothing():
    found = told()
    assert found.suggestion.value == "none"
    assert "There is no source to compare." in found.suggestion.reasons


def test_achievements_can_be_compared_before_anybody_has_them():
    found = told(achievement("offer", DATABASES))
    assert found.suggestion.value == "full"
    assert found.coverage.sources[0].standing == "unchecked"


def test_a_target_names_only_what_it_has():
    for wrong in ({"essential": ["o9"]}, {"credits_by_outcome": [{"outcome": "o9", "credits": 1}]}):
        with pytest.raises(ValidationError, match="not among the target's outcomes"):
            target(**wrong)
    with pytest.raises(ValidationError, match="system: must be named"):
        target(credits=None, minimum_credits=3)


def test_a_comparison_survives_json():
    found = told(held("a", DATABASES, level=None), held("b", ("Écrire",), language="fr"))
    assert Comparison.model_validate_json(found.model_dump_json()) == found


HOSTILE = [
    "a" * 20_000,
    "\u202e\u0000\ufeff" + "x",
    " ".join(f"commonstart{n:05}" for n in range(1_100)),
    "e\u0301" * 5_000,
    "🎓" * 300,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_compared_in_bounded_work(text):
    found = told(held("a", (text,) * 5 + DATABASES), against=target((text, *DATABASES)))
    assert covered(found) == ["covered"] * 4


def test_too_much_to_compare_could_not_be_compared(monkeypatch):
    words = tuple(" ".join(f"common{n}x{m}" for m in range(100)) for n in range(12))
    fits = told(held("s", words[:2]), against=target(words[:2]))
    assert covered(fits) == ["covered"] * 2
    monkeypatch.setattr(comparison, "UNITS", 50_000)
    with pytest.raises(UnavailableError) as caught:
        told(held("s", words), against=target(words))
    assert caught.value.code == "input.work-limit"
