"""The paper certificate: an accessible PDF that carries its credential inside (DIG-01)."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from io import BytesIO

from mintmark.carriers.certificate_words import Words, words_for
from mintmark.carriers.payload import check_embeddable, is_compact_jws
from mintmark.errors import UsageError

ATTACHMENT = "credential.json"
"""What the credential inside the PDF is called."""

_FACTS = (
    "result",
    "workload",
    "level",
    "assessment",
    "participation",
    "quality_assurance",
    "awarding_body",
    "issuer",
    "country",
    "awarded_on",
    "expires_on",
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent:
    """What a certificate says, as plain text ready to read. Empty texts are left out.

    Attributes:
        learner: the learner's full name.
        title: the title of the micro-credential.
        issuer: who issues and signs it.
        credential_id: the credential's address.
        awarded_on: the day of the award, written as people read it.
        awarding_body: who awards it; left out where it is the issuer.
        country: the country or region of the issuer.
        expires_on: the last day it holds.
        outcomes: what the learner has shown, one sentence each (ASM-17).
        workload: for example ``50 hours (2 ECTS)``.
        level: for example ``EQF 6``.
        assessment: how it was assessed; empty means not assessed (ASM-03).
        participation: the form of participation.
        quality_assurance: what stands behind the quality.
        result: the grade or result.
        verification: how to check it, in words.
        link: where it can be checked; the QR code leads there, or tells the credential's address.
        language: the language of these texts (BCP 47).
    """

    learner: str
    title: str
    issuer: str
    credential_id: str
    awarded_on: str
    awarding_body: str = ""
    country: str = ""
    expires_on: str = ""
    outcomes: tuple[str, ...] = ()
    workload: str = ""
    level: str = ""
    assessment: str = ""
    participation: str = ""
    quality_assurance: str = ""
    result: str = ""
    verification: str = ""
    link: str = ""
    language: str = "en"

    @property
    def assessed(self) -> bool:
        """Whether anything was assessed."""
        return bool(self.assessment.strip())


def certificate(
    content: CertificateContent,
    credential: bytes,
    *,
    now: datetime,
    words: Words | None = None,
    system_fonts: bool = True,
) -> bytes:
    """Return a certificate as PDF/A-3a and PDF/UA-1 with ``credential`` attached to it.

    The same arguments give the same bytes, as long as the fonts are the same.

    Args:
        content: what is printed.
        credential: a JSON object or a compact JWS, as UTF-8; attached byte for byte as
            ``credential.json``, related to the page as its source (ISO 32000-2, table 43).
        now: the time of making, with a zone.
        words: the fixed words; those of the content's language, else English, are used otherwise.
        system_fonts: whether fonts of this machine may be used for characters that typst's own
            fonts lack.

    Raises:
        UsageError: ``certificate.no-zone``, ``certificate.incomplete``,
            ``certificate.bad-language``, ``certificate.bad-link``, ``typesetting.failed``.
        CarrierError: ``carrier.*``, where ``credential`` cannot be one.
        LimitError: too large.
    """
    # Typst and segno are loaded only where a certificate is made, not where one is read.
    from mintmark.carriers.typesetting import printable, typeset

    text = check_embeddable(credential)
    _check(content, now)
    words = words or words_for(content.language)
    language, region = _language(content.language)
    words_language, words_region = _language(words.language)
    return typeset(
        _template(),
        {
            **asdict(content),
            "words": asdict(words),
            "facts": _facts(content, words),
            "assessed": content.assessed,
            "qr_target": content.link or content.credential_id,
        },
        raw={
            "language": language,
            "region": region,
            "words-language": words_language,
            "words-region": words_region,
            "direction": "rtl" if language in _RIGHT_TO_LEFT else "ltr",
            "qr": _qr(content.link or content.credential_id),
            "credential": text,
            "title": printable(f"{content.title} – {content.learner}"),
            "author": printable(content.issuer),
            "name": ATTACHMENT,
            "mime": "application/vc+jwt" if is_compact_jws(text.strip()) else "application/vc",
        },
        to="pdf",
        now=now,
        system_fonts=system_fonts,
    )


@cache
def _template() -> bytes:
    return files("mintmark.carriers").joinpath("certificate.typ").read_bytes()


def _check(content: CertificateContent, now: datetime) -> None:
    if now.tzinfo is None or now.utcoffset() is None:
        raise UsageError("certificate.no-zone", "The time of making must have a zone.")
    for name in ("learner", "title", "issuer", "credential_id", "awarded_on"):
        if not getattr(content, name).strip():
            raise UsageError(
                "certificate.incomplete",
                f"A certificate cannot do without {name.replace('_', ' ')}.",
                place=name,
            )


def _facts(content: CertificateContent, words: Words) -> list[dict[str, str]]:
    same_body = content.awarding_body.strip() == content.issuer.strip()
    return [
        {"name": getattr(words, name), "value": value}
        for name in _FACTS
        if (value := getattr(content, name).strip()) and not (name == "awarding_body" and same_body)
    ]


def _language(tag: str) -> tuple[str, str]:
    """The language and the region of a tag, the region empty where the tag has none."""
    match = _LANGUAGE.fullmatch(tag)
    if match is None:
        raise UsageError(
            "certificate.bad-language",
            f"{tag!r} is not a language tag.",
            remedy="Use a tag such as en or pt-BR (BCP 47).",
        )
    return match.group(1).lower(), (match.group(2) or "").upper()


def _qr(target: str) -> str:
    import segno

    out = BytesIO()
    try:
        code = segno.make_qr(target, error="m", boost_error=False)
        code.save(out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    except ValueError:
        raise UsageError(
            "certificate.bad-link",
            "The link does not fit into a QR code.",
            remedy="Use a shorter link.",
        ) from None
    return out.getvalue().decode("utf-8")
