"""An administrator's journey without JavaScript: from the link of createadmin to the record."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.checking import check_page
from mintmark_web.accounts import links, services
from mintmark_web.accounts.models import User
from web.world import OPERATOR, person


@pytest.fixture
def plain(browser, live_server):
    """A page in a browser without JavaScript."""
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def send(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_an_organisation_is_administered_without_javascript(
    plain: Page, page: Page, enter, mailoutbox, transactional_db
) -> None:
    ada = person("ada@example.org", "Ada Nwosu")
    home = services.create_organisation(OPERATOR, "Harbour College")
    home.memberships.create(user=ada, role="administrator")

    plain.goto(links.path(ada))
    send(plain, "Sign in")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Harbour College")

    plain.goto(f"/o/{home.slug}/profile/")
    plain.get_by_label("Name", exact=True).fill("")
    plain.get_by_label("Website").fill("https://harbour.example")
    send(plain, "Save")
    expect(plain.get_by_role("alert")).to_be_visible()
    expect(plain.get_by_label("Website")).to_have_value("https://harbour.example")
    plain.get_by_label("Name", exact=True).fill("Harbour University")
    send(plain, "Save")
    expect(plain.get_by_role("status")).to_contain_text("The profile is saved.")

    plain.goto(f"/o/{home.slug}/members/invite/")
    plain.get_by_label("E-mail address").fill("new@example.org")
    send(plain, "Send the invitation")
    expect(plain.get_by_role("alert")).to_be_visible()
    expect(plain.get_by_label("E-mail address")).to_have_value("new@example.org")
    plain.get_by_label("Quality reviewer").check()
    send(plain, "Send the invitation")
    expect(plain.get_by_role("main")).to_contain_text("new@example.org")

    (letter,) = mailoutbox
    new = person("new@example.org", "Nia New")
    enter(new)
    page.goto(re.search(r"http://localhost:8000(/invitations/\S+)", letter.body)[1])
    page.get_by_role("main").get_by_role("button").first.click()
    plain.goto(f"/o/{home.slug}/members/")
    plain.get_by_role("link", name="Nia New").click()
    plain.get_by_label("Assessor").check()
    send(plain, "Save")
    expect(plain.get_by_role("main")).to_contain_text("Assessor, Quality reviewer")

    plain.goto(f"/o/{home.slug}/members/{ada.pk}/remove/")
    plain.get_by_role("main").get_by_role("button").first.click()
    expect(plain.get_by_role("alert")).to_contain_text("last administrator")

    plain.goto("/account/")
    plain.get_by_label("Reminders by e-mail").uncheck()
    send(plain, "Save")
    expect(plain.get_by_role("status")).to_contain_text("Your account is saved.")
    assert not User.objects.get(pk=ada.pk).reminders

    plain.goto(f"/o/{home.slug}/record/?action=member.edit")
    expect(plain.get_by_role("table")).to_contain_text("Ada Nwosu")


def test_the_pages_of_reminders_are_good_for_everybody(page: Page, enter) -> None:
    ada = person("ada@example.org", "Ada Nwosu")
    enter(ada)
    page.goto("/account/")
    check_page(page)
    page.goto(links.path_without_reminders(ada))
    check_page(page)
    page.get_by_role("button", name="End the reminders").click()
    expect(page.get_by_role("main")).to_contain_text("gets no more reminders")
    check_page(page)
