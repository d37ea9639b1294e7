"""Looking for a micro-credential: by mouse, by keyboard, on a phone, without scripts."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from browser.checking import check_axe, check_page, shot
from web.register.catalogue import demo, listed, small
from web.world import organisation

CATALOGUE = (
    ("Food Safety Management for Small Bakeries", "0721", "onsite", "4", "90"),
    ("Bread Baking Basics", "0721", "onsite", "3", "0"),
    ("Data Analysis with Python", "0613", "online", "6", "250"),
    ("Machine Learning for Public Administration", "0613", "online", "6", "400"),
    ("Palliative Care Essentials", "0913", "blended", "5", "0"),
    ("Sign Language for Front Desks", "0231", "blended", "4", "0"),
)


@pytest.fixture
def offers(world):
    """What two providers offer; the world's ``demo`` is the fullest of it."""
    other = organisation("Riverbend Polytechnic")
    for number, (title, field, mode, level, fee) in enumerate(CATALOGUE):
        noun = small(
            title,
            description="A practical introduction, with feedback from people who do it every day.",
            fields=[field],
            participation=mode,
            levels=[{"framework": "EQF", "value": level}],
            workload={"hours": "50", "credits": [{"system": "ECTS", "value": "2"}]},
            price={"amount": fee, "currency": "EUR"},
            teaching_languages=["en"],
            outcomes=[{"id": "a", "title": {"en": "Plan the work, and do it well"}}],
            tags=["teamwork"],
        )
        listed(other if number % 2 else world.home, noun)
    return listed(world.home, demo())


def test_from_the_home_page_to_a_comparison(page: Page, offers) -> None:
    page.goto("/")
    check_page(page)
    page.get_by_role("searchbox").fill("practical")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("6 micro-credentials")
    check_page(page)
    page.get_by_text("Way of learning", exact=True).first.click()
    page.get_by_role("checkbox", name="Online 2", exact=True).check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_role("status")).to_have_text("2 micro-credentials")
    expect(page.get_by_role("checkbox", name="Online 2", exact=True)).to_be_checked()
    expect(page.get_by_role("searchbox")).to_have_value("practical")

    page.get_by_role("link", name=re.compile("^Compare ?: Data Analysis with Python")).click()
    expect(page.get_by_role("complementary", name="Comparison")).to_contain_text("Add another")
    page.get_by_role("link", name=re.compile("^Compare ?: Machine Learning")).click()
    check_page(page)
    page.get_by_role("link", name="Compare them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Side by side")
    check_page(page)
    page.get_by_label("Show levels in").select_option("IE:NFQ")
    page.get_by_role("button", name="Show it so").click()
    expect(page.get_by_role("row", name="Level in your framework")).to_contain_text(
        "IE:NFQ, 7 to 8"
    )
    check_page(page)
    page.get_by_role("link", name=re.compile("^Take out ?: Data Analysis")).click()
    expect(page.get_by_role("table")).not_to_contain_text("Data Analysis")


def test_the_page_of_an_achievement(page: Page, offers) -> None:
    page.goto(f"/achievements/{offers}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accessible Digital Content")
    check_page(page)
    page.get_by_text("Levels and credits that you know").click()
    page.get_by_label("Show credits in").select_option("NZ:NZQCF")
    page.get_by_role("button", name="Show it so").click()
    expect(page.get_by_role("main")).to_contain_text("Credits in your system")
    page.get_by_role("link", name="develop digital content").click()
    expect(page.get_by_role("status")).to_have_text("1 micro-credential")
    page.get_by_role("link", name=re.compile("^develop digital content +take out")).click()
    expect(page.get_by_role("status")).to_have_text("7 micro-credentials")


def test_by_keyboard_alone(page: Page, offers) -> None:
    page.goto("/catalogue/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("baking")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 micro-credential")
    link = page.get_by_role("link", name="Bread Baking Basics", exact=True)
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bread Baking Basics")


def test_on_a_phone_what_can_be_chosen_opens_and_closes(page: Page, offers) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/catalogue/")
    boxes = page.locator("#filters")
    expect(boxes).to_be_hidden()
    check_page(page)
    shot(page, "catalogue-phone", whole=False)
    page.get_by_role("button", name="Narrow it down").click()
    expect(boxes).to_be_visible()
    check_axe(page)
    page.get_by_role("checkbox", name="Computing").check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_role("status")).to_have_text("3 micro-credentials")
    page.goto(f"/achievements/{offers}")
    check_axe(page)


def test_without_scripts_everything_works(browser, live_server, offers) -> None:
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/catalogue/?q=practical")
    page.get_by_role("checkbox", name="Health and welfare").check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_role("status")).to_have_text("1 micro-credential")
    page.get_by_role("link", name=re.compile("^Compare ?: Palliative Care Essentials")).click()
    expect(page.get_by_role("complementary", name="Comparison")).to_contain_text("Palliative")
    plain.close()


@pytest.mark.parametrize(
    "path",
    [
        "/catalogue/?q=zebra",
        "/catalogue/?q=nanodegree+baking",
        "/catalogue/compare/",
        "/providers/",
        "/providers/harbour-college/",
        "/glossary/",
        "/glossary/micro-credential/",
        "/glossary/nano-degree/",
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_other_pages_are_as_every_page_must_be(page: Page, offers, path, theme) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(path)
    check_page(page) if theme == "light" else check_axe(page)


def test_an_empty_register_is_told_kindly(page: Page, world) -> None:
    page.goto("/catalogue/")
    expect(page.get_by_role("main")).to_contain_text("Nothing is published yet")
    check_page(page)


def test_in_french(context, page: Page, offers, live_server) -> None:
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": "fr", "url": live_server.url}
    context.add_cookies([cookie])
    page.goto(f"/achievements/{offers}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Contenus numériques")
    check_page(page)
    page.goto("/catalogue/")
    expect(page.get_by_role("status")).to_have_text("7 micro-certifications")
    check_page(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_for_the_documentation(page: Page, offers, theme) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto("/catalogue/?field=06")
    shot(page, f"catalogue-{theme}", whole=False)
    page.goto(f"/achievements/{offers}")
    shot(page, f"achievement-{theme}", whole=False)
