"""Coming in: by a code that is e-mailed, and by a passkey. And going out."""

import re

from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from web.world import person


def code_in(letter) -> str:
    found = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found[1]


def ask_for_code(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()


def test_a_code_that_was_sent_lets_a_person_in(page: Page, mailoutbox) -> None:
    page.goto("/sign-in/")
    check_page(page)
    shot(page, "sign-in")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("alert")).to_contain_text("E-mail address")
    check_page(page)

    ask_for_code(page, "ada@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    check_page(page)
    shot(page, "sign-in-code")
    page.get_by_label("Code").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Code").fill(code_in(mailoutbox[-1]))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".site-tools")).to_contain_text("ada@example.org")
    check_page(page)


def test_signing_out_by_the_menu_and_being_asked_first(page: Page, enter, live_server) -> None:
    enter(person("ada@example.org", "Ada Nwosu"))
    page.goto("/home/")
    page.get_by_text("Signed in: Ada Nwosu").click()
    check_page(page)
    page.get_by_role("link", name="Sign out").click()
    check_page(page)
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_passkey_is_made_renamed_and_lets_its_owner_in(page: Page, context, mailoutbox) -> None:
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    kind |= {"hasUserVerification": True, "isUserVerified": True}
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    device = made["authenticatorId"]

    ask_for_code(page, "ada@example.org")
    page.get_by_label("Code").fill(code_in(mailoutbox[-1]))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/account/passkeys/")
    check_page(page)
    page.get_by_role("main").get_by_role("link", name="Add a passkey").click()
    check_page(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.get_by_role("main").get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("You can try again")
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("main").get_by_role("button", name="Add").click()
    expect(page.get_by_role("main")).to_contain_text("My telephone")
    check_page(page)
    shot(page, "passkeys")

    page.goto("/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".site-tools")).to_contain_text("ada@example.org")
