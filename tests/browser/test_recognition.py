"""Recognition in a browser: applied for, examined, decided, signed, appealed against."""

import pytest
from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from mintmark_web.accounts import queries as accounts
from mintmark_web.wallet.services import take_in
from web.recognition.offices import BAKES, KEEPS, REFUSED, credential, decided
from web.world import member


def _become(context, enter, person) -> None:
    context.clear_cookies()
    enter(person)


@pytest.mark.timeout(400)
def test_an_application_from_the_first_click_to_the_signed_decision(
    page: Page, context, enter, world
) -> None:
    officer = world.member["recognition-officer"]
    enter(officer)
    office = f"/o/{world.home.slug}/recognition/"
    page.goto(office)
    check_page(page)
    page.get_by_role("link", name="Say how long").click()
    check_page(page)
    page.get_by_label("Who decides about appeals").fill("The appeals board")
    page.get_by_role("button", name="Save").click()
    check_page(page)
    page.get_by_role("link", name="Add one").first.click()
    check_page(page)
    page.get_by_label("Title").fill("Bread and Flour")
    page.get_by_label("What it is about").fill("The first semester of baking.")
    page.get_by_label("Learning outcomes").fill(f"* {BAKES}\n{KEEPS}")
    page.locator("#id_credits").fill("1")
    page.get_by_role("button", name="Save").click()
    check_page(page)

    take_in(accounts.actor_of(world.learner, None), credential(world, BAKES), "bread.json")
    _become(context, enter, world.learner)
    page.goto("/recognition/")
    check_page(page)
    page.get_by_role("link", name="Bread and Flour").click()
    check_page(page)
    shot(page, "recognition-module")
    page.get_by_role("link", name="Apply for recognition").click()
    check_page(page)
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a credential")
    check_page(page)
    page.get_by_role("checkbox").first.check()
    shot(page, "recognition-apply")
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("main")).to_contain_text("Your application is in")
    check_page(page)
    mine = page.url

    _become(context, enter, officer)
    page.goto(office)
    check_page(page)
    shot(page, "recognition-cases")
    page.get_by_role("link", name="Lea Learner").click()
    check_page(page)
    page.get_by_role("link", name="Ask for something").click()
    check_page(page)
    page.get_by_label("What you need").fill("The syllabus")
    page.get_by_role("button", name="Ask the applicant").click()
    expect(page.get_by_role("main")).to_contain_text("has stood still since")
    check_page(page)

    _become(context, enter, world.learner)
    page.goto(mine)
    page.get_by_role("link", name="Answer the office").click()
    check_page(page)
    page.get_by_label("Your answer").fill("There is none, it was a short course.")
    page.get_by_role("button", name="Send").click()
    check_page(page)

    _become(context, enter, officer)
    page.goto(office)
    page.get_by_role("link", name="Lea Learner").click()
    page.get_by_role("button", name="Verify and compare").click()
    expect(page.get_by_role("main")).to_contain_text("Outcome by outcome")
    check_page(page)
    shot(page, "recognition-case")
    page.get_by_role("link", name="Decide", exact=True).click()
    check_page(page)
    page.get_by_label("Do not recognise").check()
    page.get_by_label("Reasons").fill("Nothing shows that the starter lives.")
    page.get_by_role("main").get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("substantial difference")
    check_page(page)
    shot(page, "recognition-decide")
    page.get_by_label("In what").select_option("outcomes")
    page.get_by_label("What differs, and why").fill("The sourdough is missing, which is half.")
    page.get_by_label("What the applicant can do").fill("Take the sourdough course.")
    page.get_by_role("main").get_by_role("button", name="Decide").click()
    expect(page.get_by_role("main")).to_contain_text("Not recognised")
    check_page(page)
    page.get_by_role("button", name="Sign the decision").click()
    expect(page.get_by_role("link", name="The signed decision")).to_be_visible()

    _become(context, enter, world.learner)
    page.goto(mine)
    check_page(page)
    shot(page, "recognition-decision")
    with page.expect_download() as download:
        page.get_by_role("link", name="The signed decision").click()
    assert b"RecognitionCredential" in download.value.path().read_bytes()


def test_an_appeal_is_settled_by_another_person_and_the_decision_published(
    page: Page, context, enter, world
) -> None:
    case = decided(world, REFUSED)
    office = f"/o/{world.home.slug}/recognition/"
    enter(world.learner)
    page.goto(f"/wallet/recognition/{case.pk}/")
    page.get_by_role("link", name="Appeal").click()
    check_page(page)
    page.get_by_label("Why you appeal").fill("The loaf was a sourdough loaf.")
    page.get_by_role("button", name="Send the appeal").click()
    check_page(page)

    _become(context, enter, member(world.home, "recognition-officer", "reviewer", name="Olu Other"))
    page.goto(f"{office}?sort=appealed")
    check_page(page)
    page.get_by_role("link", name="Lea Learner").click()
    page.get_by_role("link", name="Settle the appeal").click()
    check_page(page)
    page.get_by_label("I decide otherwise").check()
    page.get_by_label("Why", exact=True).fill("The applicant is right.")
    page.get_by_label("Recognise in full").check()
    page.get_by_label("Reasons").fill("A sourdough loaf takes a living starter.")
    page.get_by_role("button", name="Settle the appeal").click()
    expect(page.get_by_role("main")).to_contain_text("Recognised in full")
    check_page(page)
    page.get_by_role("link", name="Publish without names").click()
    check_page(page)
    page.get_by_role("button", name="Publish").click()
    page.goto("/recognition/decisions/")
    check_page(page)
    page.get_by_role("link", name="Bread and Flour").click()
    check_page(page)
    expect(page.get_by_role("main")).not_to_contain_text("Learner")
    shot(page, "recognition-precedent")
