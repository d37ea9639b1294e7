"""``POST /credentials/verify``, ``/presentations/prove`` and ``/presentations/verify``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.cli.vc_api.answers import Answer, verdict
from mintmark.cli.vc_api.issuers import Issuer
from mintmark.cli.vc_api.requests import object_in, options_in, text_in, texts_in
from mintmark.cli.vc_api.service import Service
from mintmark.encoding.values import as_list
from mintmark.errors import ProofError, UsageError
from mintmark.proofs.data_integrity import proofs_of
from mintmark.steps.verify import verify
from mintmark.steps.verify.presentation import verify_presentation


def verify_credential(service: Service, _issuer: Issuer, body: Mapping[str, Any]) -> Answer:
    """Verify a credential by the whole checklist, whatever ``options.checks`` names.

    Options: ``expectedProofPurpose``, ``challenge`` and ``domain``, each of which every proof
    must then have.

    Raises:
        UsageError: there is no credential in the request.
        ProofError: its proofs are not what the options ask for.
    """
    options = options_in(body)
    credential = _document_or_token(body, "verifiableCredential")
    _require_asked(credential, options)
    report = verify(
        credential,
        at=service.clock(),
        documents=service.documents(),
        contexts=service.contexts_for(credential),
    )
    return verdict(report.checks)


def prove(service: Service, issuer: Issuer, body: Mapping[str, Any]) -> Answer:
    """Secure a presentation as its holder.

    Options: ``challenge`` and ``domain``, and ``disclosablePointers`` as in issuing.

    Raises:
        MintmarkError: what is wrong with it.
    """
    options = options_in(body)
    presentation = object_in(body, "presentation")
    secured = issuer.present(
        presentation,
        challenge=text_in(options, "challenge"),
        domain=text_in(options, "domain"),
        at=service.clock().replace(microsecond=0),
        contexts=service.contexts_for(presentation),
        disclosable=texts_in(options, "disclosablePointers"),
    )
    return Answer(201, {"verifiablePresentation": secured})


def verify_held(service: Service, _issuer: Issuer, body: Mapping[str, Any]) -> Answer:
    """Verify a presentation. Options: ``challenge`` and ``domain``.

    What is sent as ``presentation`` may be unsigned, where neither is asked; what is sent as
    ``verifiablePresentation`` may not.

    Raises:
        UsageError: there is no presentation in the request.
    """
    options = options_in(body)
    secured = "verifiablePresentation" in body
    presentation = _document_or_token(body, "verifiablePresentation" if secured else "presentation")
    report = verify_presentation(
        presentation,
        at=service.clock(),
        challenge=text_in(options, "challenge"),
        domain=text_in(options, "domain"),
        documents=service.documents(),
        contexts=service.contexts_for(presentation),
        binding="none",
        allow_unsigned=not secured,
    )
    answer = verdict(report.checks)
    inner = [verdict(one.checks).value for one in report.credentials]
    return Answer(
        answer.status,
        answer.value | {"holder": report.holder, "credentialResults": inner},
        answer.content_type,
    )


def _document_or_token(body: Mapping[str, Any], member: str) -> dict[str, Any] | str:
    value = body.get(member)
    if isinstance(value, str) and value.startswith("eyJ"):
        return value
    if not isinstance(value, dict):
        raise UsageError("vc-api.missing", f"The request has no {member}.")
    return value


def _require_asked(credential: dict[str, Any] | str, options: Mapping[str, Any]) -> None:
    purpose = text_in(options, "expectedProofPurpose")
    challenge, domain = text_in(options, "challenge"), text_in(options, "domain")
    if purpose is challenge is domain is None:
        return
    if isinstance(credential, str) or "proof" not in credential:
        raise ProofError("proof.missing", "There is no proof that could have what is asked for.")
    for one in proofs_of(credential):
        if purpose is not None and one.purpose != purpose:
            raise ProofError("proof.wrong-purpose", f"A proof is not made for {purpose[:60]!r}.")
        if challenge is not None and one.members.get("challenge") != challenge:
            raise ProofError("proof.wrong-challenge", "A proof does not answer the challenge.")
        if domain is not None and domain not in as_list(one.members.get("domain")):
            raise ProofError("proof.wrong-domain", "A proof was not made for this domain.")
