"""A person accepts a proposal: what is checked before it becomes an award."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mintmark.errors import DraftError
from mintmark.model import Achievement, Award, Decision, Holding, StackResult
from mintmark.steps.award import accept, proposal_key, require_same
from mintmark.steps.stack import evaluate
from stack_samples import AS_OF, SCHOOL, held, rule, url

RULE = rule("requirements: [{id: total, at_least: 10}]")
LARGER = Achievement(id=url("larger"), title="Larger", description="x", issuer={"name": "School"})
DIGEST = "sha384-" + "A" * 64
DECISION = Decision(by="Dr. Rye", on=AS_OF)


def holding(name: str, credits: Any = 5, *, id: str | None = None, **more: Any) -> Holding:
    """Return a holding with an id that an award can name, and a digest."""
    one = held(name, credits, **more)
    assert one.award is not None
    learner = one.award.learner.model_copy(update={"id": id})
    award = one.award.model_copy(update={"learner": learner})
    return one.model_copy(update={"id": url(name), "digest": DIGEST, "award": award})


def proposed(*holdings: Holding) -> StackResult:
    return evaluate(RULE, holdings, as_of=AS_OF)


def accepted(*holdings: Holding, result: StackResult | None = None, **changes: Any) -> Award:
    given: dict[str, Any] = {"decision": DECISION, "award_id": url("award"), "issuer": SCHOOL}
    whole = given | changes
    return accept(RULE, result or proposed(*holdings), holdings, LARGER, **whole)


def code(*holdings: Holding, **changes: Any) -> str:
    with pytest.raises(DraftError) as caught:
        accepted(*holdings, **changes)
    return caught.value.code


A, B = holding("a"), holding("b")


def test_only_what_counts_becomes_a_part():
    award = accepted(A, B, holding("c", None))
    assert [one.id for one in award.parts] == [url("a"), url("b")]
    assert [(one.credits, one.system, one.groups) for one in award.parts] == [
        (Fraction(5), "ECTS", ("all",))
    ] * 2
    assert (award.awarded_on, award.learner.name) == (AS_OF, "Ana")
    assert award.decision == Decision(
        by="Dr. Rye", on=AS_OF, rule=RULE.id, rule_version=RULE.version
    )


def test_what_is_not_met_or_not_proven_is_refused():
    assert code(A) == "award.not-met"
    unproven = proposed(A, B).model_copy(update={"proven": False})
    assert code(A, B, result=unproven) == "award.not-proven"
    unknown = proposed(A, B).model_copy(update={"verdict": "cannot-tell"})
    assert code(A, B, result=unknown) == "award.not-met"


def test_a_part_needs_an_id_and_a_digest():
    assert code(A, B.model_copy(update={"id": "b.json"})) == "award.unnamed-part"
    assert code(A, B.model_copy(update={"digest": None})) == "award.unnamed-part"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ana", None), ("Ana", None), True),
        (("Ana", None), (" ANA", None), True),
        (("Ana", None), ("Bob", None), False),
        (("Ana", "did:x:a"), ("Ana Married", "did:x:a"), True),
        (("Ana", "did:x:a"), ("Ana", "did:x:b"), False),
        (("Ana", "did:x:a"), ("Ana", None), True),
        (("Ana", "did:x:a"), ("Bob", None), False),
    ],
)
def test_the_parts_are_of_one_learner(one, other, same):
    pair = [
        holding(name, learner=who.strip(), id=address)
        for name, (who, address) in zip("ab", (one, other), strict=True)
    ]
    if same:
        assert accepted(*pair).learner.id == one[1]
    else:
        assert code(*pair) == "award.other-learner"


def test_a_decision_is_not_older_than_what_it_decides_on():
    early = Decision(by="Dr. Rye", on=date(2020, 1, 1))
    assert code(A, B, decision=early) == "award.before-proposal"


def test_a_part_that_has_expired_by_the_day_of_the_decision_is_refused():
    end = datetime.combine(AS_OF, time(23, 59, 59), UTC)
    pair = (A.model_copy(update={"valid_until": end}), B)
    assert len(accepted(*pair).parts) == 2
    later = Decision(by="Dr. Rye", on=AS_OF + timedelta(days=1))
    assert code(*pair, result=proposed(*pair), decision=later) == "award.other-parts"
    assert len(accepted(A, B, decision=later).parts) == 2


def test_nothing_is_awarded_that_is_one_of_its_parts():
    assert A.achievement is not None
    given = {"decision": DECISION, "award_id": url("award"), "issuer": SCHOOL}
    with pytest.raises(DraftError) as caught:
        accept(RULE, proposed(A, B), (A, B), A.achievement, **given)
    assert caught.value.code == "award.other-achievement"


def test_nobody_decides_on_their_own_award():
    assert code(A, B, decision=Decision(by=" ANA", on=AS_OF)) == "award.own-case"
    assert accepted(A, B, decision=Decision(by="Ana Maria", on=AS_OF)).decision


def test_the_same_is_decided_once_whatever_the_day():
    later = Decision(by="Dr. Barley", on=date(2027, 1, 1))
    first, again = accepted(A, B), accepted(A, B, decision=later, award_id=url("other"))
    assert proposal_key(first) == proposal_key(again)
    other = holding("c", 10)
    assert proposal_key(first) != proposal_key(accepted(other))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"rule": url("other")}, "award.other-rule"),
        ({"version": "9"}, "award.other-rule"),
        ({"as_of": date(2026, 6, 2)}, "award.other-rule"),
        ({"credentials": ()}, "award.other-parts"),
    ],
)
def test_what_was_decided_on_is_what_is_there(change, expected):
    now = proposed(A, B)
    require_same(now, now)
    with pytest.raises(DraftError) as caught:
        require_same(now.model_copy(update=change), now)
    assert caught.value.code == expected


def test_the_bytes_and_what_they_count_for_are_compared():
    now = proposed(A, B)
    first, second = now.credentials
    changes = {
        "award.changed-part": {"digest": "sha384-" + "B" * 64},
        "award.other-parts": {"credits": Fraction(4)},
    }
    for expected, change in changes.items():
        seen = now.model_copy(update={"credentials": (first.model_copy(update=change), second)})
        with pytest.raises(DraftError) as caught:
            require_same(seen, now)
        assert caught.value.code == expected
