"""Codes typed by their names."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from mintmark.frameworks import loading
from mintmark.vocabularies import vocabulary
from mintmark_web.ui.coded import (
    LanguageField,
    ListedChoice,
    NameField,
    NamesInput,
    code_of,
    jurisdiction,
    named,
)


class _Form(forms.Form):
    language = LanguageField(required=False, longest=12)
    country = NameField(of="country", required=False)
    currency = NameField(of="currency", required=False)
    fields_of_study = forms.CharField(required=False, widget=NamesInput("isced-f"))
    system = ListedChoice(of="credits", required=False)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("language", "French", "fr"),
        ("language", "  français ", "fr"),
        ("language", "fr", "fr"),
        ("language", "FR", "fr"),
        ("language", "fr-CA", "fr-CA"),
        ("language", "", ""),
        ("country", "Ireland", "IE"),
        ("country", "irlande", "IE"),
        ("country", "ie", "IE"),
        ("country", "UK", "GB"),
        ("currency", "EUR", "EUR"),
        ("currency", "Euro", "EUR"),
        ("currency", "Euro (EUR)", "EUR"),
        ("fields_of_study", "Audio-visual techniques and media production (0211)", "0211"),
    ],
)
def test_a_name_becomes_its_code(field, typed, code):
    form = _Form(QueryDict(mutable=True) | {field: typed})
    assert form.is_valid()
    assert form.cleaned_data[field] == code


@pytest.mark.parametrize(
    ("field", "typed", "near"),
    [
        ("language", "Frensh", "French"),
        ("country", "Irelnd", "Ireland"),
        ("currency", "Eruo", "Euro (EUR)"),
        ("country", "<script>", ""),
        ("language", "x" * 300, ""),
        ("language", "en-GB-abcdefgh", ""),
    ],
)
def test_a_wrong_name_is_told_beside_the_field_and_stays(field, typed, near):
    form = _Form({field: typed})
    assert list(form.errors) == [field]
    assert near in form.errors[field][0]
    assert typed in str(form[field].value())
    assert "<script>" not in str(form[field])


def test_what_is_stored_is_shown_by_its_name_in_the_readers_language():
    form = _Form(initial={"language": "de", "country": "DE", "fields_of_study": "0211\n0613"})
    with translation.override("fr"):
        assert 'value="allemand"' in str(form["language"])
        assert 'value="Allemagne"' in str(form["country"])
    with translation.override("en"):
        boxes = str(form["fields_of_study"])
        assert boxes.count("<input") == 3
        assert "(0613)" in boxes
    assert 'value="xx-YY"' in str(_Form(initial={"language": "xx-YY"})["language"])


def test_several_boxes_give_each_code_once():
    data = QueryDict(mutable=True)
    data.setlist(
        "fields_of_study",
        ["0211", "", "Audio-visual techniques and media production (0211)", "nonsense"],
    )
    assert _Form(data)["fields_of_study"].value() == "0211\nnonsense"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["language", "country", "currency", "isced-f"])
def test_each_name_that_is_offered_is_understood(name, language):
    listed = vocabulary(name)
    with translation.override(language):
        missed = [code for code in listed.codes if code_of(listed, named(listed, code)) != code]
    assert missed == []


def test_what_stands_there_already_can_be_chosen_again():
    form = _Form({"system": "our-own"}, initial={"system": "our-own"})
    assert not form.is_valid()
    form = _Form({"system": "our-own"}, initial={"system": "our-own"})
    form.fields["system"].hold("our-own")
    assert form.is_valid()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_bare_code_is_offered_and_each_is_understood(language):
    with translation.override(language):
        shown = NamesInput("language").offered()
    assert {"en": "English", "fr": "anglais"}[language] in shown
    assert not set(shown) & set(vocabulary("language").codes)
    assert code_of(vocabulary("language"), "aab") == "aab"


@pytest.mark.parametrize(
    ("said", "english", "french"),
    [
        ("AU", "Australia", "Australie"),
        ("CA-BC", "British Columbia, Canada", "Colombie-Britannique, Canada"),
        ("UK-SCT", "Scotland, United Kingdom", "Écosse, Royaume-Uni"),
        ("CA-YT", "Canada (CA-YT)", "Canada (CA-YT)"),
        ("EU", "European Union", "Union européenne"),
    ],
)
def test_a_framework_of_a_part_of_a_country_is_not_the_whole_countrys(said, english, french):
    with translation.override("en"):
        assert jurisdiction(said) == english
    with translation.override("fr"):
        assert jurisdiction(said) == french


def test_each_part_of_a_country_that_has_a_framework_has_a_name():
    parts = [one.jurisdiction for one in loading.load_all() if "-" in one.jurisdiction]
    assert parts
    assert not [part for part in parts if ", " not in jurisdiction(part)]
