"""How often somebody may call."""

import pytest

from web.api.calling import is_problem


@pytest.mark.django_db
def test_too_many_calls_are_told_when_to_come_back(as_, anybody, settings):
    settings.API_RATE = 20
    for _ in range(2):
        assert anybody.get("/register").status_code == 200
    answer = anybody.get("/register")
    assert is_problem(answer, 429, "api.too-many")
    assert int(answer.headers["Retry-After"]) == 30
    designer = as_("designer")
    for _ in range(20):
        assert designer.get("/token").status_code == 200
    assert is_problem(designer.get("/token"), 429, "api.too-many")
    assert as_("assessor").get("/token").status_code == 200
