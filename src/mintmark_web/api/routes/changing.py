"""What is done to a credential once it is issued: its status, its successors, its letters."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from mintmark_web.adapters import clock
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Email, Shape, Words
from mintmark_web.api.routes.issuing import (
    CredentialOut,
    ProgressOut,
    progress_of,
    the_batch,
    the_credential,
    the_key,
)
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope
from mintmark_web.issuing import services

routes = Routes("Issuing")
_WRITE = Scope.ISSUING_WRITE


class Reason(Shape):
    """Why; the learner and whoever verifies may ask for it."""

    reason: Annotated[Words, Field(min_length=1)]


class Renewal(Shape):
    """The new day of award; today if left out."""

    awarded_on: date | None = None


class Correction(Shape):
    """What is to be otherwise."""

    name: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    email: Email | None = None
    awarded_on: date | None = None
    place: Annotated[str, Field(max_length=500)] | None = None


class Letter(Shape):
    """Where a letter goes."""

    email: Email | None = None


@routes(
    "POST", "/credentials/{uuid:serial}/suspend", "credential.suspend", _WRITE, gives=CredentialOut
)
def suspend_credential(request: Call, serial: UUID, body: Reason) -> Any:
    """Suspend a credential for a time."""
    return services.suspend(request.actor, the_credential(request, serial), body.reason)


@routes(
    "POST",
    "/credentials/{uuid:serial}/reinstate",
    "credential.reinstate",
    _WRITE,
    gives=CredentialOut,
)
def reinstate_credential(request: Call, serial: UUID, body: Reason) -> Any:
    """End the suspension of a credential."""
    return services.reinstate(request.actor, the_credential(request, serial), body.reason)


@routes(
    "POST", "/credentials/{uuid:serial}/revoke", "credential.revoke", _WRITE, gives=CredentialOut
)
def revoke_credential(request: Call, serial: UUID, body: Reason) -> Any:
    """Revoke a credential for good."""
    return services.revoke(request.actor, the_credential(request, serial), body.reason)


@routes(
    "POST",
    "/credentials/{uuid:serial}/renew",
    "credential.renew",
    _WRITE,
    gives=CredentialOut,
    status=201,
)
def renew_credential(request: Call, serial: UUID, body: Renewal) -> Any:
    """Issue a credential again with a new end. The old one ends as it will."""
    credential, day = the_credential(request, serial), body.awarded_on or clock.now().date()
    return services.renew(request.actor, credential, key=the_key(request), awarded_on=day)


@routes("POST", "/credentials/{uuid:serial}/send", "credential.send", _WRITE, gives=CredentialOut)
def send_credential(request: Call, serial: UUID, body: Letter | None = None) -> Any:
    """Write to the learner once more.

    To another address if you give one; links that were sent before then no longer work.
    """
    credential = the_credential(request, serial)
    email = (body and body.email) or credential.email
    services.send_one_again(request.actor, credential, email=email)
    return the_credential(request, serial)


@routes(
    "POST",
    "/credentials/{uuid:serial}/correct",
    "credential.correct",
    _WRITE,
    gives=CredentialOut,
    status=201,
)
def correct_credential(request: Call, serial: UUID, body: Correction) -> Any:
    """Issue a credential again with something put right. The old one is then superseded.

    What is left out stays as it is.
    """
    credential = the_credential(request, serial)
    told = body.dict(exclude_unset=True)
    learner = {name: told.pop(name) or None for name in ("name", "email") if name in told}
    if "awarded_on" in told:
        told["awarded_on"] = body.awarded_on and body.awarded_on.isoformat()
    if learner and credential.content:
        told["learner"] = credential.content["award"]["learner"] | learner
    return services.correct(request.actor, credential, key=the_key(request), changes=told)


@routes("POST", "/batches/{uuid:batch_id}/send", "credential.send", _WRITE, gives=ProgressOut)
def send_batch(request: Call, batch_id: UUID) -> Any:
    """Write once more to all of an order who have not taken their credential."""
    return progress_of(request, services.send_again(request.actor, the_batch(request, batch_id)))
