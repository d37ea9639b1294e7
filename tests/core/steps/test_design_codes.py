"""Drafts are held to the vocabularies: each code that is in none is told, with the nearest."""

from importlib.resources import files

import pytest

from mintmark.encoding.strict_yaml import codes
from mintmark.encoding.strict_yaml.codes import CODED, unlisted
from mintmark.encoding.strict_yaml.reader import read_yaml
from mintmark.model import Achievement
from mintmark.model.base import Country, Language
from mintmark.steps.design import DraftProblems, draft_schema, read_draft
from mintmark.vocabularies import language_tags

HEAD = "id: urn:x:1\ntitle: Bread\ndescription: Baking it.\nissuer:\n  name: Example\n"
DATA = files("mintmark").joinpath("cli/data")
UUID = "5fd5c985-eaaa-47aa-8314-62359c54505a"


def only(more):
    with pytest.raises(DraftProblems) as caught:
        read_draft(HEAD + more, "d.yaml")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("more", "place", "path", "message", "remedy"),
    [
        ("  country: UK", (6, 3), "issuer.country", "'UK'", "Did you mean GB (United Kingdom)?"),
        ("fields: ['0699']", (6, 10), "fields[0]", "'0699'", "Did you mean 0619 (Information"),
        ("fields:\n  - '02'\n  - '9999'\n  - '0212'\n  - '0233'", (10, 5), "fields[3]", "'0233'",
         "Did you mean 023 (Languages)?"),
        ("language: eng", (6, 1), "language", "no language 'eng'", "Did you mean en (English)?"),
        ("teaching_languages: [en, en-UK]", (6, 26), "teaching_languages[1]", "'en-UK'", "en-GB"),
        ("grading: {en: Pass, fra: Admis}", (6, 21), "grading.fra", "'fra'", "fr (French)"),
        ("prerequisites:\n- {ger: x}", (7, 4), "prerequisites[0].ger", "'ger'", "Did you mean"),
        ("price: {amount: 1, currency: EUX}", (6, 20), "price.currency", "'EUX'", "EUR (Euro)"),
        ("assessments:\n- {id: a, title: t, type: exam}", (7, 21), "assessments[0].type", "'exam'",
         "Did you mean written-exam (written examination)? Where none fits, write other."),
        ("assessments:\n- {id: a, title: t, type: vlog}", (7, 21), "assessments[0].type", "'vlog'",
         "Where none fits, write other. `mintmark vocabularies show assessment`"),
        ("assessments:\n- {id: a, title: t, type: <the kind>}", (7, 21), "assessments[0].type",
         "'<the kind>'", "vocabularies show assessment"),
        ("levels: [{framework: EQF, value: '9'}]", (6, 27), "levels[0].value", "'9'", "mean 8 "),
        (f"outcomes:\n- {{id: a, title: t, alignments: [{{name: x, type: esco-skill, "
         f"url: 'https://data.europa.eu/esco/skill/{UUID}'}}]}}", (7, 62),
         "outcomes[0].alignments[0].url", "'https:", f"mean http://data.europa.eu/esco/skill/{UUID}?"),
        ("awarding_body:\n  name: x\n  identifiers: [{value: x, country: ZZ}]", (8, 28),
         "awarding_body.identifiers[0].country", "'ZZ'", "lists all"),
    ],
)  # fmt: skip
def test_what_no_list_has(more, place, path, message, remedy):
    problem = only(more)
    assert problem.code == "draft.unknown-value"
    assert ((problem.line, problem.column), problem.path) == (place, path)
    assert message in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        ("fields: ['9']", "Did you mean 09 (Health and welfare)?"),
        ("  country: Irlande", "Did you mean IE (Ireland)?"),
        ("language: Deutsch", "Did you mean de (German)?"),
        ("price: {amount: 1, currency: euro}", "Did you mean EUR (Euro)?"),
    ],
)
def test_what_has_not_even_the_form(more, remedy):
    problem = only(more)
    assert (problem.code, problem.remedy) == ("draft.bad-form", remedy)


@pytest.mark.parametrize(
    "more",
    [
        "  country: XK\n  region: Anywhere",
        "  country: ' IE '",
        "levels: [{framework: 'IE:NFQ', value: '10'}]",
        "levels: [{framework: EQF, value: '8'}]",
        "grading: {en: Pass, pt-BR: Passa, gsw: x}",
        "outcomes:\n- {id: a, title: t, alignments: [{name: x, url: 'urn:x:1', type: other}]}",
        "workload: {credits: [{system: NZQCF, value: 1}]}",
        "type: degree",
    ],
)
def test_what_is_taken(more):
    assert read_draft(HEAD + more, "d.yaml")


def test_one_problem_a_field_and_all_of_them_in_order():
    with pytest.raises(DraftProblems) as caught:
        read_draft(HEAD + "  country: UK\nlanguage: eng\ntags: x\nfields: [0699]\n", "d.yaml")
    found = [(problem.path, problem.code) for problem in caught.value.problems]
    assert found == [
        ("issuer.country", "draft.unknown-value"),
        ("language", "draft.unknown-value"),
        ("tags", "draft.wrong-type"),
        ("fields[0]", "draft.wrong-type"),
    ]


def test_the_nearest_is_looked_for_only_where_it_is_told(monkeypatch):
    """To look through eight thousand languages takes a while; a hostile draft has many."""
    asked = []
    looking = (language_tags.is_listed, lambda tag: asked.append(tag))
    monkeypatch.setitem(codes._OTHER_LISTS, "language", looking)
    with pytest.raises(DraftProblems) as caught:
        read_draft(f"{HEAD}teaching_languages: [{', '.join(['xqq'] * 500)}]", "d.yaml")
    assert caught.value.total == 500
    assert len(asked) == len(caught.value.problems) == 100


def test_the_nouns_take_any_code():
    """What was issued elsewhere, or before a list changed, must still be read."""
    odd = Achievement.model_validate(
        {
            "id": "urn:x:1",
            "title": "Bread",
            "description": "x",
            "language": "xx",
            "issuer": {"name": "x", "country": "ZZ"},
            "fields": ("0699",),
        }
    )
    assert odd.fields == ("0699",)


@pytest.mark.parametrize("name", ["draft-template.yaml", "demo/achievement.yaml"])
def test_what_we_ship_is_in_the_lists(name):
    text = DATA.joinpath(name).read_text("utf-8")
    assert not list(unlisted(read_yaml(text, name).sources, Achievement))


def test_every_field_of_a_coded_form_is_held_to_a_list():
    """A new field for a country or a language must not be forgotten here."""
    patterns = {
        Country.__metadata__[0].pattern,
        Language.__metadata__[0].pattern,
        r"^\d{2,4}$",
        "^[A-Z]{3}$",
    }
    schema = draft_schema()
    nouns = {"Achievement": schema, **schema["$defs"]}
    places = {
        f"{noun}.{field}"
        for noun, node in nouns.items()
        for field, value in node.get("properties", {}).items()
        if any(f"'pattern': {pattern!r}" in str(value) for pattern in patterns)
    }
    assert places == set(CODED) - {"Assessment.type"}
