"""The register follows what is published, and can be made anew."""

import pytest
from django.core.management import call_command
from django.test import Client

from mintmark_web.achievements import services as achievements
from mintmark_web.register import queries, services
from mintmark_web.register.models import Entry, Placing
from mintmark_web.register.words import words
from web.factories import published_version


@pytest.fixture
def published(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return published_version(world.home)


def test_what_is_published_is_in_the_register_at_once(published):
    shown = queries.entry(published.achievement_id)
    assert shown.noun.title.best("en") == "Bread Baking Basics"
    assert shown.noun.id == f"http://localhost:8000/achievements/{published.achievement_id}"
    page = Client().get(f"/achievements/{published.achievement_id}")
    assert "Bread Baking Basics" in page.content.decode()
    found = Client().get("/catalogue/?q=loaf").content.decode()
    assert f"/achievements/{published.achievement_id}" in found


def test_what_is_withdrawn_leaves_it(world, published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        achievements.withdraw(world.actor("reviewer"), published, reason="Replaced.")
    assert queries.count() == 0
    assert Client().get(f"/achievements/{published.achievement_id}").status_code == 200


def test_it_can_be_made_anew_from_what_is_published(published, capsys):
    entry = Entry.objects.get()
    Placing.objects.all().delete()
    words().take_out([entry.pk])
    Entry.objects.update(document={})
    call_command("reindex")
    assert "in the register: 1" in capsys.readouterr().out
    assert queries.entry(published.achievement_id).noun.title.best("en") == "Bread Baking Basics"
    Entry.objects.update(is_listed=True)
    published.__class__.objects.filter(pk=published.pk).update(state="withdrawn")
    assert services.reindex_all() == 0
    assert queries.count() == 0
