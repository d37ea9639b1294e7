"""Where the catalogue cannot be brought into step at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from mintmark_web.achievements import services as achievements
from mintmark_web.adapters import clock
from mintmark_web.register import services, tasks
from mintmark_web.register.models import Entry
from web.factories import approved_version

pytestmark = pytest.mark.django_db(transaction=True)


def broken(_achievement_id):
    raise RuntimeError("the disk is full")


def waiting():
    return DBTaskResult.objects.filter(task_path__endswith="register.tasks.again", status="READY")


def test_publishing_succeeds_and_the_catalogue_follows_later(world, sign_in, monkeypatch):
    version = approved_version(world.home)
    monkeypatch.setattr(services, "reindex", broken)
    client = sign_in(world.member["reviewer"])
    answer = client.post(reverse("achievements.publish", args=[world.home.slug, version.pk]))
    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.state == "published"
    assert not Entry.objects.exists()
    job = waiting().get()
    assert job.run_after - clock.now() < timedelta(minutes=2)
    monkeypatch.undo()
    tasks.again.call(*job.args_kwargs["args"])
    assert Entry.objects.filter(achievement=version.achievement).exists()


def test_it_is_tried_again_later_and_later_and_not_for_ever(world, monkeypatch):
    version = approved_version(world.home)
    monkeypatch.setattr(services, "reindex", broken)
    tasks.again.call(str(version.achievement_id), 3)
    job = waiting().get()
    assert job.args_kwargs["args"] == [str(version.achievement_id), 4]
    assert job.run_after - clock.now() > timedelta(minutes=7)
    with pytest.raises(RuntimeError):
        tasks.again.call(str(version.achievement_id), tasks.MOST)
    assert waiting().count() == 1


def test_where_nothing_is_wrong_nothing_waits(world):
    version = approved_version(world.home)
    achievements.publish(world.actor("reviewer"), version)
    assert Entry.objects.filter(achievement=version.achievement).exists()
    assert not waiting().exists()
