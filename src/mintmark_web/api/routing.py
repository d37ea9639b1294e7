"""Declaring routes: method, address, what it needs, what it gives. One decorator for all."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from ninja import Router
from ninja.constants import NOT_SET

from mintmark_web.api.callers import BearerToken
from mintmark_web.api.fields import Shape
from mintmark_web.api.problems import MEDIA_TYPE
from mintmark_web.api.types import Scope

F = TypeVar("F", bound=Callable[..., Any])


class Problem(Shape):
    """An error (RFC 9457)."""

    class Fault(Shape):
        """One of several things that are wrong."""

        place: str
        detail: str

    type: str
    title: str
    status: int
    detail: str
    code: str
    place: str | None = None
    remedy: str | None = None
    errors: list[Fault] | None = None


class Routes:
    """The routes of one part of the office."""

    def __init__(self, tag: str) -> None:
        self.router = Router(tags=[tag])

    def __call__(
        self,
        method: str,
        path: str,
        action: str,
        scope: Scope | None = None,
        *,
        gives: Any = None,
        status: int = HTTPStatus.OK,
        cost: int = 1,
        told: dict[str, Any] | None = None,
    ) -> Callable[[F], F]:
        """Declare a route. Its name, summary and description are those of the function.

        Args:
            action: of the permission table.
            gives: the schema of the answer; left out where the function makes the answer itself.
            told: what else the OpenAPI document says.
        """
        needed = BearerToken(action, scope, cost=cost)

        def declare(view: F) -> F:
            summary, _, rest = (view.__doc__ or "").partition("\n")
            self.router.add_api_operation(
                path,
                [method],
                view,
                auth=needed,
                response=NOT_SET if gives is None else {int(status): gives},
                operation_id=view.__name__,
                url_name=f"api.{view.__name__}",
                summary=summary.strip().rstrip("."),
                description=_description(rest, needed),
                openapi_extra=_extra(needed, told or {}),
            )
            return view

        return declare


def _description(rest: str, needed: BearerToken) -> str:
    text = " ".join(rest.split())
    if needed.public:
        return f"{text} Anybody may; a token may more often.".strip()
    scope = f"a token with the scope `{needed.scope.value}`" if needed.scope else "any token"
    return f"{text} Needs {scope}, whose owner may do `{needed.action}`.".strip()


def _extra(needed: BearerToken, told: dict[str, Any]) -> dict[str, Any]:
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    codes = (400, 404, 422, 429) if needed.public else _REFUSALS
    refusals = {
        code: {"description": HTTPStatus(code).phrase, "content": problem} for code in codes
    }
    return {**told, "responses": {**refusals, **told.get("responses", {})}}


_REFUSALS = (400, 401, 403, 404, 409, 422, 429)
