"""The terms of Data Integrity 1.0 proofs and of the keys that make them.

Verifiable Credential Data Integrity 1.0, section 2.7 and appendix B; Controlled Identifiers 1.0,
appendix B (Multikey, JsonWebKey).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding.contexts import tables

_PREFIXES = {
    "sec": "https://w3id.org/security#",
    "dc": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_PROOF = """
    proof                                  sec:proof               @id            @graph
    DataIntegrityProof                     sec:DataIntegrityProof
    DataIntegrityProof.challenge           sec:challenge
    DataIntegrityProof.created             dc:created              xsd:dateTime
    DataIntegrityProof.domain              sec:domain
    DataIntegrityProof.expires             sec:expiration          xsd:dateTime
    DataIntegrityProof.nonce               sec:nonce
    DataIntegrityProof.proofPurpose        sec:proofPurpose        @vocab
    DataIntegrityProof.cryptosuite         sec:cryptosuite
    DataIntegrityProof.proofValue          sec:proofValue          sec:multibase
    DataIntegrityProof.verificationMethod  sec:verificationMethod  @id

    DataIntegrityProof.proofPurpose.assertionMethod       sec:assertionMethod             @id @set
    DataIntegrityProof.proofPurpose.authentication        sec:authenticationMethod        @id @set
    DataIntegrityProof.proofPurpose.capabilityInvocation  sec:capabilityInvocationMethod  @id @set
    DataIntegrityProof.proofPurpose.capabilityDelegation  sec:capabilityDelegationMethod  @id @set
    DataIntegrityProof.proofPurpose.keyAgreement          sec:keyAgreementMethod          @id @set
"""

_SINCE_VERSION_2 = """
    DataIntegrityProof.previousProof       sec:previousProof       @id
    DataIntegrityProof.cryptosuite         sec:cryptosuite         sec:cryptosuiteString
"""

_KEY = """
    {0}             sec:{0}
    {0}.controller  sec:controller  @id
    {0}.revoked     sec:revoked     xsd:dateTime
    {0}.expires     sec:expiration  xsd:dateTime
    {0}.{1}         sec:{1}         {3}
    {0}.{2}         sec:{2}         {3}
"""


def _key(*names: str) -> dict[str, Any]:
    return tables.document(tables.read(_KEY.format(*names), _PREFIXES))


def documents() -> Mapping[str, dict[str, Any]]:
    """Return the context documents, by URL."""
    version_1 = tables.read(_PROOF, _PREFIXES)
    version_2 = version_1 | tables.read(_SINCE_VERSION_2, _PREFIXES)
    return {
        _URL + "data-integrity/v1": tables.document(version_1),
        _URL + "data-integrity/v2": tables.document(version_2),
        _URL + "multikey/v1": _key(
            "Multikey", "publicKeyMultibase", "secretKeyMultibase", "sec:multibase"
        ),
        _URL + "jwk/v1": _key("JsonWebKey", "publicKeyJwk", "secretKeyJwk", "@json"),
    }


_URL: Final = "https://w3id.org/security/"
