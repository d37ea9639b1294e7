"""What whoever runs the site sees of it."""

from playwright.sync_api import Page, expect

from browser.checking import check_page


def test_the_page_of_the_site(page: Page, enter, world) -> None:
    enter(world.operator)
    page.goto("/home/")
    page.get_by_text("Signed in: Oda Operator").click()
    page.get_by_role("link", name="This site").click()
    expect(page.get_by_role("main")).to_contain_text("Workers")
    check_page(page)
