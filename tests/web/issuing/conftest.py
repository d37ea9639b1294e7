"""A published achievement of ``world.home``, a key, award lists, and orders."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile

from mintmark_web.issuing import services
from mintmark_web.issuing.models import Batch, Credential
from web.factories import published_version, signing_key
from web.issuing.lists import award_list
from web.world import World


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
