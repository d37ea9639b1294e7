"""A learner's own copy, and what is left when they want to be forgotten."""

import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import Refused
from mintmark_web.awards import queries, services
from mintmark_web.awards.models import Award, Claim, Enrolment, Evidence
from web.awards.making import Desk
from web.factories import person

pytestmark = pytest.mark.django_db


def test_a_copy_has_everything_in_as_many_queries_whatever_the_rows(
    desk, today, world, django_assert_max_num_queries
):
    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    services.add_evidence(desk.learner, attempt, url="https://example.org/loaf", name="Loaf")
    desk.confirm(desk.mark(attempt))
    desk.check(enrolment, today)
    services.decide(desk.first, enrolment, awarded_on=today)
    with django_assert_max_num_queries(6):
        told = json.loads(json.dumps(queries.export_of("Learner@example.org")))
    assert told[0]["attempts"][0]["evidence"][0]["name"] == "Loaf"
    assert told[0]["attempts"][0]["marks"][0]["comment"] == "Well done."
    assert told[0]["award"]["learner"]["name"] == "Lea Learner"
    assert queries.export_of("nobody@example.org") == []


def test_the_award_stays_and_what_was_handed_in_goes(
    world, today, django_capture_on_commit_callbacks
):
    desk = Desk(world, routes=["course", "recognition-of-prior-learning"])
    awarded = desk.ready(today)
    services.decide(desk.first, awarded, awarded_on=today)
    other = Desk(world, title="Cake", routes=["recognition-of-prior-learning"])
    open_ = other.enrol(route="recognition-of-prior-learning")
    attempt = other.open(open_)
    file = ContentFile(b"Mine.", name="mine.txt")
    piece = services.add_evidence(desk.learner, attempt, file=file)
    services.claim(desk.learner, attempt, statements={"bake": "At my aunt's."})
    path = Path(piece.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_learning(desk.learner, world.learner)
    assert not path.exists()
    assert not Evidence.objects.exists()
    assert not Claim.objects.exists()
    assert Award.objects.get().name == "Lea Learner"
    left = Enrolment.objects.get(pk=open_.pk)
    assert (left.name, left.state, left.owner_id) == ("–", "withdrawn", None)
    assert list(queries.enrolments_of("learner@example.org")) == [awarded]


def test_nobody_erases_the_learning_of_others(desk, world):
    eve = accounts.actor_of(person("eve@example.org"), None)
    with pytest.raises(Refused):
        services.erase_learning(eve, world.learner)
