"""Putting a credential into a picture or a certificate, with the picture made on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from mintmark.model import Achievement


@dataclass(frozen=True, slots=True)
class Baker:
    """One kind of file a credential can be baked into."""

    suffix: str
    bake: Callable[[bytes, Achievement, datetime], bytes]


def _png(signed: bytes, achievement: Achievement, _at: datetime) -> bytes:
    from mintmark.carriers import png

    return png.embed(_picture_of(signed, achievement, as_png=True), signed)


def _svg(signed: bytes, achievement: Achievement, _at: datetime) -> bytes:
    from mintmark.carriers import svg

    return svg.embed(_picture_of(signed, achievement, as_png=False), signed)


def _pdf(signed: bytes, achievement: Achievement, at: datetime) -> bytes:
    from mintmark.carriers.certificate import certificate
    from mintmark.cli.printing import content_of

    return certificate(content_of(signed, achievement), signed, now=at)


def _picture_of(signed: bytes, achievement: Achievement, *, as_png: bool) -> bytes:
    """The picture says what was signed: the draft may have been changed since."""
    from mintmark.cli.printing import content_of

    said = content_of(signed, achievement)
    return _picture(said.title, said.issuer, said.language, as_png)


@lru_cache(maxsize=2)
def _picture(title: str, issuer: str, language: str, as_png: bool) -> bytes:
    """The same picture for every learner, so it is made once."""
    from mintmark.carriers import badge

    drawn = badge.badge_svg(title, issuer, language=language)
    return badge.badge_png(drawn) if as_png else drawn


BAKERS = {"png": Baker(".png", _png), "svg": Baker(".svg", _svg), "pdf": Baker(".pdf", _pdf)}
"""What ``--bake`` takes."""
