"""Reports of the browser about the content security policy."""

import json

import pytest
from django.test import Client

from mintmark_web.operations import breaches

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    breaches.forget()


def report(**changed):
    told = {
        "document-uri": "http://testserver/sign-in/link/secret-token/?q=secret",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example/x.js?y=1",
    }
    return json.dumps({"csp-report": told | changed})


def send(body):
    client = Client(enforce_csrf_checks=True)
    return client.post("/csp-report/", body, content_type="application/csp-report")


def test_pages_say_where_to_report_and_a_report_is_one_line_without_secrets(caplog):
    assert "report-uri /csp-report/" in Client().get("/sign-in/").headers["Content-Security-Policy"]
    for _ in range(3):
        assert send(report()).status_code == 204
    lines = [one.getMessage() for one in caplog.records if one.name == "mintmark_web.breaches"]
    assert lines == [
        "A browser refused something: script-src-elem of evil.example on the page accounts.link"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '{"csp-report": 7}',
        "[" * 20_000,
        b"\xff",
        report(**{"effective-directive": 7}),
        report(**{"effective-directive": "\n\u202e"}),
    ],
)
def test_what_is_no_report_is_passed_over(body, caplog):
    assert send(body).status_code == 204
    assert not [one for one in caplog.records if one.name == "mintmark_web.breaches"]


@pytest.mark.parametrize("value", [7, None, "http://[", "\n" * 9 + "x", {"a": 1}, "x" * 999])
def test_strange_values_break_nothing_and_no_line(value, caplog):
    assert send(report(**{"blocked-uri": value, "document-uri": value})).status_code == 204
    (line,) = [one.getMessage() for one in caplog.records if one.name == "mintmark_web.breaches"]
    assert "\n" not in line and len(line) < 300


def test_nobody_fills_the_log(caplog):
    for number in range(breaches._MOST_KINDS + 50):
        send(report(**{"blocked-uri": f"https://evil{number}.example/"}))
    lines = [one for one in caplog.records if one.name == "mintmark_web.breaches"]
    assert len(lines) == breaches._MOST_KINDS


def test_reports_are_sent_not_fetched():
    assert Client().get("/csp-report/").status_code == 405
