"""Check 12: larger awards are followed down to their parts."""

from __future__ import annotations

import json
from typing import Any

import pytest

import larger_samples
import samples
from core.steps.test_verify import LIST, documents, status_list
from larger_samples import larger, name_of, named, part
from mintmark.cli.baking import BAKERS
from mintmark.formats.parts import MAX_PARTS, digest_of
from mintmark.proofs import vc_jose
from mintmark.report import Outcome, Report
from mintmark.steps.verify import verify
from mintmark.steps.verify.parts import MAX_DEPTH
from mintmark.trust.policy import IssuerIs

FIRST, SECOND = part(1), part(2)


def followed(data: bytes, *parts: bytes, **options: Any) -> Report:
    return verify(data, **({"at": samples.LATER, "parts": parts} | options))


def twelfth(report: Report) -> tuple[Outcome, str | None]:
    check = report.checks[11]
    assert (check.number, check.name) == (12, "parts")
    return check.outcome, check.code


def test_parts_at_hand_are_verified_each_by_itself():
    report = followed(larger([FIRST, SECOND]), SECOND, FIRST)
    assert report.outcome is Outcome.VALID
    assert [name for name, _ in report.parts] == [name_of(1), name_of(2)]
    assert all(one.require().learner["name"] == "Ana Andromeda" for _, one in report.parts)
    assert report.checks[11].detail == "It names 2 parts: 2 hold."


def test_a_part_that_is_not_at_hand_is_told_as_not_checked():
    """The award is the decider's own statement; what is missing is said, and never fine."""
    report = followed(larger([FIRST, SECOND]), FIRST)
    assert report.outcome is Outcome.VALID
    assert [(one.outcome, one.code) for _, one in report.parts] == [
        (Outcome.VALID, None),
        (Outcome.INDETERMINATE, "part.not-at-hand"),
    ]
    assert "1 could not be checked" in report.checks[11].detail
    assert "own decision" in report.checks[11].detail


def test_a_part_may_be_among_the_documents():
    report = followed(larger([FIRST]), documents={name_of(1): FIRST})
    assert [one.outcome for _, one in report.parts] == [Outcome.VALID]


def test_nobody_is_asked_for_a_part():
    class Asking:
        def fetch(self, url: str) -> bytes:
            raise AssertionError(url)

    assert followed(larger([FIRST]), documents=Asking()).outcome is Outcome.VALID


@pytest.mark.parametrize("space", [b" ", b"\n"])
def test_another_file_under_the_name_of_a_part_is_refused(space):
    report = followed(larger([FIRST, SECOND]), FIRST + space, SECOND)
    assert twelfth(report) == (Outcome.INVALID, "part.altered")
    assert report.outcome is Outcome.INVALID
    assert [one.code for _, one in report.parts] == ["part.altered", None]


def test_the_right_file_is_found_beside_a_wrong_one():
    report = followed(larger([FIRST]), FIRST + b" ", FIRST)
    assert [one.outcome for _, one in report.parts] == [Outcome.VALID]


@pytest.mark.parametrize("kind", sorted(BAKERS))
def test_the_digest_is_that_of_the_credential_and_not_of_the_file_around_it(kind):
    baked = BAKERS[kind].bake(FIRST, samples.achievement(), samples.ISSUED)
    assert baked != FIRST
    report = followed(larger([FIRST]), baked)
    assert [one.outcome for _, one in report.parts] == [Outcome.VALID]


def revoked(number: int, index: int) -> bytes:
    status = {
        "id": f"{LIST}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": LIST,
    }
    return part(number, credentialStatus=status)


def test_a_revoked_part_is_told_and_the_award_stands():
    whole = larger([revoked(1, 7), revoked(2, 8)])
    report = followed(whole, revoked(1, 7), revoked(2, 8), documents=documents())
    assert report.outcome is Outcome.VALID
    assert [one.code for _, one in report.parts] == ["status.revoked", None]
    assert "1 holds; 1 does not hold" in report.checks[11].detail
    assert "own decision" in report.checks[11].detail


def test_parts_are_judged_by_the_same_policy():
    policy = IssuerIs(samples.KEY.controller)
    other = json.dumps(samples.credential(key=samples.OTHER_KEY)).encode()
    report = followed(larger([FIRST, other]), FIRST, other, policy=policy)
    assert report.outcome is Outcome.VALID
    assert [one.code for _, one in report.parts] == [None, "trust.not-vouched-for"]


def test_a_status_list_cannot_vouch_for_a_part():
    """Lists are verified without a policy; what they name is not verified with them."""
    other = json.dumps(samples.credential(key=samples.OTHER_KEY)).encode()
    entry = json.loads(larger([other]))["relatedResource"]
    contexts = json.loads(FIRST)["@context"]
    listed = status_list({7}, **{"@context": contexts, "relatedResource": entry})
    whole = larger([other], change=lambda d: d.update(credentialStatus={
        "id": f"{LIST}#8", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "8", "statusListCredential": LIST}))  # fmt: skip
    policy = IssuerIs(samples.KEY.controller)
    report = followed(whole, other, policy=policy, documents={LIST: json.dumps(listed)})
    assert report.checks[7].outcome is Outcome.VALID
    assert [one.code for _, one in report.parts] == ["trust.not-vouched-for"]


def test_parts_of_parts_are_followed():
    inner = larger([FIRST], name=name_of(50))
    report = followed(larger([inner, SECOND]), inner, FIRST, SECOND)
    (_, nested), (_, plain) = report.parts
    assert [name for name, _ in nested.parts] == [name_of(1)]
    assert nested.parts[0][1].outcome is Outcome.VALID
    assert plain.parts == ()
    altered = followed(larger([inner]), inner, FIRST + b" ")
    assert altered.outcome is Outcome.VALID
    assert altered.parts[0][1].code == "part.altered"


def foreign_digest(document: dict[str, Any]) -> None:
    document["relatedResource"][0]["digestSRI"] = "sha999-AAAA"


def test_a_digest_of_an_unknown_kind_could_not_be_checked():
    report = followed(larger([FIRST], change=foreign_digest), FIRST)
    assert [one.code for _, one in report.parts] == ["related.unknown-digest"]
    assert report.parts[0][1].outcome is Outcome.INDETERMINATE


def twice(document: dict[str, Any]) -> None:
    document["relatedResource"] *= 2


def without_digest(document: dict[str, Any]) -> None:
    del document["relatedResource"][0]["digestSRI"]


def by_itself(document: dict[str, Any]) -> None:
    document["relatedResource"][0]["id"] = document["id"]


def many(document: dict[str, Any]) -> None:
    one = document["relatedResource"][0]
    document["relatedResource"] = [
        {**one, "id": name_of(number)} for number in range(MAX_PARTS + 1)
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (twice, "part.twice"),
        (without_digest, "related.malformed"),
        (many, "part.too-many"),
    ],
)
def test_an_award_that_names_its_parts_wrongly_is_invalid(change, code):
    """In a token, where the guard over the statements lets things be said twice."""
    document = json.loads(larger([FIRST]))
    del document["proof"]
    assert followed(in_token(document), FIRST).outcome is Outcome.VALID
    change(document)
    report = followed(in_token(document), FIRST)
    assert twelfth(report) == (Outcome.INVALID, code)


def test_an_award_that_is_a_part_of_itself_is_refused_before_it_is_followed():
    document = json.loads(larger([FIRST]))
    del document["proof"]
    by_itself(document)
    assert followed(in_token(document)).code == "context.root-described-twice"


def in_token(document: dict[str, Any]) -> str:
    return vc_jose.sign(document, samples.KEY, content="credential")


def test_a_token_can_be_a_part():
    document = {name: value for name, value in json.loads(FIRST).items() if name != "proof"}
    token = in_token(document).encode()
    whole = larger([FIRST], parts=(named(FIRST, digest=digest_of(token)),))
    assert [one.outcome for _, one in followed(whole, token).parts] == [Outcome.VALID]
    assert [one.code for _, one in followed(whole, FIRST).parts] == ["part.altered"]


def test_a_cycle_of_awards_is_refused():
    """Digests make a true cycle impossible; one that only claims to be is refused by its ids."""

    def back(document: dict[str, Any]) -> None:
        document["relatedResource"][0]["id"] = larger_samples.LARGER

    inner = larger([FIRST], name=name_of(50), change=back)
    report = followed(larger([inner]), inner)
    assert report.outcome is Outcome.VALID
    assert report.parts[0][1].code == "part.cycle"


def test_awards_are_followed_so_deep_and_no_deeper():
    chain = [FIRST]
    for number in range(10, 12 + MAX_DEPTH):
        chain.append(larger([chain[-1]], name=name_of(number)))
    report = followed(chain[-1], *chain)
    depth = 0
    while report.parts:
        assert twelfth(report)[0] is Outcome.VALID
        ((_, report),) = report.parts
        depth += 1
    assert depth == MAX_DEPTH
    assert twelfth(report) == (Outcome.INDETERMINATE, "part.too-deep")


def test_what_does_not_hold_is_not_followed():
    forged = larger([FIRST]).replace(b"Dr. Rye", b"Dr. Who")
    report = followed(forged, FIRST)
    assert twelfth(report) == (Outcome.INDETERMINATE, "check.not-reached")
    assert report.parts == ()


def test_no_parts_is_nothing_to_follow():
    report = followed(FIRST, SECOND)
    assert twelfth(report) == (Outcome.VALID, None)
    assert report.parts == ()
