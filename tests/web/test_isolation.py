"""What belongs to one organisation, or one learner, is not there for any other."""

from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse

from mintmark_web.accounts.permissions import LEARNER, MEMBERS, TABLE
from web.samples import SAMPLES
from web.test_permissions import ADDRESSES, OFFICE

PARTS = [
    (route, pattern)
    for route, pattern in ADDRESSES
    if "<" in route.removeprefix(OFFICE) and hasattr(pattern.callback, "needs")
]
IN_OFFICES = [(r, p) for r, p in PARTS if r.startswith(OFFICE)]
OWN = [
    (r, p)
    for r, p in PARTS
    if not r.startswith(OFFICE)
    and TABLE[p.callback.needs] & {LEARNER}
    and not TABLE[p.callback.needs] & MEMBERS
]
NOT_OF_ONE = {"stacks.way", "stacks.way-picture", "stacks.plan", "stacks.plan-picture"} | {
    "stacks.ask",
    "recognition.apply",
    "awards.ask",
}
"""Addresses of public things at which a learner does something of their own."""


def names(found):
    return [pattern.name for _, pattern in found]


def seen(client, method, name, parts):
    """Return what somebody gets: the status, and where it leads. What it did is undone."""
    with transaction.atomic():
        answer = getattr(client, method)(reverse(name, kwargs=parts))
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Location")


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "pattern"), IN_OFFICES, ids=names(IN_OFFICES))
def test_no_other_office_has_it(route, pattern, world, sign_in, settings):
    """Somebody with every role in ``other`` asks there for a thing of ``home``.

    They get what they would get for a thing that is nowhere.
    """
    settings.ALLOWED_HOSTS = ["testserver"]
    parts = SAMPLES[pattern.name](world) | {"org": world.other.slug}
    nowhere = {name: UUID(int=7) if isinstance(one, UUID) else one for name, one in parts.items()}
    for method in ("get", "post"):
        told = [
            seen(sign_in(world.stranger), method, pattern.name, one) for one in (parts, nowhere)
        ]
        assert told[0][0] in (404, 405) or told[0] == told[1], f"{method} {route}: {told}"


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "pattern"), OWN, ids=names(OWN))
def test_no_other_learner_has_it(route, pattern, world, sign_in, settings):
    """Another signed-in person asks for a thing of ``learner``."""
    if pattern.name in NOT_OF_ONE:
        pytest.skip("the address is of something public")
    settings.ALLOWED_HOSTS = ["testserver"]
    parts = SAMPLES[pattern.name](world)
    for method in ("get", "post"):
        status, _ = seen(sign_in(world.stranger), method, pattern.name, parts)
        assert status in (403, 404, 405), f"{method} {route}: {status}"


def test_the_walk_meets_something():
    assert len(IN_OFFICES) > 30 and len(OWN) > 10
