"""The pages of the look: choices that are kept, and kind words where something goes wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import get_resolver
from lxml import html

from mintmark_web.ui.context import THEME_COOKIE


@pytest.fixture
def client(db):
    return Client(raise_request_exception=False, headers={"host": "localhost"})


def heading(answer):
    return html.fromstring(answer.content).xpath("string(//h1)").strip()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_choice_of_colours_is_kept_and_its_page_comes_back(client, choice):
    answer = client.post("/look/theme/", {"theme": choice, "next": "/styleguide/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide/?a=1")
    cookie = client.cookies[THEME_COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (choice, True, "Lax")
    page = html.fromstring(client.get("/").content)
    assert page.get("data-theme") == choice
    client.post("/look/theme/", {"theme": "", "next": "/"})
    assert html.fromstring(client.get("/").content).get("data-theme") is None


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", None]
)
def test_the_way_back_never_leads_away(client, away):
    sent = {"theme": "dark"} if away is None else {"theme": "dark", "next": away}
    assert client.post("/look/theme/", sent)["Location"] == "/"


def test_a_colour_that_nobody_offers_is_not_kept_or_shown(client):
    client.post("/look/theme/", {"theme": 'x" onload="alert(1)'})
    client.cookies[THEME_COOKIE] = "purple"
    assert html.fromstring(client.get("/").content).get("data-theme") is None


def test_what_is_too_large_is_told_with_the_limit(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2048
    answer = client.post("/look/theme/", {"theme": "x" * 5000})
    assert answer.status_code == 413
    assert heading(answer) == "That is too large"
    assert "2.0\xa0KB" in answer.content.decode()


def test_a_stranger_host_and_a_broken_form_are_told_kindly(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert (answer.status_code, heading(answer)) == (400, "This request cannot be understood")
    careful = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    answer = careful.post("/look/theme/", {"theme": "dark"})
    assert (answer.status_code, heading(answer)) == (403, "Please send that once more")


def test_an_error_of_ours_is_told_without_help_of_anything_that_may_be_broken(client, settings):
    assert get_resolver().resolve_error_handler(400).__name__ == "bad_request"
    page = html.fromstring(render_to_string("500.html"))
    assert page.xpath("string(//h1)") == "Something went wrong on our side"
    assert page.xpath("//form | //script") == []


def test_the_badges_of_the_guide_are_pictures_and_there_are_no_others(client):
    answer = client.get("/styleguide/badge/0.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert client.get("/styleguide/badge/99.svg").status_code == 404


def test_who_asks_for_an_icon_where_browsers_look_is_led_to_it(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302 and "ui/mark" in answer.headers["Location"]
    assert answer.headers["Location"].endswith(".svg")
    assert "public" in answer.headers["Cache-Control"]
