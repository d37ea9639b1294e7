"""What every answer says, and what no request may do."""

import logging
from io import BytesIO

import pytest
from django.test import Client

from mintmark_web.logs import HideSecrets

pytestmark = pytest.mark.django_db


def test_a_page_says_what_a_browser_may_do():
    answer = Client().get("/sign-in/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in answer.headers["Permissions-Policy"]


def test_a_file_that_is_too_large_is_refused_in_kind_words_before_it_is_read(settings):
    settings.UPLOAD_LIMIT = 1000
    small, large = BytesIO(b"x" * 100), BytesIO(b"x" * 2000)
    assert Client().post("/sign-in/", {"login": "a@example.org", "file": small}).status_code == 302
    answer = Client().post("/sign-in/", {"login": "b@example.org", "file": large})
    assert answer.status_code == 413
    assert "Content-Security-Policy" in answer.headers


def test_a_length_that_is_no_number_is_refused():
    answer = Client().generic("POST", "/sign-in/", b"x", CONTENT_LENGTH="-5")
    assert answer.status_code == 400


def test_a_form_from_elsewhere_is_refused():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"login": "a@example.org"}).status_code == 403


def test_a_foreign_host_name_is_refused():
    assert Client().get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("GET /x?token=abc&y=1", "GET /x?token=***&y=1"),
        ("Authorization: Bearer abc.def", "Authorization: ***"),
        ("sent Bearer abc.def", "sent Bearer ***"),
        ("GET /sign-in/link/abc:def/", "GET /sign-in/link/***"),
        ("Cookie: session=abc; csrf=def", "Cookie: ***"),
        ("postgresql://ada:pw@db/x", "postgresql://ada:***@db/x"),
        ('{"password": "pw", "y": 1}', '{"password": "***", "y": 1}'),
        ("Issued 3 credentials to batch 7", "Issued 3 credentials to batch 7"),
        ("the keyboard = broken", "the keyboard = broken"),
    ],
)
def test_no_secret_gets_into_the_log(said, told):
    record = logging.LogRecord("x", logging.INFO, "x", 1, said, None, None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == told


def test_a_language_once_chosen_is_kept():
    client = Client()
    assert "Sign in" in client.get("/sign-in/").content.decode()
    client.post("/look/language/", {"language": "fr", "next": "/sign-in/"})
    assert "Se connecter" in client.get("/sign-in/").content.decode()
