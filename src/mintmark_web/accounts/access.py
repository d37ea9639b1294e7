"""The two guards: ``needs`` before every view, ``service`` around every write."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase

from mintmark_web.accounts import queries
from mintmark_web.accounts.models import Organisation, User
from mintmark_web.accounts.permissions import LEARNER, MEMBERS, TABLE, may, standing
from mintmark_web.accounts.types import Actor
from mintmark_web.audit.services import Entry, append

P = ParamSpec("P")
R = TypeVar("R")


class OfficeRequest(HttpRequest):
    """A request that passed ``needs``.

    Attributes:
        actor: who asks, with their roles in the organisation of the address.
        organisation: the organisation of an address below ``/o/<slug>/``; None elsewhere.
    """

    actor: Actor
    organisation: Organisation | None
    user: User


class Refused(PermissionDenied):
    """Somebody may not do this."""

    def __init__(self, action: str) -> None:
        super().__init__(f"{action} is not for you.")
        self.action = action


def needs(action: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., Any]]:
    """Declare what a view needs, and see to it.

    A view below ``/o/<slug:org>/`` gets no ``org``; it finds ``request.organisation``. Who is not
    signed in is led to the sign-in page; who is no member of the organisation finds nothing
    there; a member without the right is told so.
    """
    TABLE[action]

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            slug = kwargs.pop("org", None)
            _recognise(request, slug)
            if may(request.actor, action):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(_where_they_are(request))
            if slug is not None and not request.actor.roles & MEMBERS:
                raise Http404
            raise Refused(action)

        guarded.needs = action  # type: ignore[attr-defined]
        return guarded

    return decorate


def _where_they_are(request: HttpRequest) -> str:
    """Return where to go on after the sign-in: the page itself, or that of a form that was sent.

    What was sent may have an address that shows no page of its own.
    """
    here = request.get_full_path()
    if request.method in {"GET", "HEAD"}:
        return here
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return here
    if came.netloc != request.get_host() or not came.path or came.path.startswith("//"):
        return here
    return urlunsplit(("", "", came.path, came.query, ""))


def _recognise(request: Any, slug: str | None) -> None:
    """Put on the request who asks, and for which organisation."""
    user = request.user if request.user.is_authenticated else None
    request.organisation = queries.organisation(slug) if slug is not None else None
    if slug is not None and user is not None and request.organisation is None:
        raise Http404
    request.actor = queries.actor_of(user, request.organisation)


def demand(actor: Actor, action: str, thing: object = None) -> None:
    """Refuse unless the actor may do this to this thing.

    A right that comes from a role counts for things of the actor's organisation only; the right
    of a learner for their own things only. So a thing has ``organisation_id`` or ``owner_id``.

    Raises:
        Refused: they may not.
    """
    for right in TABLE[action] & standing(actor):
        if right in MEMBERS:
            of = getattr(thing, "organisation_id", None)
            if of is not None and of == actor.organisation_id:
                return
        elif right == LEARNER:
            if not isinstance(thing, Model) or _owned(thing, actor):
                return
        else:
            return
    raise Refused(action)


def _owned(thing: Model, actor: Actor) -> bool:
    owner = getattr(thing, "owner_id", None)
    return owner is not None and owner == actor.user_id


_PENDING: ContextVar[list[Entry] | None] = ContextVar("pending", default=None)
_NOTES: ContextVar[dict[str, Any] | None] = ContextVar("notes", default=None)


def note(**facts: Any) -> None:
    """Add facts to the audit entry of the service that runs: JSON, no personal data, no secret."""
    notes = _NOTES.get()
    if notes is None:
        raise RuntimeError("note() is for the inside of a service")
    notes.update(facts)


def service(
    action: str,
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Make a function the one way to do something: permission, one transaction, audit entry.

    The function's first argument is the actor, its second, if it has one, the thing written (or
    what the new thing belongs to). The entry's subject is the row it returns, or else the thing.
    All entries are appended at the end of the outermost service, so that nobody waits for the
    record longer than it takes to commit.
    """
    TABLE[action]

    def decorate(
        function: Callable[Concatenate[Actor, P], R],
    ) -> Callable[Concatenate[Actor, P], R]:
        @wraps(function)
        def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            thing: Any = args[0] if args else None
            demand(actor, action, thing)
            return _recorded(actor, action, thing, lambda: function(actor, *args, **kwargs))

        run.action = action  # type: ignore[attr-defined]
        return cast(Callable[Concatenate[Actor, P], R], run)

    return decorate


def _recorded(actor: Actor, action: str, thing: Any, work: Callable[[], R]) -> R:
    """Run in one transaction, and append what was done by this and all within it."""
    outer = _PENDING.get()
    pending: list[Entry] = []
    notes: dict[str, Any] = {}
    tokens = _PENDING.set(pending), _NOTES.set(notes)
    try:
        with transaction.atomic():
            result = work()
            pending.append(_entry(actor, action, thing, result, notes))
            if outer is None:
                append(pending)
    finally:
        _PENDING.reset(tokens[0])
        _NOTES.reset(tokens[1])
    if outer is not None:
        outer.extend(pending)
    return result


def _entry(actor: Actor, action: str, thing: Any, result: Any, notes: dict[str, Any]) -> Entry:
    subject = result if isinstance(result, Model) else thing
    of = getattr(subject, "organisation_id", None) or getattr(thing, "organisation_id", None)
    is_row = isinstance(subject, Model)
    return Entry(
        actor=actor,
        action=action,
        subject_type=subject._meta.label_lower if is_row else "",
        subject_id=str(subject.pk) if is_row else "",
        organisation_id=of or actor.organisation_id,
        summary=notes,
    )
