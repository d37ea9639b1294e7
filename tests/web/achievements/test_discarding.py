"""Drafts thrown away, and what was handed in taken back."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.urls import reverse
from PIL import Image

from mintmark_web.accounts.access import Refused
from mintmark_web.achievements import queries, services
from mintmark_web.achievements.models import Achievement, Review, SignOff, Version
from mintmark_web.achievements.types import Ruling
from mintmark_web.audit.models import Record
from web.factories import draft_version, published_version, signing_key, submitted_version

pytestmark = pytest.mark.django_db


def pictured(world, version):
    """Give a draft a picture of its own; return the file's name."""
    held = BytesIO()
    Image.new("RGB", (400, 400), "#0a6").save(held, "PNG")
    return services.set_image(world.actor("designer"), version, data=held.getvalue()).image.name


def test_a_draft_goes_with_its_picture_and_what_partners_were_asked(
    world, django_capture_on_commit_callbacks
):
    actor, draft = world.actor("designer"), draft_version(world.home)
    name = pictured(world, draft)
    services.ask_partner(actor, draft, partner="Bakers' guild", email="guild@example.org")
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.discard(actor, draft) is None
    assert not Version.objects.filter(pk=draft.pk).exists()
    assert not Achievement.objects.filter(pk=draft.achievement_id).exists()
    assert not SignOff.objects.exists()
    assert not default_storage.exists(name)
    entry = Record.objects.filter(action="achievement.discard").get()
    assert entry.summary["version"] == str(draft.pk)


def test_the_draft_of_a_next_version_goes_alone(world, django_capture_on_commit_callbacks):
    first = published_version(world.home)
    name = default_storage.save("badges/first.png", ContentFile(b"a picture"))
    Version.objects.filter(pk=first.pk).update(image=name)
    actor = world.actor("designer")
    draft = services.new_version(actor, first.achievement)
    services.save(actor, draft, document={**draft.document, "title": {"en": "Cake"}})
    with django_capture_on_commit_callbacks(execute=True):
        assert services.discard(actor, draft) == first
    assert Version.objects.get().pk == first.pk
    assert Achievement.objects.get().title == "Bread Baking Basics"
    assert default_storage.exists(name)


@pytest.mark.parametrize("make", [submitted_version, published_version])
def test_what_was_handed_in_cannot_be_deleted(world, make):
    version = make(world.home)
    with pytest.raises(ValidationError, match="stays"):
        services.discard(world.actor("designer"), version)
    assert Version.objects.filter(pk=version.pk).exists()


def test_nobody_deletes_the_draft_of_somebody_else(world):
    theirs = draft_version(world.other)
    with pytest.raises(Refused):
        services.discard(world.actor("designer"), theirs)
    assert Version.objects.filter(pk=theirs.pk).exists()


def test_the_page_asks_first(world, sign_in):
    draft = draft_version(world.home)
    client = sign_in(world.member["designer"])
    address = reverse("achievements.discard", args=[world.home.slug, draft.pk])
    page = client.get(reverse("achievements.version", args=[world.home.slug, draft.pk]))
    assert address in page.content.decode()
    assert "Nobody can bring them back" in client.get(address).content.decode()
    assert Version.objects.filter(pk=draft.pk).exists()
    answer = client.post(address)
    assert answer.url == reverse("achievements.list", args=[world.home.slug])
    assert not Version.objects.filter(pk=draft.pk).exists()
    assert client.post(address).status_code == 404


def test_what_is_taken_back_leaves_the_queue_and_goes_on_as_a_new_version(world):
    actor, version = world.actor("designer"), submitted_version(world.home)
    services.take_back(actor, version)
    assert not Review.objects.exists()
    assert not queries.reviews_for(world.home.pk, decided=False).exists()
    draft = services.new_version(actor, version.achievement)
    assert (draft.number, draft.document) == (2, version.document)
    version.refresh_from_db()
    assert version.state == Version.State.TAKEN_BACK
    with pytest.raises(ValidationError, match="stays"):
        services.discard(actor, version)


def test_what_is_decided_is_not_taken_back(world):
    signing_key(world.home)
    version = submitted_version(world.home)
    services.decide(
        world.actor("reviewer"), version.reviews.get(), ruling=Ruling("returned", "Too short.")
    )
    with pytest.raises(ValidationError, match="in review"):
        services.take_back(world.actor("designer"), version)
    with pytest.raises(ValidationError, match="in review"):
        services.take_back(world.actor("designer"), draft_version(world.home))


def test_the_page_takes_back(world, sign_in):
    version = submitted_version(world.home)
    client = sign_in(world.member["designer"])
    address = reverse("achievements.take-back", args=[world.home.slug, version.pk])
    page = reverse("achievements.version", args=[world.home.slug, version.pk])
    assert address in client.get(page).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address).url == page
    shown = client.get(page).content.decode()
    assert "Taken back" in shown
    assert "Begin a new version" in shown
    assert address not in shown


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_handed_in_meanwhile_is_not_deleted(world):
    """The one who hands in holds the draft; who deletes it waits, and reads what it became."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection: nothing is ever at once")
    draft, actor = draft_version(world.home), world.actor("designer")
    handed_in = threading.Event()

    def delete():
        handed_in.wait()
        try:
            services.discard(actor, draft)
        except ValidationError:
            return "stays"
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            services.submit(actor, draft)
            handed_in.set()
            told = pool.submit(delete)
            with pytest.raises(TimeoutError):
                told.result(timeout=0.5)
        assert told.result(timeout=30) == "stays"
    assert Version.objects.get().state == Version.State.SUBMITTED
