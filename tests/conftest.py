"""Fixtures that every test may use."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from standards import SHARED

settings.register_profile(
    "default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published standards files beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the published standards files in ../shared, which are not here")
    return SHARED
