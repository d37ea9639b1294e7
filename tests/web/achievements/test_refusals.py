"""What the strict reader refuses of a draft, in the words of the form."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mintmark_web.achievements import services
from mintmark_web.achievements.parts import Field, Kind, values

_SPAN = Field("duration", "Duration", Kind.SPAN)
_ROWS = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}


@pytest.fixture
def save(world, sign_in):
    """Return what sends a part of a draft, and gives the errors of its fields."""
    draft = services.begin(world.actor("designer"), world.home, title="Bread")

    def sent(part, language="en", **typed):
        client = sign_in(world.member["designer"])
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        address = reverse("achievements.edit", args=[world.home.slug, draft.pk, part])
        page = client.post(address, {"title__en": "Bread", "edition": draft.edition, **typed})
        assert page.status_code == 200
        assert page.content.count(b'class="error-summary"') == 1
        editor = page.context["editor"]
        found = {**editor.form.errors, **editor.rare.errors}
        for rows in editor.rows:
            for row in rows.forms:
                found |= {f"{rows.prefix}.{name}": said for name, said in row.errors.items()}
        return {name: list(said) for name, said in found.items()}

    return sent


def _rows(name, **typed):
    row = {f"0-{key}": value for key, value in typed.items()}
    return {f"{name}-{key}": value for key, value in {**_ROWS, **row}.items()}


@pytest.mark.django_db
def test_wrong_numbers_and_spans_are_told_without_paths(save):
    found = save(
        "size",
        workload__hours="about 50",
        workload__duration="a while",
        **_rows("workload__credits"),
        **_rows("levels", framework="EQF", value="12"),
    )
    assert found == {
        "workload__hours": ["Write a number alone, such as 2 or 7.5."],
        "workload__duration": [
            "Write how long, such as 6 weeks, 3 months or 1 year; or the same as P6W, P3M or P1Y."
        ],
        "levels.value": ["“Level” cannot be '12'. Did you mean 1 (Level 1)?"],
    }


@pytest.mark.django_db
def test_names_that_are_in_no_list_are_told_as_typed(save):
    found = save("about", title="Bread", teaching_languages=["English", "Klingonish"])
    (said,) = found["teaching_languages"]
    assert said.startswith("Klingonish is not in the list.")


@pytest.mark.django_db
def test_what_is_missing_in_a_row_is_asked_for(save):
    found = save("quality", **_rows("quality_assurance", url="quality.example/x"))
    assert found == {
        "quality_assurance.type": ["Please choose one."],
        "quality_assurance.url": ["Write the whole address, such as https://example.org/page."],
    }


@pytest.mark.django_db
def test_a_limit_is_told_with_the_name_of_the_field(save):
    typed = {"price__amount": "-3", **_rows("registrations"), **_rows("classifications")}
    said = save("offer", **typed)
    assert said["price__amount"] == ["“Price” must be at least 0; it is -3."]
    assert said["price__currency"] == ["Please fill this in."]
    (said,) = save("offer", "fr", **typed)["price__amount"]
    assert "price.amount" not in said and "«" in said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6 weeks", "P6W"),
        ("1 Year", "P1Y"),
        ("6\u00a0semaines", "P6W"),
        ("2 ans", "P2Y"),
        ("P6W", "P6W"),
        ("six weeks", "six weeks"),
        ("9" * 5_000 + " weeks", "9" * 5_000 + " weeks"),
        ("", ""),
    ],
)
def test_a_length_of_time_is_written_in_words(typed, meant):
    assert values.told(_SPAN, typed) == meant


@pytest.mark.parametrize("held", ["P6W", "P1Y3M", "PT50H", "P0W", "soon"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_length_of_time_survives_the_form(held, language):
    with translation.override(language):
        assert values.told(_SPAN, values.shown(_SPAN, held, "", "")) == held
    assert values.shown(_SPAN, "P6W", "", "") == "6 weeks"


@pytest.mark.django_db
def test_a_colon_stands_as_the_reader_writes_it(world, sign_in):
    draft = services.begin(world.actor("designer"), world.home, title="Bread")
    address = reverse("achievements.edit", args=[world.home.slug, draft.pk, "size"])
    client = sign_in(world.member["designer"])
    for language, colon in (("en", ": "), ("fr", "\u00a0: ")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        typed = {"workload__hours": "many", **_rows("workload__credits"), **_rows("levels")}
        page = client.post(address, typed).content.decode()
        label = {"en": "Hours of learning", "fr": "Heures d’apprentissage"}[language]
        assert f'#id_workload__hours">{label}{colon}' in page
