"""What a holder shows of a credential that lets them choose: all of it, or all but some.

Both ways are known: ``ecdsa-sd-2023`` (ECDSA Cryptosuites 1.0, section 3.6.6), whose base proof is
for the holder alone, and SD-JWT (RFC 9901, section 7.2). Every other credential is shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import MintmarkError, ProofError
from mintmark.proofs import ecdsa_sd_2023, jws, sd_jwt, sd_jwt_issuing

_SUITE: Final = ecdsa_sd_2023.SUITE.name.encode()
_SUBJECT: Final = "credentialSubject"


def whole(credential: bytes, *, contexts: ContextStore = BUNDLED) -> bytes:
    """Return a credential as it is shown to others, with nothing hidden.

    One with a base proof gets a derived one; all else, also what is no credential, stays as it is.

    Args:
        credential: JSON, or a token.
    """
    if _SUITE not in credential:
        return credential
    try:
        return _derived(strict_json.loads_object(credential), [""], contexts)
    except MintmarkError:  # it is derived already, or verifying will tell what is wrong with it
        return credential


def part(
    credential: bytes, *, hide: AbstractSet[str], contexts: ContextStore = BUNDLED
) -> bytes | None:
    """Return a credential without some of what it says; None where it cannot be parted.

    What its issuer made mandatory stays, so that more may be said in the end: see ``said``.

    Args:
        credential: JSON with a base proof, or an SD-JWT.
        hide: JSON pointers to members of the credential or of its one subject.

    Raises:
        ProofError, ContextError, LimitError: it lets its holder choose, but is malformed.
    """
    if _is_token(credential):
        return _token_without(credential.decode("ascii", "replace"), hide)
    if _SUITE not in credential:
        return None
    document = strict_json.loads_object(credential)
    try:
        return _derived(document, _pointers(document, hide), contexts)
    except ProofError as error:
        if error.code in ("proof.no-base", "proof.derived-not-base"):
            return None
        raise


def said(shown: bytes) -> Mapping[str, Any]:
    """Return what a credential says as it is shown: JSON, or an SD-JWT. Nothing is verified.

    Raises:
        InputError, ProofError, LimitError: it can be read as neither.
    """
    if not _is_token(shown):
        return strict_json.loads_object(shown)
    held = sd_jwt.parse(shown.decode("ascii", "replace").strip())
    return sd_jwt.process(jws.claims_of(jws.parse(held.issuer_jwt)), held.disclosures).claims


def _is_token(credential: bytes) -> bool:
    return credential.startswith(b"eyJ") and b"~" in credential


def _derived(document: Mapping[str, Any], pointers: Iterable[str], contexts: ContextStore) -> bytes:
    shown = ecdsa_sd_2023.derive(document, selective_pointers=list(pointers), contexts=contexts)
    # As issued: Open Badges 3.0 wants every member that may hold several to be a list.
    return strict_json.dumps(shown | {"proof": [shown["proof"]]})


def _pointers(document: Mapping[str, Any], hide: AbstractSet[str]) -> list[str]:
    """Return pointers to all members that are not hidden, and to those of a single subject."""
    subject = document.get(_SUBJECT)
    named = [f"/{_escaped(name)}" for name in document if name not in ("@context", "proof")]
    if isinstance(subject, Mapping):
        named.remove(f"/{_SUBJECT}")
        named += [f"/{_SUBJECT}/{_escaped(name)}" for name in subject]
    return [pointer for pointer in named if pointer not in hide]


def _token_without(token: str, hide: AbstractSet[str]) -> bytes:
    held = sd_jwt.parse(token.strip())
    claims = jws.claims_of(jws.parse(held.issuer_jwt))
    places = sd_jwt.process(claims, held.disclosures).disclosed
    shown = {
        place
        for place in places
        if not any(place == hidden or place.startswith(f"{hidden}/") for hidden in hide)
    }
    return str(sd_jwt_issuing.present(token.strip(), show=shown)).encode("ascii")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
