"""What a requirement asks for, in words."""

from __future__ import annotations

from collections.abc import Iterator

from mintmark.model import Requirement
from mintmark.steps.stack.criteria import described
from mintmark.steps.stack.words import Speaker, amount, several


def asked(one: Requirement, system: str | None, say: Speaker) -> str:
    """Return what a requirement asks for: ``at least 30 ECTS at EQF 5 or above``."""
    where = f" {described(one.where, say)}" if one.where else ""
    if one.count == "things":
        least = int(one.at_least or len(one.things))
        whole = "all" if least == len(one.things) else f"at least {least}"
        return f"{whole} of {several([say.thing(url) for url in one.things], 'and')}{where}"
    unit = (system or "credits") if one.count == "credits" else "credentials"
    return f"{several(list(_bounds(one, unit)), 'and')}{where}"


def _bounds(one: Requirement, unit: str) -> Iterator[str]:
    if one.at_least is not None:
        yield f"at least {amount(one.at_least)} {unit}"
    if one.at_most is not None:
        yield f"at most {amount(one.at_most)} {unit}"
    if one.at_least_share is not None:
        yield f"at least {amount(one.at_least_share * 100)} % of the {unit}"
    if one.at_most_share is not None:
        yield f"at most {amount(one.at_most_share * 100)} % of the {unit}"
