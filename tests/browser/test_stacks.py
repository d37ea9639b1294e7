"""A pathway from its first line to the larger award, in a browser."""

from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from mintmark_web.awards.models import Award
from mintmark_web.stacks import rules
from mintmark_web.stacks.models import Pathway
from web.factories import published_version
from web.stacks.ways import give, rule


def test_a_pathway_from_its_first_line_to_the_award(page: Page, context, enter, world) -> None:
    text = rule(world)
    enter(world.member["designer"])
    page.goto(f"/o/{world.home.slug}/pathways/")
    check_page(page)
    page.get_by_role("link", name="Draw up the first one").click()
    page.get_by_role("link", name="Write it as text").click()
    page.locator("#id_text").fill(text.replace("at_least: 6", "at_leest: 6"))
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("Line 7")
    check_page(page)
    shot(page, "pathway-problems")
    page.locator("#id_text").fill(text)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("at least 6 ECTS")
    shot(page, "pathway-text")
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


def test_a_pathway_is_drawn_up_in_a_form(page: Page, enter, world) -> None:
    for title in ("Baking with Rye", "Sourdough", "Running a Bakery"):
        published_version(world.home, title=title)
    enter(world.member["designer"])
    page.goto(f"/o/{world.home.slug}/pathways/new/")
    check_page(page)
    page.get_by_label("Title of the larger award").fill("Certificate in Baking")
    page.get_by_label("Achievement that it leads to").select_option(label="Running a Bakery")
    page.get_by_label("Credits in all, at least").fill("30")
    expect(page.locator("#looked-at")).to_contain_text("at least 30 ECTS", timeout=30_000)
    page.get_by_label("Name of the group").fill("Core")
    page.get_by_label("Find achievements").fill("rye")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Baking with Rye").check()
    expect(page.locator("#looked-at")).to_contain_text("all of Baking with Rye", timeout=30_000)
    page.get_by_role("button", name="Add a group").click()
    second = page.get_by_role("group", name="Group 2")
    second.get_by_label("Name of the group").fill("Chosen")
    second.get_by_label("It takes").select_option(label="At least so many credits from these")
    second.get_by_label("How many").fill("10")
    expect(page.locator("#looked-at")).to_contain_text("at least 10 ECTS", timeout=30_000)
    page.get_by_text("Levels, age, and who issued it").click()
    page.get_by_label("Awarded in the last years").fill("5")
    page.get_by_label("Lowest level that counts").fill("4")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("Something is to be put right")
    page.get_by_label("Framework of levels").select_option("EQF")
    expect(page.locator("#looked-at")).to_contain_text("at least 30 ECTS", timeout=30_000)
    check_page(page)
    page.get_by_label("Title of the larger award").scroll_into_view_if_needed()
    shot(page, "pathway-rule")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The pathway is saved")
    check_page(page)
    made = rules.alone(Pathway.objects.get().rule)
    assert [one.id for one in made.groups] == ["group", "group-2"]
    assert made.where.within == "P5Y"


def test_the_form_works_without_javascript(browser, live_server, enter, world, context) -> None:
    published_version(world.home, title="Sourdough")
    enter(world.member["designer"])
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"/o/{world.home.slug}/pathways/new/")
    page.get_by_label("Title of the larger award").fill("Certificate in Baking")
    page.get_by_label("Find achievements").fill("dough")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Sourdough", exact=True).check()
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("all of Sourdough")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The pathway is saved")
    plain.close()


def test_the_pages_work_without_javascript(browser, live_server, enter, world, context) -> None:
    enter(world.member["designer"])
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"/o/{world.home.slug}/pathways/new/text/")
    page.locator("#id_text").fill("id: nowhere")
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#looked-at")).to_contain_text("Line 1")
    page.locator("#id_text").fill(rule(world))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The pathway is saved")
    plain.close()
