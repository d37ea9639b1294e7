"""Issuing: what is signed says what was decided, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

import samples
from mintmark.errors import DraftError, FormatError, MintmarkError, UsageError
from mintmark.model import Expiry, Organisation
from mintmark.steps.issue import Press, add_duration, issue, prepare


def made(**changes):
    parts = {
        "issuer": samples.KEY.controller,
        "credential_id": samples.CREDENTIAL_ID,
        "salt": samples.SALT,
        "at": samples.ISSUED,
    }
    return prepare(samples.achievement(), samples.award(), **(parts | changes))


def test_it_is_valid_from_the_moment_of_issuing():
    """CED-17: the day of the award and the day of issuing are two things."""
    document = made(at=datetime(2026, 5, 7, 8, 9, 10, 999_999, tzinfo=UTC))
    assert document["validFrom"] == "2026-05-07T08:09:10Z"
    assert document["awardedDate"].startswith("2026-05-04")
    assert "validUntil" not in document


def test_expiry_counts_from_the_award():
    """DIG-08, DIG-09: an end, and the reason for it."""
    achievement = samples.achievement(expiry=Expiry(period="P3Y", reason="safety"))
    document = prepare(
        achievement, samples.award(), issuer=samples.KEY.controller,
        credential_id=samples.CREDENTIAL_ID, salt=samples.SALT, at=samples.ISSUED,
    )  # fmt: skip
    assert document["validUntil"] == "2029-05-04T23:59:59Z"


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2026-01-01", "P1Y2M1W3D", "2027-03-11"),
        ("2026-01-01", "P12W", "2026-03-26"),
        ("2026-01-01", "PT5H", "2026-01-01"),
    ],
)
def test_durations_are_added_as_in_xml_schema(day, duration, expected):
    assert add_duration(date.fromisoformat(day), duration) == date.fromisoformat(expected)


def test_a_period_beyond_the_calendar_is_refused():
    for duration in ("P9999Y", "P7973Y12M", "P9000Y99999D"):
        with pytest.raises(DraftError) as caught:
            add_duration(date(2026, 12, 1), duration)
        assert caught.value.code == "issue.endless-period"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"at": datetime(2026, 5, 4)}, UsageError),
        ({"credential_id": "not an address"}, MintmarkError),
    ],
)
def test_what_makes_no_sense_is_refused(changes, error):
    with pytest.raises(error):
        made(**changes)


def test_the_parts_must_belong_together():
    whole = {"signer": samples.KEY, "at": samples.ISSUED, "credential_id": samples.CREDENTIAL_ID,
             "salt": samples.SALT}  # fmt: skip
    other = samples.award(achievement="urn:x:other")
    with pytest.raises(FormatError):
        issue(samples.achievement(), other, **whole)
    foreign = samples.achievement(issuer=Organisation(name="S", id="did:example:school"))
    with pytest.raises(FormatError):
        issue(foreign, samples.award(), **whole)
    own = samples.achievement(issuer=Organisation(name="S", id=samples.KEY.controller))
    assert issue(own, samples.award(), **whole)


def test_every_node_but_the_learners_identities_has_an_id():
    """The chain rubric -> result -> credential is unbroken (ASM-02)."""
    subject = made()["credentialSubject"]
    declared = {node["id"]: node for node in subject["achievement"]["resultDescription"]}
    for result in subject["result"]:
        assert result["resultDescription"] in declared
    loaf = next(r for r in subject["result"] if "achievedLevel" in r)
    levels = declared[loaf["resultDescription"]]["rubricCriterionLevel"]
    assert loaf["achievedLevel"] in {level["id"] for level in levels}


def test_the_score_is_kept_exactly():
    award = samples.award(
        results=[
            {"assessment": "test", "score": Decimal("0.935")},
            {"assessment": "loaf", "level": "risen"},
        ]
    )
    whole = {"issuer": samples.KEY.controller, "credential_id": samples.CREDENTIAL_ID}
    document = prepare(samples.achievement(), award, salt=samples.SALT, at=samples.ISSUED, **whole)
    values = [result.get("value") for result in document["credentialSubject"]["result"]]
    assert "93.5" in values


def test_a_press_makes_for_each_what_prepare_makes():
    achievement = samples.achievement()
    press = Press(achievement, issuer=samples.KEY.controller)
    for number in (1, 2):
        award = samples.award()
        given = {"credential_id": f"urn:example:{number}", "salt": "s" * 16, "at": samples.ISSUED}
        alone = prepare(achievement, award, issuer=samples.KEY.controller, **given)
        assert press.document(award, **given) == alone


def test_a_press_names_where_the_status_stands():
    press = Press(samples.achievement(), issuer=samples.KEY.controller)
    entries = [
        {
            "id": f"https://school.example/{purpose}#7",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": "7",
            "statusListCredential": f"https://school.example/{purpose}",
        }
        for purpose in ("revocation", "suspension")
    ]
    document = press.document(
        samples.award(),
        credential_id="urn:example:1",
        salt="s" * 16,
        at=samples.ISSUED,
        status=entries,
    )
    assert document["credentialStatus"] == entries
