"""A learner's journey: claim, look, download, share, show; and who they share it with."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from mintmark_web.issuing.letters import claim_address
from web import credentials
from web.factories import person
from web.issuing.conftest import issued, order, version  # noqa: F401

LOOKS = os.environ.get("LOOKS")
"""A folder for pictures of each page: light, dark, on a phone."""


def look(page: Page, name: str) -> None:
    """Hold a page to what every page must be, and take its pictures where they are wanted."""
    check_page(page)
    if not LOOKS:
        return
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=Path(LOOKS) / f"{name}-{theme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    size = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 800})
    page.screenshot(path=Path(LOOKS) / f"{name}-phone.png", full_page=True)
    page.set_viewport_size(size)


@pytest.fixture
def own_address(live_server, settings) -> None:
    """What this site writes into letters and credentials leads to the site that runs."""
    settings.SITE_URL = live_server.url


@pytest.fixture
def letter(own_address, issued):  # noqa: F811
    (credential,) = issued(1)
    return claim_address(credential)


def test_from_the_letter_to_an_employer(page: Page, context, letter) -> None:
    page.goto(letter)
    look(page, "claim")
    page.get_by_role("button", name="Put it into my wallet").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("It is yours")
    look(page, "held")
    shot(page, "wallet-credential")

    for kind in ("JSON", "PNG", "SVG", "PDF"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=f"{kind} download").click()
        path = waiting.value.path()
        page.goto("/verify/")
        page.get_by_label("Files").set_input_files(
            {"name": f"x.{kind.lower()}", "mimeType": "text/plain", "buffer": path.read_bytes()}
        )
        page.get_by_role("button", name="Check it").click()
        expect(page.get_by_role("main")).to_contain_text("Bread Baking Basics")
        page.go_back()
        page.go_back()

    page.get_by_role("main").get_by_role("link", name="Share").press("Enter")
    look(page, "new-share")
    page.get_by_label("Last day").fill("2020-01-01")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_label("Last day")).to_have_attribute("aria-invalid", "true")
    check_page(page)
    page.get_by_label("Last day").fill("2099-12-31")
    page.get_by_label("Everything in it").check()
    page.get_by_label("Note to yourself").fill("Fjord Bakery")
    page.get_by_role("button", name="Make the link").click()
    look(page, "share")
    link = page.get_by_label("The link", exact=True).input_value()

    stranger = context.browser.new_context(java_script_enabled=False)
    other = stranger.new_page()
    other.goto(link)
    expect(other.get_by_role("main")).to_contain_text("Learner 1 shows you something")
    expect(other.get_by_role("main")).to_contain_text("Bread Baking Basics")
    stranger.close()
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Somebody looked")
    page.goto(link)
    look(page, "shared")

    page.goto("/wallet/shares/")
    look(page, "shares")
    page.get_by_role("link", name="Fjord Bakery").click()
    page.get_by_role("link", name="Withdraw").click()
    look(page, "withdraw")
    page.get_by_role("button", name="Yes, withdraw it").click()
    expect(page.get_by_role("main")).to_contain_text("The link no longer works.")
    assert page.goto(link).status == 410
    look(page, "link-over")


def test_a_wallet_with_badges_from_elsewhere(page: Page, enter, world, own_address) -> None:
    ana = person("ana@example.org", "Ana Andromeda")
    enter(ana)
    page.goto("/home/")
    look(page, "wallet-empty")
    page.get_by_role("main").get_by_role("link", name="Bring in a badge").first.click()
    look(page, "bring")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file")
    files = [
        {"name": f"{name}.json", "mimeType": "application/json", "buffer": data}
        for name, data in (
            ("rye", credentials.issued(world, title={"en": "Rye and other grains"})),
            ("sourdough", credentials.foreign()),
        )
    ]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("main")).to_contain_text("Taken in: rye.json, sourdough.json.")
    look(page, "wallet")
    shot(page, "wallet")
    page.get_by_label("Search your credentials").fill("levain")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_have_count(1)

    page.get_by_role("navigation", name="Your wallet").get_by_text("Public page").click()
    page.get_by_label("Show my page to everybody").check()
    page.get_by_label("Headline").fill("Baker who keeps a starter")
    page.get_by_label("Rye and other grains").check()
    look(page, "profile")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("main").get_by_role("link", name="/p/ana-andromeda/").click()
    look(page, "public")
    page.get_by_role("link", name="Rye and other grains").click()
    look(page, "public-held")

    page.goto("/wallet/data/")
    look(page, "data")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download everything").click()
    assert waiting.value.suggested_filename == "wallet.zip"
    page.get_by_role("link", name="Erase my wallet").click()
    look(page, "erase")
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("I have taken along").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("main")).to_contain_text("Your wallet is empty")
