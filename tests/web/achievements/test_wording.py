"""What the rules say of a draft, in the words of the forms."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from mintmark.frameworks import loading
from mintmark_web.achievements import services
from mintmark_web.achievements.parts import part_of
from mintmark_web.achievements.parts.labels import table
from mintmark_web.achievements.wording import label, pieces

RULES = [
    pytest.param(rule, id=f"{book.id}/{rule.id}")
    for book in loading.load_all()
    for rule in book.rules
]
NO_KEYS = {"training.gov.au"}
_KEY = re.compile(r"[a-z]+(?:_[a-z]+|\.[a-z_]+)+")


def told(text, *paths):
    return "".join(one.text for one in pieces(text, paths, "en"))


@pytest.mark.parametrize("rule", RULES)
def test_every_key_that_a_rule_is_about_has_words(rule):
    assert [path for path in rule.paths if path not in table()] == []


@pytest.mark.parametrize("rule", [one for one in RULES if one.values[0].remedy])
def test_no_remedy_shows_a_key_or_a_value_of_the_draft(rule):
    said = told(str(rule.remedy), *rule.paths)
    assert set(_KEY.findall(said)) <= NO_KEYS
    assert not re.search(r"\b(true|false)\b|\beach with an id\b|\0", said)


def test_every_field_is_on_a_page_of_the_editor():
    assert [path for path, one in table().items() if one.part and part_of(one.part) is None] == []


def test_a_sentence_names_the_fields_and_the_way_to_them():
    found = pieces("Set workload.hours to 10 or more.", ["workload.hours"], "en")
    assert [one.text for one in found] == ["Set ", "“Hours of learning”", " to 10 or more."]
    assert (found[1].part, found[1].anchor) == ("size", "id_workload__hours")


def test_a_field_in_several_languages_is_found_in_the_first():
    (found,) = pieces("description", ["description"], "ga")
    assert found.anchor == "id_description__ga"


def test_values_are_called_as_in_the_form():
    said = told("Write standalone as true in stackability.", "stackability.standalone")
    assert said == "Write “It is of value by itself” as “Yes” in “Before and after”."
    said = told("Add needs with the kind labour-market.", "needs.kind")
    assert said == "Add “Needs” with the “Whose need” “The labour market’s”."


def test_words_of_english_that_are_keys_elsewhere_stay():
    assert told("Name a larger title of the needs.", "workload.hours") == (
        "Name a larger title of the needs."
    )
    said = told("Write qualification as part, if it is a part-qualification.", "qualification")
    assert said.endswith("as “Part of a qualification”, if it is a part-qualification.")
    assert told("Name the qualification.", "qualification") == "Name the qualification."


def test_what_no_form_has_is_named_and_leads_nowhere():
    (found,) = pieces("issuer.country", ["issuer.country"], "en")
    assert (found.text, found.part) == ("the organisation’s country", "")
    assert label("nowhere.at_all") == "nowhere.at_all"
    assert label("outcomes[3].title") == "Outcome"


def test_an_article_goes_with_no_name_and_the_issuer_stays_the_issuer():
    said = told("Add needs with a kind; the issuer says why.", "needs.kind", "issuer.country")
    assert said == "Add “Needs” with “Whose need”; the issuer says why."


def test_other_languages_have_their_own_sentences_which_name_the_fields():
    asked = "Add quality_assurance with a type such as internal or external."
    with translation.override("fr"):
        (said,) = pieces(asked, ["quality_assurance"], "en")
        (unknown,) = pieces("Nobody said this.", [], "en")
    assert "quality_assurance" not in said.text and not said.english
    assert (unknown.text, unknown.english) == ("Nobody said this.", True)


def test_other_languages_name_the_fields_that_are_filled_in():
    with translation.override("fr"):
        said = told("Nothing is written in quality_assurance.type.", "quality_assurance.type")
        address = told("Nothing is written in https://a.example/workload.hours.", "workload.hours")
    assert said == "Rien n’est écrit dans «\u00a0Qui l’assure\u00a0»."
    assert "workload.hours" in address


@pytest.mark.django_db
def test_the_panel_links_to_the_field_on_the_page_that_has_it(world, sign_in):
    draft = services.begin(world.actor("designer"), world.home, title="Bread")
    client = sign_in(world.member["designer"])
    page = client.get(reverse("achievements.version", args=[world.home.slug, draft.pk]))
    size = reverse("achievements.edit", args=[world.home.slug, draft.pk, "size"])
    shown = page.content.decode()
    assert f'<a href="{size}#rows-workload__credits">“Credits”</a>' in shown
    assert "workload.credits" not in shown
    assert 'id="rows-workload__credits"' in client.get(size).content.decode()
