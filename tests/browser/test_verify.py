"""Anybody checks what they were shown, with and without JavaScript, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from browser.checking import check_page, shot
from browser.test_wallet import look
from mintmark.keys.private_key import generate
from mintmark.steps import hold
from mintmark_web.adapters import clock
from web import credentials


def one(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/json", "buffer": data}


def test_an_employer_checks_a_file(page: Page, world) -> None:
    page.goto("/verify/")
    look(page, "verify")
    shot(page, "verify")
    page.get_by_role("button", name="Check it").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose a file")
    check_page(page)
    page.get_by_label("Files").set_input_files(one("ana.json", credentials.issued(world)))
    page.get_by_label("Show workload in").select_option("NZ:NZQCF")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("main")).to_contain_text("Genuine, and in force")
    expect(page.get_by_role("main")).to_contain_text(
        "Qualifications and Credentials Framework: about 2"
    )
    look(page, "verified")
    shot(page, "verified")


def test_several_files_and_a_pasted_text(page: Page, world) -> None:
    page.goto("/verify/")
    changed = credentials.issued(world).replace(b"Bakes a loaf", b"Flies a plane")
    files = [one("ana.json", credentials.issued(world)), one("changed.json", changed)]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_label("Or paste a link").fill(credentials.foreign().decode())
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("main")).to_contain_text("Do not rely on this")
    look(page, "verified-several")


def test_a_presentation_is_opened(page: Page, world) -> None:
    shown = [credentials.issued(world), credentials.foreign()]
    data = hold.present(
        shown, signer=generate("Ed25519"), challenge=None, domain=None, at=clock.now()
    )
    page.goto("/verify/")
    page.get_by_label("Files").set_input_files(one("shown.json", data))
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("main")).to_contain_text("Credential 2 of 2 in this presentation")
    look(page, "verified-presentation")


@pytest.mark.parametrize("text", ["http://example.org", "nonsense"])
def test_it_works_without_javascript(context, live_server, text) -> None:
    plain = context.browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = plain.new_page()
    page.goto("/")
    page.get_by_label("Paste its link").fill(text)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("main")).to_contain_text(
        "must begin with https" if "://" in text else "not a credential that we can read"
    )
    expect(page.get_by_role("button", name="Scan a QR code")).to_be_hidden()
    plain.close()


def test_a_code_is_scanned_where_the_browser_can(page: Page) -> None:
    page.add_init_script(
        "window.BarcodeDetector = class { async detect() {"
        " return [{rawValue: 'nonsense from a code'}]; } };"
        "navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas')"
        ".captureStream();"
    )
    page.goto("/verify/")
    page.get_by_role("button", name="Scan a QR code").click()
    expect(page.get_by_role("main")).to_contain_text("not a credential that we can read")
