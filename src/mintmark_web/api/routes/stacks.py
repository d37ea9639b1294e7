"""Pathways, and what credentials add up to."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from mintmark import Holding, StackRule, Wishes, plan, read_rule, stack
from mintmark_web.adapters import clock
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.finding import found
from mintmark_web.api.paging import Page, Where, page
from mintmark_web.api.problems import ApiError
from mintmark_web.api.routing import Routes
from mintmark_web.stacks import queries
from mintmark_web.stacks.planning import catalogue
from mintmark_web.verification.checking import Desk

routes = Routes("Stacks")

_EFFORT = 2.0
"""How long one call may let the solver try, in deterministic time: about as many seconds."""


class PathwayOut(Shape):
    """A pathway that learners see."""

    id: UUID
    title: str
    organisation: str
    rule: str
    """The stack rule (YAML); see "Stack rules" in the reference."""

    @staticmethod
    def resolve_title(row: Any) -> str:
        """The public title."""
        text: str = row.public_title
        return text

    @staticmethod
    def resolve_rule(row: Any) -> str:
        """The public rule."""
        text: str = row.public_rule
        return text

    @staticmethod
    def resolve_organisation(row: Any) -> str:
        """Who decides."""
        text: str = row.organisation.name
        return text


class Held(Shape):
    """What a learner holds, and the rule to hold it against."""

    pathway: UUID | None = None
    """A public pathway; or:"""
    rule: Annotated[str, Field(max_length=200_000)] = ""
    """a stack rule of your own (YAML)."""
    credentials: Annotated[list[str], Field(max_length=100)] = []
    """Each as text: JSON or a token. Each is verified first."""
    as_of: date | None = None


class HeldAndWishes(Held):
    """The same, and what the learner wishes of a plan."""

    wishes: dict[str, Any] = {}
    """See "Plan" in the reference: until when, how much money, how many hours a week."""


@routes("GET", "/pathways", "anyone", gives=Page[PathwayOut])
def list_pathways(request: Call, where: Where) -> Any:
    """List the public pathways, by title."""
    return page(queries.published(), where, "public_title", "pk")


@routes("GET", "/pathways/{uuid:pathway_id}", "anyone", gives=PathwayOut)
def read_pathway(request: Call, pathway_id: UUID) -> Any:
    """Read a public pathway."""
    return found(queries.public_pathway(pathway_id))


@routes("POST", "/stacks/evaluate", "pathway.see", gives=dict[str, Any], cost=10)
def evaluate_stack(request: Call, body: Held) -> Any:
    """Say what credentials add up to, and what is missing."""
    rule, held = _read(body), _holdings(body)
    day = body.as_of or clock.now().date()
    return stack(rule, held, as_of=day, effort=_EFFORT).model_dump(mode="json")


@routes("POST", "/stacks/plan", "pathway.see", gives=dict[str, Any], cost=20)
def plan_stack(request: Call, body: HeldAndWishes) -> Any:
    """Plan what is missing from the offerings of this office."""
    rule, held, wishes = _read(body), _holdings(body), Wishes.model_validate(body.wishes)
    day = body.as_of or clock.now().date()
    made = plan(rule, held, catalogue(), wishes, as_of=day, effort=_EFFORT)
    return made.model_dump(mode="json")


def _read(body: Held) -> StackRule:
    if (body.pathway is None) == (not body.rule):
        raise ApiError(422, "api.pathway-or-rule", "Send either a pathway or a rule.")
    if body.pathway is not None:
        return queries.public_rule(found(queries.public_pathway(body.pathway)))
    return read_rule(body.rule, "rule")


def _holdings(body: Held) -> list[Holding]:
    desk = Desk()
    return [
        desk.holding(text.encode(), f"credentials[{number}]")
        for number, text in enumerate(body.credentials)
    ]
