"""From the first line to the public page: the designer's and the reviewer's journey."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from web.factories import (
    draft_version,
    member,
    organisation,
    published_version,
    signing_key,
    submitted_version,
)


def test_a_designer_draws_up_an_achievement(page: Page, enter, world) -> None:
    enter(world.member["designer"])
    page.goto(f"/o/{world.home.slug}/achievements/")
    check_page(page)
    page.get_by_role("link", name="New achievement").click()
    check_page(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Title").fill("Bread Baking Basics")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("What it is")
    verdicts = page.locator("#verdicts")
    expect(verdicts).to_contain_text("Does not conform yet")
    page.get_by_label("Description").fill("Bake bread that is safe to sell.")
    page.get_by_label("Way of learning").select_option("onsite")
    page.get_by_role("group", name="Fields of study").get_by_label("Number 1").fill("bread")
    page.get_by_role("button", name="Save", exact=True).click()
    fields = page.get_by_role("group", name="Fields of study")
    expect(fields.get_by_label("Number 1")).to_have_value("bread")
    expect(page.get_by_role("alert")).to_contain_text("Fields of study")
    check_page(page)
    fields.get_by_label("Number 1").fill("0721")
    page.get_by_role("button", name="Save and go on").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Learning outcomes")
    check_page(page)
    page.get_by_role("link", name="Add one").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Learning outcome 1")
    page.get_by_label("Outcome", exact=True).fill("Bake a wheat loaf that is cooked through")
    page.get_by_label("What the entry is called").fill("bake goods")
    page.get_by_label("Its address").fill("5fd5c985-eaaa-47aa-8314-62359c54505a")
    page.get_by_label("Where it stands").select_option("esco-skill")
    expect(verdicts.locator(".verdicts")).not_to_contain_text("Learning outcomes")
    check_page(page)
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_role("group", name="Number 2")).to_be_visible()
    expect(page.get_by_label("What the entry is called").first).to_have_value("bake goods")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Bake a wheat loaf")).to_be_visible()

    page.get_by_role("link", name="Workload and level", exact=True).click()
    page.get_by_label("Hours of learning").fill("50")
    page.get_by_label("System").fill("ECTS")
    page.get_by_label("How many").fill("2")
    expect(verdicts).not_to_contain_text("What cannot be read yet")
    page.get_by_label("Duration by the calendar").fill("six weeks")
    left_out = "What cannot be read yet is left out here: Duration by the calendar"
    expect(verdicts).to_contain_text(left_out)  # while it is typed, before any saving
    page.get_by_label("Duration by the calendar").fill("P6W")
    check_page(page)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Frameworks, languages, badge").click()
    page.get_by_role("group", name="Languages").get_by_label("Number 2").fill("French")
    page.get_by_label("Colour of the badge").fill("#1b3a6b")
    page.get_by_role("button", name="Save").click()
    check_page(page)
    page.get_by_role("link", name="What it is").click()
    expect(page.get_by_label("Title (fran")).to_be_visible()
    shot(page, "designer-edit")

    page.get_by_role("link", name="Bread Baking Basics").click()
    check_page(page)
    page.get_by_role("link", name="Ask a partner").click()
    check_page(page)
    page.get_by_label("Name of the partner").fill("Mill & Oven Ltd")
    page.get_by_label("E-mail address").fill("partner@example.org")
    page.get_by_role("button", name="Send the letter").click()
    letter = mail.outbox[-1].body
    page.get_by_role("link", name="Hand in").click()
    check_page(page)
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator("main")).to_contain_text("In review")

    link = re.search(r"http://\S+(/partners/\S+)", letter)
    assert link is not None
    page.context.clear_cookies()
    page.goto(link[1])
    check_page(page)
    page.get_by_label("We support it").check()
    page.get_by_label("Your name and office").fill("Mo Miller, head of training")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("main")).to_contain_text("Thank you")


def test_a_reviewer_decides_and_publishes(page: Page, enter, world) -> None:
    signing_key(world.home)
    agency = organisation("Fen Quality Agency", "quality-agency")
    signing_key(agency)
    outside = member(agency, "reviewer")
    published_version(world.other)
    submitted_version(world.home)
    enter(world.member["reviewer"])
    page.goto(f"/o/{world.home.slug}/reviews/")
    check_page(page)
    page.get_by_role("link", name="Bread Baking Basics").click()
    expect(page.locator("main")).to_contain_text("Much alike is in the catalogue already")
    page.get_by_role("button", name="I do this review").click()
    check_page(page)
    page.get_by_label("Your answer: ").first.select_option("yes")
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_label("Your answer: ").first).to_have_value("yes")
    page.get_by_label("Comment").fill("Say which ovens.")
    page.get_by_label("About").select_option("outcomes[0].title")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("#comments")).to_contain_text("Say which ovens.")
    shot(page, "reviewer-review")
    page.get_by_role("link", name="Ask an agency too").click()
    check_page(page)
    page.get_by_label("Agency").select_option("fen-quality-agency")
    page.get_by_role("button", name="Ask the agency").click()
    page.goto(f"/o/{world.home.slug}/reviews/")
    page.get_by_role("link", name="Bread Baking Basics").click()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Reasons")
    page.get_by_role("radio", name="Approved", exact=True).check()
    page.get_by_label("Reasons").fill("Everything is there.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("main")).to_contain_text("Your decision stands.")
    expect(page.get_by_role("link", name="Publish")).to_have_count(0)  # the agency has not said

    enter(outside)
    page.goto(f"/o/{agency.slug}/reviews/")
    page.get_by_role("link", name="Bread Baking Basics").click()
    page.get_by_role("radio", name="Approved with conditions").check()
    page.get_by_label("Reasons").fill("Good, but the second assessor is to be named.")
    page.get_by_role("textbox", name="Conditions").fill("Name the second assessor within a year.")
    page.get_by_role("button", name="Decide").click()
    check_page(page)

    enter(world.member["reviewer"])
    page.goto(f"/o/{world.home.slug}/achievements/")
    page.get_by_role("link", name="Bread Baking Basics").click()
    page.get_by_role("link", name="Publish").click()
    check_page(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("It is public now.")
    check_page(page)
    shot(page, "achievement-version")
    page.goto(f"/o/{world.home.slug}/reviews/due/")
    expect(page.get_by_role("link", name="Bread Baking Basics")).to_be_visible()
    check_page(page)


def test_a_draft_is_written_without_javascript(browser, live_server, enter, world, context) -> None:
    version = draft_version(world.home)
    enter(world.member["designer"])
    plain = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=context.storage_state(),
    )
    page = plain.new_page()
    page.goto(f"/o/{world.home.slug}/achievements/versions/{version.pk}/edit/size/")
    page.get_by_label("Duration by the calendar").fill("six weeks")
    page.get_by_role("button", name="Check without saving").click()
    expect(page.locator("#verdicts")).to_contain_text("left out here: Duration by the calendar")
    expect(page.get_by_label("Duration by the calendar")).to_have_value("six weeks")
    page.get_by_role("button", name="Add another").first.click()
    expect(page.get_by_label("Duration by the calendar")).to_have_value("six weeks")
    page.get_by_label("Duration by the calendar").fill("P8W")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    version.refresh_from_db()
    assert version.document["workload"]["duration"] == "P8W"
    plain.close()
