"""What checks 2, 8 and 10 ask of an SD-JWT VC (draft-ietf-oauth-sd-jwt-vc)."""

from __future__ import annotations

from mintmark.errors import (
    FormatError,
    KeyMaterialError,
    LimitError,
    ProofError,
    StatusError,
    UnavailableError,
)
from mintmark.formats import related, sd_jwt_vc
from mintmark.formats.outline import Outline
from mintmark.keys.controller import require_usable
from mintmark.proofs import jws
from mintmark.proofs.envelopes import unseal
from mintmark.proofs.jws import Jws
from mintmark.status import token_status
from mintmark.steps.verify import issuer_keys
from mintmark.steps.verify.case import CLOCK_TOLERANCE, Case


def outline(case: Case) -> Outline:
    """Return who issued it, and the period that ``nbf`` and ``exp`` name.

    Raises:
        FormatError: ``sd-jwt-vc.malformed``.
    """
    sd_jwt_vc.check(case.document)
    if case.opened is None:
        raise FormatError("sd-jwt-vc.malformed", "It came in no token.")
    times = case.opened.times
    return Outline(
        "sd-jwt-vc", case.opened.controller, times.not_before, times.expires, ends_before=True
    )


def rules(case: Case) -> str:
    """Check 10: its type has no further rules here.

    The description of the type (section 6) is never fetched: asking for it would tell where the
    credential is shown. One that the caller gave must be the one whose digest was signed.

    Raises:
        FormatError: ``related.altered`` or ``related.malformed``.
        UnavailableError: ``related.unknown-digest``.
    """
    kind, digest = case.document["vct"], case.document.get("vct#integrity")
    said = f"Its type is {kind[:200]}, and has no further rules that we know."
    if digest is None:
        return said
    described = related.by_integrity(kind, digest)
    given = case.setting.fetcher.given(kind)
    if given is None:
        return f"{said} The description of the type has a digest (vct#integrity); it was not asked."
    described.require_unaltered(given)
    return f"{said} The description of the type is unaltered."


def status(case: Case) -> str | None:
    """Check 8: read its status from its Token Status List; None where it names none.

    The list is a token too (draft-ietf-oauth-status-list, section 8.3). It must be the issuer's,
    by the same way to the keys as the credential's own.

    Raises:
        StatusError: ``status.*`` or ``token-status.*``.
        UnavailableError: ``status.list-unchecked`` or ``status.unknown-type``.
    """
    if "status" in case.document and "status_list" not in case.document["status"]:
        kinds = ", ".join(sorted(map(str, case.document["status"])))
        raise UnavailableError(
            "status.unknown-type", f"The status by {kinds[:60]} is not one we can check."
        )
    reference = token_status.reference_of(case.document)
    if reference is None:
        return None
    try:
        found = _list_at(reference.url, case)
    except UnavailableError as error:
        raise UnavailableError("status.list-unchecked", _why(reference.url, error)) from error
    except (ProofError, KeyMaterialError, LimitError) as error:
        raise StatusError("status.list-invalid", _why(reference.url, error)) from error
    token_status.require_good(found.status(reference.index))
    return "The token status list is read: valid."


def _list_at(url: str, case: Case) -> token_status.TokenStatusList:
    text = case.setting.fetcher.fetch(url).decode("ascii", "replace").strip()
    sealed = unseal(text)
    if sealed.sd_jwt is not None:
        raise ProofError("jwt.unknown-envelope", "A status list is no SD-JWT.")
    token, claims = sealed.jws, sealed.payload
    if claims.get("iss", case.issuer) != case.issuer:
        raise StatusError(
            "status.foreign-list",
            f"The status list is not the issuer's but {str(claims['iss'])[:200]}'s.",
        )
    _require_signed(token, case)
    return token_status.read_list(
        token.type, claims, url=url, at=case.setting.at, tolerance=CLOCK_TOLERANCE
    )


def _require_signed(token: Jws, case: Case) -> None:
    *others, last = issuer_keys.methods_of(case, token)
    for method in others:
        try:
            jws.verify(token, method.public_key)
        except ProofError:
            continue
        require_usable(method, at=case.setting.at)
        return
    jws.verify(token, last.public_key)
    require_usable(last, at=case.setting.at)


def _why(url: str, error: Exception) -> str:
    return f"The status list {url[:200]} does not hold: {error}"
