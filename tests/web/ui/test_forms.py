"""Forms as the office renders them."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from lxml import html

from mintmark_web.ui.forms import FilesField, GrowingFormSet, Patient


class Draft(Patient, forms.Form):
    title = forms.CharField(help_text="Short.")
    note = forms.CharField(required=False)
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField()
    secret = forms.CharField(widget=forms.HiddenInput)


class Row(forms.Form):
    name = forms.CharField()


Rows = forms.formset_factory(Row, formset=GrowingFormSet, extra=0, max_num=3)


def sent(total=None, **values):
    data = QueryDict(mutable=True)
    if total is not None:
        data.update({"form-TOTAL_FORMS": total, "form-INITIAL_FORMS": "0"})
    data.update({name.replace("_", "-"): value for name, value in values.items()})
    return data


def page(thing):
    return html.fragment_fromstring(str(thing), create_parent="div")


@pytest.mark.parametrize("way", [str, Draft.as_div, Draft.as_p])
def test_each_field_has_a_label_and_a_hint_it_is_described_by(way):
    root = page(way(Draft()))
    title = root.xpath("//input[@name='title']")[0]
    assert root.xpath("//label[@for='id_title']")[0].text_content() == "Title"
    assert root.xpath(f"//*[@id='{title.get('aria-describedby')}']")[0].text == "Short."
    assert "optional" in root.xpath("//label[@for='id_note']")[0].text_content()
    assert root.xpath("//fieldset/legend")[0].text_content().strip() == "Way"
    assert root.xpath("//input[@name='secret'][@type='hidden']")
    assert not root.xpath("//*[@role='alert']")


def test_an_error_stands_beside_its_field_and_in_the_summary_and_nothing_is_lost():
    root = page(Draft({"note": "<kept>"}))
    title = root.xpath("//input[@name='title']")[0]
    described = title.get("aria-describedby").split()
    words = "".join(root.xpath(f"//*[@id='{name}']")[0].text_content() for name in described)
    assert "Short." in words
    assert "Please fill this in." in words
    assert title.get("aria-invalid") == "true"
    assert root.xpath("//input[@name='note']/@value") == ["<kept>"]
    linked = root.xpath("//*[@role='alert']//a/@href")
    assert linked == ["#id_title", "#id_way_0", "#id_agree"]
    for target in linked:
        assert root.xpath(f"//*[@id='{target[1:]}']"), target
    assert "Please fill" in root.xpath("//*[@role='alert']//li[not(a)]")[0].text_content()


def test_a_row_is_added_without_complaint_and_what_was_typed_stays():
    rows = Rows(sent("1", form_add_row="1"))
    rows.data["form-0-name"] = "first"
    assert not rows.is_valid()
    root = page(rows)
    assert root.xpath("//input[@type='text']/@value") == ["first"]
    assert len(root.xpath("//input[@type='text']")) == 2
    assert not root.xpath("//*[contains(@class, 'field-error')]")
    assert root.xpath("//input[@name='form-TOTAL_FORMS']/@value") == ["2"]


def test_a_form_beside_waits_while_a_row_is_added_and_not_longer():
    adding = Draft(sent(form_add_row="1"))
    assert not adding.is_valid()
    assert adding.errors == {}
    assert set(Draft(sent()).errors) == {"title", "way", "agree", "secret"}


@pytest.mark.parametrize("told", ["", "x", "-1", "999999999999999999999", "²", "3"])
def test_a_count_of_rows_that_makes_no_sense_harms_nobody(told):
    rows = Rows(sent(told, form_add_row="1"))
    assert 1 <= len(rows.forms) <= 3
    assert not rows.is_valid()
    assert page(rows) is not None


def test_without_the_button_the_rows_are_checked_as_ever():
    assert Rows(sent("1", form_0_name="a")).is_valid()
    assert not Rows(sent("x")).is_valid()


def test_several_files_in_one_field():
    class Upload(forms.Form):
        files = FilesField()

    one, two = SimpleUploadedFile("a.json", b"{}"), SimpleUploadedFile("b.json", b"[]")
    form = Upload({}, MultiValueDict({"files": [one, two]}))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.json", "b.json"]
    assert Upload({}, MultiValueDict()).errors
    assert Upload({}, MultiValueDict({"files": [SimpleUploadedFile("c.json", b"")]})).errors


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (forms.CharField(), "", "Please fill this in."),
        (forms.CharField(max_length=3), "four", "at most 3 characters, and here are 4"),
        (forms.CharField(min_length=3), "a", "at least 3 characters"),
        (forms.CharField(), "a\x00b", "that no keyboard writes"),
        (forms.EmailField(), "ada", "looks like name@example.org"),
        (forms.URLField(assume_scheme="https"), "a b", "begins with https://"),
        (forms.SlugField(), "a b", "Only letters"),
        (forms.IntegerField(), "1.5", "a whole number"),
        (forms.IntegerField(min_value=1), "0", "It begins at 1"),
        (forms.DecimalField(max_value=9), "10", "It ends at 9"),
        (forms.DateField(), "2026-02-30", "no such day"),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Please choose one."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "b is not among them"),
        (forms.MultipleChoiceField(choices=[("a", "A")]), [], "at least one"),
        (forms.BooleanField(), "", "tick this box"),
        (forms.FileField(), None, "choose a file"),
    ],
)
def test_what_is_wrong_is_told_as_a_person_would(field, typed, told):
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    assert told in " ".join(caught.value.messages)
    with override("fr"):
        assert told not in " ".join(caught.value.messages)
