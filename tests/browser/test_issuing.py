"""The registrar's journey: from an award list to credentials, and what may be done to one."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.checking import check_page, phone, shot
from mintmark_web.issuing import services
from mintmark_web.issuing.models import Batch, Credential, StatusOrder
from mintmark_web.issuing.services import changing
from web.factories import issued_credentials, published_version
from web.issuing.lists import award_list, row
from web.world import World


@pytest.fixture
def awards(tmp_path) -> Any:
    """An award list with one row that cannot be issued."""
    path = tmp_path / "awards.csv"
    path.write_text(award_list(3) + row(4, date="soon") + "\n")
    return path


def test_a_registrar_issues_from_a_list(
    page: Page,
    enter,
    world: World,
    awards,
    mailoutbox,
) -> None:
    published_version(world.home)
    enter(world.member["registrar"])
    page.goto(f"/o/{world.home.slug}/issuing/")
    check_page(page)
    page.get_by_role("main").get_by_role("link", name="Issue credentials").press("Enter")
    check_page(page)
    page.get_by_role("link", name="Bread Baking Basics").press("Enter")
    check_page(page)
    shot(page, "issuing-order")
    phone(page, "issuing-order")

    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the award list.")
    check_page(page)

    page.get_by_label("Award list").set_input_files(awards)
    page.get_by_role("button", name="Issue").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bread Baking Basics")
    check_page(page)
    services.work(str(Batch.objects.get().pk))
    expect(page.get_by_text("3 of 4")).to_be_visible()
    expect(page.get_by_text("1 row could not be issued.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("'soon' is not a date.")
    expect(page.get_by_text("3 learners were written to.")).to_be_visible()
    check_page(page)
    shot(page, "issuing-batch")
    phone(page, "issuing-batch")
    assert len(mailoutbox) == 3

    page.get_by_role("link", name="Download all").click()
    check_page(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".zip")


def test_a_registrar_suspends_many(page: Page, enter, world: World) -> None:
    version = published_version(world.home)
    first, *_rest = issued_credentials(world.home, version, 6)
    services.revoke(world.actor("registrar"), first, "Issued by mistake.")
    enter(world.member["registrar"])
    page.goto(f"/o/{world.home.slug}/credentials/")
    page.get_by_role("checkbox", name="Tick Learner 2").press("Space")
    page.get_by_label("All 6 that fit").check()
    check_page(page)
    phone(page, "credentials")
    page.get_by_role("button", name="Suspend").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("You chose 6 credentials.")
    check_page(page)
    page.get_by_label("Reason").fill("We are looking into the assessment.")
    shot(page, "credentials-suspend")
    phone(page, "credentials-suspend")
    page.get_by_label("Write to the learners").check()
    page.get_by_role("button", name="Suspend 5").press("Enter")
    check_page(page)
    phone(page, "change-running")
    address = page.url
    page.goto("about:blank")  # who leaves the page finds it as it stands then
    changing.work(str(StatusOrder.objects.get().pk))
    page.goto(address)
    expect(page.get_by_text("5 credentials were changed.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("Learner 1")
    expect(page.get_by_text("5 learners were written to.")).to_be_visible()
    check_page(page)
    shot(page, "credentials-suspended")
    phone(page, "credentials-suspended")
    page.get_by_role("link", name="To the credentials").click()
    page.get_by_role("link", name="Changes of many").click()
    check_page(page)
    expect(page.get_by_role("table")).to_contain_text("We are looking into the assessment.")


def test_a_registrar_revokes_and_corrects(page: Page, enter, world: World) -> None:
    issued_credentials(world.home, published_version(world.home), 2)
    enter(world.member["registrar"])
    page.goto(f"/o/{world.home.slug}/credentials/")
    check_page(page)
    shot(page, "credentials")
    page.get_by_label("Name, e-mail or number").fill("learner2@")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("main").get_by_role("rowheader")).to_have_text("Learner 2")
    page.get_by_role("link", name="Learner 2").click()
    check_page(page)
    shot(page, "credential")

    page.get_by_role("link", name="Suspend").press("Enter")
    page.get_by_role("button", name="Suspend").click()
    expect(page.get_by_label("Reason")).to_have_attribute("aria-invalid", "true")
    check_page(page)
    page.get_by_label("Reason").fill("We are looking into the assessment.")
    page.get_by_role("button", name="Suspend").press("Enter")
    expect(page.get_by_text("The credential is suspended.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("We are looking into the assessment.")
    shot(page, "credential-suspended")
    phone(page, "credential-suspended")

    page.get_by_role("link", name="Correct").click()
    check_page(page)
    page.get_by_label("Learner's name").fill("Learner Two")
    page.get_by_label("Day of the award").fill("2999-01-01")
    page.get_by_role("button", name="Issue the corrected credential").click()
    expect(page.get_by_text("This day is still to come.").first).to_be_visible()
    expect(page.get_by_label("Learner's name")).to_have_value("Learner Two")
    page.get_by_label("Day of the award").fill("2026-05-04")
    page.get_by_role("button", name="Issue the corrected credential").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Learner Two")
    check_page(page)
    assert Credential.objects.get(name="Learner Two").supersedes.name == "Learner 2"
