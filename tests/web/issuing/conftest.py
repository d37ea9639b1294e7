"""A published achievement of ``world.home``, a key, award lists, and orders."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile

from mintmark_web.issuing import services
from mintmark_web.issuing.models import Batch, Credential
from web.factories import published_version, signing_key
from web.world import World

HEAD = "name,email,date,identity_check,level:practical,score:practical"


def award_list(count: int, *, first: int = 1) -> str:
    """Return an award list for so many learners."""
    rows = (row(number) for number in range(first, first + count))
    return "\n".join((HEAD, *rows)) + "\n"


def row(number: int, **changes: str) -> str:
    """Return a row that can be awarded, but for the changes."""
    cells = {
        "name": f"Learner {number}",
        "email": f"learner{number}@example.org",
        "date": "2026-05-04",
        "identity_check": "passport",
        "level": "good",
        "score": "0.8",
    }
    return ",".join((cells | changes).values())


@pytest.fixture
def version(world: World) -> Any:
    """An achievement that ``world.home`` issues."""
    return published_version(world.home)


@pytest.fixture
def order(world: World, version: Any) -> Callable[..., Batch]:
    """Return what orders credentials for the rows of a list."""

    def make(text: str, *, kind: str = "Ed25519", suite: str = "", **more: Any) -> Batch:
        key = signing_key(world.home, kind)
        usual = {"Ed25519": "eddsa-rdfc-2022"}.get(kind, "ecdsa-rdfc-2019")
        return services.order(
            world.actor("registrar"),
            version,
            key=key,
            suite=suite or usual,
            source=ContentFile(text.encode(), "awards.csv"),
            **more,
        )

    return make


@pytest.fixture
def issued(order: Callable[..., Batch]) -> Callable[..., list[Credential]]:
    """Return what issues so many credentials, here and now."""

    def make(count: int = 1, **more: Any) -> list[Credential]:
        batch = order(award_list(count, first=more.pop("first", 1)), **more)
        services.work(str(batch.pk))
        return list(Credential.objects.filter(batch=batch).order_by("line"))

    return make
