"""Wrong things in every form: told on the page, never a breakdown."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mintmark_web.achievements import services
from mintmark_web.achievements.models import SignOff
from mintmark_web.achievements.parts import PARTS
from mintmark_web.achievements.services.partners import hash_of
from web.factories import draft_version, published_version, signing_key, submitted_version

pytestmark = pytest.mark.django_db

NASTY = [
    "\0",
    "\ud800",
    "\u0085\u2028\ufeff",
    "' OR 1=1; --",
    "<script>alert(1)</script>",
    "9" * 400,
    "-1",
    "1e999999",
    "x" * 100_000,
    "\U0001f600 مرحبا",
    "{% now %} ${7*7}",
]
NAME = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')


def pages(world):
    """The pages with forms, by role: where to look, and where to send to."""
    home = f"/o/{world.home.slug}"
    draft = f"{home}/achievements/versions/{draft_version(world.home).pk}"
    public = f"{home}/achievements/versions/{published_version(world.home).pk}"
    waiting = submitted_version(world.home)
    review = f"{home}/reviews/{waiting.reviews.get().pk}/"
    designer = [
        *(f"{draft}/edit/{part.name}/" for part in PARTS),
        *(f"{draft}/edit/{part}/{n}/" for part in ("outcomes", "assessments") for n in (0, 1)),
        f"{draft}/edit/outcomes/0/skills/",
        f"{draft}/choices/",
        f"{draft}/image/",
        f"{draft}/partners/",
        f"{home}/achievements/new/",
        f"{home}/achievements/import/",
        f"{home}/achievements/skills/",
    ]
    reviewer = [
        f"{home}/achievements/versions/{waiting.pk}/agency/",
        f"{public}/withdraw/",
    ]
    sent_to = [(review, f"{review}{one}/") for one in ("checklist", "comment", "decide")]
    key = f"{home}/keys/{signing_key(world.home).pk}"
    registrar = [f"{home}/keys/new/", f"{key}/give-up/"]
    yield from (("designer", one, one) for one in designer)
    yield from (("reviewer", one, one) for one in reviewer)
    yield from (("reviewer", seen, sent) for seen, sent in sent_to)
    yield from (("registrar", one, one) for one in registrar)


def filled(text, value):
    """What is sent when everything in a page's forms is the same nasty text."""
    names = set(NAME.findall(text)) - {"csrfmiddlewaretoken", "language", "next", "theme"}
    data = {name: value for name in names if not name.endswith("_FORMS")}
    counts = {name: "1" for name in names if name.endswith("TOTAL_FORMS")}
    counts |= {name: "1" for name in names if name == "edition"}  # a save that would be taken
    return data | counts | {name: "0" for name in names if name.endswith("INITIAL_FORMS")}


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_nasty_text_in_every_field_of_every_form(world, sign_in, value):
    browsers = {role: sign_in(world.member[role]) for role in ("designer", "reviewer", "registrar")}
    for role, seen, sent in pages(world):
        browser = browsers[role]
        data = filled(browser.get(seen).content.decode(), value)
        try:
            answer = browser.post(sent, data)
        except UnicodeEncodeError:
            continue  # no browser can send a lone surrogate
        assert answer.status_code in (200, 302), sent
        assert b"<script>alert" not in answer.content, sent


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_nasty_words_to_search_for(world, sign_in, value):
    browser = sign_in(world.member["designer"])
    home = f"/o/{world.home.slug}/achievements"
    draft = draft_version(world.home)
    for page in (f"{home}/", f"{home}/versions/{draft.pk}/edit/outcomes/0/skills/"):
        for name in ("q", "state", "page"):
            try:
                assert browser.get(page, {name: value[:5_000]}).status_code == 200
            except UnicodeEncodeError:
                continue


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100, b"\xff\xfe\x00", b"<svg", b"[" * 2_000, b"a: " * 99]
)
def test_nasty_files(world, sign_in, data):
    browser = sign_in(world.member["designer"])
    home = f"/o/{world.home.slug}/achievements"
    draft = draft_version(world.home)
    pages = ((f"{home}/import/", "file"), (f"{home}/skills/", "file"))
    for page, name in (*pages, (f"{home}/versions/{draft.pk}/image/", "image")):
        answer = browser.post(page, {name: SimpleUploadedFile("x", data)})
        assert answer.status_code == 200, page
        assert b"field-error" in answer.content or b"error-summary" in answer.content, page


def test_nasty_answers_of_partners(world, client):
    version = draft_version(world.home)
    services.ask_partner(world.actor("designer"), version, partner="X", email="x@example.org")
    SignOff.objects.update(token_hash=hash_of("t"))
    for value in NASTY:
        data = {"answer": value, "name": value, "comment": value}
        try:
            assert client.post("/partners/t/", data).status_code == 200
        except UnicodeEncodeError:
            continue
    assert SignOff.objects.get().answer == ""
