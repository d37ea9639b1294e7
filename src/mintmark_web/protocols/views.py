"""Documents for machines: anybody may have them and keep them a while."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.adapters import pace
from mintmark_web.protocols import queries, vc_api
from mintmark_web.protocols.queries import Served


@require_safe
@needs("anyone")
def did_document(request: OfficeRequest) -> HttpResponse:
    """Give the document of an organisation's did:web."""
    if request.organisation is None:
        raise Http404
    return _served(request, queries.did_document(request.organisation.slug))


@require_safe
@needs("anyone")
def status_list(request: OfficeRequest, pk: UUID, purpose: str) -> HttpResponse:
    """Give a signed status list."""
    return _served(request, queries.status_list(pk, purpose))


@require_safe
@needs("anyone")
def achievement(request: OfficeRequest, pk: UUID) -> HttpResponse:
    """Give an achievement as JSON-LD."""
    return _served(request, queries.achievement(pk))


@require_safe
@needs("anyone")
def schema(request: OfficeRequest, name: str) -> HttpResponse:
    """Give a JSON Schema."""
    return _served(request, queries.schema(name))


@csrf_exempt
@require_POST
@needs("anyone")
def verify(request: OfficeRequest, what: str) -> HttpResponse:
    """Verify a credential or a presentation, or derive one, after the VC API. Nothing is kept."""
    seconds = pace.wait_to_check(request)
    answer = vc_api.too_many(seconds) if seconds else vc_api.answer(what, request)
    found = HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
    if seconds:
        found["Retry-After"] = str(seconds)
    found["Cache-Control"] = "no-store"
    found["Access-Control-Allow-Origin"] = "*"
    return found


def _served(request: HttpRequest, found: Served | None) -> HttpResponse:
    """Return it with what caches need, or that the caller's copy is still right."""
    if found is None:
        raise Http404
    tag = quote_etag(sha256(found.data).hexdigest()[:32])
    changed = int(found.changed_at.timestamp()) if found.changed_at else None
    answer = HttpResponse(found.data, content_type=found.media_type)
    told = get_conditional_response(request, tag, changed, answer) or answer
    told["ETag"] = tag
    if changed is not None:
        told["Last-Modified"] = http_date(changed)
    told["Cache-Control"] = f"public, max-age={found.seconds}"
    told["Access-Control-Allow-Origin"] = "*"
    return told
