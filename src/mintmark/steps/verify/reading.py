"""Checks 1 to 3: what came, is it a credential, and does every word in it mean one thing?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.carriers.detect import unpack
from mintmark.encoding import strict_json
from mintmark.encoding.canonical import canonical_form, plain_form
from mintmark.encoding.effort import spend, spend_bytes, values_in
from mintmark.encoding.jsonld import TOLD_TWICE
from mintmark.encoding.values import as_list
from mintmark.errors import ContextError, FormatError, InputError
from mintmark.formats import open_badges_2, verifiable_credential_1, verifiable_credential_2
from mintmark.formats.outline import Outline
from mintmark.proofs import sd_jwt_json
from mintmark.proofs.data_integrity import without_proof
from mintmark.proofs.envelope import Opened
from mintmark.proofs.enveloped import is_enveloped
from mintmark.proofs.envelopes import open_cose, open_enveloped, open_token
from mintmark.steps.verify import open_badge_2, sd_jwt_vc
from mintmark.steps.verify.case import Case

_CARRIERS = {
    "json": "JSON",
    "jwt": "text",
    "cose": "CBOR",
    "png": "a PNG image",
    "svg": "an SVG image",
    "pdf": "a PDF document",
}


_PART: Final = 40
"""What every credential costs, however small: the units that its checks take together."""

_CARRIED: Final = 4
"""A byte of a picture or PDF costs so many times less than one of a credential."""

_LARGE: Final = 2000
"""Above so many values they are counted one by one."""

_MODELS = {
    "vc-2.0": "a verifiable credential after the data model 2.0",
    "vc-1.1": "a verifiable credential after the older data model 1.1",
    "ob-2.0": "an assertion of Open Badges 2.0",
    "sd-jwt-vc": "an SD-JWT VC, claims of plain JSON",
}


def read(case: Case) -> str:
    """Check 1: take one credential out of the file, as strict JSON."""
    data = _as_bytes(case.data)
    spend(_PART)
    spend_bytes(len(data) // _CARRIED)
    found = unpack(data)
    spend_bytes(len(found.payload))
    carrier = _CARRIERS[found.kind]
    if found.kind == "cose":
        return _open(open_cose(found.payload, envelopes=case.setting.envelopes), case, carrier)
    token = _token(found.payload)
    if open_badges_2.is_announced(found.payload):
        case.received = open_badges_2.read(found.payload)
        case.document = case.secured = case.received.document
        return f"Read from {carrier}, an Open Badge 2.0."
    if token is not None:
        return _open(open_token(token, envelopes=case.setting.envelopes), case, carrier)
    document = strict_json.loads(found.payload)
    if not isinstance(document, dict):
        raise InputError("json.not-an-object", "It is JSON, but not an object.")
    if sd_jwt_json.is_sd_jwt(document):
        token = sd_jwt_json.compact(document)
        return _open(open_token(token, envelopes=case.setting.envelopes), case, carrier)
    if is_enveloped(document):
        return _open(open_enveloped(document, envelopes=case.setting.envelopes), case, carrier)
    if "VerifiablePresentation" in as_list(document.get("type")):
        raise _presentation()
    case.text, case.document = found.payload, document
    case.secured = without_proof(document)
    return f"Read from {carrier}."


def _token(payload: bytes) -> str | None:
    return payload.decode("ascii", "replace").strip() if payload.lstrip()[:3] == b"eyJ" else None


def _open(opened: Opened, case: Case, carrier: str) -> str:
    if opened.content == "presentation":
        raise _presentation()
    case.opened = opened
    case.document = opened.document
    # A proof is not part of what it is about: never shown as content, whoever signed around it.
    case.secured = opened.document if case.is_sd_jwt_vc else without_proof(opened.document)
    return f"Read from {carrier}, out of a token."


def _presentation() -> FormatError:
    return FormatError(
        "form.presentation",
        "It is a presentation, not a credential.",
        remedy="Verify each credential in it, or all of it with verify_presentation in Python.",
    )


def form(case: Case) -> str:
    """Check 2: the shape that its data model asks for (VC Data Model 2.0, section 4)."""
    case.outline = _outline(case)
    case.issuer = case.outline.issuer
    return f"It is {_MODELS[case.outline.model]}."


def _outline(case: Case) -> Outline:
    if case.received is not None:
        return open_badge_2.outline(case)
    if case.is_sd_jwt_vc:
        return sd_jwt_vc.outline(case)
    if verifiable_credential_1.model_of(case.document, case.text) == "1.1":
        return verifiable_credential_1.check(case.document)
    return verifiable_credential_2.outline(case.document)


def terms(case: Case) -> str:
    """Check 3: the whole content can be read as statements, and nothing is lost on the way."""
    if case.received is not None:
        return "Its names are those of Open Badges 2.0, and no context changes them."
    if case.is_sd_jwt_vc:
        return "Its claims are plain JSON, and no context changes them."
    spend(_values(case))
    case.canonical = _statements(case)
    count = case.canonical.count(b"\n")
    return f"Every term is defined; the content is {count} statements."


def _statements(case: Case) -> bytes:
    """Return the canonical form. In a token it is the JSON that is signed: it stands as it was."""
    try:
        return canonical_form(case.secured, case.setting.contexts)
    except ContextError as error:
        if case.opened is None or error.code not in TOLD_TWICE:
            raise
    return plain_form(case.secured, case.setting.contexts, told_once=False)


def _values(case: Case) -> int:
    """Return how many values the content has, or for a small one how many at most.

    Never by the way that it is then read, which what was read before may have made shorter: one
    input costs the same every time.
    """
    text = case.text
    most = 1 + text.count(b",") + text.count(b"[") + text.count(b"{") if text else _LARGE + 1
    return most if most <= _LARGE else values_in(case.secured)


def _as_bytes(data: bytes | str | Mapping[str, Any]) -> bytes:
    if isinstance(data, bytes):
        return data
    # What came as text or as a value is read like everything else, so that no door is wider.
    return (
        data.encode("utf-8", "surrogatepass") if isinstance(data, str) else strict_json.dumps(data)
    )
