"""Typst, held on a short lead: the source is ours, everything else comes in as data.

Nothing is downloaded, no file is read by the document, and the same input gives the same bytes
on the same fonts. Characters that no font has are replaced, because PDF/A allows no empty box.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal

import typst

from mintmark.errors import LimitError, UsageError

STAND_IN = "□"
"""What is printed for a character that no font at hand has."""

PDF_STANDARDS: Final = ("a-3a", "ua-1")
"""PDF/A-3a (ISO 19005-3) for keeping and attaching, PDF/UA-1 (ISO 14289-1) for everybody."""

_MAX_DATA = 8 * 2**20
_MISSING = re.compile(
    r"(?:the text|contains the codepoint) `\"((?:[^\"\\]|\\.)*)\"`(?: could not be displayed)?"
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))")
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
# Control characters, directional overrides, surrogates, private use and non-characters.
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufffe\uffff\U000e0000-\U0010ffff]"
)


def typeset(
    source: bytes,
    data: Mapping[str, Any],
    *,
    to: Literal["pdf", "png"],
    raw: Mapping[str, str] | None = None,
    now: datetime | None = None,
    system_fonts: bool = True,
    ppi: float = 144,
) -> bytes:
    """Return the pages that ``source`` makes of ``data``.

    Args:
        source: a document of ours; it finds ``data`` in ``sys.inputs.data`` as JSON, with the
            member ``missing`` true where a character had to be replaced.
        data: texts to be printed, lists and objects of them. Texts are never read as markup.
        to: ``pdf`` (PDF/A-3a and PDF/UA-1) or ``png`` (the one page).
        raw: further texts for ``sys.inputs``, such as settings, passed on as they are.
        now: what a PDF tells as its time of making; with a zone.
        system_fonts: whether the machine's fonts may help out where typst's own lack a character.
        ppi: pixels per inch of a PNG.

    Raises:
        LimitError: ``typesetting.too-large``.
        UsageError: ``typesetting.failed``: the document cannot be made of such data.
    """
    inputs = dict(raw or {})
    missing: frozenset[str] = frozenset()
    while True:  # each round must find characters that the one before did not
        shown = {**_shown(data, _pattern(missing)), "missing": bool(missing)}
        inputs["data"] = json.dumps(shown, ensure_ascii=False)
        if sum(map(len, inputs.values())) > _MAX_DATA:
            raise LimitError(
                "typesetting.too-large",
                "The texts are too long for a document.",
                remedy="Shorten them.",
            )
        try:
            return _compile(source, inputs, to, now, system_fonts, ppi)
        except typst.TypstError as error:
            found = _missing_in(error.diagnostic)
            # A letter with its marks is replaced as one; where that did not help, mark by mark.
            single = frozenset(c for text in found for c in text if not c.isascii())
            new = (found - missing) or (single - missing)
            if not new:
                raise UsageError(
                    "typesetting.failed", f"The document cannot be made: {error.message}."
                ) from None
            missing |= new


def printable(text: str) -> str:
    """Return ``text`` without control, directional-override and private-use characters."""
    return _UNPRINTABLE.sub("", text)


def _compile(
    source: bytes,
    inputs: dict[str, str],
    to: Literal["pdf", "png"],
    now: datetime | None,
    system_fonts: bool,
    ppi: float,
) -> bytes:
    try:
        made: bytes = typst.compile(
            source,
            format=to,
            sys_inputs=inputs,
            font_paths=_fonts(system_fonts),
            ignore_system_fonts=not system_fonts,
            pdf_standards=list(PDF_STANDARDS) if to == "pdf" else [],
            timestamp=now,
            ppi=ppi,
        )
    except (ValueError, TypeError, OverflowError) as error:
        raise UsageError("typesetting.failed", f"The document cannot be made: {error}.") from None
    return made


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system_fonts)


def _missing_in(diagnostic: str) -> frozenset[str]:
    """The pieces of text, a letter with its marks each, that typst says it cannot print."""
    return frozenset(_ESCAPE.sub(_unescape, text) for text in _MISSING.findall(diagnostic))


def _unescape(match: re.Match[str]) -> str:
    number, plain = match.groups()
    return chr(int(number, 16)) if number else _PLAIN_ESCAPES.get(plain, plain)


def _pattern(missing: frozenset[str]) -> re.Pattern[str] | None:
    longest_first = sorted(missing, key=lambda text: (-len(text), text))
    return re.compile("|".join(map(re.escape, longest_first))) if missing else None


def _shown(value: Any, missing: re.Pattern[str] | None) -> Any:
    if isinstance(value, str):
        text = printable(value)
        return missing.sub(STAND_IN, text) if missing else text
    if isinstance(value, Mapping):
        return {key: _shown(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(item, missing) for item in value]
    return value
