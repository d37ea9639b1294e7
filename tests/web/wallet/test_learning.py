"""What a learner takes along and erases of what they learnt here."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from lxml import html

from mintmark_web.accounts.queries import actor_of
from mintmark_web.audit.models import Record
from mintmark_web.awards import queries as awards_queries
from mintmark_web.awards import services as awards
from mintmark_web.awards.models import Award, Enrolment, Evidence
from mintmark_web.wallet import services
from mintmark_web.wallet.models import Held
from web import credentials
from web.awards.making import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world):
    """Return where a learner has an award, and is in the middle of more."""
    desk = Desk(world)
    today = datetime.now(UTC).date()
    awards.decide(desk.first, desk.ready(today), awarded_on=today)
    return desk


@pytest.fixture
def piece(world, desk):
    other = Desk(world, title="Cake")
    attempt = other.open(other.enrol())
    return awards.add_evidence(
        desk.learner, attempt, file=ContentFile(b"My cake.", name="cake.txt"), name="Cake"
    )


def archive(client):
    answer = client.post("/wallet/data/export/")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_learning_is_in_the_archive_of_its_owner_and_no_other(world, piece, sign_in):
    packed = archive(sign_in(world.learner))
    told = json.loads(packed.read("learning.json"))
    assert len(told) == 2
    assert [one["award"] is None for one in told].count(True) == 1
    (cake,) = [p for one in told for a in one["attempts"] for p in a["evidence"]]
    assert cake["name"] == "Cake"
    assert packed.read(f"evidence/{cake['sha256']}.txt") == b"My cake."
    other = archive(sign_in(world.member["designer"]))
    assert other.read("learning.json") == b"[]"
    assert not [name for name in other.namelist() if name.startswith("evidence/")]


def test_what_was_handed_in_twice_comes_back_once(world, desk, piece, sign_in):
    attempt = piece.attempt
    again = ContentFile(b"My cake.", name="again.txt")
    awards.add_evidence(desk.learner, attempt, file=again, name="Cake again")
    awards.add_evidence(desk.learner, attempt, url="https://example.org/cake", name="A link")
    names = archive(sign_in(world.learner)).namelist()
    assert len([name for name in names if name.startswith("evidence/")]) == 1


@pytest.mark.parametrize("close", [False, True])
def test_erasing_takes_the_learning_and_leaves_the_register(
    world, desk, piece, sign_in, close, django_capture_on_commit_callbacks
):
    file, cake = Path(piece.file.path), piece.attempt.enrolment_id
    sent = {"sure": "on", "leave": "on"} | ({"close": "on"} if close else {})
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(world.learner).post("/wallet/data/erase/", sent)
    assert not Evidence.objects.exists() and not file.exists()
    left = Enrolment.objects.get(pk=cake)
    assert (left.name, left.state, left.owner_id) == ("–", "withdrawn", None)
    assert Award.objects.get().name == "Lea Learner"
    done = Record.objects.filter(action__in=("learning.erase", "wallet.erase"))
    assert list(done.order_by("pk").values_list("action", flat=True)) == [
        "learning.erase",
        "wallet.erase",
    ]


def test_where_the_account_cannot_be_closed_nothing_is_erased(
    world, desk, django_capture_on_commit_callbacks
):
    baker = world.member["designer"]
    actor = actor_of(baker, None)
    attempt = desk.open(desk.enrol(email=baker.email, name="Dee Designer"))
    file = ContentFile(b"Mine.", name="mine.txt")
    path = Path(awards.add_evidence(actor, attempt, file=file).file.path)
    services.take_in(actor, credentials.issued(world))
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        services.erase(actor, baker, close=True)
    assert Held.objects.filter(owner=baker).exists() and path.exists()
    assert awards_queries.export_of(baker.email)[0]["attempts"][0]["evidence"]


def test_who_stays_in_a_course_keeps_what_belongs_there(
    world, desk, piece, sign_in, django_capture_on_commit_callbacks
):
    file, cake = Path(piece.file.path), piece.attempt.enrolment
    client = sign_in(world.learner)
    page = html.fromstring(client.get("/wallet/data/erase/").content)
    assert page.xpath("//input[@name='leave' and @checked]"), "leaving is what happens by itself"
    services.take_in(desk.learner, credentials.issued(world))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/wallet/data/erase/", {"sure": "on"})
    cake.refresh_from_db()
    assert cake.state == "active" and cake.email == world.learner.email and file.exists()
    assert not Held.objects.exists()
    assert Record.objects.filter(action="wallet.erase").get().summary["left"] is False


def test_who_closes_the_account_leaves_whatever_they_chose(world, desk, piece, sign_in):
    sign_in(world.learner).post("/wallet/data/erase/", {"sure": "on", "close": "on"})
    piece.attempt.enrolment.refresh_from_db()
    assert piece.attempt.enrolment.state == "withdrawn"


def test_a_file_that_is_gone_is_told_of_and_the_rest_comes(world, desk, piece, sign_in):
    attempt = piece.attempt
    other = ContentFile(b"My bread.", name="bread.txt")
    awards.add_evidence(desk.learner, attempt, file=other, name="Bread")
    Path(piece.file.path).unlink()
    packed = archive(sign_in(world.learner))
    assert packed.testzip() is None
    evidence = [name for name in packed.namelist() if name.startswith("evidence/")]
    assert [packed.read(name) for name in evidence] == [b"My bread."]
    told = packed.read("MISSING.txt").decode()
    assert f"evidence/{piece.digest}.txt  Cake" in told and "Bread" not in told
    assert len(json.loads(packed.read("learning.json"))) == 2


def test_where_nothing_is_missing_nothing_is_told(world, piece, sign_in):
    assert "MISSING.txt" not in archive(sign_in(world.learner)).namelist()


def test_both_pages_say_that_learning_goes(world, sign_in):
    client = sign_in(world.learner)
    assert "your learning here" in client.get("/wallet/data/").content.decode()
    page = client.get("/wallet/data/erase/").content.decode()
    assert (
        "the evidence that you handed in" in page
        and "Leave the courses that I take part in now" in page
    )
