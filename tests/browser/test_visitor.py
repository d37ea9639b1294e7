"""Somebody without an account, and without JavaScript: what is there to learn, and is this true?"""

from playwright.sync_api import BrowserContext, Page, expect

from browser.checking import check_narrow
from web import credentials
from web.register.catalogue import demo, listed, small


def test_a_visitor_without_javascript(context: BrowserContext, live_server, world) -> None:
    listed(world.home, demo())
    listed(world.home, small("Bread Baking Basics"))
    pasted = credentials.issued(world).decode()
    plain = context.browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = plain.new_page()
    finds(page)
    checks(page, pasted)
    plain.close()


def finds(page: Page) -> None:
    """From the home page by the catalogue to one achievement, and back by the trail."""
    page.goto("/")
    page.get_by_role("searchbox").fill("accessible")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("1 micro-credential")
    page.get_by_role("main").get_by_role("link", name="Accessible").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accessible")
    expect(page.get_by_role("heading", name="What you learn")).to_be_visible()
    check_narrow(page)
    trail = page.get_by_role("navigation", name="Where you are")
    trail.get_by_role("link", name="Catalogue").click()
    expect(page.get_by_role("status")).to_have_text("2 micro-credentials")


def checks(page: Page, pasted: str) -> None:
    """A text that was pasted is checked; one that is none gets advice, and a way back."""
    menu = page.get_by_role("navigation", name="Main menu")
    menu.get_by_role("link", name="Check a credential").click()
    page.get_by_label("Or paste a link").fill("I swear that I can bake.")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("main")).to_contain_text("This is not a credential that we can read")
    expect(page.get_by_role("main")).to_contain_text("Choose the file that the learner was given")
    expect(page.get_by_text("It is signed")).to_be_hidden()
    page.get_by_role("link", name="Check another").click()
    page.get_by_label("Or paste a link").fill(pasted)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("main")).to_contain_text("Genuine, and in force")
    expect(page.get_by_text("It is signed")).to_be_visible()
    check_narrow(page)
