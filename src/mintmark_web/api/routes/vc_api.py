"""The endpoints of the Verifiable Credential API that write: issuing, and setting a status.

Those that verify ask for no token and stand among the protocols.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse

from mintmark.cli.vc_api.requests import MAX_BODY, malformed, object_in, options_in, text_in
from mintmark.encoding import strict_json
from mintmark.encoding.values import as_list
from mintmark.errors import InputError, LimitError, MintmarkError, UnavailableError, UsageError
from mintmark_web.adapters.vault import VaultError
from mintmark_web.api import problems
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.finding import found
from mintmark_web.api.reading import StrictParser
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope
from mintmark_web.issuing import queries, services
from mintmark_web.keys.signing import KeyUnusableError

routes = Routes("VC API")
_WRITE = Scope.ISSUING_WRITE


class Issuance(Shape):
    """A credential to be issued (VC API, `POST /credentials/issue`)."""

    credential: dict[str, Any]
    """After the VC Data Model 2.0, without proof and status."""
    options: dict[str, Any] | None = None
    """`cryptosuite`, `credentialId`, `credentialStatus`."""


class StatusUpdate(Shape):
    """What a credential's status becomes (VC API, `POST /credentials/status`)."""

    credentialId: str  # noqa: N815 - the names are the VC API's
    """The id that is in it."""
    credentialStatus: dict[str, Any] | list[dict[str, Any]] | None = None  # noqa: N815
    """`statusPurpose`: `revocation` (if left out) or `suspension`."""
    status: bool = True
    reason: str | None = None
    """Why; ours, not the VC API's."""


class IssuedDocument(Shape):
    """The credential, signed."""

    verifiableCredential: dict[str, Any]  # noqa: N815


class StatusSet(Shape):
    """What was asked for holds now."""

    credentialId: str  # noqa: N815
    status: bool


def _takes(shape: type[Shape]) -> dict[str, Any]:
    """Return what the document says of a body that the route reads itself."""
    schema = shape.model_json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@routes(
    "POST",
    "/vc-api/credentials/issue",
    "credential.issue",
    _WRITE,
    gives=IssuedDocument,
    status=201,
    cost=5,
    told=_takes(Issuance),
)
def issue_document(request: Call) -> HttpResponse:
    """Sign a credential as it comes.

    Its issuer is your organisation, or left out. It gets an id where it has none, and entries for
    revocation and suspension.
    """
    return _answered(201, lambda: _issued(request))


@routes(
    "POST",
    "/vc-api/credentials/status",
    "credential.revoke",
    _WRITE,
    gives=StatusSet,
    told=_takes(StatusUpdate),
)
def set_credential_status(request: Call) -> HttpResponse:
    """Set or clear the status of any credential of your organisation.

    What is as asked already stays as it is. A revocation cannot be taken back.
    """
    return _answered(200, lambda: _set_as_asked(request))


def _issued(request: Call) -> dict[str, Any]:
    body = _body(request)
    options = options_in(body)
    document = _with_id(object_in(body, "credential"), text_in(options, "credentialId"))
    _refuse_other_options(options)
    suite = text_in(options, "cryptosuite") or ""
    made = services.issue_document(request.actor, request.organisation, document, suite=suite)
    return {"verifiableCredential": strict_json.loads(found(queries.issued_bytes(made)))}


def _set_as_asked(request: Call) -> dict[str, Any]:
    body = _body(request)
    iri, value = text_in(body, "credentialId"), body.get("status", True)
    if iri is None or not isinstance(value, bool):
        raise malformed("credentialId" if iri is None else "status")
    reason = text_in(body, "reason") or "Set by a program, which gave no reason."
    purposes = list(_purposes(body.get("credentialStatus"))) or [_REVOCATION]
    with transaction.atomic():
        for purpose in purposes:
            _set(request, iri, purpose, value, reason)
    return {"credentialId": iri, "status": value}


_REVOCATION: Final = "revocation"
_SUSPENSION: Final = "suspension"
_NOT_HERE: Final = ("mandatoryPointers", "disclosablePointers")
"""What a learner may hide is the office's own rule, whoever asks."""


def _body(request: Call) -> dict[str, Any]:
    if len(request.body) > MAX_BODY:
        raise LimitError("vc-api.too-large", f"The body is over {MAX_BODY:,} bytes.")
    body = StrictParser().parse_body(request)
    if not isinstance(body, dict):
        raise InputError("json.not-an-object", "The body is not a JSON object.")
    return body


def _with_id(document: dict[str, Any], wanted: str | None) -> dict[str, Any]:
    if wanted is None:
        return document
    if document.get("id", wanted) != wanted:
        raise malformed("credentialId")
    return {**document, "id": wanted}


def _refuse_other_options(options: Mapping[str, Any]) -> None:
    for name in _NOT_HERE:
        if options.get(name):
            raise malformed(name)
    asked = options.get("credentialStatus")
    if not isinstance(asked, bool):
        list(_purposes(asked))


def _purposes(asked: Any) -> Iterator[str]:
    """Yield the purposes of the status entries that somebody names."""
    if asked is None:
        return
    for one in as_list(asked):
        if not isinstance(one, Mapping):
            raise malformed("credentialStatus")
        purpose = one.get("statusPurpose", _REVOCATION)
        if purpose not in (_REVOCATION, _SUSPENSION):
            told = str(purpose)[:60]
            raise UsageError("vc-api.unknown-purpose", f"No list is kept for the purpose {told!r}.")
        yield purpose


def _set(request: Call, iri: str, purpose: str, value: bool, reason: str) -> None:
    """Bring a credential to where it is asked to be, if it is not there."""
    credential = found(queries.credential_called(request.organisation.pk, iri))
    if (credential.status in _SAYS[purpose]) == value:
        return
    if purpose == _SUSPENSION:
        change = services.suspend if value else services.reinstate
    elif value:
        change = services.revoke
    else:
        raise UsageError("vc-api.revoked", "What is revoked stays so. Issue a new credential.")
    change(request.actor, credential, reason)


_SAYS: Final = {_REVOCATION: ("revoked", "superseded"), _SUSPENSION: ("suspended",)}
"""With which status of ours an entry of this purpose is set."""


def _answered(status: int, work: Callable[[], Any]) -> HttpResponse:
    """Do the work; a call that is wrong is answered with 400, as the VC API has it."""
    try:
        return HttpResponse(strict_json.dumps(work()), "application/json", status)
    except (MintmarkError, ValidationError) as error:
        told = problems.trouble(error)
    except (KeyUnusableError, VaultError):
        why = UnavailableError("vc-api.key-unusable", "The organisation's key cannot sign now.")
        return problems.response(problems.trouble(why))
    # Nothing is fetched here, so that what is not at hand now will not be later either.
    wrong = told.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return problems.response(replace(told, status=HTTPStatus.BAD_REQUEST) if wrong else told)
