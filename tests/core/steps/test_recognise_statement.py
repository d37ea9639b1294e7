"""The statement: it verifies, it shows what was decided, and it names what was recognised."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

import samples
from case_samples import (
    CREDENTIAL,
    DIGEST,
    claim,
    decided,
    decision,
    handed_in,
    opened,
    then,
)
from mintmark.errors import RecognitionError
from mintmark.formats.describing import describe
from mintmark.formats.related import digest_of
from mintmark.steps.issue import sign
from mintmark.steps.recognise.standing import standing
from mintmark.steps.recognise.statement import issued, prepare, require_unaltered
from mintmark.steps.verify import verify
from mintmark.trust.policy import UnsafeAnyIssuer

AT = datetime(2026, 2, 3, 9, tzinfo=UTC)
NAME = "urn:uuid:0d6d8c0e-7b7d-4f6f-8a44-0a3b1c2d3e4f"


def statement(case):
    return prepare(case, issuer=samples.KEY.controller, credential_id=NAME, at=AT)


def signed(case, suite="eddsa-rdfc-2022"):
    return sign(statement(case), signer=samples.KEY, suite=suite, created=AT)


def report(data, at=AT):
    return verify(data, at=at, policy=UnsafeAnyIssuer())


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize("outcome", ["full", "partial", "refused"])
def test_it_verifies_and_names_what_was_recognised(outcome, suite):
    found = report(signed(decided(outcome=outcome), suite))
    assert found.outcome == "valid", found.decisive
    subject = found.require().document["credentialSubject"]
    assert subject["recognition"]["recognitionOutcome"] == outcome
    (recognised,) = subject["recognition"]["recognised"]
    assert (recognised["id"], recognised["digestSRI"]) == (CREDENTIAL, DIGEST)
    assert found.require().learner["name"] == "Ana Andromeda"


@pytest.mark.parametrize(
    ("old", "new"),
    [("partial", "full"), ("Pass the test.", "None."), (DIGEST, DIGEST[:-1] + "B")],
)
def test_nothing_in_it_can_be_changed(old, new):
    data = signed(decided(outcome="partial"))
    assert old.encode() in data
    assert report(data.replace(old.encode(), new.encode())).outcome == "invalid"


def test_it_shows_what_was_decided():
    more = dict(describe(json.loads(signed(decided(outcome="refused")))).more)
    assert more["decision"] == ("not recognised",)
    assert "recognised" not in more
    assert len(more["not recognised"]) == 1
    assert more["differences"] == ("level: EQF 3 and not 6.",)
    assert more["what helps"] == ("Take the bridging course.",)
    assert more["appeal"] == ("until 2026-03-04, to The board",)


def test_prior_learning_is_shown_outcome_by_outcome():
    case = opened(claim=claim())
    for outcome in ("lo1", "lo2"):
        case = then(case, "assessed", "2026-02-01", outcome=outcome)
    data = signed(then(case, "decided", "2026-02-02"))
    assert report(data).outcome == "valid"
    more = dict(describe(json.loads(data)).more)
    assert "Bakes a loaf of bread: shown by interview, Ada Assessor" in more["prior learning"]


def test_it_ends_when_the_decision_does():
    case = then(opened(), "compared", "2026-02-01")
    limited = then(case, "decided", "2026-02-02", decision=decision(valid_until="2026-12-31"))
    data = signed(limited)
    assert report(data, datetime(2026, 12, 31, 12, tzinfo=UTC)).outcome == "valid"
    assert report(data, datetime(2027, 1, 1, tzinfo=UTC)).code == "period.over"


def test_a_decision_changed_on_appeal_replaces_the_former_statement():
    case, document = decided(), statement(decided())
    event = issued(document, b"bytes", "2026-02-03")
    assert event.digest == digest_of(b"bytes")
    case = then(case, "issued", "2026-02-03", credential=NAME, digest=event.digest)
    case = then(case, "appealed", "2026-02-20")
    new = decision("partial", by={"name": "Eve Miller"})
    case = then(case, "appeal-settled", "2026-03-01", outcome="changed", decision=new)
    assert standing(case).issued == ()
    found = statement(case)["credentialSubject"]["recognition"]
    assert (found["replaces"], found["onAppeal"]) == ([NAME], True)


@pytest.mark.parametrize(
    "case",
    [opened(), then(decided(), "appealed", "2026-02-20"), then(decided(), "closed", "2026-03-05")],
    ids=["open", "appealed", "closed"],
)
def test_only_a_decision_that_stands_is_issued(case):
    with pytest.raises(RecognitionError) as caught:
        statement(case)
    assert caught.value.code == "recognise.not-issuable"


def test_a_credential_without_an_address_is_named_by_its_digest():
    case = opened()
    received = case.history[0]
    plain, _ = handed_in(credential="held.json")
    verdict = case.history[1].verdicts[0].model_copy(update={"credential": "held.json"})
    history = (
        received.model_copy(update={"credentials": (plain,)}),
        case.history[1].model_copy(update={"verdicts": (verdict,)}),
    )
    case = then(case.model_copy(update={"history": history}), "compared", "2026-02-01")
    data = signed(then(case, "decided", "2026-02-02"))
    assert report(data).outcome == "valid"


def test_other_bytes_are_another_credential():
    one, _ = handed_in()
    held = one.model_copy(update={"digest": digest_of(b"bytes")})
    require_unaltered(held, b"bytes")
    with pytest.raises(RecognitionError) as caught:
        require_unaltered(held, b"other")
    assert caught.value.code == "recognise.altered-credential"
