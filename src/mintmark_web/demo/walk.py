"""Visiting every main page as every person of the story, over the network, as a browser does."""

from __future__ import annotations

import re
from email.message import Message
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from mintmark_web.demo import cast

PUBLIC = ("/", "/demo/", "/demo/letters/", "/sign-in/", "/healthz")
_MENU = re.compile(r'<nav class="site-menu".*?</nav>', re.DOTALL)
_LINK = re.compile(r'href="(/[^"]*)"')
_HELD = re.compile(r'href="(/wallet/[0-9a-f-]{36}/)"')
_FILE = re.compile(r'href="(/wallet/[0-9a-f-]{36}/file/[a-z]+/)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SECONDS = 30


def visit(site: str) -> list[str]:
    """Visit what the menus lead to, as everybody, and have each kind of file made, as learners.

    Returns:
        What does not answer as it should.
    """
    nobody = _Visitor(site, "nobody")
    nobody.walk((*PUBLIC, *_menu(nobody.get("/"))))
    troubles, files = nobody.troubles, 0
    for one in cast.PEOPLE:
        visitor = _Visitor(site, one.name)
        first = visitor.enter(one.email)
        visitor.walk(_menu(first))
        if held := _HELD.search(first):
            links = _FILE.findall(visitor.get(held[1]))
            visitor.save(links)
            files += len(links)
        troubles += visitor.troubles
    return troubles if files else [*troubles, "/wallet/: no file to save for anybody"]


def _menu(page: str) -> tuple[str, ...]:
    menu = _MENU.search(page)
    return tuple(dict.fromkeys(_LINK.findall(menu[0]))) if menu else ()


class _Visitor:
    """Somebody with a browser of their own; what went wrong is in ``troubles``."""

    def __init__(self, site: str, name: str) -> None:
        self._site, self._name = site, name
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self._opener.addheaders = [("Referer", site + "/")]
        self.troubles: list[str] = []

    def get(self, path: str, **sent: str) -> str:
        """Return a page as text; empty where it could not be had."""
        _headers, text = self._answer(path, sent)
        return text

    def _answer(self, path: str, sent: dict[str, str]) -> tuple[Message, str]:
        data = urlencode(sent).encode() if sent else None
        try:
            with self._opener.open(self._site + path, data, timeout=_SECONDS) as answer:
                return answer.headers, answer.read().decode("utf-8", "replace")
        except HTTPError as error:
            self._tell(path, str(error.code))
        except OSError as error:
            self._tell(path, str(error))
        return Message(), ""

    def _tell(self, path: str, trouble: str) -> None:
        self.troubles.append(f"{path} as {self._name}: {trouble}")

    def walk(self, paths: tuple[str, ...]) -> None:
        """Get each of these pages."""
        for path in paths:
            self.get(path)

    def save(self, paths: list[str]) -> None:
        """Get each of these files; a page in the place of one is a trouble."""
        for path in paths:
            headers, text = self._answer(path, {})
            if text and headers.get_content_disposition() != "attachment":
                self._tell(path, "no file")

    def enter(self, email: str) -> str:
        """Sign in as somebody of the story; return their first page."""
        token = _TOKEN.search(self.get("/demo/"))
        if token is None:
            self._tell("/demo/", "no way in")
            return ""
        return self.get("/demo/enter/", person=email, csrfmiddlewaretoken=token[1])
