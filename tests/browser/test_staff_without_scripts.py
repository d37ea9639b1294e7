"""The main path of those who review, assess and recognise, without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from mintmark_web.awards.models import Award
from web.awards.making import Desk
from web.factories import signing_key, submitted_version
from web.recognition.offices import assessed, own_module
from web.world import World, member


@pytest.fixture
def page(browser, live_server) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.set_default_timeout(30_000)
    yield plain.new_page()
    plain.close()


@pytest.fixture
def be(page, live_server) -> Callable[[Any], None]:
    """Return what signs somebody in, in the place of whoever was."""

    def sign_in(user: Any) -> None:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return sign_in


def button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def link(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def sees(page: Page, text: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(text)


def test_a_reviewer_answers_comments_decides_and_publishes(page, be, world: World) -> None:
    signing_key(world.home)
    version = submitted_version(world.home)
    be(world.member["reviewer"])
    page.goto(f"/o/{world.home.slug}/reviews/")
    link(page, "Bread Baking Basics")
    button(page, "I do this review")
    page.locator("#checklist").get_by_role("combobox").first.select_option("yes")
    button(page, "Save the answers")
    page.locator("#comments").get_by_role("textbox").fill("Say which flour.")
    button(page, "Add the comment")
    sees(page, "Say which flour.")
    page.get_by_label("Approved", exact=True).check()
    page.get_by_label("Reasons").fill("Everything is there.")
    button(page, "Decide")
    page.goto(f"/o/{world.home.slug}/achievements/versions/{version.pk}/")
    link(page, "Publish")
    button(page, "Publish")
    sees(page, "It is public now.")
    assert bytes(version.reviews.get().statement)


def test_an_assessor_marks_and_a_second_one_confirms(page, be, world: World) -> None:
    desk = Desk(world)
    enrolment = desk.enrol()
    be(world.member["assessor"])
    page.goto(f"/o/{world.home.slug}/offerings/enrolments/{enrolment.pk}/open/")
    page.get_by_label("Practical test").check()
    page.get_by_role("main").get_by_role("button").last.click()
    page.goto(f"/o/{world.home.slug}/offerings/attempts/{enrolment.attempts.get().pk}/mark/")
    for group in page.locator("fieldset.form-row").all():
        group.get_by_label("Good").check()
    button(page, "Save the marks")
    sees(page, "Another assessor has to confirm it")
    be(desk.colleague)
    page.goto(f"/o/{world.home.slug}/to-do/?kind=to-confirm")
    link(page, "Lea Learner")
    link(page, "Confirm or send back")
    page.get_by_label("Yes, confirm it").check()
    button(page, "Save")
    link(page, "Lea Learner")
    link(page, "Record it")
    page.get_by_label("How was the identity checked?").fill("passport")
    button(page, "Record it")
    link(page, "Award")
    button(page, "Make the award")
    sees(page, "The award is made.")
    assert Award.objects.get().enrolment_id == enrolment.pk


def test_an_officer_has_a_second_opinion_decides_and_awards(page, be, world: World) -> None:
    case = assessed(world, own_module(world))
    address = f"/o/{world.home.slug}/recognition/{case.pk}/"
    be(member(world.home, "recognition-officer", "reviewer", name="Olu Other"))
    page.goto(address)
    link(page, "Give a second opinion")
    page.get_by_label("Yes, it was shown").check()
    button(page, "Keep the second opinion")
    sees(page, "Second assessor: Olu Other")
    be(world.member["recognition-officer"])
    page.goto(address)
    link(page, "Decide")
    page.get_by_label("Recognise in full").check()
    page.get_by_label("Reasons").fill("All of it was shown.")
    button(page, "Decide")
    sees(page, "Recognised in full")
    link(page, "Award it")
    page.get_by_label("Practical test: score").fill("49")
    page.get_by_label("Practical test: level").select_option("good")
    page.get_by_label("How the identity was checked").fill("passport")
    button(page, "Award it")
    expect(page.get_by_role("alert")).to_contain_text("below the pass mark")
    page.get_by_label("Practical test: score").fill("80")
    button(page, "Award it")
    sees(page, "A registrar issues the credential.")
    assert Award.objects.get().document["route"] == "recognition-of-prior-learning"
