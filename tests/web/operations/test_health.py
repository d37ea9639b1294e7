"""What machines ask, and who may measure."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mintmark_web.operations import services
from mintmark_web.operations.models import Heartbeat

pytestmark = pytest.mark.django_db


def age(worker: str, seconds: int) -> None:
    Heartbeat.objects.filter(pk=worker).update(at=timezone.now() - timedelta(seconds=seconds))


def test_it_is_ready_when_a_worker_lives_and_not_when_none_does():
    assert Client().get("/healthz").content == b"alive\n"
    assert Client().get("/readyz").json() == {
        "database": True,
        "migrations": True,
        "worker": False,
    }
    services.beat("w")
    assert Client().get("/readyz").status_code == 200
    age("w", 90)
    assert Client().get("/readyz").status_code == 503


def test_this_machine_may_measure_and_nobody_through_a_proxy():
    page = Client().get("/metrics")
    assert "mintmark_workers 0\n" in page.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.1").get("/metrics").status_code == 404
    assert Client().get("/metrics", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404


def test_with_a_token_set_only_the_token_counts(settings):
    settings.METRICS_TOKEN = "abc"
    assert Client().get("/metrics").status_code == 404
    wrong = Client().get("/metrics", headers={"authorization": "Bearer äbc"})
    assert wrong.status_code == 404
    right = Client(REMOTE_ADDR="192.0.2.1").get("/metrics", headers={"authorization": "Bearer abc"})
    assert right.status_code == 200


def job(worker: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path="x.y",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - timedelta(seconds=1),
        worker_ids=["earlier", worker],
    )


def test_what_a_dead_worker_held_is_given_back_and_what_a_live_one_holds_is_not():
    lost, held = job("dead"), job("alive")
    services.beat("dead")
    services.beat("alive")
    services.beat("earlier")
    assert services.give_back_lost() == 0
    age("dead", 90)
    assert services.give_back_lost() == 1
    lost.refresh_from_db()
    held.refresh_from_db()
    assert (lost.status, held.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def test_a_worker_that_leaves_gives_back_at_once():
    lost = job("w")
    services.beat("w")
    services.retire("w")
    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.READY
