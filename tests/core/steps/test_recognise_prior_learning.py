"""Recognition of prior learning: claim, evidence, assessment, decision, award."""

from __future__ import annotations

from datetime import date

import pytest

from case_samples import PROCEDURE, achievement, claim, decision, handed_in, opened, then
from mintmark.errors import RecognitionError
from mintmark.model.comparison import Target
from mintmark.model.prior_learning import Claim, ClaimedOutcome, EvidenceItem
from mintmark.model.recognition import Applicant
from mintmark.steps.award import Row, read_awards
from mintmark.steps.recognise.case import open_case
from mintmark.steps.recognise.standing import standing
from mintmark.steps.recognise.statement import award_row, require_same_evidence


def code_of(case, event, day="2026-02-10", **values):
    with pytest.raises(RecognitionError) as caught:
        then(case, event, day, **values)
    return caught.value.code


def assessed(case, **results):
    for outcome, result in results.items():
        case = then(case, "assessed", "2026-02-01", outcome=outcome, result=result)
    return case


def shown():
    return assessed(opened(claim=claim()), lo1="shown", lo2="shown")


def test_every_claimed_outcome_is_assessed_before_it_is_decided():
    case = assessed(opened(claim=claim()), lo1="shown")
    assert code_of(case, "decided") == "recognise.not-assessed"
    assert code_of(case, "decided", decision=decision("refused")) == "recognise.not-assessed"
    assert standing(then(shown(), "decided", "2026-02-10")).made


def test_full_recognition_takes_every_outcome():
    case = assessed(opened(claim=claim()), lo1="shown", lo2="not-shown")
    assert code_of(case, "decided") == "recognise.outcome-not-shown"
    assert standing(then(case, "decided", "2026-02-10", decision=decision("partial"))).made
    part = assessed(opened(claim=claim("lo1")), lo1="shown")
    assert code_of(part, "decided") == "recognise.outcome-not-shown"


def test_assessing_again_replaces_what_was_found():
    case = assessed(assessed(opened(claim=claim()), lo1="not-shown", lo2="shown"), lo1="shown")
    assert standing(then(case, "decided", "2026-02-10")).made


def test_two_assessors_must_agree():
    second = {"by": {"name": "Sue Second"}, "result": "not-shown"}
    case = then(shown(), "assessed", "2026-02-02", second=second)
    assert code_of(case, "decided") == "recognise.assessors-disagree"
    case = then(case, "assessed", "2026-02-03", second=second | {"result": "shown"})
    assert standing(then(case, "decided", "2026-02-10")).made


def test_who_may_not_assess():
    case = opened(claim=claim())
    ana = {"name": "Ana Andromeda"}
    assert code_of(case, "assessed", by=ana) == "recognise.own-case"
    assert code_of(case, "assessed", by={"name": "AI"}) == "recognise.no-person"
    program = {"by": {"name": "the system"}, "result": "shown"}
    assert code_of(case, "assessed", second=program) == "recognise.no-person"
    twice = {"by": {"name": "ADA assessor"}, "result": "shown"}
    assert code_of(case, "assessed", second=twice) == "recognise.same-person"
    assert code_of(case, "assessed", outcome="lo3") == "recognise.unknown-outcome"


def test_a_claim_is_to_what_the_target_asks_for():
    with pytest.raises(RecognitionError) as caught:
        opened(claim=claim("lo9"))
    assert caught.value.code == "recognise.unknown-outcome"


def test_a_file_has_a_digest():
    item = EvidenceItem(kind="file", name="photo.jpg")
    bare = Claim(outcomes=(ClaimedOutcome(outcome="lo1", statement="I can.", evidence=(item,)),))
    with pytest.raises(RecognitionError) as caught:
        opened(claim=bare)
    assert caught.value.code == "recognise.no-digest"


def test_another_file_is_no_evidence():
    digest = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
    item = EvidenceItem(kind="file", name="x", digest=digest)
    require_same_evidence(item, b"")
    with pytest.raises(RecognitionError) as caught:
        require_same_evidence(item, b"other")
    assert caught.value.code == "recognise.altered-evidence"


def test_a_credential_and_a_claim_together():
    target = Target(achievement=achievement("module"))
    both = open_case(
        "urn:uuid:1",
        target,
        PROCEDURE,
        Applicant(name="Ana Andromeda"),
        on=date(2026, 1, 31),
        credentials=[handed_in()],
        claim=claim("lo2"),
    )
    both = assessed(both, lo2="shown")
    assert code_of(both, "decided") == "recognise.not-compared"
    both = then(both, "compared", "2026-02-02")
    assert standing(then(both, "decided", "2026-02-10")).made


def test_the_award_of_what_was_shown_can_be_issued():
    route = "recognition-of-prior-learning"
    target = Target(achievement=achievement("module", routes=("course", route)))
    case = assessed(opened(claim=claim(), target=target), lo1="shown", lo2="shown")
    row = award_row(then(case, "decided", "2026-02-10"))
    text = f"{','.join(row)}\n{','.join(row.values())}\n"
    (read,) = read_awards(text, target.achievement, today=date(2026, 3, 1), new_id=lambda: "urn:1")
    assert isinstance(read, Row)
    assert (read.award.route, read.award.assessor) == (route, "Dora Dean")
    assert read.award.awarded_on == date(2026, 2, 10)


@pytest.mark.parametrize("outcome", [None, "partial"])
def test_what_is_not_fully_recognised_makes_no_award(outcome):
    case = shown()
    if outcome:
        case = then(case, "decided", "2026-02-10", decision=decision(outcome))
    with pytest.raises(RecognitionError) as caught:
        award_row(case)
    assert caught.value.code == "recognise.not-awardable"


def test_an_achievement_that_cannot_be_had_so():
    with pytest.raises(RecognitionError) as caught:
        award_row(then(shown(), "decided", "2026-02-10"))
    assert caught.value.code == "recognise.no-such-route"
