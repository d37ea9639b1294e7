"""A credential as a file to take along: as it came, in a picture, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import slugify

from mintmark.carriers import badge, certificate, png, svg
from mintmark.carriers.detect import unpack
from mintmark.formats.describing import Description, describe
from mintmark.vocabularies import vocabulary
from mintmark_web.ui.templatetags.amounts import level
from mintmark_web.ui.templatetags.telling import labelled
from mintmark_web.wallet.models import Held

KINDS = ("json", "png", "svg", "pdf")
"""What can be downloaded; ``json`` is the credential itself, whatever its form."""
OWN = "own"
"""The file that came, where it is for its owner alone."""
_BARE = frozenset({"cose", "sd-jwt"})
"""What no picture and no certificate can carry (Open Badges 3.0, section 5.3)."""
_TYPES = {
    "json": ("application/vc", "json"),
    "jwt": ("application/vc+jwt", "jwt"),
    "sd-jwt": ("application/vc+sd-jwt", "sd-jwt"),
    "cose": ("application/vc+cose", "cose"),
    "png": ("image/png", "png"),
    "svg": ("image/svg+xml", "svg"),
    "pdf": ("application/pdf", "pdf"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    media_type: str
    data: bytes


def file_of(held: Held, kind: str, *, language: str, now: datetime, link: str = "") -> File:
    """Return a credential as a file of a kind, with the credential itself inside.

    Args:
        kind: one of ``kinds_of``.
        language: of the words on a picture or certificate.
        now: the moment of making.
        link: where the QR code on a certificate leads.

    Raises:
        MintmarkError: it cannot be put into such a file.
    """
    if kind == OWN:
        return _named(held, held.kind, bytes(held.bytes))
    data = held.to_show
    found = unpack(data)
    if kind == found.kind:
        return _named(held, kind, data)
    payload = found.payload
    if kind == "json":
        return _named(held, form_of(payload), payload)
    said = describe(held.document, language)
    if kind == "pdf":
        content = _content(said, language, link)
        return _named(
            held, kind, certificate.certificate(content, payload, now=now.replace(microsecond=0))
        )
    drawn = badge.badge_svg(_title(said), said.issuer.name or "", language=said.language or "en")
    if kind == "svg":
        return _named(held, kind, svg.embed(drawn, payload))
    return _named(held, kind, png.embed(badge.badge_png(drawn), payload))


def file_as(held: Held, payload: bytes) -> File:
    """Return a part of a credential as a file."""
    return _named(held, form_of(payload), payload)


def form_of(payload: bytes) -> str:
    """Return whether a credential is ``json``, ``jwt``, ``sd-jwt`` or ``cose``."""
    if payload.lstrip()[:3] == b"eyJ":
        return "sd-jwt" if b"~" in payload else "jwt"
    return "json" if payload.lstrip()[:1] == b"{" else "cose"


def kinds_of(held: Held) -> tuple[str, ...]:
    """Return in which files a credential can be taken along."""
    return ("json",) if form_of(unpack(held.to_show).payload) in _BARE else KINDS


def is_for_its_owner(held: Held) -> bool:
    """Say whether the file that came lets whoever has it choose what to show."""
    return held.to_show != bytes(held.bytes)


def _named(held: Held, kind: str, data: bytes) -> File:
    media_type, ending = _TYPES[kind]
    told = next(iter(held.told.values()))
    name = slugify(told["title"])[:60] or "credential"
    return File(f"{name}.{ending}", media_type, data)


def _title(said: Description) -> str:
    told = said.achievement
    return (told.name if told else None) or said.name or said.id or "Credential"


def _content(said: Description, language: str, link: str) -> certificate.CertificateContent:
    told = said.achievement
    body = told.awarding_body.name if told and told.awarding_body else None
    return certificate.CertificateContent(
        learner=said.learner.name or "",
        title=_title(said),
        issuer=said.issuer.name or said.issuer.id or "",
        credential_id=said.id or "",
        awarded_on=(said.awarded or said.valid_from or "")[:10],
        awarding_body=body or "",
        country=vocabulary("country").label(said.issuer.country or "", language),
        expires_on=(said.valid_until or "")[:10],
        outcomes=told.outcomes if told else (),
        workload=", ".join(filter(None, (told.workload, *told.credits))) if told else "",
        level=", ".join(map(level, told.level)) if told else "",
        assessment="; ".join(told.assessment) if told else "",
        participation=vocabulary("participation").label(
            (told.participation or "") if told else "", language
        ),
        quality_assurance="; ".join(told.quality_assurance) if told else "",
        result="; ".join(_result(one.name, one.value) for one in said.results if one.value),
        link=link,
        language=language,
    )


def _result(name: str | None, value: str) -> str:
    """Tell a result by its name, with a percent sign in one line with its number."""
    kept = value.replace(" %", "\u00a0%")
    return labelled(name, kept) if name else kept


def suffix(kind: str) -> str:
    """Return what the name of a file of a kind ends in."""
    return _TYPES[kind][1]
