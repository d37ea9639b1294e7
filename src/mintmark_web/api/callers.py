"""Who calls: a token's owner with today's roles, or anybody; and what each route needs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja.security.http import HttpAuthBase

from mintmark_web.accounts import queries as people
from mintmark_web.accounts.permissions import ANYONE, TABLE, may
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters import clock
from mintmark_web.api import limits, queries, services
from mintmark_web.api.models import Token
from mintmark_web.api.problems import ApiError
from mintmark_web.api.types import Scope

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation


class Call(HttpRequest):
    """A request that came through the API's door.

    Attributes:
        token: by which it came; a route that anybody may call must not rely on it.
        actor: the token's owner, for the token's organisation.
        organisation: the token's.
    """

    token: Token
    actor: Actor
    organisation: Organisation


def recognise(request: Any) -> None:
    """Put on the request who calls.

    Raises:
        ApiError: it has a token that opens nothing.
    """
    request.token, request.organisation = _token(request), None
    request.actor = Actor(via="api")
    if request.token is not None:
        request.organisation = request.token.organisation
        request.actor = people.actor(request.token.owner_id, request.organisation.pk, via="api")


def _token(request: HttpRequest) -> Token | None:
    said = request.headers.get("Authorization")
    if said is None:
        return None
    scheme, _, secret = said.partition(" ")
    now = clock.now()
    found = queries.usable(secret.strip(), now) if scheme.lower() == "bearer" else None
    if found is None:
        raise _unauthorised(
            "api.bad-token", "This token is unknown, revoked or over.", "invalid_token"
        )
    services.used(found, now.date())
    return found


def _unauthorised(code: str, message: str, reason: str = "") -> ApiError:
    challenge = "Bearer" + (f' error="{reason}"' if reason else "")
    return ApiError(401, code, message, headers={"WWW-Authenticate": challenge})


class BearerToken(HttpAuthBase):
    """What a route needs: an action of the permission table, and a scope of the token.

    Attributes:
        action: who may is asked here, with what in the service.
        scope: None where any token will do.
        cost: how many plain calls it counts for.
    """

    openapi_scheme = "bearer"

    def __init__(self, action: str, scope: Scope | None = None, *, cost: int = 1) -> None:
        super().__init__()
        self.action, self.scope, self.cost = action, scope, cost
        self.public = ANYONE in TABLE[action]

    def __call__(self, request: HttpRequest) -> bool:
        """Let the call in, or say why not.

        Raises:
            ApiError: ``api.no-token``, ``api.scope``, ``api.forbidden``.
        """
        call: Any = request
        if self.cost > 1:
            limits.count(request, call.token and call.token.pk, self.cost - 1)
        if self.public:
            return True
        if call.token is None:
            raise _unauthorised("api.no-token", "This call needs a token.")
        if self.scope is not None and self.scope not in call.token.scopes:
            raise ApiError(403, "api.scope", f"This token lacks the scope {self.scope.value}.")
        if not may(call.actor, self.action):
            raise ApiError(403, "api.forbidden", "The owner of this token may not do this.")
        return True
