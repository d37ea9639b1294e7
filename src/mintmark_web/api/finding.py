"""What a call is about: found in the caller's organisation, or not at all."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404

from mintmark_web.api.callers import Call

T = TypeVar("T")


def found(thing: T | None) -> T:
    """Return what a query found.

    Raises:
        Http404: it found nothing.
    """
    if thing is None:
        raise Http404
    return thing


def mine(request: Call, thing: Any) -> Any:
    """Return what belongs to the caller's organisation.

    Raises:
        Http404: it is another's, or nothing: nobody learns which.
    """
    if found(thing).organisation_id != request.organisation.pk:
        raise Http404
    return thing
