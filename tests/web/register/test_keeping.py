"""The register follows what is published, and can be made anew."""

import pytest
from django.core.management import call_command
from django.test import Client

from mintmark_web.achievements import services as achievements
from mintmark_web.register import asking, queries, services
from mintmark_web.register.models import Entry, Placing
from mintmark_web.register.types import Asked, Kind
from mintmark_web.register.words import words
from web.factories import published_version
from web.register.catalogue import listed, small


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


def test_the_words_of_an_entry_go_with_it(world):
    listed(world.home, small("Bread"))
    Entry.objects.all().delete()
    assert queries.search(Asked(asking.read("bread")), ("en",)).ids == ()


def test_a_provider_is_called_as_it_is_called_last(world):
    listed(world.home, small("Bread"))
    type(world.home).objects.filter(pk=world.home.pk).update(name="Seaside College")
    listed(world.home, small("Cheese"))
    found = queries.search(Asked(), ("en",))
    assert [one.label for one in found.choices[Kind.PROVIDER]] == ["Seaside College"]


def test_the_catalogue_is_measured(world):
    listed(world.home, small("Bread"))
    assert "mintmark_catalogue_achievements 1\n" in Client().get("/metrics").content.decode()
