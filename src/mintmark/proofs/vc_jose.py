"""Securing Verifiable Credentials using JOSE and COSE (W3C Recommendation of 15 May 2025).

``vc+jwt`` and ``vp+jwt`` (section 3.1), ``vc+sd-jwt`` and ``vp+sd-jwt`` (section 3.2): the payload
is the document itself. COSE (section 3.3) is in ``vc_cose``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.values import as_list
from mintmark.errors import ProofError, UsageError
from mintmark.ports import Signer
from mintmark.proofs import jws, sd_jwt, sd_jwt_issuing
from mintmark.proofs.envelope import Content, Envelope, Opened, Sealed
from mintmark.proofs.enveloped import is_enveloped, media_type_of
from mintmark.proofs.jwt_claims import REGISTERED, require_same, text, times_of
from mintmark.proofs.sd_jwt import SdJwt

_CTY: Final[Mapping[Content, str]] = {"credential": "vc", "presentation": "vp"}

_ALWAYS_OPEN: Final[Mapping[Content, frozenset[str]]] = {
    "credential": frozenset(
        {"@context", "issuer", "validFrom", "validUntil", "credentialStatus", "credentialSchema"}
    ),
    "presentation": frozenset({"@context"}),
}
"""What a holder must not be able to hide (section 3.2.1): without it the rest would be verified
differently. The registered claims but for ``sub`` and ``jti`` are added to each."""

_ALWAYS_OPEN_CLAIMS: Final = REGISTERED - {"sub", "jti"}


def sign(
    document: Mapping[str, Any],
    signer: Signer,
    *,
    content: Content = "credential",
    claims: Mapping[str, Any] | None = None,
    key_id: str | None = None,
) -> str:
    """Return the document as ``vc+jwt`` or ``vp+jwt`` (sections 3.1.1 and 3.1.2).

    Args:
        claims: claims about the token that are added, such as ``iat``, ``aud`` or ``nonce``.
        key_id: another ``kid`` than the signer's verification method.

    Raises:
        ProofError: ``jwt.*`` where opening the token would be refused, or ``jws.*``.
    """
    payload = _payload(document, content, claims)
    return jws.sign(strict_json.dumps(payload), signer, header=_header(content, "jwt", key_id))


def sign_selectively(
    document: Mapping[str, Any],
    signer: Signer,
    *,
    disclosable: AbstractSet[str],
    salt: Callable[[], str],
    content: Content = "credential",
    claims: Mapping[str, Any] | None = None,
    key_id: str | None = None,
) -> SdJwt:
    """Return the document as ``vc+sd-jwt`` or ``vp+sd-jwt`` (sections 3.2.1 and 3.2.2).

    Args:
        disclosable: JSON pointers, as ``sd_jwt_issuing.issue`` takes them.

    Raises:
        ProofError: ``jwt.*`` and ``sd-jwt.*`` where opening it would be refused, or ``jws.*``.
        UsageError: as ``sd_jwt_issuing.issue``.
    """
    issued = sd_jwt_issuing.issue(
        _payload(document, content, claims),
        disclosable=disclosable,
        signer=signer,
        salt=salt,
        header=_header(content, "sd-jwt", key_id),
    )
    payload = jws.claims_of(jws.parse(issued.issuer_jwt))
    sd_jwt.process(payload, issued.disclosures, always_open=_always_open(content))
    return issued


def _payload(
    document: Mapping[str, Any], content: Content, claims: Mapping[str, Any] | None
) -> dict[str, Any]:
    claims = claims or {}
    if claims.keys() - REGISTERED:
        raise UsageError("jwt.not-a-claim", "Only claims about the token can be added to it.")
    payload = {**document, **claims}
    _check(payload, content)
    times_of(payload)
    return payload


def _header(content: Content, suffix: str, key_id: str | None) -> dict[str, str]:
    header = {"typ": f"{_CTY[content]}+{suffix}", "cty": _CTY[content]}
    return header if key_id is None else {**header, "kid": key_id}


def _always_open(content: Content) -> frozenset[str]:
    return _ALWAYS_OPEN[content] | _ALWAYS_OPEN_CLAIMS


def _opener(name: str, content: Content) -> Callable[[Sealed], Opened]:
    def opener(sealed: Sealed) -> Opened:
        claims: Mapping[str, Any] = sealed.payload
        if sealed.sd_jwt is not None:
            disclosures = sealed.sd_jwt.disclosures
            processed = sd_jwt.process(claims, disclosures, always_open=_always_open(content))
            claims = processed.claims
        _check_content_type(sealed.jws.header, content)
        controller = _check(claims, content)
        return Opened(
            envelope=name,
            content=content,
            document={key: value for key, value in claims.items() if key not in REGISTERED},
            controller=controller,
            times=times_of(claims),
            claims={key: value for key, value in claims.items() if key in REGISTERED},
            sealed=sealed,
        )

    return opener


def _check_content_type(header: Mapping[str, Any], content: Content) -> None:
    """``cty``, where it is there, must not announce something else than what is inside."""
    expected, value = _CTY[content], header.get("cty", _CTY[content])
    kind = value.lower().removeprefix("application/") if isinstance(value, str) else ""
    if kind != expected and not kind.startswith(f"{expected}+"):
        raise ProofError(
            "jwt.wrong-content-type", f"The header announces {str(value)[:60]!r} inside."
        )


def _check(claims: Mapping[str, Any], content: Content) -> str:
    """Hold claims against the document, and return the id of the issuer or holder.

    A claim that refers to the same thing as a member must not contradict it (section 3.1.3);
    ``iss`` must be the issuer (section 4.1.2). ``nbf`` and ``exp`` are about the signature, not
    about the content, so they are not compared with ``validFrom`` and ``validUntil``.
    """
    for wrapper in ("vc", "vp"):
        if wrapper in claims:
            raise ProofError(
                "jwt.wrapper-claim",
                f"The claim {wrapper} must not stand around a credential of the data model 2.0 "
                "(VC-JOSE-COSE, section 3.1.3).",
                remedy="Ask the issuer for a token whose payload is the credential itself.",
            )
    _require_type(claims, content)
    owner = "issuer" if content == "credential" else "holder"
    controller = id_of(claims.get(owner))
    issuer = text(claims, "iss")
    if controller is None and content == "presentation":
        controller = issuer
    if controller is None:
        raise ProofError(
            "jwt.no-controller",
            f"The document names no {owner} by an id.",
            remedy="Nobody's keys can be looked up for it.",
        )
    if issuer is not None:
        require_same("iss", issuer, owner, controller)
    if "jti" in claims and "id" in claims:
        require_same("jti", claims["jti"], "id", claims["id"])
    _check_subject(claims)
    if content == "presentation":
        _require_secured(as_list(claims.get("verifiableCredential")))
    return controller


def _check_subject(claims: Mapping[str, Any]) -> None:
    subjects = as_list(claims.get("credentialSubject"))
    ids = [found for found in map(id_of, subjects) if found is not None]
    if "sub" in claims and ids:
        require_same("sub", text(claims, "sub") in ids, "credentialSubject.id", True)


def _require_secured(credentials: list[Any]) -> None:
    """Refuse a presentation of credentials that nobody signed (sections 3.1.2 and 3.2.2).

    They are enveloped, or have an embedded proof (VC Data Model 2.0, section 4.13); opening and
    verifying each, or saying that it could not be checked, is the caller's.
    """
    for credential in credentials:
        if is_enveloped(credential):
            media_type_of(credential)
        elif not isinstance(credential, Mapping) or "proof" not in credential:
            raise ProofError(
                "enveloped.unsecured", "The presentation holds a credential that is not secured."
            )


def _require_type(claims: Mapping[str, Any], content: Content) -> None:
    expected = "VerifiableCredential" if content == "credential" else "VerifiablePresentation"
    if expected not in as_list(claims.get("type")):
        raise ProofError("jwt.wrong-content", f"What is inside is no {expected}.")


def id_of(value: Any) -> str | None:
    """Return the id of an issuer, holder or subject that is named by it or is an object."""
    found = value.get("id") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) and found else None


def declare(
    name: str, content: Content, *, selective: bool = False, untyped: bool = True
) -> Envelope:
    """Declare an envelope whose payload is the document.

    Args:
        untyped: whether it may come without ``typ``, which SHOULD be there (sections 3.1.1 and
            following), and which the examples there lack.
    """
    types = frozenset({name, ""} if untyped else {name})
    return Envelope(name, types, content, "", selective, _opener(name, content))


VC_JWT: Final = declare("vc+jwt", "credential")
VP_JWT: Final = declare("vp+jwt", "presentation")
VC_SD_JWT: Final = declare("vc+sd-jwt", "credential", selective=True)
VP_SD_JWT: Final = declare("vp+sd-jwt", "presentation", selective=True)
