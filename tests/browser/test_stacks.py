"""A pathway from its first line to the larger award, in a browser."""

from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from mintmark_web.awards.models import Award
from mintmark_web.stacks.models import Pathway
from web.stacks.ways import give, rule


def test_a_pathway_from_its_first_line_to_the_award(page: Page, context, enter, world) -> None:
    text = rule(world)
    enter(world.member["designer"])
    page.goto(f"/o/{world.home.slug}/pathways/")
    check_page(page)
    page.get_by_role("link", name="Draw up the first one").click()
    page.locator("#id_text").fill(text.replace("at_least: 6", "at_leest: 6"))
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("Line 7")
    check_page(page)
    shot(page, "pathway-problems")
    page.locator("#id_text").fill(text)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("at least 6 ECTS")
    shot(page, "pathway-rule")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The pathway is saved")
    check_page(page)
    page.get_by_role("link", name="Publish").click()
    check_page(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="See its page").click()
    check_page(page)
    shot(page, "pathway-public")
    way = Pathway.objects.get()

    context.clear_cookies()
    page.goto("/pathways/")
    check_page(page)
    give(world, 1)
    enter(world.learner)
    page.goto("/wallet/pathways/")
    check_page(page)
    page.get_by_role("link", name="Certificate in Baking").click()
    check_page(page)
    shot(page, "pathway-progress")
    page.get_by_role("link", name="Plan the rest").click()
    check_page(page)
    page.get_by_role("button", name="Make a plan").click()
    expect(page.get_by_role("main")).to_contain_text("There is no such plan")
    check_page(page)
    give(world, 1)
    page.goto(f"/wallet/pathways/{way.pk}/")
    check_page(page)
    page.get_by_role("link", name="Ask for the award").press("Enter")
    check_page(page)
    page.get_by_role("button", name="Ask for the award").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("It waits for a decision")
    check_page(page)

    context.clear_cookies()
    enter(world.member["assessor"])
    page.goto(f"/o/{world.home.slug}/stack-requests/")
    check_page(page)
    page.get_by_role("link", name="Lea Learner").click()
    check_page(page)
    page.get_by_label("Decline it").check()
    page.get_by_role("main").get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    check_page(page)
    page.get_by_label("Award it").check()
    shot(page, "stack-request")
    page.get_by_role("main").get_by_role("button", name="Decide").click()
    expect(page.get_by_role("main")).to_contain_text("The decision is made")
    assert Award.objects.get().email == world.learner.email

    context.clear_cookies()
    enter(world.learner)
    page.goto("/wallet/pathways/")
    page.get_by_role("link", name="Certificate in Baking").first.click()
    expect(page.get_by_role("main")).to_contain_text("It is awarded")
    check_page(page)


def test_the_pages_work_without_javascript(browser, live_server, enter, world, context) -> None:
    enter(world.member["designer"])
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"/o/{world.home.slug}/pathways/new/")
    page.locator("#id_text").fill("id: nowhere")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("Line 1")
    page.locator("#id_text").fill(rule(world))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The pathway is saved")
    plain.close()
