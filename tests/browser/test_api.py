"""A token for a program: made, used, revoked."""

import re

from django.test import Client
from playwright.sync_api import Page, expect

from browser.checking import check_page, shot


def call(secret: str) -> int:
    answer = Client().get("/api/v1/token", headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code


def test_a_token_is_made_used_and_revoked(page: Page, enter, world) -> None:
    enter(world.member["administrator"])
    page.goto(f"/o/{world.home.slug}/tokens/")
    expect(page.get_by_text("No token yet")).to_be_visible()
    check_page(page)
    page.get_by_role("main").get_by_role("link", name="Make a token").first.click()

    page.get_by_label("Name").fill("Student records")
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what the token is for.")
    expect(page.get_by_label("Name")).to_have_value("Student records")
    check_page(page)
    page.get_by_label("Issue credentials and change their status").check()
    page.get_by_role("button", name="Make the token").click()

    field = page.get_by_label("Student records")
    expect(field).to_have_value(re.compile("^mintmark_"))
    secret = field.input_value()
    check_page(page)
    assert call(secret) == 200
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_role("cell", name="Works")).to_be_visible()
    assert secret not in page.content()
    check_page(page)
    shot(page, "api-tokens")

    page.get_by_role("link", name="Student records").click()
    check_page(page)
    page.get_by_role("button", name="Revoke the token").click()
    expect(page.get_by_text("The token no longer works.")).to_be_visible()
    assert call(secret) == 401


def test_the_same_without_javascript(browser, live_server, enter, world, context) -> None:
    enter(world.member["designer"])
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"/o/{world.home.slug}/tokens/new/")
    page.get_by_label("Name").fill("Student records")
    page.get_by_label("Read achievements").check()
    page.get_by_role("button", name="Make the token").click()
    secret = page.get_by_label("Student records").input_value()
    assert call(secret) == 200
    plain.close()
