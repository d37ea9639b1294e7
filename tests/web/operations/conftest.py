"""Offices in processes of their own: from nothing, or ready to work."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.operations.offices import place, run

_NAME = f"test_mintmark_running_{os.getpid()}"


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an office of which nothing is there yet."""
    with place(_NAME, tmp_path / "data") as made:
        yield made


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A database and a folder as ``office migrate`` leaves them, to be copied."""
    name, folder = f"{_NAME}_pattern", tmp_path_factory.mktemp("pattern") / "data"
    with place(name, folder) as made:
        run(made, "office", "migrate")
        yield name, folder


@pytest.fixture
def site(pattern: tuple[str, Path], tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an office that is ready to work."""
    name, folder = pattern
    shutil.copytree(folder, tmp_path / "data")
    with place(_NAME, tmp_path / "data", like=name) as made:
        yield made
