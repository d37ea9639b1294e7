"""The rules of Open Badges 3.0: each broken alone, beside its benign twin."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import format_samples as samples
from mintmark.errors import FormatError, MintmarkError
from mintmark.formats import open_badges_3

SUBJECT = ("credentialSubject",)
ACHIEVEMENT = (*SUBJECT, "achievement")
DESCRIPTION = (*ACHIEVEMENT, "resultDescription", 1)
RESULT = (*SUBJECT, "result", 1)
GONE = object()


def changed(path, value):
    document = samples.badge()
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


def test_what_we_write_keeps_the_rules():
    open_badges_3.check(samples.badge())


@pytest.mark.parametrize(
    ("code", "path", "value"),
    [
        ("not-an-open-badge", ("type",), ["VerifiableCredential"]),
        ("no-subject", SUBJECT, []),
        ("no-subject", SUBJECT, GONE),
        ("several-subjects", SUBJECT, [{"id": "urn:a", "x": 1}, {"id": "urn:b", "x": 1}]),
        ("subject-type", (*SUBJECT, "type"), ["Person"]),
        ("no-achievement", ACHIEVEMENT, GONE),
        ("no-achievement", ACHIEVEMENT, "https://example.org/elsewhere"),
        ("achievement-incomplete", (*ACHIEVEMENT, "name"), GONE),
        ("achievement-incomplete", (*ACHIEVEMENT, "id"), GONE),
        ("achievement-incomplete", (*ACHIEVEMENT, "description"), " "),
        ("achievement-incomplete", (*ACHIEVEMENT, "criteria"), GONE),
        ("achievement-incomplete", (*ACHIEVEMENT, "type"), ["Profile"]),
        ("result-description-incomplete", (*DESCRIPTION, "name"), GONE),
        ("result-description-incomplete", (*DESCRIPTION, "resultType"), GONE),
        ("required-value", (*DESCRIPTION, "requiredValue"), "101"),
        ("required-value", (*DESCRIPTION, "requiredValue"), "-1"),
        ("required-value", (*DESCRIPTION, "requiredValue"), "most"),
        ("required-value", (*DESCRIPTION, "requiredValue"), 90),
        ("required-value", (*DESCRIPTION, "allowedValue"), ["A", "B"]),
        ("undeclared-level", (*DESCRIPTION, "requiredLevel"), "urn:x:level"),
        ("undeclared-result", (*RESULT, "resultDescription"), "urn:x:result"),
        ("undeclared-level", (*RESULT, "achievedLevel"), "urn:x:level"),
        ("result-value", (*RESULT, "value"), "101"),
        ("result-value", (*RESULT, "value"), 93),
        ("result-value", (*RESULT, "status"), "Bought"),
    ],
)
def test_a_broken_rule_is_named(code, path, value):
    with pytest.raises(FormatError) as error:
        open_badges_3.check(changed(path, value))
    assert error.value.code == f"openbadges.{code}"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("type",), ["VerifiableCredential", "AchievementCredential"]),
        ((*SUBJECT, "type"), "AchievementSubject"),
        ((*ACHIEVEMENT, "type"), "Achievement"),
        ((*DESCRIPTION, "requiredValue"), "90 %"),
        ((*DESCRIPTION, "requiredValue"), "100"),
        ((*DESCRIPTION, "resultType"), "LetterGrade"),
        ((*RESULT, "value"), "distinction"),
        ((*RESULT, "value"), GONE),
        ((*RESULT, "resultDescription"), GONE),
        ((*RESULT, "status"), "InProgress"),
    ],
)
def test_what_looks_like_a_broken_rule_but_is_none(path, value):
    open_badges_3.check(changed(path, value))


def test_a_subject_without_id_and_identifier_is_nobody():
    document = samples.badge()
    del document["credentialSubject"]["id"]
    open_badges_3.check(document)
    del document["credentialSubject"]["identifier"]
    with pytest.raises(FormatError) as error:
        open_badges_3.check(document)
    assert error.value.code == "openbadges.unidentified-subject"


def test_allowed_values_bind_the_result():
    document = changed((*DESCRIPTION, "allowedValue"), ["pass", "90", "93"])
    open_badges_3.check(document)
    document["credentialSubject"]["result"][1]["value"] = "92"
    with pytest.raises(FormatError) as error:
        open_badges_3.check(document)
    assert error.value.code == "openbadges.result-value"


def test_one_value_is_as_good_as_an_array():
    document = changed((*SUBJECT, "result"), samples.badge()["credentialSubject"]["result"][0])
    document["credentialSubject"] = [document["credentialSubject"]]
    open_badges_3.check(document)


def test_a_level_may_be_declared_by_another_description():
    """So it is in the complete example of the specification."""
    level = samples.badge()["credentialSubject"]["result"][0]["achievedLevel"]
    open_badges_3.check(changed((*RESULT, "achievedLevel"), level))


def places(value, path=()):
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        if isinstance(part, dict | list):
            yield from places(part, (*path, key))
        else:
            yield (*path, key)


BADGE = samples.badge()
PLACES = [place for place in places(BADGE) if place and place[0] != "@context"]
JUNK = st.sampled_from(
    [None, 0, 1.5, True, "", " ", "x", [], [[]], {}, {"id": 3}, ["x", 1], "é" * 600]
)


@given(st.sampled_from(PLACES), JUNK)
@settings(max_examples=400)
def test_nothing_foreign_escapes(place, junk):
    document = copy.deepcopy(BADGE)
    spot = document
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = junk
    open_badges_3.describe(document, "fr")
    open_badges_3.is_about(document, "name", "x")
    for use in (open_badges_3.check, open_badges_3.load):
        try:
            use(document)
        except MintmarkError as error:
            assert error.code.startswith("openbadges.")


@pytest.mark.parametrize("junk", [None, [], "x", 3, {}, {"type": 3}])
def test_what_is_no_credential_at_all_is_refused(junk):
    assert not open_badges_3.is_open_badge(junk)
    for use in (open_badges_3.check, open_badges_3.load):
        with pytest.raises(FormatError) as error:
            use(junk)
        assert error.value.code == "openbadges.not-an-open-badge"
    assert open_badges_3.describe(junk).achievement is None
