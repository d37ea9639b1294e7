"""Anchors and policies: the empty one fails, the unsafe one says so, and they compose."""

from __future__ import annotations

from datetime import date

import pytest

from mintmark.errors import TrustError
from mintmark.trust.anchors import Anchor, read_anchors
from mintmark.trust.policy import AllOf, AnchoredIn, AnyOf, IssuerIs, Subject, UnsafeAnyIssuer

SUBJECT = Subject("did:example:school", "urn:x:bread", date(2026, 5, 4))
SCHOOL = IssuerIs("did:example:school")
OTHER = IssuerIs("did:example:other")


def anchored(**changes: object) -> AnchoredIn:
    given = {"issuer": "did:example:school", "vouched_by": "the Agency"} | changes
    return AnchoredIn((Anchor.model_validate(given),))


@pytest.mark.parametrize(
    "policy",
    [
        SCHOOL,
        UnsafeAnyIssuer(),
        AnyOf((OTHER, SCHOOL)),
        AllOf((SCHOOL, UnsafeAnyIssuer())),
        anchored(),
        anchored(about=["urn:x:bread"]),
        anchored(valid_from="2026-05-04", valid_until="2026-05-04"),
    ],
)
def test_accepts(policy):
    policy.judge(SUBJECT)


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (OTHER, "trust.not-vouched-for"),
        (AnyOf(()), "trust.not-vouched-for"),
        (AnyOf((OTHER,)), "trust.not-vouched-for"),
        (AllOf(()), "trust.empty-policy"),
        (AllOf((SCHOOL, OTHER)), "trust.not-vouched-for"),
        (AnchoredIn(()), "trust.not-vouched-for"),
        (anchored(issuer="did:example:other"), "trust.not-vouched-for"),
        (anchored(about=["urn:x:cake"]), "trust.not-vouched-for"),
        (anchored(valid_from="2026-05-05"), "trust.not-vouched-for"),
        (anchored(valid_until="2026-05-03"), "trust.not-vouched-for"),
    ],
)
def test_refuses(policy, code):
    with pytest.raises(TrustError) as caught:
        policy.judge(SUBJECT)
    assert caught.value.code == code


def test_it_is_said_who_vouches():
    """DEF-U-02: a trusted provider is one that the checker's own anchors name."""
    assert anchored().judge(SUBJECT) == "the Agency"
    assert AllOf((anchored(), anchored(), anchored(vouched_by="me"))).judge(SUBJECT) == (
        "the Agency, me"
    )
    assert UnsafeAnyIssuer().judge(SUBJECT) is None
    assert AllOf((UnsafeAnyIssuer(),)).judge(SUBJECT) is None


def test_anchors_are_read_from_data():
    anchors = read_anchors(
        {"anchors": [{"issuer": "did:example:school", "vouched_by": "me"}]}, "anchors.yaml"
    )
    assert anchors[0].issuer == "did:example:school"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"anchors": [{"issuer": "did:example:school"}]},
        {"anchors": [{"issuer": "school", "vouched_by": "me"}]},
        {"anchors": [{"issuer": "did:x:y", "vouched_by": "me", "colour": "blue"}]},
        {
            "anchors": [
                {
                    "issuer": "did:x:y",
                    "vouched_by": "me",
                    "valid_from": "2026-02-01",
                    "valid_until": "2026-01-01",
                }
            ]
        },
    ],
)
def test_malformed_anchors_are_a_named_error(data):
    with pytest.raises(TrustError) as caught:
        read_anchors(data, "anchors.yaml")
    assert caught.value.code == "trust.malformed-anchors"
    told = str(caught.value)
    assert "anchors.yaml" in told
    assert not any(foreign in told for foreign in ("Value error", "Field required", "Input should"))
