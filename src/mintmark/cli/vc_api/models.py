"""The data model of a credential to be issued: 2.0, or 1.1 with an embedded proof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.cli.vc_api.issuers import Issuer
from mintmark.cli.vc_api.tokens import SECURINGS
from mintmark.encoding.values import as_list
from mintmark.errors import UsageError
from mintmark.formats import verifiable_credential_1, verifiable_credential_2
from mintmark.formats.verifiable_credential_1 import V1

_PROOF_TERMS: Final = (
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/data-integrity/v1",
)
_TYPED: Final = (
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
)
"""Members whose values are objects with a type (VC Data Model 1.1, section 4.3)."""


def is_older(document: Mapping[str, Any]) -> bool:
    """Say whether a credential is to be one of the data model 1.1, by its first context."""
    return as_list(document.get("@context"))[:1] == [V1]


def check(document: Mapping[str, Any]) -> None:
    """Hold a credential to the shape of its data model.

    Raises:
        FormatError: ``form.*``.
    """
    if is_older(document):
        verifiable_credential_1.check(document)
        for member in _TYPED:
            verifiable_credential_2.require_typed(document, member)
    else:
        verifiable_credential_2.check(document)


def prepared(document: Mapping[str, Any], issuer: Issuer, *, entries: bool) -> dict[str, Any]:
    """Return a credential of the data model 1.1 with a context for the proof that it will get.

    Its own context has no word for the proof (Data Integrity 1.0, section 2.4.1).

    Raises:
        UsageError: ``vc-api.older-model`` for what belongs to 2.0: a token, or a status entry.
    """
    if entries or issuer.securing in SECURINGS:
        raise UsageError(
            "vc-api.older-model",
            "A credential of the data model 1.1 gets no status entry here, and no token.",
            remedy="Write it after 2.0, or leave these out and choose an issuer with a suite.",
        )
    contexts = document["@context"]
    known = [one for one in _PROOF_TERMS if one in contexts]
    return {**document, "@context": contexts if known else [*contexts, _PROOF_TERMS[0]]}
