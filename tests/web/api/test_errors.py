"""What goes wrong has one form, whatever it is; and nobody is told more than they may know."""

import pytest
from django.core.exceptions import ValidationError

from mintmark.errors import InputError, LimitError, UnavailableError
from mintmark_web.accounts import queries
from mintmark_web.api.problems import trouble
from web.api.calling import is_problem

pytestmark = pytest.mark.django_db


def test_an_address_that_is_none(anybody):
    assert is_problem(anybody.get("/nowhere"), 404, "api.no-such-address")
    assert is_problem(anybody.post("/versions/not-a-uuid"), 404, "api.no-such-address")


def test_a_method_that_is_not_taken_and_which_are(anybody):
    answer = anybody("DELETE", "/register")
    assert is_problem(answer, 405, "api.method") and answer.headers["Allow"] == "GET"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 422, "json.not-json"),
        (b'{"title": "a", "title": "b"}', 422, "json.duplicate-member"),
        (b'{"title": NaN}', 422, "json.not-a-number"),
        (b"\xff", 422, "json.not-utf-8"),
        (b"[" * 100_000, 413, "json.too-deep"),
        (b'{"title": "a\\u0000b"}', 400, "api.nul-character"),
        (b'{"title": "a\\ud800b"}', 422, "json.lone-surrogate"),
        (b'{"title": 7}', 422, "api.invalid"),
        (b"[]", 422, "api.invalid"),
        (b"", 422, "api.invalid"),
    ],
)
def test_a_body_that_cannot_be_read(as_, body, status, code):
    assert is_problem(as_("designer").post("/achievements", body), status, code)


def test_each_field_that_is_wrong_is_named(as_):
    answer = as_("designer").post("/achievements", {"title": 7, "frameworks": ["x", 8]})
    assert is_problem(answer, 422, "api.invalid")
    assert [one["place"] for one in answer.json()["errors"]] == ["body/title", "body/frameworks/1"]
    answer = as_("designer").get("/achievements?limit=0")
    assert [one["place"] for one in answer.json()["errors"]] == ["query/limit"]


def test_what_a_service_refuses_is_told_in_its_words(as_):
    body = {"title": "New", "frameworks": ["atlantis"]}
    answer = as_("designer").post("/achievements", body)
    assert is_problem(answer, 422, "api.invalid")
    assert "atlantis" in answer.json()["detail"]


@pytest.mark.parametrize("address", ["/register?q=a%00b", "/achievements?cursor=%00"])
def test_the_one_character_that_no_row_can_have(anybody, address):
    assert is_problem(anybody.get(address), 400, "api.nul-character")


def test_a_body_that_is_too_large(as_, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = as_("designer").post("/achievements", {"title": "x" * 200})
    assert is_problem(answer, 413, "api.too-large")


def test_a_body_that_is_refused_before_it_is_read(as_, settings):
    settings.UPLOAD_LIMIT = 100
    answer = as_("designer").post("/achievements", {"title": "x" * 200})
    assert is_problem(answer, 413, "api.too-large")
    assert is_problem(as_("designer").get("/token", Host="evil.example"), 400, "api.unreadable")


def test_what_nobody_foresaw_is_noted_and_not_told(as_, monkeypatch, caplog):
    caller = as_("designer")

    def fail(*_args, **_kwargs):
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr(queries, "actor", fail)
    answer = caller.get("/token")
    assert is_problem(answer, 500, "api.internal-error")
    assert "42" not in answer.content.decode() and "42" in caplog.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("a.b", "No.", place="line 1", remedy="Mend it."), 422),
        (LimitError("a.b", "Much."), 413),
        (UnavailableError("a.b", "Away."), 503),
    ],
)
def test_errors_of_the_core_keep_their_code_place_and_remedy(error, status):
    told = trouble(error)
    assert (told.status, told.code, told.place, told.remedy) == (
        status,
        error.code,
        error.place,
        error.remedy,
    )


def test_fields_of_a_form_stand_at_their_names():
    told = trouble(ValidationError({"end": ["Too early.", "Wrong."], "__all__": ["No."]}))
    assert [(one.place, one.detail) for one in told.errors] == [
        ("end", "Too early."),
        ("end", "Wrong."),
        ("", "No."),
    ]
