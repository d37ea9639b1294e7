"""docs/tutorial/office.md, step by step, as each role: with a mouse, and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.checking import check_page, shot
from browser.hands import Keyboard, Mouse
from mintmark_web.demo import story

COURSE = "Plain Language for Public Services"
CERTIFICATE = "Certificate in Inclusive Digital Content"


@pytest.fixture
def office(settings, live_server, tmp_path) -> None:
    """The demo's office, with its story told."""
    settings.DEMO = True
    settings.SITE_URL = live_server.url
    settings.EMAIL_FILE_PATH = str(tmp_path / "letters")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    story.tell()


class Visitor:
    """Somebody who does what the tutorial says, with these hands."""

    def __init__(self, page: Page, hands: Mouse | Keyboard) -> None:
        self.page = page
        self.hands = hands

    def be(self, name: str) -> None:
        self.page.goto("/demo/")
        self.button(name)

    def menu(self, name: str) -> None:
        menu = self.page.get_by_role("navigation", name="Main menu")
        self.hands.press(menu.get_by_role("link", name=name, exact=True))

    def link(self, name: str) -> None:
        self.hands.press(self.page.get_by_role("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.hands.press(self.page.get_by_role("main").get_by_role("button", name=name).first)

    def fill(self, label: str, text: str) -> None:
        self.hands.fill(self.page.get_by_label(label), text)

    def tick(self, field: Locator) -> None:
        self.hands.tick(field)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def claims(self, title: str) -> None:
        """Follow the link in the letter that came last."""
        self.hands.press(self.page.get_by_role("link", name="Letters"))
        letter = self.page.get_by_role("article").filter(has_text=title)
        self.hands.press(letter.get_by_role("link", name="/wallet/claim/").first)
        self.button("Put it into my wallet")
        self.sees("It is yours")
        expect(self.page.get_by_role("main")).not_to_contain_text("Could not check")


@pytest.fixture(params=[Mouse, Keyboard])
def somebody(request: pytest.FixtureRequest, page: Page, office: None) -> Visitor:
    """A visitor who has just opened the page that the demo printed."""
    page.goto("/demo/")
    check_page(page)
    shot(page, "demo-people", whole=False)
    page.get_by_role("link", name="Letters").click()
    check_page(page)
    return Visitor(page, request.param(page))


@pytest.mark.timeout(400)
def test_the_tutorial(page: Page, somebody: Visitor, run_jobs: Callable[[], None]) -> None:
    design(page, somebody)
    assure(page, somebody)
    look_it_up(page, somebody)
    assess(page, somebody)
    issue(page, somebody, run_jobs)
    link = hold(page, somebody)
    verify(page, somebody, link)
    stack(page, somebody)
    decide(page, somebody)
    end(page, somebody, run_jobs)


def design(page: Page, one: Visitor) -> None:
    one.be("Aoife Byrne")
    one.menu("Achievements")
    one.link(COURSE)
    one.sees("Does not conform yet")
    one.link("Go on writing")
    expect(page.locator("#verdicts")).to_contain_text("Form of participation")
    one.hands.choose(page.get_by_label("Way of learning"), "Online")
    expect(page.locator("#verdicts .verdicts").first).not_to_contain_text("Form of participation")
    shot(page, "tutorial-design")
    one.hands.press(page.get_by_role("button", name="Save", exact=True))
    one.link(COURSE)
    sign_off(page, one)
    one.be("Aoife Byrne")
    one.menu("Achievements")
    one.link(COURSE)
    one.sees("West Coast Publishing Cooperative")
    one.sees("We support it")
    one.link("Hand in")
    one.button("Hand it in")
    one.sees("In review")


def sign_off(page: Page, one: Visitor) -> None:
    one.link("Ask a partner")
    one.fill("Name of the partner", "West Coast Publishing Cooperative")
    one.fill("E-mail address", "jobs@west-coast.example")
    one.button("Send the letter")
    page.context.clear_cookies()  # signed out: the partner has no account
    page.goto("/demo/letters/")
    letter = page.get_by_role("article").filter(has_text="jobs@west-coast.example")
    one.hands.press(letter.get_by_role("link", name="/partners/").first)
    one.sees("Atlantic Coast University asks West Coast Publishing Cooperative")
    check_page(page)
    one.tick(page.get_by_label("We support it"))
    one.fill("Your name and office", "Marcus Hall, head of production")
    one.button("Send the answer")
    one.sees("Your answer is kept")


def assure(page: Page, one: Visitor) -> None:
    one.be("Eoin Walsh")
    one.menu("Reviews")
    one.link(COURSE)
    one.button("I do this review")
    shot(page, "tutorial-review", whole=False)
    one.tick(page.get_by_role("radio", name="Approved", exact=True))
    one.fill("Reasons", "The outcomes are clear, and the folder shows them.")
    one.button("Decide")
    one.menu("Achievements")
    one.link(COURSE)
    one.link("Publish")
    one.button("Publish")
    one.sees("It is public now.")


def look_it_up(page: Page, one: Visitor) -> None:
    page.goto("/")
    one.fill("Search the catalogue", "plain language")
    one.hands.press(page.get_by_role("main").get_by_role("button", name="Search"))
    shot(page, "tutorial-catalogue", whole=False)
    one.link(COURSE)
    one.sees("Atlantic Coast University")
    check_page(page)
    shot(page, "tutorial-achievement")


def assess(page: Page, one: Visitor) -> None:
    one.be("Niamh Kelly")
    one.menu("Offerings")
    one.link("New offering")
    one.hands.choose(page.get_by_label("Achievement"), COURSE)
    one.fill("Title", "Plain language, this winter")
    one.tick(page.get_by_label("Open", exact=True))
    one.button("Save")
    one.link("Enrol a learner")
    one.fill("Name", "Maya Okafor")
    one.fill("E-mail address", "maya@learners.example")
    one.button("Enrol")
    one.sees("Maya Okafor is enrolled.")

    one.be("Maya Okafor")
    one.menu("Learning")
    one.link("Plain language, this winter")
    one.link("I am ready")
    one.button("Ask for it")
    one.fill("Or an address", "https://portfolios.example/maya")
    one.fill("What does it show?", "Three letters, before and after.")
    one.button("Add it")
    one.button("Hand it in")
    one.sees("It is handed in.")
    shot(page, "tutorial-hand-in")

    one.be("Niamh Kelly")
    one.menu("To do")
    one.link("Maya Okafor")
    one.link("Mark")
    for group in page.locator("fieldset.form-row").all():
        one.tick(group.get_by_label("Sound"))
    one.fill("Feedback to the learner", "Clear at the first reading.")
    shot(page, "tutorial-mark")
    one.button("Save the marks")
    one.sees("Another assessor has to confirm it")

    one.be("Conor Daly")
    one.menu("To do")
    one.link("To confirm")
    one.link("Maya Okafor")
    one.link("Confirm or send back")
    one.tick(page.get_by_label("Yes, confirm it"))
    one.button("Save")

    one.be("Niamh Kelly")
    one.menu("Offerings")
    one.link("Plain language, this winter")
    one.link("Maya Okafor")
    one.link("Record it")
    one.fill("How was the identity checked?", "passport, by video call")
    one.button("Record it")
    one.sees("Nothing is missing")
    one.link("Award")
    one.button("Make the award")
    one.sees("The award is made.")


def issue(page: Page, one: Visitor, run_jobs: Callable[[], None]) -> None:
    one.be("Siobhán Murphy")
    one.menu("Issuing")
    one.link("Issue credentials")
    one.link(COURSE)
    one.button("Issue")
    expect(page.get_by_role("heading", level=1)).to_contain_text(COURSE)
    run_jobs()
    one.sees("1 learner was written to.")
    check_page(page)
    shot(page, "tutorial-issued")


def hold(page: Page, one: Visitor) -> str:
    one.be("Maya Okafor")
    one.claims(COURSE)
    shot(page, "tutorial-credential")
    one.link("Share")
    one.tick(page.get_by_label("Everything in it"))
    one.button("Make the link")
    return page.get_by_label("The link", exact=True).input_value()


def verify(page: Page, one: Visitor, link: str) -> None:
    one.be("Marcus Hall")
    page.goto("/verify/")
    one.fill("Or paste a link", link)
    one.button("Check it")
    one.sees("Genuine, and in force")
    one.sees("Maya Okafor")
    check_page(page)
    shot(page, "tutorial-verified")


def stack(page: Page, one: Visitor) -> None:
    one.be("Maya Okafor")
    one.menu("My pathways")
    one.link(CERTIFICATE)
    shot(page, "tutorial-pathway")
    one.link("Ask for the award")
    one.button("Ask for the award")
    one.sees("It waits for a decision")


def decide(page: Page, one: Visitor) -> None:
    one.be("Tomás Nolan")
    one.menu("Stack requests")
    one.link("Maya Okafor")
    one.tick(page.get_by_label("Award it"))
    one.button("Decide")
    one.sees("The decision is made")


def end(page: Page, one: Visitor, run_jobs: Callable[[], None]) -> None:
    one.be("Siobhán Murphy")
    one.menu("Issuing")
    one.link("Issue credentials")
    one.link(CERTIFICATE)
    one.button("Issue")
    expect(page.get_by_role("heading", level=1)).to_contain_text(CERTIFICATE)
    run_jobs()
    one.be("Maya Okafor")
    one.claims(CERTIFICATE)
    one.page.goto("/wallet/")
    expect(page.get_by_role("article")).to_have_count(4)
    check_page(page)
    shot(page, "tutorial-wallet")
