"""Pathways drawn up in a form: what it writes, what it shows, what it leaves to the text."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from mintmark_web import demo
from mintmark_web.achievements import queries as achievements
from mintmark_web.stacks import rules, services, sheet
from mintmark_web.stacks.models import Pathway
from web.factories import draft_version, published_version, signing_key
from web.stacks.ways import pathway, rule

pytestmark = pytest.mark.django_db

_OWN = "https://corrib.example/"
_PAGES = Path(__file__).parents[3] / "docs/tutorial/stacking"
_RULES = [
    pytest.param(found[2], id=f"{page.stem}-{found[1]}")
    for page in sorted(_PAGES.glob("*.md"))
    for found in re.finditer(r'```yaml title="([\w-]+)\.yaml"\n(.*?)```', page.read_text(), re.S)
    if "decided_by:" in found[2]
]


def sent(**more):
    """Return what a browser sends for a rule of 30 credits without groups."""
    return {
        "title": "Diploma in Baking",
        "decided_by": "Harbour College",
        "system": "ECTS",
        "total": "30",
        "groups-TOTAL_FORMS": "1",
        "groups-INITIAL_FORMS": "0",
        "groups-0-kind": "all",
        **more,
    }


def test_there_are_sample_rules():
    assert len(_RULES) >= 5


@pytest.mark.parametrize("text", _RULES)
def test_a_sample_rule_comes_back_from_the_form_as_it_was(text):
    node = sheet.opened(text, _OWN)
    assert node is not None
    said, rows = sheet.shown(node, _OWN), sheet.groups_of(node)
    again = rules.alone(sheet.as_text(sheet.written(node, said, rows, {}, _OWN)))
    assert again.model_dump() == rules.alone(text).model_dump()
    assert said["title"]
    assert said["total"]


@pytest.mark.parametrize(
    "said",
    [
        "# A note that must not be lost.\n",
        "groups: [{id: a, title: A, groups: [{id: b, requirements: [{id: c, at_least: 3}]}]}]\n",
        "groups: [{id: a, requirements: [{id: b, at_most: 3}]}]\n",
        "groups: [{id: a, system: h, requirements: [{id: b, at_least: 3}]}]\n",
        "groups: [{id: a, where: {graded: true}, requirements: [{id: b, at_least: 3}]}]\n",
        "groups: [{id: a, requirements: [{id: b, at_least: 3}, {id: c, at_least: 4}]}]\n",
    ],
)
def test_what_the_form_has_no_place_for_is_shown_as_text(said):
    begins = (
        "id: https://a.example/r\ntitle: T\ndecided_by: {name: N}\nsystem: ECTS\n"
        "requirements: [{id: total, at_least: 30}]\n"
    )
    assert sheet.opened(begins, _OWN) is not None
    rules.alone(begins + said)
    assert sheet.opened(begins + said, _OWN) is None


def test_what_the_form_does_not_show_stays_when_something_else_is_changed():
    text = next(one.values[0] for one in _RULES if "south-africa" in one.id)
    node = sheet.opened(text, _OWN)
    said = {**sheet.shown(node, _OWN), "total": Decimal(130), "level_credits": None, "level": ""}
    new = rules.alone(sheet.as_text(sheet.written(node, said, sheet.groups_of(node)[1:], {}, _OWN)))
    old = rules.alone(text)
    assert sheet.kept(node, _OWN) == ["Final assessment", "order"]
    assert new.order == old.order
    assert new.names == old.names
    assert [one.id for one in new.requirements] == ["total", "final"]
    assert new.requirements[0].at_least == 130
    assert new.groups == old.groups[1:]


@pytest.mark.parametrize("own", [_OWN, None])
def test_the_share_of_others_is_not_taken_for_ones_own(own):
    text = next(one.values[0] for one in _RULES if "ontario" in one.id)
    node = sheet.opened(text, own)
    assert sheet.shown(node, own)["share"] is None
    assert "Residency" in sheet.kept(node, own)
    assert sheet.shown(node, "https://nickel-city.example/")["share"] == 50


def test_a_pathway_is_drawn_up_found_again_and_changed(world, sign_in):
    signing_key(world.home)
    client = sign_in(world.member["designer"])
    bread, cake = (published_version(world.home, title=one) for one in ("Bread", "Cake"))
    one, two = (achievements.iri(version.achievement_id) for version in (bread, cake))
    address = reverse("stacks.pathway-new", args=[world.home.slug])
    more = {
        "groups-TOTAL_FORMS": "3",
        "groups-0-title": "Core",
        "groups-0-things": [one, two],
        "groups-1-kind": "least",
        "groups-1-number": "1",
        "groups-1-things": [one, two],
        "groups-2-kind": "credits",
        "groups-2-number": "7.5",
        "groups-2-title": "Choice",
        "awards": two,
        "framework": "EQF",
        "floor": "4",
        "level": "5",
        "level_credits": "10",
        "years": "5",
        "share": "50",
    }
    assert client.post(address, sent(**more, check="1")).status_code == 200
    assert not Pathway.objects.exists()
    assert client.post(address, sent(**more)).status_code == 302
    made = Pathway.objects.get()
    read = rules.alone(made.rule)
    assert {one.url: one.title.best("en") for one in read.names} == {one: "Bread", two: "Cake"}
    assert read.where.level.at_least == "4"
    assert read.where.within == "P5Y"
    assert [one.id for one in read.requirements] == ["total", "level", "own"]
    assert read.requirements[2].at_least_share == Decimal("0.5")
    core, least, choice = read.groups
    assert core.requirements[0].at_least is None
    assert least.requirements[0].at_least == 1
    assert choice.where is None
    assert choice.requirements[0].at_least == Decimal("7.5")
    page = client.get(reverse("stacks.pathway-edit", args=[world.home.slug, made.pk]))
    shown = page.context["drawing"]
    assert shown.form["share"].value() == 50
    assert [row["things"].value() for row in shown.groups] == [[one, two], [one, two], []]
    assert shown.kept == []


def test_achievements_are_found_and_what_was_typed_stays(world, sign_in):
    client = sign_in(world.member["designer"])
    mine = published_version(world.home, title="Élan of Bread")
    theirs = published_version(world.other, title="Bread elsewhere")
    hidden = draft_version(world.other, title="Bread in secret")
    address = reverse("stacks.pathway-new", args=[world.home.slug])
    said = sent(**{"groups-0-search": "BREAD", "groups-0-look-up": "1", "title": "Half typed"})
    page = client.post(address, said)
    words = page.content.decode()
    assert "Élan of Bread" in words
    assert "Bread elsewhere" in words
    assert "Bread in secret" not in words
    assert "Half typed" in words
    assert "error-summary" not in words
    assert words.index("Élan of Bread") < words.index("Bread elsewhere")
    iris = [achievements.iri(one.achievement_id) for one in (mine, theirs, hidden)]
    assert client.post(address, sent(**{"groups-0-things": iris[:2]})).status_code == 302
    refused = client.post(address, sent(**{"groups-0-things": [iris[2]]}))
    assert refused.status_code == 200
    assert "Bread in secret" not in refused.content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"total": ""}, "Say how many credits it takes, or make a group."),
        ({"total": "many"}, "Please write a number"),
        ({"floor": "5"}, "Say in which framework this level stands."),
        ({"level": "5", "framework": "EQF"}, "Say how many credits, or leave the level empty."),
        ({"groups-0-title": "Core"}, "Tick at least one achievement."),
        ({"groups-0-kind": "credits", "groups-0-title": "Any"}, "Say how many."),
        ({"framework": "nowhere"}, "nowhere is not among them"),
        ({"title": "\x00"}, "no keyboard writes"),
        ({"groups-TOTAL_FORMS": "x"}, ""),
        ({"groups-0-things": ["https://nowhere.example/"]}, "is not among them"),
        ({"floor": "99", "framework": "EQF"}, "99"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(world, sign_in, more, words):
    client = sign_in(world.member["designer"])
    address = reverse("stacks.pathway-new", args=[world.home.slug])
    for check in ({}, {"check": "1"}):
        page = client.post(address, sent(**more, **check))
        assert page.status_code == 200
        assert words in page.content.decode()
    assert not Pathway.objects.exists()


def test_a_rule_for_the_text_page_is_sent_there(world, sign_in):
    client, actor = sign_in(world.member["designer"]), world.actor("designer")
    made = services.draw_up(actor, world.home, "# A note.\n" + rule(world))
    home = world.home.slug
    page = client.get(reverse("stacks.pathway-edit", args=[home, made.pk]), follow=True)
    assert page.redirect_chain[0][0] == reverse("stacks.pathway-text", args=[home, made.pk])
    assert "has no place for" in page.content.decode()
    assert "# A note." in page.content.decode()


def test_somebody_elses_save_is_not_written_over(world, sign_in):
    client, way = sign_in(world.member["designer"]), pathway(world)
    address = reverse("stacks.pathway-edit", args=[world.home.slug, way.pk])
    core = {"groups-0-id": "core", "groups-0-title": "Core", "groups-0-kind": "least"}
    said = sent(**core, **{"groups-INITIAL_FORMS": "1", "groups-0-number": "2"})
    page = client.post(address, {**said, "edition": str(way.edition - 1)})
    assert "Somebody else saved" in page.content.decode()
    way.refresh_from_db()
    assert way.title == "Certificate in Baking"
    assert client.post(address, {**said, "edition": str(way.edition)}).status_code == 302
    way.refresh_from_db()
    old = rules.alone(way.public_rule)
    new = rules.alone(way.rule)
    assert new.groups == old.groups
    assert (new.id, new.title.best("en")) == (old.id, "Diploma in Baking")
    gone = {**said, "edition": str(way.edition), "groups-0-DELETE": "on"}
    assert client.post(address, gone).status_code == 302
    way.refresh_from_db()
    assert rules.alone(way.rule).groups == ()


def test_the_pathway_of_the_demonstration_opens_in_the_form():
    text = (Path(demo.__file__).parent / "data/pathway.yaml").read_text().split("\n", 1)[1]
    names = ("accessible-content", "captions", "research", "plain-language", "certificate", "site")
    filled = text.format(**{one: f"https://demo.example/{one}" for one in names})
    assert sheet.opened(filled, None) is not None
