"""Registrars make, rotate and give up keys."""

from playwright.sync_api import Page, expect

from browser.checking import check_page, shot


def test_a_registrar_keeps_the_keys(page: Page, enter, world) -> None:
    enter(world.member["registrar"])
    page.goto(f"/o/{world.home.slug}/")
    page.get_by_role("navigation").get_by_role("link", name="Keys").click()
    check_page(page)
    page.get_by_role("link", name="Make a key").first.click()
    check_page(page)
    page.get_by_role("button", name="Make the key").click()
    expect(page.locator("main")).to_contain_text("The key is made.")
    check_page(page)
    page.get_by_role("link", name="Put a new key in its place").click()
    check_page(page)
    page.get_by_role("button", name="Make the new key").click()
    expect(page.get_by_text("Retired", exact=True)).to_be_visible()
    shot(page, "keys")
    page.get_by_role("link", name="Somebody else may have it").first.click()
    check_page(page)
    page.get_by_label("Since when?").fill("2999-01-01")
    page.get_by_role("button", name="Give the key up").click()
    expect(page.get_by_role("alert")).to_contain_text("still to come")
    page.get_by_label("Since when?").fill("")
    page.get_by_role("button", name="Give the key up").click()
    expect(page.get_by_text("Compromised", exact=True)).to_be_visible()
    check_page(page)


def test_the_pages_speak_french(page: Page, enter, world) -> None:
    enter(world.member["registrar"])
    page.goto(f"/o/{world.home.slug}/keys/")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clés")
    page.goto(f"/o/{world.home.slug}/achievements/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Certifications")
    check_page(page)
