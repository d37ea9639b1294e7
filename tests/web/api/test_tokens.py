"""Tokens: who has one, for how long, for what; and that its text is kept nowhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mintmark_web.accounts.access import Refused
from mintmark_web.accounts.models import Membership
from mintmark_web.adapters import clock
from mintmark_web.api import services
from mintmark_web.api.models import Token
from mintmark_web.audit.models import Record
from web.api.calling import is_problem

pytestmark = pytest.mark.django_db


def form(**changed):
    return {"name": "Sync", "scopes": ["achievements:read"], "days": "90"} | changed


def test_a_token_tells_what_it_is(as_, world):
    told = as_("designer", scopes=["achievements:read"]).get("/token").json()
    assert told["organisation"] == world.home.slug
    assert (told["roles"], told["scopes"]) == (["designer"], ["achievements:read"])


def test_only_its_hash_is_kept_and_the_record_has_none_of_it(as_):
    secret = as_("designer").secret
    row = Token.objects.get()
    assert len(secret) > 40 and secret.startswith("mintmark_")
    assert secret not in str(row.__dict__) and row.prefix == secret[:12]
    assert all(secret not in str(one.summary) for one in Record.objects.all())


@pytest.mark.parametrize("said", ["Bearer nonsense", "Basic YTpi", "Bearer", "", "Bearer é"])
def test_a_token_that_opens_nothing_is_refused(anybody, said):
    answer = anybody.get("/token", Authorization=said)
    assert is_problem(answer, 401, "api.bad-token")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_no_token_is_refused_where_one_is_needed_and_a_session_is_none(anybody, world):
    assert is_problem(anybody.get("/token"), 401, "api.no-token")
    anybody.client.force_login(world.member["designer"])
    assert is_problem(anybody.get("/token"), 401, "api.no-token")


def test_a_token_ends(as_):
    caller = as_("designer")
    assert caller.get("/token").status_code == 200
    Token.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert is_problem(caller.get("/token"), 401, "api.bad-token")


def test_a_revoked_token_opens_nothing(as_, world):
    caller = as_("designer")
    services.revoke_token(world.actor("designer"), Token.objects.get())
    assert is_problem(caller.get("/token"), 401, "api.bad-token")


def test_a_role_that_is_lost_is_lost_for_the_token_too(as_, world):
    caller = as_("designer")
    Membership.objects.create(
        user=world.member["designer"], organisation=world.home, role="registrar"
    )
    assert caller.get("/token").json()["roles"] == ["designer", "registrar"]
    Membership.objects.filter(user=world.member["designer"], role="designer").delete()
    assert is_problem(caller.post("/achievements", {"title": "New"}), 403, "api.forbidden")
    Membership.objects.filter(user=world.member["designer"]).delete()
    assert is_problem(caller.get("/token"), 401, "api.bad-token")


def test_who_may_not_sign_in_any_more_may_not_call_either(as_, world):
    caller = as_("designer")
    world.member["designer"].is_active = False
    world.member["designer"].save()
    assert is_problem(caller.get("/token"), 401, "api.bad-token")


def test_a_scope_that_the_token_lacks_is_refused_and_named(as_):
    answer = as_("designer", scopes=["awards:read"]).get("/achievements")
    assert is_problem(answer, 403, "api.scope")
    assert "achievements:read" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("scopes", "days"),
    [([], 30), (["everything"], 30), (["awards:read"], 0), (["awards:read"], 366)],
)
def test_a_token_for_nothing_or_for_ever_is_not_made(world, scopes, days):
    with pytest.raises(ValidationError):
        services.make_token(world.actor("designer"), world.home, name="x", scopes=scopes, days=days)


def test_nobody_makes_a_token_for_another_organisation(world):
    with pytest.raises(Refused):
        services.make_token(
            world.actor("designer"), world.other, name="x", scopes=["awards:read"], days=1
        )


def test_the_text_is_shown_once(world, sign_in):
    client = sign_in(world.member["designer"])
    page = client.post(reverse("api.new-token", args=[world.home.slug]), form())
    token = Token.objects.get()
    assert token.prefix in page.content.decode()
    secret = page.context["token"].secret
    assert secret in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    listed = client.get(reverse("api.tokens", args=[world.home.slug])).content.decode()
    assert "Sync" in listed and secret not in listed


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["x"]}, {"days": "9"}])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(world, sign_in, wrong):
    client = sign_in(world.member["designer"])
    page = client.post(reverse("api.new-token", args=[world.home.slug]), form(**wrong))
    assert page.status_code == 200 and not Token.objects.exists()
    assert set(page.context["form"].errors) == set(wrong)
    if "name" not in wrong:
        assert 'value="Sync"' in page.content.decode()


def test_members_see_their_own_and_administrators_all(as_, world, sign_in):
    as_("designer"), as_("assessor"), as_("stranger")
    address = reverse("api.tokens", args=[world.home.slug])

    def seen(role):
        return {one.name for one in sign_in(world.member[role]).get(address).context["page"]}

    assert seen("designer") == {"designer"} and seen("registrar") == set()
    assert seen("administrator") == {"designer", "assessor"}


def test_another_members_token_is_revoked_by_administrators_only(as_, world, sign_in):
    caller, token = as_("designer"), Token.objects.get()
    address = reverse("api.revoke", args=[world.home.slug, token.pk])
    assert sign_in(world.member["assessor"]).post(address).status_code == 404
    with pytest.raises(Refused):
        services.revoke_token(world.actor("assessor"), token)
    assert caller.get("/token").status_code == 200
    assert sign_in(world.member["administrator"]).get(address).status_code == 200
    assert sign_in(world.member["administrator"]).post(address).status_code == 302
    assert caller.get("/token").status_code == 401


def test_a_token_of_another_organisation_is_not_found(as_, world, sign_in):
    as_("stranger")
    address = reverse("api.revoke", args=[world.home.slug, Token.objects.get().pk])
    assert sign_in(world.member["administrator"]).post(address).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(as_, world, sign_in, same_queries):
    client = sign_in(world.member["administrator"])
    address = reverse("api.tokens", args=[world.home.slug])
    as_("designer")
    same_queries(lambda: client.get(address), lambda: [as_(role) for role in world.member])
