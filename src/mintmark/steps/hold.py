"""hold: the learner shows credentials to somebody who asked, and proves to be who shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.encoding.jsonld import to_quads
from mintmark.errors import FormatError, UsageError
from mintmark.formats import verifiable_presentation_2
from mintmark.ports import Signer
from mintmark.proofs.data_integrity import add_proof
from mintmark.proofs.enveloped import VC_2
from mintmark.proofs.suite import Cryptosuite
from mintmark.proofs.suites import DEFAULT_SUITES

PURPOSE: Final = "authentication"


def present(
    credentials: Sequence[bytes | str | Mapping[str, Any]],
    *,
    signer: Signer,
    challenge: str | None,
    domain: str | None,
    at: datetime,
    suite: str | None = None,
    presentation_id: str | None = None,
    contexts: ContextStore = BUNDLED,
) -> bytes:
    """Return a presentation of credentials, secured by their holder, as JSON bytes.

    VC Data Model 2.0, section 4.13; the proof has the purpose ``authentication``.

    Args:
        credentials: JSON credentials, or tokens (``vc+jwt``, ``vc+sd-jwt``), which are put into
            an ``EnvelopedVerifiableCredential`` each. What is shown is the learner's choice.
        signer: the holder's key, listed for authentication in the holder's own document.
        challenge: what the verifier gave to prove that this is made anew; None where nobody asked.
        domain: whom it is made for, as the verifier names itself; None where nobody asked.
        at: the moment of presenting, with zone.
        suite: a cryptosuite; ``eddsa-rdfc-2022`` or ``ecdsa-rdfc-2019`` where none is named.
        presentation_id: an absolute address of its own for the presentation.
        contexts: the JSON-LD contexts there are.

    Raises:
        FormatError: something in ``credentials`` is none.
        UsageError: ``hold.unfit-suite``, or ``at`` has no zone.
        ContextError, LimitError, InputError: as ``prove``, or a credential is not JSON.
    """
    document: dict[str, Any] = {"@context": [VC_2], "type": ["VerifiablePresentation"]}
    if presentation_id is not None:
        document["id"] = presentation_id
    document["verifiableCredential"] = [_credential(one) for one in credentials]
    return strict_json.dumps(
        prove(
            document,
            signer=signer,
            challenge=challenge,
            domain=domain,
            at=at,
            suite=suite,
            contexts=contexts,
        )
    )


def prove(
    presentation: Mapping[str, Any],
    *,
    signer: Signer,
    challenge: str | None,
    domain: str | None,
    at: datetime,
    suite: str | None = None,
    contexts: ContextStore = BUNDLED,
) -> dict[str, Any]:
    """Return a presentation with its holder's proof over it.

    Raises:
        FormatError: it is no presentation, or ``hold.foreign-holder``: it names another holder
            than the key speaks for.
        ContextError: it would say something that means nothing.
        LimitError: it holds too much.
        UsageError: ``hold.unfit-suite``, or ``at`` has no zone.
    """
    document = as_held(presentation, signer.controller)
    to_quads({name: value for name, value in document.items() if name != "proof"}, contexts)
    asked = {"challenge": challenge, "domain": domain}
    return add_proof(
        document,
        suite=_suite(suite, signer.kind),
        signer=signer,
        created=at.replace(microsecond=0),
        contexts=contexts,
        purpose=PURPOSE,
        extra={name: value for name, value in asked.items() if value is not None},
    )


def as_held(presentation: Mapping[str, Any], holder: str) -> dict[str, Any]:
    """Return a presentation that names its holder, in good shape and not signed yet.

    Raises:
        FormatError: it is no presentation, or ``hold.foreign-holder``.
        LimitError: it holds too many credentials.
    """
    named = verifiable_presentation_2.check(presentation)
    if named is not None and named != holder:
        raise FormatError(
            "hold.foreign-holder",
            f"The presentation is held by {named[:100]}, and the key speaks for {holder[:100]}.",
            place="/holder",
        )
    return {**presentation} if named else {**presentation, "holder": holder}


def enveloped(token: str) -> dict[str, str]:
    """Return a token as an enveloped credential (VC Data Model 2.0, section 4.13.1)."""
    kind = "vc+sd-jwt" if "~" in token else "vc+jwt"
    return {
        "@context": VC_2,
        "id": f"data:application/{kind},{token}",
        "type": "EnvelopedVerifiableCredential",
    }


def _credential(given: bytes | str | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(given, Mapping):
        return given
    text = given.decode("utf-8", "replace") if isinstance(given, bytes) else given
    if text.lstrip().startswith("eyJ"):
        return enveloped(text.strip())
    return strict_json.loads_object(given)


def _suite(name: str | None, kind: str) -> Cryptosuite:
    wanted = name or ("eddsa-rdfc-2022" if kind == "Ed25519" else "ecdsa-rdfc-2019")
    whole = {suite.name: suite for suite in DEFAULT_SUITES if suite.verify is None}
    fitting = {n: s for n, s in whole.items() if any(kind == known for known, _ in s.hashes)}
    if wanted not in fitting:
        raise UsageError(
            "hold.unfit-suite",
            f"A key of kind {kind} cannot secure a presentation with {wanted[:60]!r}.",
            remedy=f"Choose one of {', '.join(sorted(fitting))}.",
        )
    return fitting[wanted]
