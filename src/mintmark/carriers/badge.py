"""A badge image for an achievement that has none of its own: SVG, and PNG drawn from it.

The colour comes from the title, so the same title always looks the same. The words are text, not
outlines, and the image tells its title and description to those who do not see it (WCAG 2.2,
1.1.1); words and ground contrast by 4.5 to 1 or more (1.4.3).
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from xml.sax.saxutils import escape, quoteattr

from mintmark.carriers.badge_text import Line, fit
from mintmark.errors import UsageError

SIZE = 512
"""Width and height of the picture, in its own units."""

_WHITE, _BLACK = "#ffffff", "#000000"  # of these two, one always reaches 4.58 to 1
_GOLD = "#b8923a"
_COLOURS = (
    "#1f5c57",
    "#1b3a6b",
    "#5b2a5e",
    "#7a2e2e",
    "#2f5233",
    "#5f3f14",
    "#37415c",
    "#701f4c",
    "#0b4f6c",
    "#463889",
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_UNFIT = re.compile("[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FONTS = "'Libertinus Serif', Georgia, 'Noto Serif', 'Times New Roman', serif"
_MAX_TITLE = 200


def badge_svg(
    title: str, issuer: str = "", *, colour: str | None = None, language: str = "en"
) -> bytes:
    """Return a badge image as SVG, 512 units wide and high, the same for the same arguments.

    Args:
        title: 1 to 200 characters in any script; what is longer is shortened in the picture.
        issuer: who issues it; may be empty.
        colour: the ground as ``#rrggbb``; one is chosen by the title otherwise. The words become
            white or near black, whichever contrasts more.
        language: the language of the title (BCP 47).

    Raises:
        UsageError: ``badge.no-title``, ``badge.bad-colour``.
    """
    title, issuer, language = _clean(title), _clean(issuer), _clean(language)
    if not title:
        raise UsageError("badge.no-title", "A badge needs a title.", place="title")
    ground = colour or _colour_of(title)
    if not _COLOUR.fullmatch(ground):
        raise UsageError(
            "badge.bad-colour",
            f"{ground!r} is not a colour.",
            place="colour",
            remedy="Write it as #rrggbb.",
        )
    ink = max((_WHITE, _BLACK), key=lambda candidate: contrast(candidate, ground))
    by = f" Issued by {issuer}." if issuer else ""
    drawing = "".join(
        (
            _coin(ground, ink),
            _text(fit(title[:_MAX_TITLE], sizes=range(60, 13, -2), top=150, bottom=352), ink, 600),
            _text(fit(issuer, sizes=range(22, 11, -2), top=384, bottom=436), ink, 400),
            _star(ink),
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}"'
        f' height="{SIZE}" role="img" aria-labelledby="title desc" xml:lang={quoteattr(language)}>'
        f'<title id="title">{escape(title)}</title>'
        f'<desc id="desc">{escape(f"Badge: {title}.{by}")}</desc>{drawing}</svg>\n'
    ).encode()


def badge_png(svg: bytes, *, pixels: int = 512, system_fonts: bool = True) -> bytes:
    """Return an SVG image as PNG, ``pixels`` wide and high, on a transparent ground.

    Args:
        svg: any SVG image; what could be active or external in it is taken out first.
        pixels: 16 to 2,048.
        system_fonts: whether fonts of this machine may be used.

    Raises:
        CarrierError: ``svg.*``.
        LimitError: too large or too complex.
        UsageError: ``badge.bad-size``, ``typesetting.failed``.
    """
    from mintmark.carriers.svg import neutralise
    from mintmark.carriers.typesetting import typeset

    if not 16 <= pixels <= 2048:
        raise UsageError(
            "badge.bad-size", "A badge is 16 to 2,048 pixels wide and high.", place="pixels"
        )
    return typeset(
        b"#set page(width: 512pt, height: 512pt, margin: 0pt, fill: none)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")',
        {},
        raw={"svg": neutralise(svg).decode("utf-8")},
        to="png",
        system_fonts=system_fonts,
        ppi=72 * pixels / SIZE,
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _clean(text: str) -> str:
    """Return ``text`` on one line, composed, without characters that XML cannot hold."""
    return " ".join(unicodedata.normalize("NFC", _UNFIT.sub(" ", text)).split())


def _colour_of(title: str) -> str:
    digest = hashlib.sha256(title.casefold().encode("utf-8")).digest()
    return _COLOURS[digest[0] % len(_COLOURS)]


def _coin(ground: str, ink: str) -> str:
    """A coin with a reeded edge: a toothed rim, a light ring, and the ground with a fine line."""
    teeth, middle = 96, SIZE / 2
    rim = " ".join(
        f"{middle + r * math.cos(a):.1f},{middle + r * math.sin(a):.1f}"
        for i in range(teeth * 2)
        for r, a in [(250 if i % 2 else 244, i * math.pi / teeth)]
    )
    return (
        f'<polygon points="{rim}" fill="{_GOLD}"/>'
        f'<circle cx="256" cy="256" r="231" fill="{_WHITE}"/>'
        f'<circle cx="256" cy="256" r="223" fill="{ground}"/>'
        f'<circle cx="256" cy="256" r="207" fill="none" stroke="{ink}" stroke-width="1.5"'
        f' stroke-opacity="0.45"/>'
        f'<path d="M216 368H296" stroke="{ink}" stroke-width="1.5" stroke-opacity="0.6"/>'
    )


def _star(ink: str) -> str:
    points = " ".join(
        f"{256 + r * math.sin(a):.1f},{106 - r * math.cos(a):.1f}"
        for i in range(10)
        for r, a in [(9.5 if i % 2 else 23, i * math.pi / 5)]
    )
    return f'<polygon points="{points}" fill="{ink}"/>'


def _text(lines: list[Line], ink: str, weight: int) -> str:
    return "".join(
        f'<text x="256" y="{line.y:.1f}" font-family="{_FONTS}" font-size="{line.size}"'
        f' font-weight="{weight}" fill="{ink}" text-anchor="middle"'
        f"{_direction(line.text)}>{escape(line.text)}</text>"
        for line in lines
    )


def _direction(text: str) -> str:
    """Right-to-left where the first letter with a direction says so (UAX 9, rules P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "" if kind == "L" else ' direction="rtl"'
    return ""
