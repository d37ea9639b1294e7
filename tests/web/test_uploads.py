"""Every field for a file gets files that it should not: each is answered, none comes back."""

from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from mintmark_web.accounts.permissions import TABLE
from mintmark_web.accounts.types import Role
from web.samples import SAMPLES
from web.test_permissions import ADDRESSES, OFFICE

HOSTILE = {
    "page.png": (b"<!doctype html><script>alert(1)</script>", "image/png"),
    "drawing.svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "image/svg+xml",
    ),
    "program.pdf": (b"MZ" + bytes(200), "application/pdf"),
    "../../etc/passwd": (b"root", "text/plain"),
    "\u202egnp.exe": (b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png"),
    "nothing.csv": (b"", "text/csv"),
    "zip.docx": (b"PK\x03\x04" + bytes(60), "application/zip"),
    "half.csv": (b'name,email\n"never closed', "text/csv"),
    "binary.json": (b"\xff\xfe\x00\x01" * 9, "application/json"),
    "deep.json": (b"[" * 100_000, "application/json"),
    "anchors.yaml": (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "text/yaml"),
}


FILES = {"achievements": 3, "awards": 2, "issuing": 1, "recognition": 1, "stacks": 1} | {
    "verification": 1,
    "wallet": 1,
}
"""The apps that take files, and in how many pages at least."""


class Fields(HTMLParser):
    """The names of the fields for files in a page, by the address of their form."""

    def __init__(self, text):
        super().__init__()
        self.found = {}
        self.form = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.form = told.get("action") or ""
        elif tag == "input" and told.get("type") == "file":
            self.found.setdefault(self.form, []).append(told["name"])


def who(world, action):
    """Return somebody who may."""
    rights = TABLE[action]
    role = next((one for one in Role.values if one in rights), None)
    return world.member[role] if role else world.learner


@pytest.mark.django_db
@pytest.mark.parametrize("app", sorted(FILES))
def test_every_field_for_a_file(app, world, sign_in, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    met, wrong = set(), []
    for route, pattern in ADDRESSES:
        if not pattern.name.startswith(f"{app}."):
            continue
        with transaction.atomic():
            parts = SAMPLES.get(pattern.name, lambda world: {})(world)
            if route.startswith(OFFICE):
                parts |= {"org": world.home.slug}
            client, address = (
                sign_in(who(world, pattern.callback.needs)),
                reverse(pattern.name, kwargs=parts),
            )
            page = client.get(address)
            html = "text/html" in page.headers.get("Content-Type", "") and not page.streaming
            fields = Fields(page.content.decode()).found if html else {}
            for action, names in fields.items():
                met.add((pattern.name, *names))
                wrong += hostile(client, action or address, names)
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)
    assert len(met) >= FILES[app], met


def hostile(client, address, names):
    """Yield what is wrong with how an address takes files."""
    for name, (data, kind) in HOSTILE.items():
        with transaction.atomic():
            files = {one: SimpleUploadedFile(name, data, kind) for one in names}
            answer = client.post(address, {**files, "text": "", "title": "x"})
            transaction.set_rollback(True)
        told = f"{address} with {name!r}: {answer.status_code}"
        if answer.status_code >= 500 or "Content-Security-Policy" not in answer.headers:
            yield told
        elif not answer.streaming and b"<script>alert(1)" in answer.content:
            yield f"{told}: it came back as it was"
