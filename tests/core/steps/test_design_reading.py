"""Drafts: what is wrong is told at once, in plain words, with line, field and remedy."""

import copy
import json
import re
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.strict_yaml.words import FORMS
from mintmark.errors import DraftError, InputError, MintmarkError
from mintmark.model import Achievement
from mintmark.steps.design import DraftProblems, Problem, read_draft

DEMO = files("mintmark").joinpath("cli/data/demo/achievement.yaml").read_text("utf-8")
HEAD = """id: urn:x:1
title: Bread
description: Baking it.
issuer:
  name: Example University
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DraftProblems) as caught:
        read_draft(text, "d.yaml")
    return caught.value.problems


def only(more: str) -> Problem:
    found = problems(HEAD + more)
    assert len(found) == 1, found
    return found[0]


def test_a_draft_is_read() -> None:
    draft = read_draft(DEMO, "demo.yaml")
    achievement = draft.achievement
    assert achievement.assessments[0].pass_mark == Decimal("0.9")
    assert achievement.title.best("fr").startswith("Contenus")
    assert draft.name == "demo.yaml"
    for path in ("title.fr", "assessments[1].rubric[2].name", "levels[1].value"):
        line = DEMO.splitlines()[draft.positions[path].line - 1]
        assert path.rsplit(".", 1)[-1] in line


def test_norway_and_exact_numbers() -> None:
    text = HEAD + "  country: NO\nworkload:\n  hours: 37.10000000000000000001\n"
    achievement = read_draft(text, "d.yaml").achievement
    assert achievement.issuer.country == "NO"
    assert achievement.workload is not None
    assert achievement.workload.hours == Decimal("37.10000000000000000001")


def test_empty_fields_count_as_not_there() -> None:
    achievement = read_draft(HEAD + "outcomes:\nworkload:\nimage: ~\n", "d.yaml").achievement
    assert achievement == read_draft(HEAD, "d.yaml").achievement


PROBLEMS = [
    # what stands after five lines of head; code; line; field; in the message; in the remedy
    ("titel: x", "draft.unknown-field", 6, "titel", "no field 'titel'", "Did you mean title?"),
    ("  contry: IE", "draft.unknown-field", 6, "issuer.contry", "in issuer", "mean country?"),
    ("zzzz: x", "draft.unknown-field", 6, "zzzz", "'zzzz'", "The fields there are: id, version"),
    ("pass-mark: 1", "draft.unknown-field", 6, "pass-mark", "", "The fields there are"),
    ("target-group: x", "draft.unknown-field", 6, "target-group", "", "mean target_group?"),
    ("<<: {a: 1}", "draft.unknown-field", 6, "<<", "'<<'", "The fields there are"),
    ("a.b: 1", "draft.unknown-field", 6, "a.b", "", ""),
    ("language: [en]", "draft.wrong-type", 6, "language", "must be text; it is a list", None),
    ("version: 1.0", "draft.wrong-type", 6, "version", "it is 1.0", 'in quotes: "1.0"'),
    ("fields: [0211]", "draft.wrong-type", 6, "fields[0]", "text", 'in quotes: "0211"'),
    ("grading: 5", "draft.wrong-type", 6, "grading", "text by language", 'in quotes: "5"'),
    ("grading: true", "draft.wrong-type", 6, "grading", "it is true", 'in quotes: "true"'),
    ("grading: [x]", "draft.wrong-type", 6, "grading", "it is a list", None),
    ("tags: x", "draft.wrong-type", 6, "tags", "must be a list", None),
    ("price: 5", "draft.wrong-type", 6, "price", "group of fields", None),
    ("levels: 6", "draft.wrong-type", 6, "levels", "must be a list", None),
    ("levels:\n  - 6", "draft.wrong-type", 7, "levels[0]", "group of fields", None),
    (
        "stackability: {standalone: yes}",
        "draft.wrong-type",
        6,
        "stackability.standalone",
        "must be true or false, without quotes; it is 'yes'",
        "Write true.",
    ),
    (
        "workload: {hours: fifty}",
        "draft.wrong-type",
        6,
        "workload.hours",
        "must be a number, without quotes; it is 'fifty'",
        "such as 2 or 0.9",
    ),
    ("workload:\n  hours: '50'", "draft.wrong-type", 7, "workload.hours", "without quotes", "2"),
    (
        "workload:\n  hours: -3",
        "draft.bad-number",
        7,
        "workload.hours",
        "more than 0; it is -3",
        None,
    ),
    (
        "workload: {hours: .nan}",
        "draft.bad-number",
        6,
        "workload.hours",
        "not a number",
        "ordinary",
    ),
    (
        "workload: {hours: .inf}",
        "draft.bad-number",
        6,
        "workload.hours",
        "not a number",
        "ordinary",
    ),
    ("workload: {hours: 1e400}", "draft.bad-number", 6, "workload.hours", "at most 100000", None),
    ("workload: {hours: 1e99999999999999999999}", "draft.bad-number", 6, "workload.hours", "", ""),
    (
        "price: {amount: -1, currency: EUR}",
        "draft.bad-number",
        6,
        "price.amount",
        "at least 0",
        None,
    ),
    (
        "assessments:\n - {id: a, title: t, type: quiz, pass_mark: 1.5}",
        "draft.bad-number",
        7,
        "assessments[0].pass_mark",
        "must be at most 1; it is 1.5.",
        "0.9 is 90 %",
    ),
    (
        "participation: blendid",
        "draft.unknown-value",
        6,
        "participation",
        "cannot be 'blendid'",
        "Did you mean blended? It can be: online, onsite",
    ),
    ("participation: 3", "draft.unknown-value", 6, "participation", "cannot be 3", "It can be"),
    ("image: logo.png", "draft.bad-form", 6, "image", "absolute address", None),
    ("language: english please", "draft.bad-form", 6, "language", "language tag", None),
    (
        "grading: {english please: x}",
        "draft.bad-form",
        6,
        "grading.english please",
        "language tag",
        None,
    ),
    ("grading: {}", "draft.bad-form", 6, "grading", "at least one language", None),
    ("workload: {duration: 6 weeks}", "draft.bad-form", 6, "workload.duration", "ISO 8601", None),
    ("  country: ie", "draft.bad-form", 6, "issuer.country", "two capital letters", "mean IE"),
    ("  email: a at b", "draft.bad-form", 6, "issuer.email", "e-mail address", None),
    ("grading: ''", "draft.empty", 6, "grading", "is empty", "delete it"),
    ("grading: {en: ''}", "draft.empty", 6, "grading.en", "is empty", "delete it"),
    ("levels: ''", "draft.wrong-type", 6, "levels", "must be a list", None),
    ("Title: x", "draft.unknown-field", 6, "Title", "'Title'", "Did you mean title?"),
    ("tags: ['']", "draft.empty", 6, "tags[0]", "is empty", "delete it"),
    ("tags:\n -", "draft.empty", 7, "tags[0]", "is empty", "delete it"),
    (f"tags: [{'x' * 501}]", "draft.too-long", 6, "tags[0]", "longer than 500", None),
    ("workload: {}", "draft.bad-form", 6, "workload", "must give hours, credits", None),
    (
        "outcomes:\n - {id: a, title: A}\n - {id: a, title: B}",
        "draft.contradiction",
        8,
        "outcomes[1].id",
        "'a' stands there twice",
        None,
    ),
    (
        "outcomes:\n - {id: a, title: A}\nassessments:\n - id: t\n   title: T\n   type: quiz\n"
        "   outcomes: [a, b]",
        "draft.contradiction",
        12,
        "assessments[0].outcomes[1]",
        "not among the outcomes",
        None,
    ),
    (
        "assessments:\n - id: t\n   title: T\n   type: quiz\n   required_level: top",
        "draft.contradiction",
        10,
        "assessments[0].required_level",
        "no level 'top'",
        None,
    ),
    ("routes: [course, course]", "draft.contradiction", 6, "routes[1]", "twice", None),
    ("levels: {not_applicable: ''}", "draft.empty", 6, "levels.not_applicable", "empty", ""),
    ("levels: [{framework: EQF}]", "draft.missing-field", 6, "levels[0].value", "missing", "level"),
    ("issuer2:\n  name: x", "draft.unknown-field", 6, "issuer2", "", "Did you mean issuer?"),
    ("grading: !!str x", "yaml.tag", 6, "grading", "!!str", "Delete it"),
    ("grading: *x", "yaml.alias", 6, "grading", "*x", "quotes"),
    ("title: again", "yaml.duplicate-key", 6, "title", "the first is in line 2", "Delete one"),
]


@pytest.mark.parametrize(
    ("more", "code", "line", "path", "message", "remedy"),
    PROBLEMS,
    ids=[p[0][:40] for p in PROBLEMS],
)
def test_problem(
    more: str, code: str, line: int, path: str, message: str, remedy: str | None
) -> None:
    problem = only(more)
    assert (problem.code, problem.line, problem.path) == (code, line, path)
    assert problem.file == "d.yaml"
    assert message in problem.message
    if remedy is None:
        assert problem.remedy is None
    else:
        assert remedy in (problem.remedy or "")


LEAKS = re.compile(r"[Ii]nput|valid |pydantic|type=|Decimal|dictionary|tuple|str\b|None|Extra")


@pytest.mark.parametrize("more", [p[0] for p in PROBLEMS if "!!str" not in p[0]])
def test_no_words_of_the_library(more: str) -> None:
    assert not LEAKS.search(str(only(more)))


def test_a_list_without_its_hyphen_and_the_reverse() -> None:
    found = problems(HEAD + "levels:\n  framework: EQF\n  value: '5'\n")
    assert {p.remedy for p in found if p.code == "draft.unknown-field"} == {
        "Begin each entry of the list with a hyphen."
    }
    found = problems(HEAD + "levels:\n  - not_applicable: a hobby\n")
    assert "not_applicable stands by itself, without a hyphen." in {p.remedy for p in found}


def test_missing_fields_say_what_they_are() -> None:
    found = problems("id: urn:x:1\ntitle:\n")
    assert [(p.code, p.path, p.line) for p in found] == [
        ("draft.missing-field", "description", 1),
        ("draft.missing-field", "issuer", 1),
        ("draft.missing-field", "title", 2),
    ]
    assert found[2].remedy == "title: The title of the micro-credential (EU standard element 2)."


def test_everything_is_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        "titel: x\nissuer: {name: 3}\nworkload: {hours: -1}\nlanguage: &a en\nimage: *a\n"
        "participation: remote\nparticipation: online\n"
    )
    found = problems(text)
    assert [(p.line, p.code) for p in found] == [
        (1, "draft.missing-field"),
        (1, "draft.missing-field"),
        (1, "draft.missing-field"),
        (1, "draft.unknown-field"),
        (2, "draft.wrong-type"),
        (3, "draft.bad-number"),
        (4, "yaml.anchor"),
        (5, "yaml.alias"),
        (6, "draft.unknown-value"),
        (7, "yaml.duplicate-key"),
    ]


def test_the_error_is_that_of_the_first_and_counts_the_others() -> None:
    with pytest.raises(DraftError) as caught:
        read_draft(HEAD + "tags: x\nimage: y\nlanguage: 3\n", "d.yaml")
    assert isinstance(caught.value, DraftProblems)
    assert caught.value.code == "draft.wrong-type"
    assert caught.value.place == "d.yaml, line 6, field tags"
    assert str(caught.value).endswith("(And 2 more problems.)")
    with pytest.raises(DraftProblems) as alone:
        read_draft(HEAD + "tags: x", "d.yaml")
    assert "more problem" not in str(alone.value)


def test_very_many_problems_are_counted_and_the_first_hundred_told() -> None:
    with pytest.raises(DraftProblems) as caught:
        read_draft("".join(f"field{n}: x\n" for n in range(5000)), "d.yaml")
    assert len(caught.value.problems) == 100
    assert caught.value.total == 5004


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "draft.empty", "The draft is empty."),
        ("# only a note", "draft.empty", "The draft is empty."),
        ("just words", "draft.wrong-type", "The draft must be a group of fields"),
        ("- a\n- b", "draft.wrong-type", "The draft must be a group of fields"),
        ("*x", "yaml.alias", "*x"),
    ],
)
def test_what_is_no_draft_at_all(text: str, code: str, message: str) -> None:
    problem = problems(text)[0]
    assert (problem.code, problem.line) == (code, 1)
    assert message in problem.message


def test_unreadable_yaml_is_an_input_error_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        read_draft(HEAD + "tags: [", "d.yaml")
    assert caught.value.code == "yaml.syntax"
    assert (caught.value.place or "").startswith("d.yaml, line 6")


def test_every_form_of_the_model_has_words() -> None:
    """No pattern of the nouns is ever shown to a designer."""
    patterns: set[str] = set()

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            patterns.update(v for k, v in node.items() if k == "pattern" and isinstance(v, str))
            patterns.update(node.get("patternProperties", {}))
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    collect(Achievement.model_json_schema())
    from_numbers = {p for p in patterns if p.startswith("^(?!^[-+.]*$)")}
    assert patterns - from_numbers <= set(FORMS)


ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(
            ["", " ", "en", "a", "urn:x:1", "P3Y", "skill", "<x>", "2020-01-01", "*a", "&a"]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["en", "id", "title", "name", "framework", "value", "not_applicable"])
            | st.text(max_size=4),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from([*Achievement.model_fields, "titel"]), ANYTHING, max_size=6),
    st.booleans(),
)
def test_no_data_makes_the_reader_raise_anything_foreign(data: dict[str, Any], whole: bool) -> None:
    record = {**copy.deepcopy(MINIMAL), **data} if whole else data
    text = json.dumps(record, ensure_ascii=False)  # JSON is YAML
    try:
        read_draft(text, "d.yaml")
    except DraftProblems as error:
        assert error.problems
        for problem in error.problems:
            assert problem.line >= 1
            assert problem.message
    except MintmarkError as error:
        assert error.code.startswith("yaml.")


MINIMAL: dict[str, Any] = {
    "id": "urn:x:1",
    "title": "Bread",
    "description": "Baking it.",
    "issuer": {"name": "Example University"},
}


@given(st.text())
def test_no_text_makes_the_reader_raise_anything_foreign(text: str) -> None:
    try:
        read_draft(text, "d.yaml")
    except MintmarkError as error:
        assert error.code.startswith(("yaml.", "draft."))


@given(st.data())
def test_no_damage_to_a_draft_makes_the_reader_raise_anything_foreign(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(DEMO) - 400))
    piece = DEMO[start : start + 400]
    at = data.draw(st.integers(0, 399))
    damage = data.draw(st.sampled_from(["", ":", "\n", " ", "- ", "&a ", "'", '"', "[", "}", "\t"]))
    cut = data.draw(st.integers(0, 20))
    try:
        read_draft(piece[:at] + damage + piece[at + cut :], "d.yaml")
    except MintmarkError as error:
        assert error.code.startswith(("yaml.", "draft."))
