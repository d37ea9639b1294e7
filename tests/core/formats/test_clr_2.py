"""Comprehensive Learner Records: what goes in comes out, and what breaks the rules is refused."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import larger_samples
import samples
from mintmark.encoding import strict_json
from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import FormatError, MintmarkError
from mintmark.formats import clr_2
from mintmark.formats.describing import describe
from mintmark.formats.detect import format_of
from mintmark.model import Association, Learner, LearnerRecord, Organisation
from mintmark.model.record import AssociationType
from strategies import iris, learners, lines, organisations, some

KINDS = AssociationType.__args__
DID = samples.KEY.controller
AT = datetime(2026, 6, 1, tzinfo=UTC)


def compact(data: bytes) -> str:
    return strict_json.dumps(json.loads(data)).decode()


def record(**changes: Any) -> LearnerRecord:
    whole = {
        "id": "urn:uuid:00000000-0000-4000-8000-0000000000ee",
        "name": "Baker",
        "issuer": Organisation(id=DID, name="School of Bread"),
        "learner": Learner(name="Ana Andromeda"),
        "credentials": (compact(larger_samples.part(1)), compact(larger_samples.part(2))),
        "associations": (
            Association(type="isPartOf", source=samples.achievement().id, target="urn:x:baker"),
        ),
    }
    return LearnerRecord(**(whole | changes))


def dump(one: LearnerRecord) -> dict[str, Any]:
    return clr_2.dump(one, issuer_id=DID, valid_from=AT, salt=samples.SALT)


CREDENTIALS = st.builds(
    lambda name, subject: compact(
        json.dumps(
            {
                "@context": ["https://www.w3.org/ns/credentials/v2"],
                "id": name,
                "type": ["VerifiableCredential"],
                "issuer": DID,
                "credentialSubject": {"id": subject},
            }
        ).encode()
    ),
    iris(),
    iris(),
)
RECORDS = st.builds(
    LearnerRecord,
    id=iris(),
    name=lines(),
    issuer=organisations(st.just(DID)),
    learner=learners(),
    credentials=some(CREDENTIALS, most=3).map(tuple).filter(bool),
    associations=some(
        st.builds(Association, type=st.sampled_from(KINDS), source=iris(), target=iris())
    ),
)


@given(RECORDS)
@settings(max_examples=40)
def test_load_is_the_inverse_of_dump(one):
    again = clr_2.load(dump(one))
    assert again.credentials == one.credentials
    assert again.associations == one.associations
    assert (again.id, again.name, again.issuer) == (one.id, one.name, one.issuer)
    assert (again.learner.id, again.learner.name) == (one.learner.id, one.learner.name)


def test_it_is_told_by_its_type_and_every_word_means_something():
    document = dump(record())
    assert format_of(document) == "clr-2"
    clr_2.check(document)
    assert plain_form(document, BUNDLED, told_once=False).count(b"\n") > 50


def test_what_it_carries_is_carried_letter_by_letter():
    carried = clr_2.carried(dump(record()))
    assert [strict_json.dumps(one).decode() for one in carried] == list(record().credentials)


def test_people_are_told_what_it_carries():
    said = describe(dump(record()))
    assert said.name == "Baker"
    assert [str(one) for one in said.parts] == ["Sourdough Basics, School of Bread"] * 2


def subject(document: dict[str, Any]) -> dict[str, Any]:
    return document["credentialSubject"]


HOSTILE = {
    "clr.no-name": lambda d: d.pop("name"),
    "clr.subject": lambda d: subject(d).update(type=["Person"]),
    "clr.no-credentials": lambda d: subject(d).pop("verifiableCredential"),
    "clr.malformed-credential": lambda d: subject(d)["verifiableCredential"].append("urn:x"),
    "clr.too-many": lambda d: subject(d).update(
        verifiableCredential=subject(d)["verifiableCredential"] * 51
    ),
    "clr.association": lambda d: subject(d)["association"][0].update(associationType="isLike"),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_record_that_breaks_a_rule_is_refused(code):
    document = dump(record())
    clr_2.check(document)
    broken = copy.deepcopy(document)
    HOSTILE[code](broken)
    with pytest.raises(MintmarkError) as caught:
        clr_2.load(broken)
    assert caught.value.code == code


def test_a_record_about_nobody_is_refused():
    document = dump(record())
    del subject(document)["id"], subject(document)["identifier"]
    with pytest.raises(FormatError, match="neither an id nor an identifier"):
        clr_2.check(document)


def test_a_record_of_another_issuer_is_refused():
    with pytest.raises(FormatError) as caught:
        dump(record(issuer=Organisation(id="did:example:x", name="Another")))
    assert caught.value.code == "clr.issuer-mismatch"


def test_tokens_are_not_carried():
    with pytest.raises(FormatError) as caught:
        dump(record(credentials=('"eyJ"',)))
    assert caught.value.code == "clr.malformed-credential"
