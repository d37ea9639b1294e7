"""Every address, as everybody: who may, gets in; who may not, is refused in the right words."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mintmark_web.accounts.permissions import ANYONE, LEARNER, MEMBERS, OPERATOR, SIGNED_IN, TABLE
from mintmark_web.accounts.types import Role
from web.samples import SAMPLES

OFFICE = "o/<slug:org>/"


def addresses() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            else:
                yield route, pattern

    yield from walk(get_resolver().url_patterns, "")


ADDRESSES = sorted(addresses(), key=lambda found: (found[0], found[1].name or ""))


def test_every_view_declares_what_it_needs():
    silent = [route for route, pattern in ADDRESSES if not hasattr(pattern.callback, "needs")]
    assert silent == []


def test_every_address_has_a_name_and_what_has_parts_has_a_sample():
    assert [route for route, pattern in ADDRESSES if not pattern.name] == []
    parts = {
        pattern.name
        for route, pattern in ADDRESSES
        if "<" in route.removeprefix(OFFICE) and pattern.name not in SAMPLES
    }
    assert parts == set()


def allowed(who: str, rights: frozenset[str]) -> bool:
    if ANYONE in rights or (rights & {LEARNER, SIGNED_IN} and who != "signed-out"):
        return True
    return who in rights or (who == "operator" and OPERATOR in rights)


def refusal(who: str, in_office: bool) -> int:
    if who == "signed-out":
        return 302
    return 404 if in_office and who not in Role.values else 403


@pytest.mark.parametrize(
    ("route", "pattern"), ADDRESSES, ids=[f"{pattern.name}" for _, pattern in ADDRESSES]
)
def test_everybody_at(route, pattern, world, sign_in, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    rights = TABLE[pattern.callback.needs]
    in_office = route.startswith(OFFICE)
    parts = SAMPLES.get(pattern.name, lambda world: {})(world)
    if in_office:
        parts |= {"org": world.home.slug}
    address = reverse(pattern.name, kwargs=parts)
    for who, user in world.people().items():
        for method in ("get", "post"):
            with transaction.atomic():
                answer = getattr(sign_in(user), method)(address)
                transaction.set_rollback(True)
            if answer.streaming:
                list(answer.streaming_content)  # which closes what it reads from
            told = f"{method} {address} as {who}: {answer.status_code}"
            if answer.status_code == 405:
                continue
            if allowed(who, rights):
                assert answer.status_code not in (403, 500), told
                assert not str(answer.headers.get("Location", "")).startswith("/sign-in/?"), told
            else:
                assert answer.status_code == refusal(who, in_office), told


def test_a_stranger_finds_no_organisation_that_is_not_there_either(world, sign_in):
    answer = sign_in(world.stranger).get("/o/nowhere/")
    assert answer.status_code == 404


def test_the_table_names_only_roles_and_the_words_it_explains():
    known = MEMBERS | {LEARNER, SIGNED_IN, ANYONE, OPERATOR, "site"}
    assert all(rights and rights <= known for rights in TABLE.values())
