"""A command line to call, and other data than the bundled ones while a test runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from mintmark.cli.app import main
from mintmark.equivalence import credit_rates, credits, level_steps, levels, library, records
from mintmark.equivalence.facts import Contents

MEMORIES = (
    credit_rates.ways,
    credits.compare,
    credits.convert,
    level_steps.forward,
    level_steps.backward,
    level_steps.placement,
    levels.place,
    levels._mapped_to,
    records._system,
    records._system_ids,
    records._framework,
    records._workload,
    records._levels,
)
USERS = (credit_rates, credits, level_steps, levels, records)


def forget() -> None:
    for memory in MEMORIES:
        memory.cache_clear()


@dataclass(frozen=True)
class Printed:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys) -> Callable[..., Printed]:
    """Call the command line in this process."""

    def call(*arguments: object) -> Printed:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Printed(code, printed.out, printed.err)

    return call


@pytest.fixture
def with_data(monkeypatch) -> Iterator[Callable[[Contents], None]]:
    """Let everything work with other data."""

    def put(contents: Contents) -> None:
        shelf = library.make(contents)
        for module in USERS:
            monkeypatch.setattr(module, "library", lambda: shelf)
        forget()

    yield put
    forget()
