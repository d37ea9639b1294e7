"""The look itself: each component, in both themes, both directions, on paper and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from browser.checking import check_axe, check_narrow, check_page, shot


@pytest.mark.parametrize("path", ["/", "/styleguide/", "/styleguide/question/"])
def test_a_page_of_the_look_is_as_every_page_must_be(page: Page, path: str) -> None:
    page.goto(path)
    check_page(page)


@pytest.mark.parametrize("query", ["theme=dark", "theme=light", "dir=rtl", "dir=rtl&theme=dark"])
def test_every_component_in_every_guise(page: Page, query: str) -> None:
    page.goto(f"/styleguide/?{query}")
    check_axe(page)
    check_narrow(page)


def test_the_system_decides_on_dark_until_the_reader_does(page: Page) -> None:
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    page.goto("/")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert dark != light
    check_axe(page)
    page.get_by_role("button", name="light").click()
    assert page.evaluate(ground) == light
    expect(page.get_by_role("button", name="light")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="as my device").click()
    assert page.evaluate(ground) == dark


def test_the_language_can_be_changed_and_the_page_stays(page: Page) -> None:
    page.goto("/?a=1")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("De petits acquis, bien prouvés.")
    assert page.url.endswith("/?a=1")
    check_page(page)
    shot(page, "home-fr")


def test_a_page_that_is_not_there_is_told_kindly(page: Page) -> None:
    answer = page.goto("/nowhere/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    check_page(page)


def test_a_page_for_others_is_told_kindly(page: Page, enter, world) -> None:
    enter(world.learner)
    answer = page.goto("/organisations/new/")
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not open to you")
    check_page(page)


def test_errors_are_summed_up_on_top_and_lead_to_their_fields(page: Page) -> None:
    page.goto("/styleguide/")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="E-mail address").click()
    field = page.locator("#wrong_email")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(
        "Error: This is not an e-mail address. One looks like name@example.org."
    )
    expect(field).to_have_value("ada@")
    summary.get_by_role("link", name="Way of learning").click()
    expect(page.locator("#wrong_mode_0")).to_be_focused()


def test_on_a_phone_the_menu_opens_and_closes(page: Page, enter, world) -> None:
    enter(world.member["administrator"])
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"/o/{world.home.slug}/")
    check_page(page)
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    shot(page, "menu-phone", whole=False)
    check_axe(page)
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_a_row_is_added_in_place_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/styleguide/")
    page.locator("#id_form-0-criterion").fill("Knows the rules")
    page.get_by_role("button", name="Add another").click()
    expect(page.locator("#id_form-1-criterion")).to_be_visible()
    expect(page.locator("#id_form-0-criterion")).to_have_value("Knows the rules")


def test_a_row_is_added_without_script_too(browser, live_server) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/styleguide/")
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    page.locator("#id_form-0-criterion").fill("Knows the rules")
    page.get_by_role("button", name="Add another").click()
    expect(page.locator("#id_form-1-criterion")).to_be_visible()
    expect(page.locator("#id_form-0-criterion")).to_have_value("Knows the rules")
    expect(page.locator(".formset .field-error")).to_have_count(0)
    context.close()


def test_what_could_not_be_fetched_is_told_and_what_was_typed_stays(browser, live_server) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/styleguide/")
    page.locator("#id_form-0-criterion").fill("Knows the rules")
    page.route("**/styleguide/", lambda route: route.fulfill(status=500, body="no"))
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_role("alert").filter(has_text="That did not work")).to_be_visible()
    expect(page.locator("#id_form-0-criterion")).to_have_value("Knows the rules")
    page.unroute("**/styleguide/")
    page.get_by_role("button", name="Add another").click()
    expect(page.locator("#id_form-1-criterion")).to_be_visible()
    expect(page.locator("#trouble")).to_be_hidden()
    context.close()


def test_text_is_copied_and_said_so(context, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/styleguide/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://mintmark.example/s/4fQ2"


def test_paper_shows_no_chrome_and_keeps_the_credential(page: Page) -> None:
    page.goto("/styleguide/")
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".site-footer")).to_be_hidden()
    expect(page.locator(".credential-large")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_for_the_documentation(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto("/")
    shot(page, f"home-{theme}")
    page.goto("/styleguide/")
    shot(page, f"styleguide-{theme}", whole=False)
