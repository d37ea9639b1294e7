"""Inviting, changing, removing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from mintmark_web.accounts import queries, services
from mintmark_web.accounts.models import Invitation
from mintmark_web.accounts.types import Actor
from mintmark_web.audit.models import Record
from web.factories import person

pytestmark = pytest.mark.django_db


def roles(world, user):
    found = queries.member(world.home, user.pk)
    return found.roles if found else ()


def test_whoever_is_invited_reads_of_it_and_accepts(
    world, sign_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = sign_in(world.member["administrator"]).post(
            f"/o/{world.home.slug}/members/invite/",
            {"email": "Learner@Example.org", "roles": ["assessor", "registrar"]},
            follow=True,
        )
    assert "The invitation is on its way." in page.content.decode()
    offer = Invitation.objects.get()
    assert f"http://localhost:8000/invitations/{offer.pk}/" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["learner@example.org"]
    page = sign_in(world.learner).post(f"/invitations/{offer.pk}/", follow=True)
    assert "Welcome to Harbour College." in page.content.decode()
    assert roles(world, world.learner) == ("assessor", "registrar")


@pytest.mark.parametrize(
    ("change", "who", "words"),
    [
        ({}, "stranger", "another e-mail address"),
        ({"withdrawn_at": timezone.now()}, "learner", "no longer open"),
        ({"accepted_at": timezone.now()}, "learner", "no longer open"),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "learner", "no longer open"),
    ],
)
def test_an_invitation_serves_one_person_once_in_time(world, sign_in, change, who, words):
    offer = services.invite(
        world.actor("administrator"), world.home, email="learner@example.org", roles=["designer"]
    )
    Invitation.objects.update(**change)
    user = getattr(world, who)
    page = sign_in(user).post(f"/invitations/{offer.pk}/")
    assert words in page.content.decode()
    assert roles(world, user) == ()


def test_roles_change_and_the_record_says_from_what_to_what(world, sign_in):
    designer = world.member["designer"]
    sign_in(world.member["administrator"]).post(
        f"/o/{world.home.slug}/members/{designer.pk}/", {"roles": ["reviewer"]}
    )
    assert roles(world, designer) == ("reviewer",)
    assert Record.objects.first().summary == {
        "user": designer.pk,
        "before": ["designer"],
        "after": ["reviewer"],
    }


@pytest.mark.parametrize(("path", "sent"), [("", {"roles": ["designer"]}), ("remove/", {})])
def test_the_last_administrator_stays(world, sign_in, path, sent):
    last = world.member["administrator"]
    page = sign_in(last).post(f"/o/{world.home.slug}/members/{last.pk}/{path}", sent)
    assert "This is the last administrator." in page.content.decode()
    assert roles(world, last) == ("administrator",)


def test_removing_takes_every_role(world, sign_in):
    designer = world.member["designer"]
    sign_in(world.member["administrator"]).post(
        f"/o/{world.home.slug}/members/{designer.pk}/remove/"
    )
    assert roles(world, designer) == ()
    assert sign_in(designer).get(f"/o/{world.home.slug}/").status_code == 404


def test_a_role_that_does_not_exist_is_refused(world):
    with pytest.raises(ValidationError):
        services.set_roles(world.actor("administrator"), world.home, world.learner, ["emperor"])


@pytest.mark.parametrize("page", ["members", "record"])
def test_the_pages_ask_the_database_as_often_for_many(world, sign_in, same_queries, page):
    client = sign_in(world.member["administrator"])

    def grow():
        for number in range(10):
            new = person(f"{number}@example.org", f"Number {number}")
            actor = world.actor("administrator")
            services.set_roles(actor, world.home, new, ["designer", "reviewer"])

    services.set_roles(world.actor("administrator"), world.home, world.learner, ["designer"])
    same_queries(lambda: client.get(f"/o/{world.home.slug}/{page}/"), grow)


def test_the_profile_is_the_cores_noun_in_each_language(world, sign_in):
    client = sign_in(world.member["administrator"])
    told = {
        "name": "Harbour College",
        "country": "ie",
        "url": "https://harbour.example",
        "email": "",
        "description": "By the sea.",
    }
    client.post(f"/o/{world.home.slug}/profile/", told)
    client.post(
        f"/o/{world.home.slug}/profile/",
        {**told, "name": "Collège du Port", "description": "Au bord de la mer."},
        headers={"accept-language": "fr"},
    )
    world.home.refresh_from_db()
    profile = world.home.profile
    assert profile["country"] == "IE" and profile["url"] == "https://harbour.example"
    assert profile["description"] == {"en": "By the sea.", "fr": "Au bord de la mer."}
    assert profile["name"]["fr"] == "Collège du Port"


def test_what_the_core_refuses_stands_beside_the_field(world, sign_in):
    page = sign_in(world.member["administrator"]).post(
        f"/o/{world.home.slug}/profile/",
        {"name": "Harbour", "country": "99", "url": "", "email": "", "description": ""},
    )
    assert page.context["form"].errors.keys() == {"country"}


def test_one_changes_to_organisations_where_one_has_a_role_only(world, sign_in):
    client = sign_in(world.stranger)
    client.post("/organisation/", {"organisation": world.home.slug})
    world.stranger.refresh_from_db()
    assert world.stranger.organisation is None
    client.post("/organisation/", {"organisation": world.other.slug})
    world.stranger.refresh_from_db()
    assert world.stranger.organisation == world.other


def test_an_operator_makes_an_organisation_and_invites_its_administrator(
    world, sign_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(world.operator).post(
            "/organisations/new/",
            {
                "name": "Ölwerk!",
                "kind": "employer",
                "country": "DE",
                "administrator": "boss@example.org",
            },
        )
    assert queries.organisation("olwerk").kind == "employer"
    assert mail.outbox[-1].to == ["boss@example.org"]


def test_two_organisations_of_one_name_get_two_addresses(world):
    operator = Actor(world.operator.pk, roles=frozenset({"operator"}))
    slugs = [services.create_organisation(operator, "Harbour College").slug for _ in range(2)]
    assert slugs == ["harbour-college-2", "harbour-college-3"]
