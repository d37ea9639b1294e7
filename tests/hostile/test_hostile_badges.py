"""Open Badges: tables that are not kept, orders that choose, endorsements that stand inside."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hostile_cases import V2, Attack, attacks, check, codes, plain, withstand

import samples
from mintmark.formats.describing import describe
from mintmark.proofs import vc_jose
from mintmark.report import Outcome

SUITES = ["eddsa-rdfc-2022", "eddsa-jcs-2022"]
IMAGE = {"id": "https://school.example/badge.png", "type": "Image"}
ALIGNED = {
    "type": ["Alignment"],
    "targetName": "Bakes",
    "targetUrl": "https://skills.example/bake",
}
SEVERAL, MALFORMED, MISSING = (
    f"openbadges.{reason}-value" + ("s" if reason == "several" else "")
    for reason in ("several", "malformed", "missing")
)


def achievement_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["credentialSubject"]["achievement"]
    return found


def identity_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["credentialSubject"]["identifier"][0]
    return found


def badge(where: Any = lambda d: d, **members: Any) -> Any:
    """A badge that its issuer signed so; ``...`` takes a member out."""

    def change(document: dict[str, Any]) -> None:
        node = where(document)
        node.update(members)
        for name in [name for name, value in members.items() if value is ...]:
            del node[name]

    return lambda: samples.resigned(change)


def about(code: str, name: str, where: Any, hostile: Any, benign: Any) -> Attack:
    return Attack(name, badge(where, **hostile), code, badge(where, **benign))


def top(document: dict[str, Any]) -> dict[str, Any]:
    return document


def issuer_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["issuer"]
    return found


TABLES = [
    about(MISSING, "no id", top, {"id": ...}, {}),
    about(MISSING, "no beginning", top, {"validFrom": ...}, {}),
    about(MISSING, "a name that is not said to be clear", identity_of, {"hashed": ...}, {}),
    about(MISSING, "an identity without identity", identity_of, {"identityHash": ...}, {}),
    about(MISSING, "an identity of no kind", identity_of, {"identityType": ...}, {}),
    about(MISSING, "a picture that is nowhere", achievement_of, {"image": {"type": "Image"}},
          {"image": IMAGE}),
    about(MISSING, "an alignment with nothing", achievement_of,
          {"alignment": [{"type": ["Alignment"], "targetName": "Bakes"}]},
          {"alignment": ALIGNED}),
    about(SEVERAL, "hashed and in clear", identity_of, {"hashed": [True, False]},
          {"hashed": [False]}),
    about(SEVERAL, "two identities in one", identity_of, {"identityHash": ["Ana", "Eve"]},
          {"identityHash": ["Ana"]}),
    about(SEVERAL, "two names", achievement_of, {"name": ["Bread", "Doctor of Medicine"]},
          {"name": ["Bread"]}),
    about(SEVERAL, "two names of the badge", top, {"name": ["A", "B"]}, {"name": "A"}),
    about(SEVERAL, "two names of the issuer", issuer_of, {"name": ["A", "B"]}, {"name": "A"}),
    about(SEVERAL, "two awards", top,
          {"awardedDate": ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]},
          {"awardedDate": "2026-01-01T00:00:00Z"}),
    about(SEVERAL, "credits to choose from", achievement_of, {"creditsAvailable": [2, 60]},
          {"creditsAvailable": 60.5}),
    about(MALFORMED, "credits in words", achievement_of, {"creditsAvailable": "lots"},
          {"creditsAvailable": 2}),
    about(MALFORMED, "awarded some day", top, {"awardedDate": "yesterday"},
          {"awardedDate": "2026-01-01T00:00:00Z"}),
    about(MALFORMED, "true as a text", identity_of, {"hashed": "false"}, {"hashed": False}),
    about(MALFORMED, "a type of no list", achievement_of,
          {"achievementType": "DoctorateOfNonsense"}, {"achievementType": "ext:Bread"}),
    about(MALFORMED, "an extension without a name", achievement_of, {"achievementType": "ext:"},
          {"achievementType": "Badge"}),
    about(MALFORMED, "an identity of a kind of its own", identity_of, {"identityType": "wizard"},
          {"identityType": "ext:wizard"}),
]  # fmt: skip


@attacks(*TABLES)
def test_the_tables_of_the_data_model_are_kept(attack):
    withstand(attack)


CHOICES = {
    "achievement": ["Bread", "Doctor of Medicine"],
    "issuer": ["School of Bread", "Trinity College"],
}


def choosing(document: dict[str, Any]) -> None:
    """Two values wherever one would be shown, in a credential of no format we know."""
    document["type"] = ["VerifiableCredential"]
    achievement_of(document).update(name=CHOICES["achievement"], creditsAvailable=[2, 60])
    document["issuer"]["name"] = CHOICES["issuer"]
    identity_of(document)["identityHash"] = ["Ana", "Eve"]
    document["awardedDate"] = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]


def reversed_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: inner if name == "@context" else reversed_lists(inner)
            for name, inner in reversed(value.items())
        }
    return [reversed_lists(one) for one in reversed(value)] if isinstance(value, list) else value


@pytest.mark.parametrize("change", [choosing, lambda d: None], ids=["several", "one"])
def test_the_order_of_what_is_not_ordered_chooses_nothing(change):
    """The holder may reverse every list and every object: the signature holds."""
    document = samples.resigned(change)
    proof = document.pop("proof")
    other = reversed_lists(copy.deepcopy(document)) | {"proof": proof}
    report, turned = check(document | {"proof": proof}), check(other)
    assert report.signed is not None
    assert turned.signed is not None
    assert (report.signed.learner, report.signed.achievement, report.signed.issuer) == (
        turned.signed.learner,
        turned.signed.achievement,
        turned.signed.issuer,
    )
    one, same = describe(document), describe(other)
    assert (one.achievement and one.achievement.name, one.issuer, one.awarded) == (
        same.achievement and same.achievement.name,
        same.issuer,
        same.awarded,
    )
    assert one.learner == same.learner


def test_of_several_names_none_is_shown():
    report = check(samples.resigned(choosing))
    assert report.signed is not None
    assert report.signed.learner["name"] is None
    assert report.signed.issuer["name"] is None


def endorsement(of: str, **changes: Any) -> dict[str, Any]:
    document = plain(
        **{"@context": [V2, samples.OB_CONTEXT]},
        id="urn:uuid:00000001-0000-4000-8000-000000000000",
        type=["VerifiableCredential", "EndorsementCredential"],
        issuer={"id": samples.OTHER_KEY.controller, "type": ["Profile"], "name": "Guild"},
        name="Endorsement",
        validFrom="2026-05-04T12:00:00Z",
        credentialSubject={
            "id": of,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Well baked.",
        },
    )
    return document | changes


def endorsed(place: str, *changes: dict[str, Any], sign: bool = True) -> Any:
    def change(document: dict[str, Any]) -> None:
        holder = {"badge": top, "issuer": issuer_of, "achievement": achievement_of}[place](document)
        found = [endorsement(holder["id"], **one) for one in changes or ({},)]
        holder["endorsement"] = [
            samples.signed(one, key=samples.OTHER_KEY) if sign else one for one in found
        ]

    return change


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("place", ["badge", "issuer", "achievement"])
def test_an_endorsement_may_stand_inside_what_it_endorses(place, suite):
    """Open Badges 3.0, OpenBadgeCredential.endorsement and EndorsementSubject.id."""
    report = check(samples.resigned(endorsed(place), suite=suite))
    assert report.outcome is Outcome.VALID, codes(report)
    assert [one.outcome for _, one in report.endorsements] == [Outcome.VALID]


def test_two_endorsements_may_stand_inside():
    two = ({}, {"id": "urn:uuid:00000002-0000-4000-8000-000000000000", "name": "Another"})
    for comment in ("Well baked.", "Burnt."):
        subject = {"id": samples.CREDENTIAL_ID, "type": ["EndorsementSubject"]}
        two[1]["credentialSubject"] = subject | {"endorsementComment": comment}
        report = check(samples.resigned(endorsed("badge", *two)))
        assert report.outcome is Outcome.VALID, codes(report)
        assert [one.outcome for _, one in report.endorsements] == [Outcome.VALID] * 2


def with_more(**members: Any) -> dict[str, Any]:
    subject = {"id": samples.CREDENTIAL_ID, "type": ["EndorsementSubject"]} | members
    return {"credentialSubject": subject}


MORE = [
    Attack(name, lambda change=change: vc_jose.sign(samples.unsigned(change), samples.KEY),
           "context.root-described-twice", lambda: samples.resigned(endorsed("badge")))
    for name, change in [
        ("a name in an endorsement", endorsed("badge", with_more(name="Master Baker"))),
        ("a type in an endorsement", endorsed("badge", with_more(
            type=["EndorsementSubject", "Profile"]))),
        ("an endorsement that nobody signed", endorsed("badge", sign=False)),
    ]
]  # fmt: skip


@pytest.mark.parametrize("attack", [pytest.param(one, id=one.name) for one in MORE])
def test_an_endorsement_says_nothing_else_of_the_badge(attack):
    """Tokens here, as the badge could not be signed over its statements at all."""
    report = check(attack.hostile())
    assert report.outcome is Outcome.INVALID
    assert report.code in ("context.root-described-twice", "context.undefined-term")
    assert check(attack.benign()).outcome is Outcome.VALID


def test_what_endorses_cannot_take_over_what_it_endorses():
    """The end of the badge is moved into the endorsement, where nobody looks for it."""
    document = samples.resigned(
        lambda d: (d.update(validUntil="2026-05-05T00:00:00Z"), endorsed("badge")(d))
    )
    assert check(document).code == "period.over"
    document["endorsement"][0]["credentialSubject"]["validUntil"] = document.pop("validUntil")
    assert check(document).outcome is Outcome.INVALID


def test_a_moved_comment_spoils_the_endorsement():
    """The statements of the badge stay the same, but the endorsement's own proof tells."""
    two = ({}, {"id": "urn:uuid:00000002-0000-4000-8000-000000000000", **with_more(
        endorsementComment="Burnt.")})  # fmt: skip
    document = samples.resigned(endorsed("badge", *two))
    one, other = (one["credentialSubject"] for one in document["endorsement"])
    one["endorsementComment"], other["endorsementComment"] = "Burnt.", "Well baked."
    report = check(document)
    assert [one.code for _, one in report.endorsements] == ["proof.bad-signature"] * 2


def test_a_name_in_a_list_of_one_is_the_same_name():
    """A holder can write the brackets without breaking a signature over statements."""
    document = samples.credential()
    (entry,) = (one for one in document["credentialSubject"]["identifier"]
                if one["identityType"] == "name")  # fmt: skip
    entry["identityHash"] = [entry["identityHash"]]
    report = check(document)
    assert report.outcome is Outcome.VALID
    assert report.require().learner["name"] == "Ana Andromeda"
