"""From an offering to the award, by mouse, by keyboard, and without scripts."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from mintmark_web.accounts import queries as accounts
from mintmark_web.awards import services
from mintmark_web.awards.models import Award, Enrolment
from web.awards.making import Desk
from web.factories import BREAD
from web.factories import published_version as publish
from web.world import World, person

TODAY = datetime.now(UTC).date().isoformat()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#b8923a").save(out, "PNG")
    return out.getvalue()


def button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def link(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def test_an_assessor_plans_enrols_and_takes_in_a_list(page: Page, world: World, enter) -> None:
    publish(world.home)
    enter(world.member["assessor"])
    page.goto(f"/o/{world.home.slug}/offerings/")
    check_page(page)
    link(page, "New offering")
    check_page(page)
    page.get_by_label("Pass mark in percent").fill("a lot")
    button(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Achievement")
    expect(page.get_by_role("alert")).to_contain_text("Write a number from 0 to 100")
    expect(page.get_by_label("Pass mark in percent")).to_have_value("a lot")
    check_page(page)
    page.get_by_label("Achievement").select_option(label="Bread Baking Basics")
    page.get_by_label("Title").fill("Bread in spring")
    page.get_by_label("Open", exact=True).check()
    page.get_by_label("Places").fill("20")
    page.get_by_label("Pass mark in percent").fill("90")
    button(page, "Save")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bread in spring")
    check_page(page)

    link(page, "Groups")
    page.get_by_label("Name of the group").fill("Mornings")
    button(page, "Add the group")
    check_page(page)
    link(page, "Bread in spring")
    link(page, "Enrol a learner")
    page.get_by_label("E-mail address").fill("ada@")
    button(page, "Enrol")
    expect(page.get_by_label("E-mail address")).to_have_value("ada@")
    check_page(page)
    page.get_by_label("Name").fill("Ada Nwosu")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Group").select_option(label="Mornings")
    button(page, "Enrol")
    expect(page.get_by_role("main")).to_contain_text("Ada Nwosu is enrolled.")

    link(page, "Enrol a list of learners")
    check_page(page)
    rows = (
        "name,email,cohort\nAda Nwosu,ada@example.org,\nChloé Martin,chloe@example.org,Evenings\n"
    )
    rows += "Nobody,not an address,\n"
    page.get_by_label("List (CSV)").set_input_files(
        {"name": "learners.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    button(page, "Look at the rows")
    expect(page.get_by_role("row", name="Chloé Martin")).to_contain_text("Will be written")
    expect(page.get_by_role("row", name="Ada Nwosu")).to_contain_text("takes part already")
    expect(page.get_by_role("row", name="Nobody")).to_contain_text("This is no e-mail address")
    check_page(page)
    shot(page, "awards-list")
    button(page, "Enrol 1 learner")
    expect(page.get_by_role("main")).to_contain_text("1 learner is enrolled.")
    assert Enrolment.objects.count() == 2
    check_page(page)
    shot(page, "awards-offering")


def test_a_learner_is_assessed_confirmed_and_awarded(page: Page, world: World, enter) -> None:
    desk = Desk(world)
    enter(world.learner)
    page.goto(f"/offerings/{desk.offering.pk}/")
    check_page(page)
    link(page, "Ask to take part")
    check_page(page)
    page.get_by_label("Your name").fill("Lea Learner")
    button(page, "Ask to take part")
    expect(page.get_by_role("main")).to_contain_text("You have asked")
    check_page(page)

    enter(world.member["assessor"])
    page.goto(f"/o/{world.home.slug}/to-do/?kind=asking")
    check_page(page)
    link(page, "Lea Learner")
    button(page, "Accept")
    expect(page.get_by_role("main")).to_contain_text("Still missing for the award")
    check_page(page)

    enter(world.learner)
    page.goto("/learning/")
    check_page(page)
    link(page, "Bread in spring")
    check_page(page)
    link(page, "I am ready")
    check_page(page)
    button(page, "Ask for it")
    check_page(page)
    button(page, "Hand it in")
    expect(page.get_by_role("main")).to_contain_text("Hand in a file or an address first.")
    page.get_by_label("File (optional)").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": b"\x00<script>"}
    )
    page.get_by_label("What does it show?").fill("My first loaf")
    button(page, "Add it")
    expect(page.get_by_role("alert")).to_contain_text("This kind of file is not taken.")
    expect(page.get_by_label("What does it show?")).to_have_value("My first loaf")
    check_page(page)
    page.get_by_label("File (optional)").set_input_files(
        {"name": "loaf.png", "mimeType": "image/png", "buffer": picture()}
    )
    button(page, "Add it")
    expect(page.get_by_role("link", name="loaf.png")).to_be_visible()
    button(page, "Hand it in")
    expect(page.get_by_role("main")).to_contain_text("It is handed in.")
    check_page(page)
    shot(page, "awards-hand-in")

    enter(world.member["assessor"])
    page.goto(f"/o/{world.home.slug}/to-do/")
    link(page, "Lea Learner")
    check_page(page)
    link(page, "Mark")
    check_page(page)
    button(page, "Save the marks")
    expect(page.get_by_role("alert")).to_contain_text("Give a score or a level")
    for group in page.locator("fieldset.form-row").all():
        group.get_by_label("Good").check()
        group.get_by_label("Comment").fill("Well baked.")
    page.get_by_label("Feedback to the learner").fill("A fine loaf.")
    shot(page, "awards-mark")
    button(page, "Save the marks")
    expect(page.get_by_role("main")).to_contain_text("Another assessor has to confirm it")
    check_page(page)

    enter(desk.colleague)
    page.goto(f"/o/{world.home.slug}/to-do/?kind=to-confirm")
    link(page, "Lea Learner")
    link(page, "Confirm or send back")
    check_page(page)
    page.get_by_label("Yes, confirm it").check()
    button(page, "Save")
    link(page, "Lea Learner")
    link(page, "Record it")
    check_page(page)
    page.get_by_label("How was the identity checked?").fill("student card, in person")
    button(page, "Record it")
    expect(page.get_by_role("main")).to_contain_text("Nothing is missing")
    link(page, "Award")
    check_page(page)
    button(page, "Make the award")
    expect(page.get_by_role("main")).to_contain_text("The award is made.")
    check_page(page)
    link(page, "Awards")
    check_page(page)
    assert Award.objects.get().document["results"][0]["level"] == "good"

    enter(world.learner)
    page.goto("/learning/")
    link(page, "Bread in spring")
    expect(page.get_by_role("main")).to_contain_text("Congratulations!")
    check_page(page)
    link(page, "Practical test")
    expect(page.get_by_role("main")).to_contain_text("A fine loaf.")
    check_page(page)


def test_prior_learning_is_claimed_outcome_by_outcome_with_the_keyboard(
    page: Page, world: World, enter
) -> None:
    desk = Desk(world, routes=["course", "recognition-of-prior-learning"])
    desk.enrol(route="recognition-of-prior-learning")
    enter(world.learner)
    page.goto("/learning/")
    page.get_by_role("link", name="Bread in spring").press("Enter")
    page.get_by_role("link", name="I am ready").press("Enter")
    page.get_by_role("button", name="Ask for it").press("Enter")
    page.get_by_label("Bake a wheat loaf").fill("Four years in my aunt's bakery.")
    page.get_by_role("button", name="Save your words").press("Enter")
    expect(page.get_by_label("Bake a wheat loaf")).to_have_value("Four years in my aunt's bakery.")
    page.get_by_label("Or an address").fill("https://example.org/loaf")
    page.get_by_role("button", name="Add it").press("Enter")
    page.get_by_role("button", name="Hand it in").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Still open: Explain what keeps dough safe.")
    check_page(page)
    page.get_by_label("Explain what keeps").fill("Cold, salt, clean hands.")
    page.get_by_role("button", name="Save your words").press("Enter")
    page.get_by_role("button", name="Hand it in").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("It is handed in.")
    check_page(page)


@pytest.fixture
def plain(browser, live_server):
    """A browser without JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def test_results_come_in_without_scripts(plain, world: World, live_server) -> None:
    from django.conf import settings
    from django.test import Client

    desk = Desk(
        world, assessments=[{**BREAD["assessments"][0], "rubric": [], "required_level": None}]
    )
    client = Client()
    client.force_login(world.member["assessor"], backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    plain.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page = plain.new_page()
    page.goto(f"/o/{world.home.slug}/offerings/{desk.offering.pk}/lists/results/")
    rows = "name;email;date;identity_check;score:practical\n"
    rows += f"Ada;ada@example.org;{TODAY};passport;0,8\n"
    rows += f"Bo;bo@example.org;{TODAY};passport;0.3\n"
    page.get_by_label("List (CSV)").set_input_files(
        {"name": "results.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    button(page, "Look at the rows")
    expect(page.get_by_role("row", name="Bo")).to_contain_text("the score is below the pass mark")
    button(page, "Make 1 award")
    expect(page.get_by_role("main")).to_contain_text("1 award is made.")
    assert Award.objects.get().name == "Ada"


def test_the_other_pages_are_as_every_page_must_be(page: Page, world: World, enter) -> None:
    desk = Desk(world, routes=["course", "recognition-of-prior-learning"])
    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    services.add_evidence(desk.learner, attempt, url="https://example.org/loaf", name="Loaf")
    newcomer = accounts.actor_of(person("new@example.org", "New"), None)
    asking = services.ask(newcomer, desk.offering, name="New")
    office = f"/o/{world.home.slug}/offerings"
    enter(world.member["assessor"])
    for path in (
        f"/enrolments/{enrolment.pk}/open/",
        f"/enrolments/{enrolment.pk}/edit/",
        f"/enrolments/{enrolment.pk}/withdraw/",
        f"/enrolments/{enrolment.pk}/award/",
        f"/enrolments/{asking.pk}/",
        f"/enrolments/{asking.pk}/decline/",
        f"/attempts/{attempt.pk}/arrange/",
        f"/{desk.offering.pk}/edit/",
        f"/{desk.offering.pk}/lists/results/",
    ):
        page.goto(f"{office}{path}")
        check_page(page)
    page.goto(f"{office}/enrolments/{asking.pk}/decline/")
    button(page, "Decline")
    expect(page.get_by_role("alert")).to_contain_text("Reason")
    enter(world.learner)
    page.goto(f"/learning/{enrolment.pk}/leave/")
    check_page(page)
    button(page, "Leave")
    expect(page.get_by_role("main")).to_contain_text("You no longer take part.")
