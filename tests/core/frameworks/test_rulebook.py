"""Rulebooks: the bundled ones are sound, and unsound data is refused with the reason."""

from pathlib import Path

import pytest

import mintmark.frameworks.loading as home
from mintmark.errors import RulebookError
from mintmark.frameworks.loading import known, load, parse
from mintmark.frameworks.paths import fields_of, is_placeholder, read, types_at
from mintmark.frameworks.rulebook import Rulebook
from mintmark.frameworks.soundness import verify_shelf
from mintmark.frameworks.verification import verify_data
from mintmark.model import Achievement, Text
from mintmark.steps.design import read_plain

FOLDER = Path(home.__file__).parent / "rulebooks"
SOUND = """
id: test-book
name: Test
jurisdiction: NO
state: in-force
status: made up
official: false
whole: false
definition: { text: made up, source: nowhere }
sources:
  - { id: nowhere, title: Nowhere, confidence: seen }
valid_from: 2020-01-01
valid_until: 2029-12-31
rules:
  - &rule
    id: R1
    kind: mandatory
    name: Title
    text: It has a title.
    clause: Clause 1
    source: nowhere
    confidence: seen
    predicate: { present: title }
    paths: [title]
    remedy: Write one.
"""


@pytest.mark.parametrize("framework", known())
def test_bundled_rulebook_is_sound(framework: str) -> None:
    """Its id is its file's name, its source is named, and every path leads somewhere."""
    rulebook = load(framework)
    assert rulebook.id == framework
    assert rulebook.sources


def test_known_are_the_files() -> None:
    assert "eu-2022" in known()
    assert set(known()) == {path.stem for path in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize("framework", known())
def test_bundled_rulebook_has_no_key_twice(framework: str) -> None:
    text = (FOLDER / f"{framework}.yaml").read_text("utf-8")
    assert read_plain(text, framework)


def test_norway_stays_norway() -> None:
    assert parse(SOUND).jurisdiction == "NO"


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ("eu-2202", "'eu-2022'"),
        ("eu", "'eu-2022'?"),
        ("nz", "'nz-nzqa-2018' or 'nz-nzqa-2022'?"),
        ("zzz", "Known: "),
        ("../eu-2022", "'eu-2022'"),
    ],
)
def test_unknown_framework(asked: str, remedy: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load(asked)
    assert caught.value.code == "framework.unknown"
    assert remedy in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: mandatory", "kind: vital"),
        ("confidence: seen", "confidence: sure"),
        ("    source: nowhere\n    confidence", "    confidence"),
        ("valid_from: 2020-01-01", "valid_from: 2020-13-01"),
        ("{ present: title }", "{ exec: title }"),
        ("{ present: title }", "!!python/object/apply:os.getcwd []"),
        ("paths: [title]", "paths: {}"),
        ("rules:", "rules: ["),
        ("remedy: Write one.", "remedy: ''"),
        ("remedy: Write one.", "remedy: Write one.\n    free: text"),
        (SOUND, ""),
    ],
)
def test_malformed(old: str, new: str) -> None:
    text = SOUND.replace(old, new)
    assert text != SOUND
    with pytest.raises(RulebookError) as caught:
        parse(text)
    assert caught.value.code == "framework.malformed"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("paths: [title]", "paths: [titel]", "R1: No noun has the field 'titel'"),
        ("{ present: title }", "{ present: award.titel }", "R1: No noun has the field 'titel'"),
        ("remedy: Write one.", "remedy: W\n    valid_from: 2019-01-01", "begins before"),
        ("remedy: Write one.", "remedy: W\n    valid_until: 2030-01-01", "ends after"),
        ("remedy: Write one.", "remedy: W\n    valid_until: 2019-01-01", "ends before it begins"),
        ("valid_until: 2029-12-31", "valid_until: 2019-12-31", "it ends before it begins"),
        ("remedy: Write one.", "remedy: W\n    at_award: Later.", "at_award is given exactly"),
        ("paths: [title]", "paths: [title, award.place]", "at_award is given exactly"),
        ("remedy: Write one.", "remedy: Write one.\n  - *rule", "R1 stands there twice"),
        (
            "remedy: Write one.",
            "remedy: W\n    applies_when: { path: participation, equals: remote }",
            "can never be 'remote'",
        ),
        ("state: in-force", "state: no-policy", "mandatory rules where there is no policy"),
        (
            "  - { id: nowhere, title: Nowhere, confidence: seen }",
            "  - { id: nowhere, title: Nowhere, confidence: seen }\n"
            "  - { id: nowhere, title: Nowhere, confidence: seen }",
            "nowhere stands there twice",
        ),
    ],
)
def test_contradiction(old: str, new: str, fault: str) -> None:
    text = SOUND.replace(old, new)
    assert text != SOUND
    with pytest.raises(RulebookError, match=fault) as caught:
        parse(text)
    assert caught.value.code == "framework.contradiction"


@pytest.mark.parametrize(
    ("old", "new", "code", "fault"),
    [
        ("    source: nowhere\n", "    source: elsewhere\n", "dangling", "'elsewhere'"),
        ("    source: nowhere\n", "    source: [nowhere, 7]\n", "dangling", "'7'"),
        ("made up, source: nowhere", "made up, source: x", "dangling", "'x'"),
        ("remedy: Write one.", "remedy: W\n    depends_on: R2", "dangling", "'R2'"),
        ("remedy: Write one.", "remedy: W\n    depends_on: R1", "cyclic", "R1 to R1"),
    ],
)
def test_what_is_named_is_there_and_nothing_waits_for_itself(
    old: str, new: str, code: str, fault: str
) -> None:
    text = SOUND.replace(old, new)
    assert text != SOUND
    with pytest.raises(RulebookError, match=fault) as caught:
        parse(text)
    assert caught.value.code == f"framework.{code}"


def test_two_rules_that_wait_for_one_another() -> None:
    first = SOUND.replace("remedy: Write one.", "remedy: W\n    depends_on: R2")
    second = SOUND.partition("rules:\n")[2].replace("&rule", "&other").replace("id: R1", "id: R2")
    text = first + second.replace("remedy: Write one.", "remedy: W\n    depends_on: R1")
    with pytest.raises(RulebookError, match="goes round in a circle: R") as caught:
        parse(text)
    assert caught.value.code == "framework.cyclic"
    assert parse(SOUND + second.replace("remedy: Write one.", "remedy: W\n    depends_on: R1"))


def test_frameworks_that_replace_one_another_in_a_circle() -> None:
    one = parse(SOUND).model_copy(update={"replaces": "two"})
    two = one.model_copy(update={"id": "two", "replaces": "test-book"})
    with pytest.raises(RulebookError, match="circle") as caught:
        verify_shelf([one, two])
    assert caught.value.code == "framework.cyclic"
    with pytest.raises(RulebookError, match="'two'") as caught:
        verify_shelf([one])
    assert caught.value.code == "framework.dangling"
    verify_shelf([one, two.model_copy(update={"replaces": None})])


def test_a_rule_takes_its_confidence_from_its_first_source() -> None:
    text = SOUND.replace("    confidence: seen\n", "")
    assert parse(text).rules[0].confidence == "seen"


def test_the_bundled_data_hold_together() -> None:
    assert verify_data() == ()


def test_faults_of_the_maps_are_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mintmark.frameworks.verification.equivalence_faults", lambda: ("a map",))
    (fault,) = verify_data()
    assert fault.code == "equivalence.contradiction"
    assert "a map" in fault.message


def test_a_source_without_address_must_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = parse(SOUND)
    monkeypatch.setattr("mintmark.frameworks.verification.known", lambda: ("test-book", "gone"))

    def load_one(name: str) -> Rulebook:
        return broken if name == "test-book" else load(name)

    monkeypatch.setattr("mintmark.frameworks.verification.load", load_one)
    assert [fault.code for fault in verify_data()] == ["framework.unknown", "framework.no-address"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    predicate: { present: title }\n", "", "beyond"),
        ("remedy: Write one.", "remedy: W\n    beyond: No.", "beyond"),
        ("    remedy: Write one.\n", "", "remedy"),
        ("state: in-force", "state: loved", "state"),
    ],
)
def test_rules_have_a_predicate_and_a_remedy_or_say_why_not(old: str, new: str, fault: str) -> None:
    text = SOUND.replace(old, new)
    assert text != SOUND
    with pytest.raises(RulebookError, match=fault) as caught:
        parse(text)
    assert caught.value.code == "framework.malformed"


def test_rule_without_end_in_a_rulebook_without_end() -> None:
    assert parse(SOUND.replace("valid_until: 2029-12-31\n", "")).valid_until is None


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("<the title>", True),
        ("the title", False),
        ("<b>bold</b>", False),
        ("a < b", False),
        ("<", False),
        ("", False),
    ],
)
def test_placeholder(content: str, answer: bool) -> None:
    assert is_placeholder(content) is answer


def test_paths_name_the_exact_place() -> None:
    achievement = Achievement.model_validate(
        {
            "id": "urn:x:1",
            "title": {"en": "<title>", "fr": "Pain"},
            "description": "d",
            "issuer": {"name": "n"},
            "outcomes": [{"id": "a", "title": "A"}, {"id": "b", "title": "<B>"}],
            "levels": {"not_applicable": "hobby"},
        }
    )
    hits = read(achievement, "outcomes.title")
    assert [(hit.path, hit.filled) for hit in hits] == [
        ("outcomes[0].title", True),
        ("outcomes[1].title", False),
    ]
    assert read(achievement, "title")[0].filled, "one language that is written is enough"
    assert [hit.path for hit in read(achievement, "levels.not_applicable")] == [
        "levels.not_applicable"
    ]
    assert read(achievement, "levels.value") == ()
    assert read(achievement, "title.en") == ()


def test_types_at() -> None:
    assert types_at((Achievement,), "title") == (Text,)
    assert [model.__name__ for model in types_at((Achievement,), "levels")] == ["Level", "NoLevel"]
    assert types_at((Achievement,), "") == (Achievement,)
    assert fields_of(Text) == ()
    with pytest.raises(RulebookError) as caught:
        types_at((Achievement,), "levels.height")
    assert caught.value.code == "framework.unknown-path"
