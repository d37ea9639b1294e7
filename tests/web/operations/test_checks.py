"""What whoever runs the site is told of it."""

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mintmark_web.operations import checks, services


def found(name):
    return {one.name: (one.state, one.detail) for one in checks.checks()}[name]


@pytest.fixture(autouse=True)
def _english(db, settings):
    settings.LANGUAGE_CODE = "en"


def test_a_site_without_a_worker_is_told_what_to_run():
    assert found("Workers")[0] == "wrong"
    assert "mintmark work" in found("Workers")[1]
    services.beat("w")
    assert found("Workers") == ("good", "1 works.")


def test_jobs_that_failed_are_counted():
    assert found("Background work")[0] == "good"
    DBTaskResult.objects.create(
        task_path="x.y",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        status=TaskResultStatus.FAILED,
    )
    assert found("Background work") == ("wrong", "1 job failed.")


def test_what_is_for_trying_only_is_told_and_is_not_called_wrong(settings):
    assert found("Address")[0] == "look"
    settings.SITE_URL = "https://badges.example.org"
    assert found("Address") == ("good", "https://badges.example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert found("E-mail")[0] == "look"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert found("E-mail")[0] == "good"


def test_settings_that_are_dangerous_are_told(settings):
    settings.DEBUG = True
    assert found("Errors")[0] == "wrong"
    assert found("security.W018")[0] == "wrong"


def test_a_secret_that_is_missing_is_told_and_none_is_shown(settings, world, sign_in):
    page = sign_in(world.operator).get("/site/").content.decode()
    assert settings.SECRET_KEY not in page
    assert settings.KEYS_SECRET not in page
    settings.KEYS_SECRET = ""
    assert found("Secrets")[0] == "wrong"


def test_a_misspelt_variable_is_told(settings, monkeypatch):
    assert found("Environment")[0] == "good"
    monkeypatch.setattr(type(settings.ENV), "unknown", lambda self: ("MINTMARK_ULR",))
    assert "MINTMARK_ULR" in found("Environment")[1]


def test_only_whoever_runs_the_site_sees_it(world, sign_in):
    answer = sign_in(world.operator).get("/site/")
    assert "thing" in answer.content.decode()
    assert sign_in(world.member["administrator"]).get("/site/").status_code == 403
