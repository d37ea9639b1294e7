"""A call that is sent twice is done once; what failed may be sent again."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from mintmark_web.achievements.models import Achievement
from mintmark_web.adapters import clock
from mintmark_web.api import remembering
from mintmark_web.api.models import Answered
from mintmark_web.audit.models import Record
from web.api.calling import Caller, is_problem
from web.world import make_world

NEW = {"title": "Once only"}


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_second_call_gets_the_answer_of_the_first(self, as_):
        caller = as_("designer")
        first = caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"})
        second = caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"})
        assert first.status_code == second.status_code == 201
        assert first.content == second.content
        assert first.headers["Content-Type"] == second.headers["Content-Type"]
        assert "Idempotency-Replayed" not in first.headers
        assert second.headers["Idempotency-Replayed"] == "true"
        assert Achievement.objects.count() == 1
        assert Record.objects.filter(action="achievement.create").count() == 1

    def test_another_key_is_another_call_and_no_key_is_always_one(self, as_):
        caller = as_("designer")
        for headers in ({"Idempotency-Key": "k1"}, {"Idempotency-Key": "k2"}, {}, {}):
            assert caller.post("/achievements", NEW, **headers).status_code == 201
        assert Achievement.objects.count() == 4

    def test_a_key_over_another_call_is_refused(self, as_):
        caller = as_("designer")
        caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"})
        for body, path in (({"title": "Other"}, "/achievements"), (NEW, "/achievements?x=1")):
            answer = caller.post(path, body, **{"Idempotency-Key": "k1"})
            assert is_problem(answer, 409, "api.idempotency-key-reused")

    def test_the_same_key_of_another_token_is_another_key(self, as_):
        for caller in (as_("designer"), as_("designer")):
            answer = caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"})
            assert answer.status_code == 201
        assert Achievement.objects.count() == 2

    def test_what_was_refused_is_not_remembered(self, as_):
        caller = as_("designer")
        answer = caller.post("/achievements", {"title": ""}, **{"Idempotency-Key": "k1"})
        assert answer.status_code == 422 and not Answered.objects.exists()
        assert caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"}).status_code == 201

    def test_what_broke_half_way_left_nothing(self, as_, monkeypatch):
        caller = as_("designer")

        def fail(*_args, **_kwargs):
            raise RuntimeError("the power went")

        with monkeypatch.context() as broken:
            broken.setattr(Answered, "save", fail)
            answer = caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"})
            assert answer.status_code == 500
        assert not Achievement.objects.exists() and not Answered.objects.exists()

    @pytest.mark.parametrize("key", ["", "x" * 201])
    def test_a_key_that_is_none(self, as_, key):
        answer = as_("designer").post("/achievements", NEW, **{"Idempotency-Key": key})
        assert is_problem(answer, 400, "api.idempotency-key")

    def test_reading_needs_no_key_and_keeps_none(self, as_):
        as_("designer").get("/achievements", **{"Idempotency-Key": "k1"})
        assert not Answered.objects.exists()

    def test_keys_are_forgotten_in_time(self, as_):
        caller = as_("designer")
        caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"})
        Answered.objects.update(answered_at=clock.now() - remembering.KEPT - timedelta(hours=1))
        caller.post("/achievements", NEW, **{"Idempotency-Key": "k2"})
        assert list(Answered.objects.values_list("key", flat=True)) == ["k2"]


@pytest.mark.django_db(transaction=True)
def test_at_the_same_time_still_once():
    caller = Caller.of(make_world(), "designer")
    answers = []

    def call():
        answers.append(caller.post("/achievements", NEW, **{"Idempotency-Key": "k1"}))
        connection.close()

    threads = [threading.Thread(target=call) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {one.status_code for one in answers} == {201}
    assert len({one.content for one in answers}) == 1
    assert Achievement.objects.count() == 1
