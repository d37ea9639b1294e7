"""The API as a whole: its parts, its errors, its OpenAPI document, its addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.operation import Operation

from mintmark_web.adapters.site import address
from mintmark_web.api import problems
from mintmark_web.api.callers import BearerToken
from mintmark_web.api.door import door, nothing
from mintmark_web.api.reading import StrictParser
from mintmark_web.api.routes import PARTS
from mintmark_web.api.routing import Problem

PREFIX = "api/v1/"
VC_API = "vc-api/"
"""Where the routes of the W3C's VC API stand, beside ours: it says what follows, not who begins."""
_ABOUT = (
    "What people do in the office, for programs: the same services, the same permissions, the same "
    "record. Times are UTC (RFC 3339), decimal numbers are strings, errors are problem details "
    "(RFC 9457)."
)


@lru_cache(maxsize=1)
def api() -> NinjaAPI:
    """Return the API with all its routes."""
    made = NinjaAPI(
        title="Mintmark API",
        version="1",
        description=_ABOUT,
        openapi_url=None,
        docs_url=None,
        parser=StrictParser(),
        urls_namespace="api",
    )
    for routes in PARTS:
        made.add_router("", routes.router)
    for kind in list(made._exception_handlers):
        made._exception_handlers[kind] = problems.answer
    return made


def operations() -> list[tuple[str, Operation, BearerToken]]:
    """Return every route: its path below the prefix, and what it needs."""
    found = []
    for bound in api()._get_bound_routers():
        for route, view in bound.path_operations.items():
            for operation in view.operations:
                needed = cast(BearerToken, operation.auth_callbacks[0])
                found.append((re.sub(r"{\w+:", "{", route), operation, needed))
    return found


def place(route: str) -> str:
    """Return where a route stands on this site, without a slash before it."""
    bare = route.lstrip("/")
    return bare if bare.startswith(VC_API) else f"{PREFIX}{bare}"


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    made: dict[str, Any] = dict(api().get_openapi_schema(path_prefix=""))
    made["paths"] = {f"/{place(route)}": told for route, told in made["paths"].items()}
    made["servers"] = [{"url": address("")}]
    made["components"]["schemas"]["Problem"] = Problem.model_json_schema(
        ref_template="#/components/schemas/{model}"
    )
    made["components"]["schemas"] |= made["components"]["schemas"]["Problem"].pop("$defs", {})
    for route, operation, needed in operations():
        if needed.public:
            for method in operation.methods:
                told = made["paths"][f"/{place(route)}"][method.lower()]
                told["security"].insert(0, {})
    return made


def openapi(_request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document."""
    answer = JsonResponse(document())
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def addresses() -> list[URLPattern]:
    """Return all addresses, each behind the door."""
    views = (cast(URLPattern, pattern) for pattern in api()._get_urls())
    return [
        path(f"{PREFIX}openapi.json", door(openapi), name="api.openapi"),
        *(
            path(place(str(view.pattern)), door(view.callback), name=view.name)
            for view in views
            if view.name != "api-root"
        ),
        path(f"{PREFIX}", door(openapi), name="api.root"),
        path(f"{PREFIX}<path:rest>", door(nothing), name="api.nothing"),
    ]
