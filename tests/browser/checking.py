"""What every page must be: accessible by axe's rules, by keyboard, and on a narrow phone."""

from __future__ import annotations

import io
import os
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

SCREENSHOTS = Path(__file__).resolve().parents[2] / "docs/assets/screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOPBACK = {"127.0.0.1", "localhost"}

_OPERABLE = """() => {
  const operable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.disabled
    && e.type !== 'hidden' && e.tabIndex >= 0 && !e.closest('[inert]');
  const name = e => (e.type === 'radio' ? 'radio ' + e.name
    : e.tagName + ' ' + (e.id || e.name || e.href || '') + ' ' + (e.innerText || '').trim());
  window.__name = name;
  return [...new Set([...document.querySelectorAll(operable)].filter(seen).map(name))];
}"""
_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), after = getComputedStyle(e, '::after');
  const ring = s =>
    s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineWidth !== '0px');
  return [window.__name(e), ring(style) || ring(after)];
}"""
_HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"""


class Watch:
    """Notes what should never happen in a browser: errors, and requests that leave this machine."""

    def __init__(self, context: BrowserContext) -> None:
        self.troubles: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that is itself answered with 404 is told as an error, too; tests check the status.
        itself = message.page is not None and message.location["url"] == message.page.url
        if message.type in ("error", "warning") and not itself:
            self.troubles.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK:
            self.troubles.append(f"request to {request.url}")


def check_page(page: Page) -> None:
    """Fail unless the page on screen is as every page must be."""
    assert page.locator("html").get_attribute("lang"), "the page does not tell its language"
    assert page.title().strip(), "the page has no title"
    check_headings(page)
    check_axe(page)
    check_keyboard(page)
    check_narrow(page)


def check_axe(page: Page) -> None:
    """Run axe's rules for WCAG 2.2 AA, and its good practices."""
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    broken = [
        f"{v['id']}: {v['help']} ({', '.join(n['html'][:120] for n in v['nodes'][:3])})"
        for v in result.response["violations"]
    ]
    assert broken == [], f"{page.url}\n" + "\n".join(broken)


def check_headings(page: Page) -> None:
    """One h1, first, and no level left out on the way down."""
    levels = page.evaluate(_HEADINGS)
    assert levels.count(1) == 1, f"{page.url}: {levels.count(1)} h1"
    assert levels[0] == 1, f"{page.url}: the first heading is h{levels[0]}"
    for before, after in pairwise(levels):
        assert after <= before + 1, f"{page.url}: h{after} follows h{before}"


def check_keyboard(page: Page) -> None:
    """Each thing that can be operated is reached by Tab, and shows that it has the focus."""
    wanted = set(page.evaluate(_OPERABLE))
    start_at_the_top(page)
    reached: set[str] = set()
    for _ in range(3 * len(wanted) + 10):  # a field for dates takes three
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is not None:
            reached |= {focused[0]} if focused[1] else set()
        if wanted <= reached:
            return
    raise AssertionError(
        f"{page.url}: not reached by Tab, or nobody sees it: {sorted(wanted - reached)}"
    )


def start_at_the_top(page: Page) -> None:
    """Take the focus away, so that the next Tab goes to the first thing on the page."""
    page.evaluate(
        "() => { const b = document.body; b.tabIndex = -1; b.focus({preventScroll: true});"
        " b.removeAttribute('tabindex'); window.scrollTo(0, 0); }"
    )


def check_narrow(page: Page) -> None:
    """At 320 px nothing needs scrolling sideways (WCAG 2.2, 1.4.10)."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("() => document.documentElement.scrollWidth")
    widest = page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > 321).slice(0, 3)"
        ".map(e => e.outerHTML.slice(0, 120))"
    )
    if before is not None:
        page.set_viewport_size(before)
    assert width <= 320, f"{page.url}: {width} px wide at 320: {widest}"


def phone(page: Page, name: str) -> None:
    """Write NAME-phone.png, as wide as a phone, into the folder that LOOKS names, if it does."""
    folder = os.environ.get("LOOKS")
    if not folder:
        return
    size = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 800})
    page.screenshot(path=Path(folder) / f"{name}-phone.png", full_page=True)
    if size is not None:
        page.set_viewport_size(size)


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    """Write docs/assets/screenshots/NAME.png, small, if SCREENSHOTS=1 asks for it."""
    if os.environ.get("SCREENSHOTS") != "1":
        return
    start_at_the_top(page)
    page.wait_for_load_state("networkidle")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=whole, animations="disabled")))
    few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(SCREENSHOTS / f"{name}.png", optimize=True)
