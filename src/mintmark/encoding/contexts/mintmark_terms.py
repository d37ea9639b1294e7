"""The terms by which a credential carries what Open Badges has no words for, as an inline context.

It stands third in ``@context``, after VC 2.0 and Open Badges 3.0. An address of our own would be
one more document that nobody has; in line, it verifies everywhere. A term has the meaning that a
known vocabulary gives it (European Learning Model, Dublin Core, schema.org, CTDL, ADMS, SKOS,
Registered Organization Vocabulary), and an address under ``urn:mintmark:terms`` only where none
does. No two terms share an address: a signature over RDF could not tell them apart.

Each object is frozen by use: a changed one is another context, and credentials that carry the
former must still be read. Add a successor, do not edit. Credentials are written with the last.
"""

from __future__ import annotations

from typing import Any, Final

_ELM: Final = "http://data.europa.eu/snb/model/elm/"
_ACTIVITY: Final = "http://data.europa.eu/snb/learning-activity/"
_MODE: Final = "http://data.europa.eu/snb/learning-assessment/"
_DC: Final = "http://purl.org/dc/terms/"
_DC11: Final = "http://purl.org/dc/elements/1.1/"
_SCHEMA: Final = "https://schema.org/"
_CTDL: Final = "https://purl.org/ctdl/terms/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_ADMS: Final = "http://www.w3.org/ns/adms#"
_ROV: Final = "http://www.w3.org/ns/regorg#"
_OWN: Final = "urn:mintmark:terms#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def _node(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": "@id"}


def _nodes(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": "@id", "@container": "@set"}


def _text(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@container": "@language"}


def _value(iri: str, datatype: str = "string") -> dict[str, Any]:
    return {"@id": iri, "@type": _XSD + datatype}


def _values(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": _XSD + "string", "@container": "@set"}


node, nodes, value, values = _node, _nodes, _value, _values
"""For other inline contexts: what a term's definition is."""


def own(name: str) -> str:
    """Return the address of a term that only we have."""
    return _OWN + name


_CLASSES: Final[dict[str, Any]] = {
    "AwardingProcess": {"@id": _ELM + "AwardingProcess"},
    "Concept": {"@id": _SKOS + "Concept"},
    "CreditPoint": {"@id": _ELM + "CreditPoint"},
    "GradingScheme": {"@id": _ELM + "GradingScheme"},
    "Identifier": {"@id": _ELM + "Identifier"},
    "LearningOutcome": {"@id": _ELM + "LearningOutcome"},
    "Note": {"@id": _ELM + "Note"},
    "Offer": {"@id": _SCHEMA + "Offer"},
}

_TEXTS: Final[dict[str, Any]] = {
    "title": _text(_DC + "title"),
    "multilingualDescription": _text(_DC + "description"),
    "multilingualNarrative": _text(_OWN + "multilingualNarrative"),
    "legalName": _text(_ROV + "legalName"),
    "noteLiteral": _text(_ELM + "noteLiteral"),
    "kind": _value(_DC11 + "type"),
    "language": _values(_DC11 + "language"),
    "metadataLanguage": _value(_OWN + "metadataLanguage"),
}

_PARTIES: Final[dict[str, Any]] = {
    "identifierRecord": _nodes(_ADMS + "identifier"),
    "notation": _value(_SKOS + "notation"),
    "schemeName": _value(_ELM + "schemeName"),
    "country": _value(_SCHEMA + "addressCountry"),
    "organisation": _node(_ELM + "organisation"),
    "providedBy": _node(_ELM + "providedBy"),
    "partner": _nodes(_OWN + "partner"),
    "partnerRole": _value(_OWN + "partnerRole"),
}

_LEARNING: Final[dict[str, Any]] = {
    "learningOutcome": _nodes(_ELM + "learningOutcome"),
    "transversal": _value(_OWN + "transversal", "boolean"),
    "volumeOfLearning": _value(_ELM + "volumeOfLearning", "duration"),
    "duration": _value(_ELM + "duration", "duration"),
    "creditPoint": _nodes(_ELM + "creditPoint"),
    "framework": _node(_ELM + "framework"),
    "creditSystem": _value(_OWN + "creditSystem"),
    "point": _value(_ELM + "point"),
    "eqfLevel": _nodes(_ELM + "EQFLevel"),
    "educationLevel": _nodes(_ELM + "educationLevel"),
    "frameworkName": _value(_CTDL + "frameworkName"),
    "levelNotApplicable": _value(_OWN + "levelNotApplicable"),
    "participation": {
        "@id": _ELM + "mode",
        "@type": "@vocab",
        "@context": {
            "online": _MODE + "920fbb3cbe",
            "onsite": _MODE + "9191af2ed9",
            "blended": _MODE + "e92d221e4d",
            "work-experience": _MODE + "729f3bed4b",
            "volunteering": _ACTIVITY + "59eaf34fab",
            "self-study": _ACTIVITY + "b660f5dcea",
        },
    },
    "thematicArea": _nodes(_ELM + "ISCEDFCode"),
    "entryRequirement": _nodes(_ELM + "entryRequirement"),
    "additionalNote": _nodes(_ELM + "additionalNote"),
    "targetGroup": _text(_OWN + "targetGroup"),
    "route": _values(_OWN + "route"),
    "need": _nodes(_OWN + "need"),
    "statement": _text(_OWN + "statement"),
}

_ASSESSMENT: Final[dict[str, Any]] = {
    "assessmentType": _value(_OWN + "assessmentType"),
    "assesses": _nodes(_CTDL + "assesses"),
    "assessmentCriteria": _text(_OWN + "assessmentCriteria"),
    "criteriaUrl": _value(_OWN + "criteriaUrl", "anyURI"),
    "standard": _value(_OWN + "standard"),
    "passMark": _value(_OWN + "passMark", "decimal"),
    "formativeRequired": _value(_OWN + "formativeRequired", "boolean"),
    "supervision": _value(_OWN + "supervision"),
    "identityVerification": _value(_OWN + "identityVerification", "boolean"),
    "idVerification": _node(_ELM + "idVerification"),
    "authentic": _value(_OWN + "authentic", "boolean"),
    "assessmentContext": _text(_OWN + "assessmentContext"),
    "gradingScheme": _node(_ELM + "gradingScheme"),
    "score": _value(_OWN + "score", "decimal"),
    "grade": _node(_ELM + "grade"),
    "resultPoints": _value(_OWN + "resultPoints", "decimal"),
}

_STANDING: Final[dict[str, Any]] = {
    "qualityAssurance": _nodes(_OWN + "qualityAssurance"),
    "accreditingAgent": _node(_ELM + "accreditingAgent"),
    "sector": _value(_OWN + "sector"),
    "decision": _value(_OWN + "decision"),
    "dateIssued": _value(_DC + "issued", "date"),
    "reviewDate": _value(_ELM + "reviewDate", "date"),
    "stackability": _node(_OWN + "stackability"),
    "standalone": _value(_OWN + "standalone", "boolean"),
    "stackable": _value(_OWN + "stackable", "boolean"),
    "relation": _nodes(_DC + "relation"),
    "mandatory": _value(_OWN + "mandatory", "boolean"),
    "offers": _node(_SCHEMA + "offers"),
    "price": _value(_SCHEMA + "price", "decimal"),
    "priceCurrency": _value(_SCHEMA + "priceCurrency"),
    "funding": _text(_OWN + "funding"),
    "expiry": _node(_OWN + "expiry"),
    "validFor": _value(_SCHEMA + "validFor", "duration"),
    "expiryReason": _value(_OWN + "expiryReason"),
    "renewal": _text(_OWN + "renewal"),
}

_AWARDING: Final[dict[str, Any]] = {
    "awardedBy": _node(_ELM + "awardedBy"),
    "awardingBody": _node(_ELM + "awardingBody"),
    "location": _value(_SCHEMA + "location"),
    "assessor": _value(_OWN + "assessor"),
    "formativeDone": _value(_OWN + "formativeDone", "boolean"),
    "identityCheck": _node(_OWN + "identityCheck"),
    "method": _value(_OWN + "method"),
    "checkedOn": _value(_OWN + "checkedOn", "date"),
}

_NATIONAL: Final[dict[str, Any]] = {
    "regulated": _value(_OWN + "regulated", "boolean"),
    "summative": _value(_OWN + "summative", "boolean"),
    "external": _value(_OWN + "external", "boolean"),
    "qualification": _value(_OWN + "qualification"),
    "awardClass": _value(_OWN + "awardClass"),
    "origin": _value(_OWN + "origin"),
    "creditBearing": _value(_OWN + "creditBearing", "boolean"),
    "transcriptable": _value(_OWN + "transcriptable", "boolean"),
    "accountable": _value(_OWN + "accountable"),
    "noDuplication": _text(_OWN + "noDuplication"),
    "studyMode": _values(_OWN + "studyMode"),
    "review": _node(_OWN + "review"),
    "reviewInterval": _value(_OWN + "reviewInterval", "duration"),
    "reviewedOn": _value(_OWN + "reviewedOn", "date"),
    "registerEntry": _nodes(_OWN + "registerEntry"),
    "classification": _nodes(_OWN + "classification"),
}
"""What national frameworks ask for beyond the European standard elements."""

_LARGER: Final[dict[str, Any]] = {
    "AwardPart": {"@id": _OWN + "AwardPart"},
    "issuerId": _value(_OWN + "issuerId", "anyURI"),
    "issuerName": _value(_OWN + "issuerName"),
    "creditsCounted": _value(_OWN + "creditsCounted"),
    "groupPath": _values(_OWN + "groupPath"),
    "decisionProcess": _node(_OWN + "decisionProcess"),
    "decidedBy": _value(_OWN + "decidedBy"),
    "decidedOn": _value(_OWN + "decidedOn", "date"),
    "stackRule": _value(_OWN + "stackRule", "anyURI"),
    "stackRuleVersion": _value(_OWN + "stackRuleVersion"),
}
"""What a larger award says of its parts, beside VC 2.0's relatedResource, and of its decision."""

CONTEXT_1: Final[dict[str, Any]] = {
    "@protected": True,
    **_CLASSES,
    **_TEXTS,
    **_PARTIES,
    **_LEARNING,
    **_ASSESSMENT,
    **_STANDING,
    **_AWARDING,
}
"""The first context object, with which credentials were written before the national terms."""

CONTEXT_2: Final[dict[str, Any]] = {**CONTEXT_1, **_NATIONAL}
"""The second, with which credentials were written before there were larger awards."""

CONTEXT: Final[dict[str, Any]] = {**CONTEXT_2, **_LARGER}
"""The context object that credentials are written with, compared by value."""

CONTEXTS: Final = (CONTEXT, CONTEXT_2, CONTEXT_1)
"""All context objects of ours, the latest first: a credential with any of them is read whole."""
