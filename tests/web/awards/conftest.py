"""What the tests of this app share."""

from datetime import UTC, datetime

import pytest

from web.awards.making import Desk


@pytest.fixture
def desk(world):
    """An open offering with two assessors."""
    return Desk(world)


@pytest.fixture
def today():
    """The day it is."""
    return datetime.now(UTC).date()
