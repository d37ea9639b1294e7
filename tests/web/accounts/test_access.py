"""The guard around every write."""

import pytest
from django.db import models

from mintmark_web.accounts import access, permissions, services
from mintmark_web.accounts.access import Refused, note, service
from mintmark_web.accounts.types import SITE, Actor
from mintmark_web.audit.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(monkeypatch):
    monkeypatch.setitem(permissions.TABLE, "test.do", frozenset({"designer"}))
    monkeypatch.setitem(permissions.TABLE, "test.own", frozenset({"learner"}))
    return "test.do"


def test_a_role_counts_in_its_own_organisation_only(world, action):
    access.demand(world.actor("designer"), action, world.home)
    for actor, thing in (
        (world.actor("designer"), world.other),
        (world.actor("designer"), None),
        (world.actor("reviewer"), world.home),
        (SITE, world.home),
    ):
        with pytest.raises(Refused):
            access.demand(actor, action, thing)


def test_a_learner_acts_on_their_own_things_only(world, action):
    me = Actor(world.learner.pk)
    access.demand(me, "test.own", world.learner)
    access.demand(me, "test.own")
    for thing in (world.stranger, world.home):  # somebody else's; nobody's
        with pytest.raises(Refused):
            access.demand(me, "test.own", thing)
    with pytest.raises(Refused):
        access.demand(Actor(), "test.own", world.learner)


def test_an_unknown_action_is_a_mistake_of_ours_and_shows_at_import():
    with pytest.raises(KeyError):
        service("no.such-action")
    with pytest.raises(KeyError):
        access.needs("no.such-action")


def test_what_is_done_is_recorded_with_its_notes(world, action):
    @service(action)
    def do(actor: Actor, thing: models.Model) -> None:
        note(size=3)

    do(world.actor("designer"), world.home)
    entry = Record.objects.first()
    assert (entry.action, entry.subject_type, entry.subject_id, entry.summary) == (
        action,
        "accounts.organisation",
        str(world.home.pk),
        {"size": 3},
    )
    assert (entry.user_id, entry.organisation_id, entry.via) == (
        world.member["designer"].pk,
        world.home.pk,
        "web",
    )


def test_what_fails_is_neither_done_nor_recorded(world, action):
    before = Record.objects.count()

    @service(action)
    def do(actor: Actor, thing: models.Model) -> None:
        type(world.home).objects.update(name="changed")
        services.open_account(Actor(), "inner@example.org")
        raise ValueError

    with pytest.raises(ValueError):
        do(world.actor("designer"), world.home)
    world.home.refresh_from_db()
    assert world.home.name == "Harbour College"
    assert Record.objects.count() == before


def test_services_within_services_are_recorded_in_their_order(world, action):
    @service(action)
    def do(actor: Actor, thing: models.Model) -> None:
        services.open_account(actor, "inner@example.org")

    do(world.actor("designer"), world.home)
    assert [entry.action for entry in Record.objects.all()[:2]] == [action, "account.open"]


def test_a_note_outside_a_service_is_a_mistake():
    with pytest.raises(RuntimeError):
        note(x=1)
