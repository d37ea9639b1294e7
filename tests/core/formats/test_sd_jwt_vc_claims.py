"""What the claims of an SD-JWT VC say, in lines for people."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
import wallet
from mintmark.errors import FormatError
from mintmark.formats import sd_jwt_vc
from mintmark.formats.describing import describe, names

NAMES = [
    *wallet.CLAIMS,
    "sub", "jti", "nbf", "name", "issuer", "credentialSubject", "vct#integrity", "status",
    "expected_study_time", "level_of_learning_experience", "types_of_quality_assurance",
    "achievement_description", "date_of_expiry", "date_of_issuance",
]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=6,
)


def test_the_learning_credential_of_eu_wallets():
    more = {
        "achievement_description": "Baking.",
        "expected_study_time": "25 h",
        "level_of_learning_experience": "EQF 4",
        "types_of_quality_assurance": ["institutional"],
        "date_of_issuance": "2026-05-04",
        "jti": "urn:x:1",
        "sub": "did:example:ana",
    }
    said = describe(wallet.CLAIMS | more)
    assert (said.id, said.name, said.awarded) == ("urn:x:1", "Sourdough Basics", "2026-05-04")
    assert (said.issuer.id, said.issuer.name, said.issuer.country) == (
        wallet.DID, "School of Bread", "IE",
    )  # fmt: skip
    assert (said.learner.id, said.learner.name) == ("did:example:ana", "Ana Andromeda")
    told = said.achievement
    assert told is not None
    assert (told.id, told.description, told.workload) == (wallet.VCT, "Baking.", "25 h")
    assert told.outcomes == ("Bakes a loaf", "Keeps a starter")
    assert (told.level, told.quality_assurance) == (("EQF 4",), ("institutional",))
    assert [result.value for result in said.results] == ["0.95"]
    assert said.valid_until == "2029-07-04T21:46:40Z"
    assert describe(wallet.CLAIMS).awarded == "2026-05-04T12:00:00Z"


def test_members_of_open_badges_are_told_too():
    badge = samples.unsigned()
    claims = {
        "iss": wallet.DID,
        "vct": "urn:eudi:micro_credential:1",
        **{name: badge[name] for name in ("issuer", "credentialSubject", "validFrom")},
    }
    said = describe(claims)
    assert said.achievement is not None
    assert (said.achievement.id, said.achievement.name) == (
        "urn:eudi:micro_credential:1", "Sourdough Basics",
    )  # fmt: skip
    assert said.achievement.credits == ("1 ECTS",)
    assert (said.issuer.name, said.learner.name) == ("School of Bread", "Ana Andromeda")


def test_the_issuer_is_who_signed_and_nobody_else():
    claims = wallet.CLAIMS | {"issuer": {"id": "did:example:mallory", "name": "Ministry"}}
    assert names(claims).issuer.id == describe(claims).issuer.id == wallet.DID


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_names_are_those_of_the_description(more: dict[str, Any]):
    claims = {**more, "vct": wallet.VCT}
    said, short = describe(claims), names(claims)
    assert (said.issuer.id, said.issuer.name) == (short.issuer.id, short.issuer.name)
    assert (said.learner.id, said.learner.name) == (short.learner.id, short.learner.name)
    assert said.achievement is not None
    assert short.achievement is not None
    assert (said.achievement.id, said.achievement.name) == (
        short.achievement.id, short.achievement.name,
    )  # fmt: skip


def test_what_has_contexts_is_something_else():
    assert sd_jwt_vc.is_sd_jwt_vc(wallet.CLAIMS)
    assert not sd_jwt_vc.is_sd_jwt_vc(samples.unsigned() | {"vct": wallet.VCT})
    assert not sd_jwt_vc.is_sd_jwt_vc({"vct": 7})


@pytest.mark.parametrize("changes", [
    {"iss": "x"}, {"iss": 1}, {"sub": ""}, {"vct#integrity": 1}, {"cnf": {}}, {"status": []},
])  # fmt: skip
def test_registered_claims_are_what_they_should_be(changes):
    sd_jwt_vc.check(wallet.CLAIMS)
    with pytest.raises(FormatError) as caught:
        sd_jwt_vc.check(wallet.CLAIMS | changes)
    assert caught.value.code == "sd-jwt-vc.malformed"
