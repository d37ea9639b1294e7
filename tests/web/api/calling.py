"""Calling the API as somebody."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.test import Client

from mintmark_web.accounts import queries
from mintmark_web.api.services import make_token
from mintmark_web.api.types import Scope
from web.world import World

PREFIX = "/api/v1"


@dataclass
class Caller:
    """Calls with a token, or without."""

    client: Client
    secret: str | None = None

    @classmethod
    def of(cls, world: World, who: str | None, scopes: Iterable[str] = tuple(Scope.values)):
        """Return a caller with a new token of a member of ``home``, or of the stranger."""
        if who is None:
            return cls(Client())
        user, organisation = (
            (world.stranger, world.other) if who == "stranger" else (world.member[who], world.home)
        )
        return cls.of_user(user, organisation, scopes, name=who)

    @classmethod
    def of_user(cls, user, organisation, scopes=tuple(Scope.values), name="test"):
        """Return a caller with a new token of a member."""
        actor = queries.actor_of(user, organisation)
        made = make_token(actor, organisation, name=name, scopes=scopes, days=1)
        return cls(Client(), made.secret)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Call; a body that is no bytes is sent as JSON."""
        if self.secret is not None:
            headers.setdefault("Authorization", f"Bearer {self.secret}")
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        place = path if path.startswith("/vc-api/") else f"{PREFIX}{path}"
        return self.client.generic(method, place, data, kind, headers=headers)

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("POST", path, body, **headers)


def is_problem(answer: Any, status: int, code: str) -> bool:
    """Check that an answer tells a problem in the one form, and return True."""
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json", told
    assert (answer.status_code, told["code"]) == (status, code), told
    assert told["status"] == status and told["type"] == f"urn:mintmark:problem:{code}"
    assert told["title"] and told["detail"]
    return True
