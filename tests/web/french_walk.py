"""A walk through the demo's office in two languages, as everybody in its story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from mintmark_web.accounts.models import User
from mintmark_web.demo import cast
from mintmark_web.wallet.models import Held

_OWN = re.compile(r"(mintmark_web|django_tasks)")
_SKIPPED = re.compile(
    r"^/(demo/enter|demo/letters|static|media|api|vc-api|styleguide|sign-out|account)"
    r"|/download|\.\w+$"
)
_BUSY = re.compile(r"/(picture|badge|export|archive)\b")
_NUMBER = re.compile(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b\d+\b")
_ENGLISH = re.compile(
    r"\b(the|is|are|was|of|and|not|no|it|its|with|for|by|has|have|to|from|what|which|that|who)\b",
    re.IGNORECASE,
)
PER_KIND = 1
"""So many pages of one kind are visited as one person."""


class Words(HTMLParser):
    """The words of a page that are neither code nor marked as being of another language."""

    VOID = frozenset(["img", "input", "br", "hr", "link", "meta", "source", "use", "path", "wbr"])
    KEPT = frozenset(["code", "kbd", "pre", "samp", "script", "style", "textarea", "svg"])
    SPOKEN = ("alt", "aria-label", "placeholder", "title")

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.found: list[str] = []
        self.marked: list[str] = []
        """What is marked as being of another language."""
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "a" and named.get("href"):
            self.links.append(named["href"] or "")
        hidden = self._open[-1][1] if self._open else False
        language = named.get("lang")
        if tag in self.KEPT or named.get("translate") == "no":
            hidden = True
        elif language is not None:
            hidden = language != self.language
        if not hidden:
            for name in self.SPOKEN:
                self._take(named.get(name) or "")
        if tag not in self.VOID:
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self._take(data)
        elif is_english(data) and not any(tag in self.KEPT for tag, _ in self._open):
            self.marked.append(" ".join(data.split()))

    def _take(self, text: str) -> None:
        words = " ".join(text.split())
        if re.search(r"[^\W\d_]{2}", words):
            self.found.append(words)


def read(page: bytes, language: str) -> Words:
    """Return the words of a page."""
    words = Words(language)
    words.feed(page.decode())
    words.close()
    return words


def reached(browser: Client) -> dict[str, Words]:
    """Return where somebody gets by links, some of each kind, with the words of each page."""
    waiting = ["/home/", "/", "/verify/", "/catalogue/", "/glossary/"]
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    found: dict[str, Words] = {}
    while waiting:
        address = waiting.pop(0)
        kind = _NUMBER.sub("0", address.partition("?")[0])
        kind = re.sub(r"(/[^/]+/)[^/]+/$", r"\1*/", kind) if kind.count("/") == 3 else kind
        if address in seen or kinds.get(kind, 0) >= PER_KIND:
            continue
        seen.add(address)
        answer = browser.get(address, follow=True)
        kind_of = answer.headers.get("Content-Type", "")
        if answer.status_code != 200 or answer.streaming or "text/html" not in kind_of:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        found[address] = read(answer.content, "en")
        for link in found[address].links:
            link = link.partition("#")[0]
            if link.startswith("/") and not _SKIPPED.search(link) and not _BUSY.search(link):
                waiting.append(link)
    return found


def pages() -> Iterator[tuple[str, Words, Words]]:
    """Yield each address of the demo with who is there, and the page in French and in English."""
    for one in [None, *cast.PEOPLE]:
        browser = Client()
        if one is not None:
            browser.post("/demo/enter/", {"person": one.email})
        who = one.name if one else "nobody"
        _speak("en", browser)
        english = reached(browser)
        _speak("fr", browser)
        for at, words in english.items():
            french = read(browser.get(at, follow=True).content, "fr")
            yield f"{at} as {who}", french, words
    yield from _verified()


def _verified() -> Iterator[tuple[str, Words, Words]]:
    held = bytes(Held.objects.order_by("pk")[0].bytes).decode()
    broken = held.replace("a", "b", 40)
    for name, text in (("whole", held), ("broken", broken), ("nothing", "nothing")):
        said = {}
        for language in ("en", "fr"):
            browser = Client()
            _speak(language, browser)
            answer = browser.post("/verify/", {"text": text})
            said[language] = read(answer.content, language)
        yield f"/verify/ of {name}", said["fr"], said["en"]


def _speak(language: str, browser: Client) -> None:
    User.objects.update(language=language)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language


def data() -> str:
    """Return all that stands in the database, as one text: what people wrote."""
    said = []
    for model in apps.get_models():
        if not _OWN.match(model.__module__):
            continue
        fields = [
            one.attname
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField | models.JSONField)
        ]
        said += [str(value) for row in model.objects.values_list(*fields) for value in row if value]
    return " ".join(" ".join(said).split())


def is_data(text: str, data: str) -> bool:
    """Say whether a text, or all that it is a list of, is what people wrote."""
    text = text.removesuffix(" – Mintmark")
    parts = [part for part in re.split(r"\[\w+\] |, |^[^:]*: |^: ", text) if part]
    return text in data or all(part in data or not is_english(part) for part in parts)


def is_english(text: str) -> bool:
    """Say whether a text reads like English."""
    return bool(_ENGLISH.search(text))
