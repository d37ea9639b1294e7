"""A real browser on a live site: Chromium of this machine, steered by Playwright.

``page`` fails the test on console errors (so on breaches of the content security policy, too) and
on any request that leaves this machine. With ``SCREENSHOTS=1`` the tests that call
``shot`` write their pictures to ``docs/assets/screenshots``.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.checking import Watch
from web.conftest import (  # noqa: F401
    _fresh_cache,
    _fresh_pace,
    _no_folder_left,
    pytest_configure,
    run_jobs,
    world,
)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in this thread


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip(f"no Chromium at {CHROMIUM}; say CHROMIUM=/path/to/it")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, live_server) -> Iterator[BrowserContext]:
    """A fresh profile: no cookies, English, light, a desktop's size, relative addresses allowed."""
    fresh = browser.new_context(
        base_url=live_server.url,
        locale="en-GB",
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": 1200, "height": 900},
    )
    fresh.set_default_timeout(10_000)
    fresh.set_default_navigation_timeout(60_000)  # the first page of all reads the rulebooks
    expect.set_options(timeout=30_000)
    watch = Watch(fresh)
    yield fresh
    fresh.close()
    assert watch.troubles == []


@pytest.fixture
def enter(context: BrowserContext, live_server) -> Callable[[Any], None]:
    """Return what signs a person in, without the pages for it."""

    def sign_in(user: Any) -> None:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
        )

    return sign_in


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that is watched."""
    return context.new_page()
