"""Verdicts: what each says, which decide, and on which days rules hold."""

from datetime import date

import pytest
from hypothesis import given, settings

from mintmark.frameworks.evaluation import Overall, Verdict, evaluate, evaluate_all
from mintmark.frameworks.limits import limits
from mintmark.frameworks.loading import known, load, load_all, parse
from mintmark.frameworks.rulebook import Rulebook
from mintmark.model import Achievement
from strategies import achievements

BOOK = """
id: test-book
name: Test
jurisdiction: XX
state: in-force
status: made up
official: false
whole: false
definition: {{ text: made up, source: nowhere }}
sources:
  - {{ id: nowhere, title: Nowhere, confidence: seen }}
valid_from: 2020-01-01
valid_until: 2029-12-31
rules:
  - id: R1
    kind: {kind}
    name: Price
    text: It has a price.
    clause: Clause 1
    source: nowhere
    confidence: {confidence}
    predicate: {predicate}
    paths: [{paths}]
    remedy: Add a price.
{more}
"""


def book(
    predicate: str = "{ present: price }",
    *,
    paths: str = "price",
    kind: str = "mandatory",
    confidence: str = "seen",
    more: str = "",
) -> Rulebook:
    return parse(
        BOOK.format(predicate=predicate, paths=paths, kind=kind, confidence=confidence, more=more)
    )


ACHIEVEMENT = Achievement.model_validate(
    {
        "id": "urn:x:1",
        "title": {"en": "Bread", "fr": "Pain"},
        "description": "d",
        "issuer": {"name": "n"},
        "price": {"amount": "12.50", "currency": "EUR"},
        "tags": ["a", "b", "c", "d"],
        "prerequisites": ["a", "b", "a"],
        "grading": "x" * 100,
    }
)
DAY = date(2025, 1, 1)


def one(rulebook: Rulebook, as_of: date = DAY) -> tuple[Overall, Verdict, str, str | None]:
    evaluation = evaluate(rulebook, ACHIEVEMENT, as_of=as_of)
    found = evaluation.findings[0]
    return evaluation.overall, found.verdict, found.detail, found.path


def test_found_says_what_and_where() -> None:
    assert one(book()) == (Overall.CONFORMS, Verdict.MET, "Found in price: 12.50 EUR.", "price")


@pytest.mark.parametrize(
    ("paths", "detail"),
    [
        ("title", "Found in title: Bread."),
        ("tags", "Found in tags: a, b, and 2 more."),
        ("prerequisites", "Found in prerequisites: a, b."),
        ("grading", f"Found in grading: {'x' * 59}…"),
        ("image", "Found by its absence."),
    ],
)
def test_found_is_told_briefly(paths: str, detail: str) -> None:
    assert one(book(paths=paths))[2] == detail


def test_missing_says_what_is_not_there() -> None:
    overall, verdict, detail, path = one(book("{ present: image }", paths="image, expiry.period"))
    assert (overall, verdict, path) == (Overall.DOES_NOT, Verdict.NOT_MET, None)
    assert detail == "Nothing is written in image or expiry.period."


def test_the_wrong_thing_is_shown() -> None:
    overall, verdict, detail, path = one(
        book("{ path: price.currency, equals: USD }", paths="price.currency, image")
    )
    assert (overall, verdict, path) == (Overall.DOES_NOT, Verdict.NOT_MET, "price.currency")
    assert detail == (
        "What is written does not show it: in price.currency: EUR. Nothing is written in image."
    )


def test_what_the_record_does_not_say_leaves_the_whole_open() -> None:
    rulebook = book("{ path: participation, equals: online }", paths="participation")
    overall, verdict, _, _ = one(rulebook)
    assert (overall, verdict) == (Overall.CANNOT_TELL, Verdict.UNKNOWN)
    assert "does not say: R1 Price" in evaluate(rulebook, ACHIEVEMENT, as_of=DAY).reason


def test_something_written_that_settles_nothing() -> None:
    rulebook = book("{ path: participation, equals: online }", paths="participation, tags")
    assert one(rulebook)[2].startswith("What is written does not settle it: in tags: a, b")


@pytest.mark.parametrize("kind", ["optional", "principle", "recommended"])
def test_only_mandatory_rules_decide(kind: str) -> None:
    evaluation = evaluate(
        book("{ present: image }", paths="image", kind=kind), ACHIEVEMENT, as_of=DAY
    )
    assert evaluation.findings[0].verdict is Verdict.NOT_MET
    assert evaluation.overall is Overall.CANNOT_TELL, "nothing decides, so nothing is decided"


@pytest.mark.parametrize("predicate", ["{ present: image }", "{ present: price }"])
def test_what_is_only_remembered_never_decides(predicate: str) -> None:
    overall, verdict, _, _ = one(book(predicate, confidence="memory"))
    assert (overall, verdict) == (Overall.CANNOT_TELL, Verdict.ADVISORY)


def test_a_rule_that_does_not_apply() -> None:
    rulebook = book(more="    applies_when: { path: price.currency, equals: USD }")
    overall, verdict, _, _ = one(rulebook)
    assert (overall, verdict) == (Overall.CANNOT_TELL, Verdict.NOT_APPLICABLE)
    assert evaluate(rulebook, ACHIEVEMENT, as_of=DAY).tally("mandatory") == (0, 0)


def test_a_rule_of_which_nobody_knows_whether_it_applies() -> None:
    rulebook = book(more="    applies_when: { path: participation, equals: online }")
    overall, verdict, _, _ = one(rulebook)
    assert (overall, verdict) == (Overall.CANNOT_TELL, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("day", "overall"),
    [
        (date(2019, 12, 31), Overall.CANNOT_TELL),
        (date(2020, 1, 1), Overall.CONFORMS),
        (date(2029, 12, 31), Overall.CONFORMS),
        (date(2030, 1, 1), Overall.CANNOT_TELL),
    ],
)
def test_days_on_which_the_rulebook_holds(day: date, overall: Overall) -> None:
    evaluation = evaluate(book(), ACHIEVEMENT, as_of=day)
    assert evaluation.overall is overall
    if overall is Overall.CANNOT_TELL:
        assert "not in force" in evaluation.reason
        assert "from 2020-01-01 until 2029-12-31" in evaluation.reason
        assert evaluation.findings[0].verdict is Verdict.NOT_APPLICABLE


def test_eu_2022_was_not_in_force_before_its_day() -> None:
    before = evaluate(load("eu-2022"), ACHIEVEMENT, as_of=date(2022, 6, 15))
    assert before.overall is Overall.CANNOT_TELL
    on_the_day = evaluate(load("eu-2022"), ACHIEVEMENT, as_of=date(2022, 6, 16))
    assert on_the_day.overall is Overall.DOES_NOT


def test_a_rule_with_days_of_its_own() -> None:
    rulebook = book("{ present: image }", more="    valid_until: 2021-12-31")
    assert one(rulebook, date(2021, 12, 31))[1] is Verdict.NOT_MET
    assert one(rulebook, date(2022, 1, 1))[1] is Verdict.NOT_APPLICABLE
    later = book("{ present: image }", more="    valid_from: 2024-01-01")
    assert one(later, date(2023, 12, 31))[1] is Verdict.NOT_APPLICABLE


TWO = """  - id: R2
    kind: mandatory
    name: Euro
    text: It is in euro.
    clause: Clause 2
    source: nowhere
    depends_on: R1
    predicate: {{ path: price.currency, equals: EUR }}
    remedy: Use euro.
"""


@pytest.mark.parametrize(
    ("predicate", "verdict", "detail"),
    [
        ("{ present: price }", Verdict.MET, "Found in price.currency: EUR."),
        ("{ present: image }", Verdict.NOT_APPLICABLE, "It applies only where R1 is met."),
        (
            "{ path: participation, equals: online }",
            Verdict.UNKNOWN,
            "It applies where R1 is met, and that is not known.",
        ),
    ],
)
def test_a_rule_that_depends_on_another(predicate: str, verdict: Verdict, detail: str) -> None:
    evaluation = evaluate(book(predicate, more=TWO.format()), ACHIEVEMENT, as_of=DAY)
    found = evaluation.findings[1]
    assert (found.verdict, found.detail) == (verdict, detail)


@pytest.mark.parametrize(
    ("kind", "verdict"), [("mandatory", Verdict.UNKNOWN), ("note", Verdict.ADVISORY)]
)
def test_what_no_record_can_show(kind: str, verdict: Verdict) -> None:
    text = TWO.format().split("    depends_on")[0].replace("mandatory", kind)
    rulebook = book(more=f"{text}    beyond: It is about the state.\n")
    evaluation = evaluate(rulebook, ACHIEVEMENT, as_of=DAY)
    assert evaluation.findings[1].verdict is verdict
    assert evaluation.findings[1].detail == "No record can show this. It is about the state."
    expected = Overall.CANNOT_TELL if kind == "mandatory" else Overall.CONFORMS
    assert evaluation.overall is expected


def test_where_there_is_no_policy_nothing_can_be_told() -> None:
    rulebook = book(kind="note").model_copy(update={"state": "no-policy", "status": "Not yet."})
    evaluation = evaluate(rulebook, ACHIEVEMENT, as_of=DAY)
    assert evaluation.overall is Overall.CANNOT_TELL
    assert evaluation.reason == "There is no policy yet, so nothing can be told: Not yet."


@given(achievements())
@settings(max_examples=25)
def test_all_at_once_is_the_same_as_one_by_one(achievement: Achievement) -> None:
    books = [*load_all(), book(), book("{ present: image }", paths="image")]
    together = evaluate_all(books, achievement, as_of=DAY)
    for rulebook, found in zip(books, together, strict=True):
        alone = evaluate(rulebook, achievement, as_of=DAY)
        assert (found.overall, found.reason) == (alone.overall, alone.reason)
        assert found.findings == alone.findings
        assert found.verdicts == tuple(one.verdict for one in alone.findings)
        for finding in found.findings:
            assert finding.detail


def test_limits_are_the_bounds_of_the_rules_that_decide() -> None:
    size = "{ all: [{ hours: { at_least: 1, below: 600 } }, { not: { hours: { above: 2 } } }] }"
    rulebook = book(size, paths="workload.hours")
    assert [limit.words for limit in limits(rulebook, DAY)] == [
        "at least 1 and less than 600 hours"
    ]
    assert limits(book(size, paths="workload.hours", confidence="memory"), DAY) == ()
    assert limits(book(size, paths="workload.hours", kind="optional"), DAY) == ()
    ended = book(size, paths="workload.hours", more="    valid_until: 2021-12-31")
    assert limits(ended, DAY) == ()


@pytest.mark.parametrize("framework", known())
def test_where_sources_disagree_all_are_told(framework: str) -> None:
    """Each side of a conflict has words of its own and a source."""
    for conflict in load(framework).conflicts:
        assert len({value.text for value in conflict.values}) == len(conflict.values) >= 2
        assert all(value.sources for value in conflict.values)
        assert conflict.use
