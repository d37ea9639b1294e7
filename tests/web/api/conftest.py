"""Fixtures of the API's tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from web.api.calling import Caller
from web.world import World


@pytest.fixture
def as_(world: World) -> Callable[..., Caller]:
    """Return what makes a caller: ``as_("designer")``, ``as_("stranger")``, ``as_(None)``."""
    return lambda who, **kwargs: Caller.of(world, who, **kwargs)


@pytest.fixture
def anybody() -> Any:
    """Return a caller without a token."""
    return Caller(Client())
