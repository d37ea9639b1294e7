"""Finding achievements: by words, by what is chosen, and how many there are of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mintmark_web.register import asking, queries, services
from mintmark_web.register.types import Asked, Kind, Part
from web.register.catalogue import demo, listed, small

ENGLISH = ("en",)


def titles(text="", languages=ENGLISH, **chosen):
    asked = Asked(asking.read(text), {kind: tuple(values) for kind, values in chosen.items()})
    found = queries.search(asked, languages)
    return [one.noun.title.best("en") for one in queries.by_number(found.ids)]


def choices(kind, text="", **chosen):
    asked = Asked(asking.read(text), {name: tuple(values) for name, values in chosen.items()})
    found = queries.search(asked, ENGLISH)
    return {one.value: one.count for one in found.choices[kind]}


@pytest.fixture
def bakery(world):
    listed(world.home, small("Bread baking", tags=["baking"], description="Dough and ovens."))
    listed(world.home, small("Food safety", description="For bakers and cooks."), days=1)
    listed(world.other, small("Sécurité au travail", language="fr"), days=2)
    return world


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("  Bread  baking ", [Part(("bread",)), Part(("baking",))]),
        ('"bread baking', [Part(("bread", "baking"))]),
        ("-ovens", [Part(("ovens",), True)]),
        ("l'été", [Part(("l", "ete"))]),
        ('"" - -- & | ! ( ) * : \' \\ ', []),
        ("\0", []),
    ],
)
def test_what_is_typed_is_read(text, parts):
    assert list(asking.read(text)) == parts


def test_words_are_found_in_any_form_and_titles_come_first(bakery):
    assert titles("baking") == ["Bread baking"]
    assert titles("breads") == ["Bread baking"]
    assert titles("oven") == ["Bread baking"]
    listed(bakery.home, small("Ovens"), days=-10)
    assert titles("oven") == ["Ovens", "Bread baking"]


def test_a_way_to_say_a_word_is_asked_for_once(db):
    """PostgreSQL adds up how frequent the ways are, and reads the whole table for too many."""
    if connection.vendor != "postgresql":
        pytest.skip("it is about PostgreSQL's way to plan")
    with CaptureQueriesContext(connection) as asked:
        titles('baking -oven "two ways"', ("en", "fr", "en-IE"))
    last = next(one["sql"] for one in asked if "FROM register_words" in one["sql"])
    for once in ("'baking'", "'oven'", "'two' <-> 'ways'"):
        assert last.replace("''", "'").count(once) == 1, last


def test_accents_and_case_do_not_count(bakery):
    assert titles("securite") == titles("SÉCURITÉ") == ["Sécurité au travail"]


def test_a_provider_is_found_by_name(bakery):
    assert titles("hillside") == ["Sécurité au travail"]


def test_all_words_must_be_there_in_a_row_where_quoted_and_absent_where_negated(bakery):
    assert titles("dough bread") == ["Bread baking"]
    assert titles("dough cooks") == []
    assert titles('"bread baking"') == ["Bread baking"]
    assert titles('"baking bread"') == []
    assert titles("short -bread -safety") == titles("-bread -safety") == ["Sécurité au travail"]


@pytest.mark.parametrize(
    "text", ["'", '"', "a:b", "NEAR(a b)", "a* OR", "%", "\\", "🙂", "-", "a" * 5000, "a b " * 99]
)
def test_nothing_that_can_be_typed_breaks_it(bakery, text):
    titles(text)
    titles("-" + text)


def test_nothing_asked_shows_all_the_newest_first(bakery):
    assert titles() == ["Sécurité au travail", "Food safety", "Bread baking"]


def test_what_is_chosen_narrows_across_kinds_and_widens_within_one(world):
    price = {"amount": "90", "currency": "EUR"}
    listed(world.home, small("One", participation="online", price=price, fields=["0613"]))
    listed(world.home, small("Two", participation="onsite", fields=["0721"]))
    listed(world.other, small("Three", participation="online", fields=["0722"]))
    assert sorted(titles(mode=["online"])) == ["One", "Three"]
    assert sorted(titles(mode=["online", "onsite"])) == ["One", "Three", "Two"]
    assert titles(mode=["online"], provider=[world.home.slug]) == ["One"]
    assert titles(mode=["nothing known"]) == []
    assert choices(Kind.MODE) == {"online": 2, "onsite": 1}
    assert choices(Kind.MODE, mode=["onsite"]) == {"online": 2, "onsite": 1}
    assert choices(Kind.FIELD, mode=["online"]) == {"06": 1, "07": 1}
    assert choices(Kind.FEE, mode=["online"]) == {"EUR-100": 1}
    assert choices(Kind.MODE, mode=["gone"]) == {"online": 2, "onsite": 1, "gone": 0}
    assert choices(Kind.MODE, "one") == {"online": 1}


def test_a_whole_achievement_gives_every_kind_of_choice(world):
    listed(world.home, demo())
    skill = "http://data.europa.eu/esco/skill/5fd5c985-eaaa-47aa-8314-62359c54505a"
    assert set(choices(Kind.SKILL)) == {skill, "accessibility", "documents", "web"}
    assert choices(Kind.FIELD) == {"02": 1, "06": 1}
    assert choices(Kind.LEVEL) == {"5": 1}
    assert choices(Kind.LANGUAGE) == {"en": 1, "fr": 1}
    assert choices(Kind.COUNTRY) == {"IE": 1}
    assert choices(Kind.MODE) == {"blended": 1}
    assert choices(Kind.SIZE) == {"75": 1}
    assert choices(Kind.FEE) == {"free": 1}
    assert choices(Kind.PROVIDER) == {world.home.slug: 1}
    assert "eu-2022" in choices(Kind.FRAMEWORK)
    assert "nl-edubadges" not in choices(Kind.FRAMEWORK)
    assert "acqf-answer-cpd" not in choices(Kind.FRAMEWORK)
    assert titles("digital content", framework=["eu-2022"], level=["5"])


def test_what_is_listed_anew_is_found_by_what_it_says_now_only(world):
    number = listed(world.home, small("Bread", tags=["dough"]))
    entry = queries.entry(number)
    changed = small("Cheese", tags=["milk"])
    services.put(number, world.home.pk, changed, entry.entry.published_at)
    assert (titles("bread"), titles("cheese")) == ([], ["Cheese"])
    assert choices(Kind.SKILL) == {"milk": 1}
    assert queries.count() == 1


def test_what_is_withdrawn_is_not_found_but_its_entry_stays(world):
    number = listed(world.home, small("Bread"))
    services.take_out(number)
    assert (titles(), titles("bread"), queries.count()) == ([], [], 0)
    assert choices(Kind.PROVIDER) == {}
    assert not queries.entry(number).entry.is_listed
    assert queries.newest(5) == []


def test_more_than_is_looked_at_is_counted_and_cut(world, monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 2)
    for number in range(3):
        listed(world.home, small(f"Bread {number}"), days=number)
    found = queries.search(Asked(asking.read("bread")), ENGLISH)
    assert (len(found.ids), found.total, found.is_cut) == (2, 2, True)
    assert titles("bread") == ["Bread 2", "Bread 1"]
    everything = queries.search(Asked(), ENGLISH)
    assert (len(everything.ids), everything.total, everything.is_cut) == (2, 3, True)


def test_a_search_asks_as_often_however_much_there_is(world, same_queries):
    def grow():
        for number in range(5):
            listed(world.home, small(f"Bread {number}", participation="online", tags=["x", "y"]))

    grow()
    same_queries(lambda: titles("bread", mode=["online"]), grow)
