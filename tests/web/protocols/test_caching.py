"""What everybody may keep a while says so, and is not sent again to who has it."""

import pytest
from django.urls import reverse

from web.factories import issued_credentials, published_version, signing_key
from web.samples import SAMPLES

pytestmark = pytest.mark.django_db

SERVED = (
    "achievements.badge",
    "achievements.statement",
    "register.badge",
    "protocols.schema",
    "protocols.achievement",
    "protocols.status-list",
    "protocols.did",
)


@pytest.mark.parametrize("name", SERVED)
def test_a_copy_that_is_still_right_is_not_sent_again(name, world, client, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://badges.example.org", ["testserver"]
    signing_key(world.home)
    parts = SAMPLES[name](world) if name in SAMPLES else {"org": world.home.slug}
    address = reverse(name, kwargs=parts)
    first = client.get(address)
    assert first.status_code == 200 and first.content
    assert "public" in first["Cache-Control"] and "max-age=" in first["Cache-Control"]
    same = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    assert "max-age=" in same["Cache-Control"]
    other = client.get(address, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_what_has_a_moment_is_asked_for_by_it(world, client):
    (one,) = issued_credentials(world.home, published_version(world.home))
    address = reverse("protocols.status-list", args=[one.status_list_id, "revocation"])
    changed = client.get(address)["Last-Modified"]
    assert client.get(address, headers={"If-Modified-Since": changed}).status_code == 304
    long_ago = "Mon, 04 May 2015 12:00:00 GMT"
    assert client.get(address, headers={"If-Modified-Since": long_ago}).status_code == 200
