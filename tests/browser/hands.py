"""Two ways to operate a page: with a mouse, and by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

_MOST = 400
"""More presses of Tab than any page has places to go to."""
_HAS_FOCUS = "one => one === document.activeElement"
_IN_GROUP = """one => one.type === 'radio' && document.activeElement.type === 'radio'
    && document.activeElement.name === one.name && document.activeElement.form === one.form"""


class Mouse:
    """Points at things."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        """Press a link or a button."""
        what.click()

    def fill(self, field: Locator, text: str) -> None:
        """Write into a field."""
        field.fill(text)

    def tick(self, field: Locator) -> None:
        """Choose a box or one of several answers."""
        field.check()

    def choose(self, field: Locator, label: str) -> None:
        """Choose from a list."""
        field.select_option(label=label)


class Keyboard:
    """Goes from one thing to the next by Tab, and uses the keys that everybody expects."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        """Press a link or a button that leads to a page, and wait for it."""
        self._go_to(what)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, field: Locator, text: str) -> None:
        """Write into a field."""
        self._go_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def tick(self, field: Locator) -> None:
        """Choose a box or one of several answers: arrows go through these."""
        self._go_to(field)
        for _ in range(_MOST):
            if field.evaluate(_HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowDown")
        if not field.is_checked():
            self.page.keyboard.press("Space")
        expect(field).to_be_checked()

    def choose(self, field: Locator, label: str) -> None:
        """Choose from a list, by the beginning of what is wanted."""
        self._go_to(field)
        self.page.keyboard.type(label)
        expect(field.locator("option:checked")).to_have_text(label)

    def _go_to(self, what: Locator) -> None:
        what.wait_for()
        for _ in range(_MOST):
            if what.evaluate(f"one => ({_HAS_FOCUS})(one) || ({_IN_GROUP})(one)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not come to {what}")
