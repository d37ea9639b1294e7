"""What an envelope around a credential is: a declaration, and what opening one gives.

The way through: ``envelopes.open_token`` takes a token apart and checks everything that needs no
key; the caller finds the controller's own document and asks ``methods_named`` which of its keys is
meant; ``verify`` checks the signature. What ``open_token`` returns is not to be believed before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mintmark.errors import KeyMaterialError, ProofError, UnavailableError
from mintmark.keys.controller_document import ControllerDocument
from mintmark.keys.rsa import read_any_jwk
from mintmark.keys.urls import is_method_id
from mintmark.ports import VerifyingKey
from mintmark.proofs import jws
from mintmark.proofs.jws import Jws
from mintmark.proofs.jwt_claims import Times
from mintmark.proofs.sd_jwt import SdJwt

Content = Literal["credential", "presentation", "claims"]
"""``claims`` are those of an SD-JWT VC: plain JSON, after no data model of the W3C."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A token with its parts lying open, before its own rules were looked at.

    Attributes:
        jws: the JWS, or the issuer-signed JWT of an SD-JWT.
        payload: the claims as they were signed.
        sd_jwt: the SD-JWT, None where the token is a plain JWT.
    """

    jws: Jws
    payload: Mapping[str, Any]
    sd_jwt: SdJwt | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A token that keeps the rules of its envelope. Its signature is not verified yet.

    Attributes:
        envelope: the name of the envelope.
        content: whether ``document`` is a credential, a presentation, or the claims of one.
        document: the credential or presentation that the token secures, without the claims that
            are about the token; of an SD-JWT VC all its claims.
        controller: who is said to have signed: the id of the issuer, or of the holder; "" where
            an SD-JWT VC does not say.
        times: when the token was issued and the period in which it may be relied on; this is apart
            from the period that the document itself names.
        claims: the claims about the token, such as ``aud`` and ``nonce`` of a presentation.
    """

    envelope: str
    content: Content
    document: Mapping[str, Any]
    controller: str
    times: Times
    claims: Mapping[str, Any]
    sealed: Sealed

    @property
    def key_id(self) -> str | None:
        """The ``kid``: by what name the token calls the key that signed it."""
        return self.sealed.jws.key_id


@dataclass(frozen=True, slots=True)
class Envelope:
    """One way to put a credential into a token.

    Attributes:
        name: what it is called here.
        types: the values of ``typ`` that announce it; "" is a header without ``typ``.
        content: what is inside.
        wrapper: the claim that holds the document, "" where the payload is the document.
        selective: whether it is an SD-JWT.
        open: checks its rules and gives what is inside.
    """

    name: str
    types: frozenset[str]
    content: Content
    wrapper: Literal["", "vc", "vp"]
    selective: bool
    open: Callable[[Sealed], Opened]


def verify(opened: Opened, key: VerifyingKey) -> None:
    """Refuse a token that ``key`` did not sign.

    Raises:
        ProofError, KeyMaterialError: as ``jws.verify``.
    """
    jws.verify(opened.sealed.jws, key)


def methods_named(token: Jws, document: ControllerDocument, relationship: str) -> tuple[str, ...]:
    """Return the ids of the methods, among those the controller lists, that a token may mean.

    A ``kid`` is looked up, never read as a key, whatever its fragment looks like. It names a
    method by its id, by the id's fragment, or by the ``kid`` of the method's JWK (VC-JOSE-COSE
    section 4.1.1, RFC 7517 section 4.5). Without one, a ``jwk`` is compared with the listed
    keys; without either, every listed key may be meant.

    Args:
        document: the controller's own document.
        relationship: ``assertionMethod`` for credentials, ``authentication`` for presentations.

    Raises:
        ProofError: ``jws.unknown-key`` where the controller lists none such.
    """
    listed = sorted(document.relationships.get(relationship, ()))
    name = token.key_id
    if name is not None:
        found = [one for one in listed if _is_called(one, name, document)]
    elif "jwk" in token.header:
        found = [one for one in listed if _has_key(one, token.header["jwk"], document)]
    else:
        found = listed
    if not found:
        raise ProofError(
            "jws.unknown-key",
            f"{document.id} lists no such key as the token names for {relationship}.",
            remedy="A key that a token brings along, or only names, proves nothing.",
        )
    return tuple(found)


def _is_called(method_id: str, name: str, document: ControllerDocument) -> bool:
    if is_method_id(name):
        return method_id == name
    if method_id == f"{document.id}#{name.removeprefix('#')}":
        return True
    member = document.methods.get(method_id, {}).get("publicKeyJwk")
    return isinstance(member, Mapping) and member.get("kid") == name


def _has_key(method_id: str, jwk: Any, document: ControllerDocument) -> bool:
    member = document.methods.get(method_id, {})
    try:
        if "publicKeyJwk" in member:
            return read_any_jwk(member["publicKeyJwk"]) == read_any_jwk(jwk)
        return document.method(method_id).public_key == read_any_jwk(jwk)
    except (KeyMaterialError, UnavailableError):
        return False
