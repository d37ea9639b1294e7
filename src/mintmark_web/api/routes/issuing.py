"""Batches and credentials."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from mintmark.steps.issue import default_suite
from mintmark_web.achievements.queries import published_version, standing_version_of
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.finding import found, mine
from mintmark_web.api.paging import Page, Where, page
from mintmark_web.api.problems import ApiError
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope
from mintmark_web.issuing import queries, services
from mintmark_web.keys import queries as keys

routes = Routes("Issuing")
_READ, _WRITE = Scope.ISSUING_READ, Scope.ISSUING_WRITE


class Order(Shape):
    """What is to be issued, and how."""

    achievement: UUID
    """Its published version counts."""
    key: UUID | None = None
    """A key in use; the organisation's usual one if left out."""
    suite: Annotated[str, Field(max_length=40)] = ""
    """A cryptosuite that the key can sign with, or `jwt`; the key's usual one if left out."""
    notify: bool = True
    """Whether the learners are written to."""


class OrderOfAwards(Order):
    """An order for awards that the assessors decided."""

    awards: Annotated[list[UUID], Field(max_length=100_000)] | None = None
    """Which; all that wait if left out."""
    version: Annotated[int, Field(ge=1)] | None = None
    """The number of the version that they were made under, where it is no longer the public one."""


class BatchOut(Shape):
    """An order and its state."""

    id: UUID
    title: str
    kind: str
    state: str
    suite: str
    trouble: str
    total: int
    created_at: datetime
    done_at: datetime | None


class ProgressOut(BatchOut):
    """An order and how far it has come."""

    read: int
    signed: int
    failed: int
    told: int
    unsent: int
    waiting: int
    claimed: int


class RowErrorOut(Shape):
    """A row that could not be issued."""

    line: int
    learner: str
    code: str
    message: str


class CredentialOut(Shape):
    """A credential that was issued."""

    serial: UUID
    id: str
    batch: UUID
    name: str
    email: str
    status: str
    signed_at: datetime | None
    valid_until: datetime | None
    claimed_at: datetime | None

    @staticmethod
    def resolve_id(row: Any) -> str:
        """The id that is in it."""
        iri: str = row.iri
        return iri

    @staticmethod
    def resolve_batch(row: Any) -> UUID:
        """The order that it came from."""
        one: UUID = row.batch_id
        return one


class CredentialFilter(Shape):
    """Which credentials to list."""

    q: Annotated[str, Field(max_length=200)] = ""
    status: Annotated[str, Field(max_length=20)] = ""
    batch: UUID | None = None


_CSV = {
    "requestBody": {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}


@routes("GET", "/batches", "credential.list", _READ, gives=Page[BatchOut])
def list_batches(request: Call, where: Where) -> Any:
    """List your organisation's orders, the latest first."""
    return page(queries.batches(request.organisation.pk), where, "-created_at", "pk")


@routes("POST", "/batches", "credential.issue", _WRITE, gives=ProgressOut, status=201)
def order_awards(request: Call, body: OrderOfAwards) -> Any:
    """Order credentials for awards. They are signed in the background."""
    version = None
    if body.version is not None:
        version = mine(request, standing_version_of(body.achievement, body.version))
    return _ordered(request, body, version, awards=body.awards)


@routes(
    "POST", "/batches/list", "credential.issue", _WRITE, gives=ProgressOut, status=201, told=_CSV
)
def order_list(request: Call, order: Annotated[Order, Query()]) -> Any:
    """Order credentials for the rows of an award list: send the CSV as the body."""
    if not request.body:
        raise ApiError(400, "api.nothing-sent", "Send the award list as the body of the call.")
    return _ordered(request, order, None, source=ContentFile(request.body, "list.csv"))


@routes("GET", "/batches/{uuid:batch_id}", "credential.list", _READ, gives=ProgressOut)
def read_batch(request: Call, batch_id: UUID) -> Any:
    """Read an order and how far it has come."""
    return _progress(the_batch(request, batch_id))


@routes("GET", "/batches/{uuid:batch_id}/errors", "credential.list", _READ, gives=Page[RowErrorOut])
def list_errors(request: Call, batch_id: UUID, where: Where) -> Any:
    """List the rows that could not be issued, each with its reasons."""
    return page(queries.errors(the_batch(request, batch_id)), where, "line", "pk")


@routes("POST", "/batches/{uuid:batch_id}/stop", "credential.stop", _WRITE, gives=ProgressOut)
def stop_batch(request: Call, batch_id: UUID) -> Any:
    """Let an order rest: what is signed stays, nothing more is."""
    return progress_of(request, services.stop(request.actor, the_batch(request, batch_id)))


@routes("POST", "/batches/{uuid:batch_id}/resume", "credential.stop", _WRITE, gives=ProgressOut)
def resume_batch(request: Call, batch_id: UUID) -> Any:
    """Go on with an order that rests."""
    return progress_of(request, services.resume(request.actor, the_batch(request, batch_id)))


@routes("GET", "/credentials", "credential.list", _READ, gives=Page[CredentialOut])
def list_credentials(
    request: Call, where: Where, only: Annotated[CredentialFilter, Query()]
) -> Any:
    """List what your organisation issued, the latest first."""
    rows = queries.credentials(
        request.organisation.pk, words=only.q, status=only.status, batch_id=only.batch
    )
    return page(rows, where, "-signed_at", "pk")


@routes("GET", "/credentials/{uuid:serial}", "credential.list", _READ, gives=CredentialOut)
def read_credential(request: Call, serial: UUID) -> Any:
    """Read what is known of a credential."""
    return the_credential(request, serial)


@routes("GET", "/credentials/{uuid:serial}/document", "credential.download", _READ)
def download_credential(request: Call, serial: UUID) -> HttpResponse:
    """Download a credential, byte for byte as it was signed."""
    data = found(queries.issued_bytes(the_credential(request, serial)))
    is_json = data[:1] == b"{"
    return HttpResponse(data, "application/vc" if is_json else "application/jwt")


def _ordered(request: Call, told: Order, version: Any, **what: Any) -> dict[str, Any]:
    version = version or mine(request, published_version(told.achievement))
    key = the_key(request, told.key)
    suite = told.suite or default_suite(key.kind)
    made = services.order(request.actor, version, key=key, suite=suite, notify=told.notify, **what)
    return progress_of(request, made)


def the_key(request: Call, key_id: UUID | None = None) -> Any:
    """Return a key of the caller's organisation: this one, or the usual one."""
    organisation = request.organisation.pk
    if key_id is not None:
        return found(keys.key(organisation, key_id))
    key = keys.active_key(organisation)
    if key is None:
        raise ValidationError({"key": "There is no key in use. Make one in the office."})
    return key


def progress_of(request: Call, batch: Any) -> dict[str, Any]:
    """Return an order as it stands now."""
    return _progress(the_batch(request, batch.pk))


def _progress(batch: Any) -> dict[str, Any]:
    told = queries.progress(batch)
    names = ("total", "read", "signed", "failed", "told", "unsent", "waiting", "claimed")
    plain = ("id", "title", "kind", "state", "suite", "trouble", "created_at", "done_at")
    return {name: getattr(batch, name) for name in plain} | {
        name: getattr(told, name) for name in names
    }


def the_batch(request: Call, batch_id: UUID) -> Any:
    """Return an order of the caller's organisation."""
    return found(queries.batch(request.organisation.pk, batch_id))


def the_credential(request: Call, serial: UUID) -> Any:
    """Return a credential of the caller's organisation."""
    return found(queries.credential_of(request.organisation.pk, serial))
