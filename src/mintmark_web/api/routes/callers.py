"""Who one is to the API."""

from __future__ import annotations

from datetime import datetime

from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.routing import Routes

routes = Routes("Token")


class Caller(Shape):
    """A token, and for whom it acts."""

    name: str
    organisation: str
    """Its short name, as in addresses of the office."""
    roles: list[str]
    scopes: list[str]
    expires_at: datetime


@routes("GET", "/token", "organisation.see", gives=Caller)
def read_token(request: Call) -> Caller:
    """Tell what the token that you send is.

    The roles are those that its owner has now.
    """
    token = request.token
    return Caller(
        name=token.name,
        organisation=request.organisation.slug,
        roles=sorted(request.actor.roles),
        scopes=token.scopes,
        expires_at=token.expires_at,
    )
