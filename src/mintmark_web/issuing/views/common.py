"""What the views share: what is asked for, and asking before doing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from mintmark_web.accounts.access import OfficeRequest
from mintmark_web.issuing import queries
from mintmark_web.issuing.models import Batch, Credential

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

PAGE = 50


def organisation(request: OfficeRequest) -> Organisation:
    """Return the organisation of the address."""
    if request.organisation is None:
        raise Http404
    return request.organisation


def the_batch(request: OfficeRequest, pk: UUID) -> Batch:
    """Return a batch of the organisation."""
    found = queries.batch(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def the_credential(request: OfficeRequest, pk: UUID) -> Credential:
    """Return a credential of the organisation."""
    found = queries.credential_of(organisation(request).pk, pk)
    if found is None:
        raise Http404
    return found


def awarded_credential(request: OfficeRequest, pk: UUID) -> Credential:
    """Return a credential that was made from an award here, not sent ready-made."""
    found = the_credential(request, pk)
    if not found.content:
        raise Http404
    return found
