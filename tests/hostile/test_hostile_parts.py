"""Awards made of awards: what follows them down is bounded, whatever they claim to be made of.

Each input is signed by its own attacker. Its twin is the same thing in an honest size, of which
every part holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import samples
from cost import costs, measured
from larger_samples import larger, name_of, part
from mintmark.formats import clr_2
from mintmark.proofs import vc_jose
from mintmark.report import Outcome, Report
from mintmark.steps.record import record_of
from mintmark.steps.verify import verify

CPU = 2.0
"""Seconds, as for everything else that is heavy together."""

Made = tuple[bytes | str, list[bytes]]
"""What is to be verified, and the parts at hand."""


@dataclass(frozen=True)
class Heavy:
    """An award in a hostile and in an honest size; ``make`` makes it in a size."""

    make: Callable[[int], Made]
    hostile: int
    honest: int


def evidence(count: int) -> list[dict[str, Any]]:
    return [{"type": ["Evidence"], "name": str(n)} for n in range(count)]


def of_large_parts(count: int) -> Made:
    parts = [part(n, evidence=evidence(count)) for n in range(40)]
    return larger(parts), parts


def wide_and_deep(width: int) -> Made:
    """Each award of a layer names all those of the layer below: as many ways as width ** depth."""
    layer = [part(n) for n in range(width)]
    at_hand = list(layer)
    for depth in range(1, 7):
        names = [name_of(10 * depth + n) for n in range(width)]
        layer = [larger(layer, name=name) for name in names]
        at_hand += layer
    return larger(layer), at_hand


def carrying(count: int) -> Made:
    parts = [part(n, evidence=evidence(count)) for n in range(18)]
    return secured(record(parts)), []


def record(parts: list[bytes], name: str = name_of(99)) -> dict[str, Any]:
    return clr_2.dump(
        record_of(larger(parts), parts, record_id=name),
        issuer_id=samples.KEY.controller,
        valid_from=samples.ISSUED,
        salt=samples.SALT,
    )


def secured(document: dict[str, Any]) -> str:
    return vc_jose.sign(document, samples.KEY)


HEAVY = {
    "an award of 40 parts with 900 items each": Heavy(of_large_parts, 900, 3),
    "awards in awards, 9 wide and 7 deep": Heavy(wide_and_deep, 9, 3),
    "a record of 18 credentials with 90 items each": Heavy(carrying, 90, 1),
}


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    for _ in range(3):
        verify(larger([part(1)]), at=samples.LATER, parts=[part(1)])


def everything(report: Report) -> Iterator[Report]:
    yield report
    for _, one in report.parts:
        yield from everything(one)


@pytest.mark.parametrize("name", list(HEAVY))
@costs
def test_what_is_heavy_together_costs_little(name):
    data, parts = HEAVY[name].make(HEAVY[name].hostile)
    with measured() as cost:
        report = verify(data, at=samples.LATER, parts=parts)
    whole = list(everything(report))
    told = f"{name}: {cost.seconds:.2f} s CPU, {len(whole)} reports, {report.outcome}"
    print(told)
    assert cost.seconds < CPU, told
    assert len(whole) < 3_000, told
    codes = {one.code for each in whole for one in each.checks}
    assert "check.internal-error" not in codes
    assert all(one.outcome is not Outcome.INVALID for one in whole), told
    assert "input.work-limit" in codes, told


@pytest.mark.parametrize("name", list(HEAVY))
def test_an_honest_size_is_followed_to_the_end(name):
    data, parts = HEAVY[name].make(HEAVY[name].honest)
    report = verify(data, at=samples.LATER, parts=parts)
    whole = list(everything(report))
    assert len(whole) > 7
    assert all(one.outcome is Outcome.VALID for one in whole), [one.decisive for one in whole]


def test_what_somebody_else_put_beside_the_parts_costs_the_award_nothing():
    """Files at hand are the verifier's own: many of them leave the award its whole budget."""
    noise = [part(n, evidence=evidence(300)) for n in range(2, 60)]
    report = verify(larger([part(1)]), at=samples.LATER, parts=[*noise, b"{", b"\x89PNG", part(1)])
    assert [one.outcome for one in everything(report)] == [Outcome.VALID] * 2


def test_a_presentation_under_the_name_of_a_part_is_no_part():
    shown = {"@context": ["https://www.w3.org/ns/credentials/v2"], "id": name_of(1)}
    shown |= {"type": ["VerifiablePresentation"], "verifiableCredential": []}
    report = verify(larger([part(1)]), at=samples.LATER, parts=[json.dumps(shown).encode()])
    assert [one.code for _, one in report.parts] == ["part.not-at-hand"]
