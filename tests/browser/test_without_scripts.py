"""The main journeys in a browser that runs no scripts."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.checking import Watch
from mintmark_web.issuing import services
from mintmark_web.issuing.letters import claim_address
from mintmark_web.issuing.models import Batch, Credential, StatusOrder
from mintmark_web.issuing.services import changing
from web import credentials
from web.factories import issued_credentials, person, published_version
from web.issuing.lists import award_list, row
from web.world import World


@pytest.fixture
def context(browser: Browser, live_server, settings) -> Iterator[BrowserContext]:
    """A fresh profile without JavaScript, watched like every other."""
    settings.SITE_URL = live_server.url
    fresh = browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    fresh.set_default_timeout(10_000)
    watch = Watch(fresh)
    yield fresh
    fresh.close()
    assert watch.troubles == []


def test_a_registrar_orders_follows_and_revokes(
    page: Page, enter, world: World, tmp_path, mailoutbox
) -> None:
    awards = tmp_path / "awards.csv"
    awards.write_text(award_list(3) + row(4, date="soon") + "\n")
    published_version(world.home)
    enter(world.member["registrar"])
    page.goto(f"/o/{world.home.slug}/issuing/")
    page.get_by_role("main").get_by_role("link", name="Issue credentials").click()
    page.get_by_role("link", name="Bread Baking Basics").click()
    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the award list.")
    page.get_by_label("Award list").set_input_files(awards)
    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_text("The order is taken.")).to_be_visible()
    services.work(str(Batch.objects.get().pk))
    page.reload()
    expect(page.get_by_text("3 of 4")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("'soon' is not a date.")
    assert len(mailoutbox) == 3

    page.get_by_role("link", name="Its credentials").click()
    page.get_by_role("checkbox", name="Tick Learner 1").check()
    page.get_by_role("checkbox", name="Tick Learner 3").check()
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("main")).to_contain_text("2 credentials will be revoked.")
    page.get_by_label("Reason").fill("An error in the marks.")
    page.get_by_role("button", name="Revoke 2").click()
    changing.work(str(StatusOrder.objects.get().pk))
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("2 credentials were changed.")
    assert Credential.objects.get(status="valid").name == "Learner 2"


def test_a_learner_claims_by_the_letter(page: Page, world: World) -> None:
    (issued,) = issued_credentials(world.home, published_version(world.home))
    page.goto(claim_address(issued))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Learner 1, this is yours")
    page.get_by_role("button", name="Put it into my wallet").click()
    expect(page.get_by_role("main")).to_contain_text("It is yours")
    expect(page.get_by_role("main")).to_contain_text("Genuine, and in force")


def test_a_learner_takes_shares_brings_and_erases(page: Page, enter, world: World) -> None:
    first, second = issued_credentials(world.home, published_version(world.home), 2)
    Credential.objects.filter(pk=second.pk).update(email=first.email)
    lea = person(first.email, "Learner 1")
    EmailAddress.objects.filter(user=lea).update(verified=True)
    enter(lea)
    page.goto("/wallet/")
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
    page.get_by_role("link", name="Decline").first.click()
    page.get_by_role("button", name="Yes, decline it").click()
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("main")).to_contain_text("It is yours")

    page.get_by_role("main").get_by_role("link", name="Share").click()
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("The link", exact=True).input_value()
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Yes, withdraw it").click()
    assert page.goto(link).status == 410

    page.goto("/wallet/bring/")
    page.get_by_label("Files").set_input_files(
        {"name": "x.txt", "mimeType": "text/plain", "buffer": b"hello"}
    )
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("alert")).to_contain_text("Such a file cannot hold a credential.")
    page.get_by_label("Or paste the text").fill(credentials.foreign().decode())
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("article")).to_have_count(2)

    page.goto("/wallet/data/erase/")
    expect(page.get_by_label("Leave the courses")).to_be_checked()
    page.get_by_label("I have taken along").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_role("main")).to_contain_text("Your wallet is empty")
