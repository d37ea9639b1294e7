"""Many rows at once: what goes in comes out, on either database."""

from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from mintmark_web.accounts.models import Organisation
from mintmark_web.adapters import bulk
from mintmark_web.issuing.models import Document, StatusList

pytestmark = pytest.mark.django_db

AWKWARD = ("\\N", "\\.", "a\tb\nc\rd", "quo\"te, 's", "\\\\x41", "", "Zoë 𝒵 \u202e", "%s {0} $1")


def test_every_text_comes_out_as_it_went_in(world):
    bulk.insert(
        [
            Organisation(slug=f"awkward-{number}", name=text, country="IE")
            for number, text in enumerate(AWKWARD)
        ]
    )
    found = Organisation.objects.filter(slug__startswith="awkward-").order_by("slug")
    assert tuple(found.values_list("name", flat=True)) == AWKWARD
    assert all(one.pk and one.created_at for one in found)


def test_bytes_come_out_as_they_went_in(issued):
    credential = issued(1)[0]
    Document.objects.all().delete()
    packed = bytes(range(256)) + b"\\N\n\t"
    bulk.insert([Document(credential=credential, packed=packed, digest="0" * 64)])
    assert bytes(Document.objects.get().packed) == packed


@pytest.mark.parametrize("told", ["a text", "null", '{"a": 1}', "1", True, 7, [], {}])
def test_json_that_is_no_object_comes_out_as_what_it_was(world, told):
    one = Organisation(slug="json", name="J", country="IE", profile=told)
    bulk.insert([one])
    assert Organisation.objects.get(slug="json").profile == told


def test_what_no_text_can_hold_is_refused_with_all_the_rest(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite holds such a text")
    before = Organisation.objects.count()
    rows = [Organisation(slug=f"n-{n}", name=name, country="IE") for n, name in enumerate("a\0")]
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        bulk.insert(rows)
    assert Organisation.objects.count() == before


def test_json_and_what_is_not_there_come_out_as_they_went_in(issued):
    credential = issued(1)[0]
    told = credential.content | {"odd": ["\\N", "\n", None, 1.5, True, {"é": "\\\\"}]}
    credential.pk, credential.content = uuid4(), told
    credential.status_index = (credential.status_index + 1) % 131_072
    credential.line, credential.learner, credential.decision = 99, "other", "other"
    credential._state.adding = True
    bulk.insert([credential])
    found = type(credential).objects.get(pk=credential.pk)
    assert (found.content, found.valid_until, found.supersedes_id) == (told, None, None)
    assert found.signed_at == credential.signed_at
    assert not credential._state.adding


def test_all_or_nothing_where_a_row_is_there_already(world):
    made = StatusList.objects.create(organisation=world.home, issuer="did:key:z", seed=b"s")
    twice = [
        StatusList(organisation=world.home, issuer="did:key:z", seed=b"s"),
        StatusList(pk=made.pk, organisation=world.home, issuer="did:key:z", seed=b"s"),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(twice)
    assert StatusList.objects.count() == 1


def test_nothing_at_all_is_no_rows():
    bulk.insert([])
    assert not Document.objects.exists()


def test_the_database_counts_anew_what_a_table_holds(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans by its indices alone")
    rows = [
        Organisation(slug=f"many-{number}", name="M", country="IE", profile={})
        for number in range(300)
    ]
    bulk.insert(rows)
    bulk.look_again(Organisation)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'accounts_organisation'")
        assert cursor.fetchone() == (Organisation.objects.count(),)
