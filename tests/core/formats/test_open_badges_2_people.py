"""Whom an Open Badge 2.0 is about, and what it says to people."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import older_badges as ob
from mintmark.formats import open_badges_2 as ob2
from mintmark.ports import Documents

EMAIL = "Beth@Learner.example"


def recipient(identity: str, **more: Any) -> dict[str, Any]:
    return {"recipient": {"type": "email", "identity": identity, **more}}


def hashed(text: str, name: str = "sha256") -> str:
    return f"{name}${hashlib.new(name, text.encode()).hexdigest()}"


@pytest.mark.parametrize(
    "document",
    [
        recipient(EMAIL),
        recipient(EMAIL.lower()),
        recipient(hashed(EMAIL), hashed=True),
        recipient(hashed(EMAIL.lower()), hashed=True),
        recipient(hashed(EMAIL + "salt"), hashed=True, salt="salt"),
        recipient(hashed(EMAIL + "salt").upper().replace("SHA", "sha"), hashed=True, salt="salt"),
        recipient(hashed(EMAIL + "salt", "md5"), hashed=True, salt="salt"),
        {"recipient": {"type": "schema:email", "identity": EMAIL}},
    ],
)
def test_it_is_about(document: dict[str, Any]) -> None:
    assert ob2.is_about(document, "email", EMAIL)
    assert not ob2.is_about(document, "email", "eve@learner.example")
    assert not ob2.is_about(document, "url", EMAIL)


@pytest.mark.parametrize(
    "document",
    [
        recipient(hashed(EMAIL + "salt"), hashed=True),
        recipient(hashed(EMAIL), hashed=True, salt="salt"),
        recipient(hashed(EMAIL + "salt"), salt="salt"),
        recipient(hashed(EMAIL), hashed="true"),
        recipient(EMAIL, hashed=True),
        recipient("sha1$" + "0" * 40, hashed=True),
        recipient(hashed(EMAIL + "salt"), hashed=True, salt=5),
        {"recipient": [{"type": "email", "identity": EMAIL}]},
        {"recipient": {"type": "email", "identity": 5}},
        {"recipient": {"identity": EMAIL}},
        {},
    ],
)
def test_it_is_not_about(document: dict[str, Any]) -> None:
    assert not ob2.is_about(document, "email", EMAIL)


def test_addresses_are_compared_as_they_are() -> None:
    document = {"recipient": {"type": "url", "identity": "https://x.example/A"}}
    assert ob2.is_about(document, "url", "https://x.example/A")
    assert not ob2.is_about(document, "url", "https://x.example/a")


def test_a_whole_badge_is_described() -> None:
    badge = ob2.gather(ob2.form(ob2.read(ob.hosted())), ob.served())
    said = ob2.describe(badge.document, "en")
    assert (said.name, said.issuer.name) == ("Robotics", "School of Robots")
    assert said.achievement is not None
    assert said.achievement.criteria == "Build one."
    assert said.achievement.outcomes == ("Robots",)
    assert said.achievement.image == f"{ob.HOME}/robot.png"
    assert said.achievement.awarding_body == said.issuer
    assert said.learner.id == "beth@learner.example"
    assert said.awarded == said.valid_from == "2026-01-31T09:00:00+00:00"
    assert said.valid_until == "2027-01-31T09:00:00Z"
    assert said.evidence == (f"{ob.HOME}/evidence/1",)


def test_what_is_not_there_is_not_said() -> None:
    said = ob2.describe(ob.assertion())
    assert said.name is None
    assert said.achievement is not None
    assert said.achievement.id == ob.CLASS
    assert ob2.describe(recipient(hashed(EMAIL), hashed=True)).learner.id is None
    nothing = ob2.describe({})
    assert nothing.achievement is None
    assert nothing.issuer.id is None


# The published samples


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    return shared / "standards" / "open-badges-2"


def at_hand(*paths: Path) -> Documents:
    texts = [path.read_text() for path in paths]
    return Documents({json.loads(text)["id"]: text for text in texts})


def test_the_validators_own_badge(samples: Path) -> None:
    core = samples / "validator-core"
    files = [core / f"2_0_basic_{name}.json" for name in ("assertion", "badgeclass", "issuer")]
    received = ob2.read(files[0].read_bytes())
    fetcher = at_hand(*files)
    badge = ob2.gather(ob2.form(received), fetcher)
    ob2.confirm(received, badge, ob2.authority(badge, fetcher, at=ob.AT))
    ob2.check(badge)
    assert ob2.is_open_badge(badge.assertion.document)
    assert not ob2.is_about(badge.assertion.document, "email", "eve@learner.example")
    assert ob2.describe(badge.document).name == "Awesome Robotics Badge"


def test_the_specifications_revoked_badge(samples: Path) -> None:
    spec = samples / "spec"
    received = ob2.read((spec / "assertion.json").read_bytes())
    with pytest.raises(Exception) as caught:
        ob2.gather(ob2.form(received), at_hand(spec / "revoked-hosted-assertion.json"))
    assert caught.value.code == "ob2.revoked"


def test_the_specifications_claims(samples: Path) -> None:
    spec = samples / "spec"
    received = ob2.read((spec / "signed-assertion-claims.json").read_bytes())
    with pytest.raises(Exception) as caught:
        ob2.form(received)
    assert caught.value.code == "ob2.unsigned"
