"""Awards of a version that is no longer public: they are issued as that version, to nobody else."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from mintmark_web.achievements import services as achievements
from mintmark_web.achievements.types import Ruling
from mintmark_web.awards import services as awards
from mintmark_web.issuing import queries, services
from mintmark_web.issuing.models import Batch, Credential
from mintmark_web.recognition import services as recognition
from web.api.calling import Caller, is_problem
from web.awards.conftest import today
from web.awards.making import Desk
from web.factories import BREAD, draft_version, published_version, signing_key
from web.issuing.lists import award_list
from web.recognition.offices import recognised

__all__ = ["today"]

pytestmark = pytest.mark.django_db


def replace(world, version, title="Bread Baking, Second Edition"):
    """Publish a newer version in the place of one; return it."""
    designer, reviewer = world.actor("designer"), world.actor("reviewer")
    newer = achievements.new_version(designer, version.achievement)
    achievements.save(designer, newer, document={**BREAD, "title": {"en": title}})
    achievements.submit(designer, newer)
    achievements.decide(reviewer, newer.reviews.get(), ruling=Ruling("approved", "Good."))
    newer.refresh_from_db()
    achievements.publish(reviewer, newer)
    version.refresh_from_db()
    return newer


@pytest.fixture
def desk(world, today):
    """A course in which somebody was awarded a version that is replaced by now."""
    desk = Desk(world)
    replace(world, desk.version)
    awards.decide(desk.first, desk.ready(today), awarded_on=today)
    return desk


@pytest.fixture
def office(world, sign_in):
    client = sign_in(world.member["registrar"])
    client.base = f"/o/{world.home.slug}/issuing/new/"
    return client


def fill(world, **more):
    key = signing_key(world.home)
    return {"of": "awards", "signature": f"{key.pk}:eddsa-rdfc-2022", "notify": "on", **more}


def test_an_award_of_a_replaced_version_is_issued_as_that_version_said(world, desk, office):
    chosen = office.get(office.base).content.decode()
    assert f"{office.base}{desk.version.pk}/" in chosen
    assert "Replaced by a newer version" in chosen and "Second Edition" in chosen
    page = office.get(f"{office.base}{desk.version.pk}/").content.decode()
    assert "This is version 1" in page and 'type="file"' not in page
    answer = office.post(f"{office.base}{desk.version.pk}/", fill(world))
    assert answer.status_code == 302, answer.content.decode()
    services.work(str(Batch.objects.get().pk))
    issued = json.loads(queries.issued_bytes(Credential.objects.get()))
    achievement = issued["credentialSubject"]["achievement"]
    assert achievement["name"] == "Bread Baking Basics" and achievement["version"] == "1"
    assert not queries.unissued(world.home).exists()
    assert office.get(f"{office.base}{desk.version.pk}/").status_code == 404, "nobody waits now"
    assert "Replaced" not in office.get(office.base).content.decode()


def test_an_award_of_a_withdrawn_version_is_issued(world, today, office):
    desk = Desk(world)
    awards.decide(desk.first, desk.ready(today), awarded_on=today)
    achievements.withdraw(world.actor("reviewer"), desk.version, reason="No longer taught.")
    assert "Withdrawn" in office.get(office.base).content.decode()
    assert office.post(f"{office.base}{desk.version.pk}/", fill(world)).status_code == 302


def test_recognised_prior_learning_of_a_replaced_version_is_issued(world, office):
    case = recognised(world)
    version = case.module.achievement.versions.get()
    replace(world, version)
    found = {
        "score:practical": "80 %",
        "level:practical": "good",
        "identity_check": "passport",
        "identity_checked_on": "2026-01-05",
    }
    recognition.award(world.actor("recognition-officer"), case, found=found)
    assert office.post(f"{office.base}{version.pk}/", fill(world)).status_code == 302


def test_nobody_on_a_list_gets_a_version_that_is_past(world, desk, office):
    listed = ContentFile(award_list(1).encode(), "awards.csv")
    told = {"key": signing_key(world.home), "suite": "eddsa-rdfc-2022", "source": listed}
    with pytest.raises(ValidationError, match="no longer public"):
        services.order(world.actor("registrar"), desk.version, **told)
    sent = fill(world, of="list", source=ContentFile(award_list(1).encode(), "a.csv"))
    office.post(f"{office.base}{desk.version.pk}/", sent)
    assert [(one.kind, one.total) for one in Batch.objects.all()] == [("awards", 1)]


def test_nothing_is_issued_of_what_was_never_public(world, office):
    draft = draft_version(world.home)
    assert office.get(f"{office.base}{draft.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="never published"):
        services.order(
            world.actor("registrar"), draft, key=signing_key(world.home), suite="eddsa-rdfc-2022"
        )


def test_a_program_names_the_version_by_its_number(world, desk):
    signing_key(world.home)
    registrar = Caller.of(world, "registrar")
    order = {"achievement": str(desk.version.achievement_id), "notify": False}
    is_problem(registrar.post("/batches", order), 422, "api.invalid")  # none of the new one
    assert registrar.post("/batches", order | {"version": 3}).status_code == 404
    assert Caller.of(world, "stranger").post("/batches", order | {"version": 1}).status_code == 404
    answer = registrar.post("/batches", order | {"version": 1})
    assert answer.status_code == 201 and answer.json()["total"] == 1


def test_the_choice_asks_as_many_queries_for_many_versions(world, desk, office, same_queries):
    def more():
        for _ in range(3):
            published_version(world.home)

    same_queries(lambda: office.get(office.base), more)
