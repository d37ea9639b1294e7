"""One file for the learner: a larger award with its parts, made, secured and followed down."""

from __future__ import annotations

import json
from typing import Any

import pytest

import larger_samples
import samples
from larger_samples import larger, name_of, part
from mintmark.cli.baking import BAKERS
from mintmark.errors import FormatError
from mintmark.formats import clr_2
from mintmark.proofs import vc_jose
from mintmark.report import Outcome, Report
from mintmark.steps.record import issue_record, record_of
from mintmark.steps.verify import verify

FIRST, SECOND = (samples.issued(), part(2))
RECORD = "urn:uuid:00000000-0000-4000-8000-0000000000ee"
BUNDLE = samples.achievement().id


def recorded(*parts: bytes, whole: bytes | None = None) -> bytes:
    record = record_of(whole or larger(parts), parts, record_id=RECORD)
    return issue_record(record, signer=samples.KEY, at=samples.ISSUED, salt=samples.SALT)


def followed(data: Any, **options: Any) -> Report:
    return verify(data, **({"at": samples.LATER} | options))


def test_a_record_carries_award_and_parts_and_all_are_verified():
    report = followed(recorded(FIRST, SECOND))
    assert report.outcome is Outcome.VALID
    assert [name for name, _ in report.parts] == [
        larger_samples.LARGER, samples.CREDENTIAL_ID, name_of(2)
    ]  # fmt: skip
    assert all(one.outcome is Outcome.VALID for _, one in report.parts)
    award = report.parts[0][1]
    assert [one.outcome for _, one in award.parts] == [Outcome.VALID] * 2


def test_it_says_what_is_part_of_what():
    record = record_of(larger([FIRST]), [FIRST], record_id=RECORD)
    (association,) = record.associations
    assert (association.type, association.source) == ("isPartOf", BUNDLE)
    assert association.target.endswith("ff")
    assert record.learner.name == "Ana Andromeda"


def test_a_part_in_other_letters_could_not_be_compared_and_is_verified_by_itself():
    spaced = json.dumps(json.loads(FIRST), indent=1).encode()
    report = followed(recorded(spaced))
    award, carried = (one for _, one in report.parts)
    assert (carried.outcome, award.outcome) == (Outcome.VALID, Outcome.VALID)
    assert [one.code for _, one in award.parts] == ["part.rewritten"]
    assert award.parts[0][1].outcome is Outcome.INDETERMINATE
    beside = followed(recorded(spaced), parts=[spaced])
    assert [one.outcome for _, one in beside.parts[0][1].parts] == [Outcome.VALID]


def test_parts_out_of_pictures_are_carried_as_they_were_signed():
    baked = BAKERS["png"].bake(FIRST, samples.achievement(), samples.ISSUED)
    assert followed(recorded(baked)).parts[1][1].outcome is Outcome.VALID


def unsigned(*parts: bytes) -> dict[str, Any]:
    record = record_of(larger(parts), parts, record_id=RECORD)
    return clr_2.dump(
        record, issuer_id=samples.KEY.controller, valid_from=samples.ISSUED, salt=samples.SALT
    )


def test_a_forged_credential_in_a_record_is_told():
    document = unsigned(FIRST)
    carried = document["credentialSubject"]["verifiableCredential"][1]
    carried["credentialSubject"]["achievement"]["name"] = "Master Baker"
    report = followed(vc_jose.sign(document, samples.KEY))
    assert report.parts[1][1].code == "proof.bad-signature"
    assert report.parts[1][1].signed is None
    assert "1 does not hold" in report.checks[11].detail


def test_a_record_that_carries_itself_is_refused():
    document = unsigned(FIRST)
    inner = {**document, "credentialSubject": {"id": "urn:x:ana", "type": ["ClrSubject"]}}
    document["credentialSubject"]["verifiableCredential"].append(inner)
    report = followed(vc_jose.sign(document, samples.KEY))
    assert report.outcome is Outcome.INVALID
    assert report.code == "context.root-described-twice"


def test_two_credentials_under_one_id_are_refused():
    """Else the report of the genuine one would stand for the other."""
    document = unsigned(FIRST)
    carried = document["credentialSubject"]["verifiableCredential"]
    forged = json.loads(json.dumps(carried[1]))
    forged["credentialSubject"]["achievement"]["name"] = "Master Baker"
    document["credentialSubject"]["verifiableCredential"] = [forged, *carried]
    report = followed(vc_jose.sign(document, samples.KEY))
    assert report.outcome is Outcome.INVALID
    assert report.code == "part.twice"
    assert report.parts == ()


def test_a_record_without_credentials_breaks_the_rules():
    document = unsigned(FIRST)
    del document["credentialSubject"]["verifiableCredential"]
    assert followed(vc_jose.sign(document, samples.KEY)).code == "clr.no-credentials"


def test_a_token_cannot_be_carried():
    document = {name: value for name, value in json.loads(FIRST).items() if name != "proof"}
    token = vc_jose.sign(document, samples.KEY).encode()
    with pytest.raises(FormatError) as caught:
        record_of(larger([FIRST]), [token], record_id=RECORD)
    assert caught.value.code == "record.not-json"
