"""The words: many names, one place."""

import pytest
from django.test import Client
from lxml import html

from mintmark_web.register import asking, glossary


def test_every_word_is_whole_and_in_both_languages():
    slugs = [one.slug for one in glossary.words()]
    assert len(slugs) == len(set(slugs))
    for one in glossary.words():
        assert set(one.names) == set(one.text) == {"en", "fr"}, one.slug
        assert all(one.names.values()), one.slug
        assert one.group in ("names", "near", "words"), one.slug
        one.definitions()


@pytest.mark.parametrize("slug", [one.slug for one in glossary.words()])
def test_every_word_has_a_page_in_both_languages(db, slug):
    found = glossary.word(slug)
    for language in ("en", "fr"):
        page = Client(headers={"accept-language": language}).get(f"/glossary/{slug}/")
        assert found.text[language][:30].replace("'", "&#x27;") in page.content.decode()


def test_where_a_framework_holds_is_said_by_name(db):
    for language, names in {
        "en": {"Australia", "European Union", "African Union"},
        "fr": {"Australie", "Union européenne", "Union africaine"},
    }.items():
        answer = Client(headers={"accept-language": language}).get("/glossary/micro-credential/")
        told = html.fromstring(answer.content).xpath("//*[@class='glossary-others']/text()")
        assert names <= set(told)
        assert not {"AU", "AU-SA", "EU"} & set(told)


@pytest.mark.parametrize(
    "name",
    [
        "digital badges",
        "nano degrees",
        "micro-certifications",
        "web badges",
        "mini degrees",
        "open badges",
        "nano-credentials",
        "minor awards",
        "Nanodegree",
        "badge numérique",
        "microcredencial universitaria",
        "mikrokraad",
        "part-qualification",
    ],
)
def test_every_name_of_the_thing_leads_to_the_same_place(name):
    rest, word = glossary.without_the_thing(asking.read(f"bees {name} honey"))
    assert [part.words for part in rest] == [("bees",), ("honey",)]
    assert word is not None


@pytest.mark.parametrize("search", ["bees", "badge", "-nanodegree bees", "degree", ""])
def test_other_words_stay(search):
    parts = asking.read(search)
    assert glossary.without_the_thing(parts) == (parts, None)
