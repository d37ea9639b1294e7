"""Reading SVG text without its traps: no DTD, no entity, no network, no guessed encoding."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from mintmark.carriers.payload import check_size
from mintmark.encoding.effort import spend
from mintmark.errors import CarrierError, LimitError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
OPENBADGES = "https://purl.imsglobal.org/ob/v3p0"
LEGACY_OPENBADGES = "http://openbadges.org"
"""The namespace of Open Badges 1 and 2."""

MAX_DRAWN_ELEMENTS = 100_000
"""The most elements that may be drawn, those drawn again through ``use`` counted each time."""

MAX_BYTES = 8 * 2**20
"""The largest SVG file: 8 MiB. As characters it takes up to four times as much."""

MAX_TAGS = 100_000
"""The most tags, opening and closing, that a picture may have; two attributes count as a tag."""

_TAGS = 4
"""So many tags cost one unit of what one input may cost; see ``encoding.effort``."""

_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "iso-8859-1",
    "windows-1252": "windows-1252",
}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,200}?\?>")
_DECLARED = re.compile(r"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BEFORE_ROOT = re.compile(r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)


def parse(data: bytes) -> etree._Element:
    """Return the root element of an SVG file, without comments and processing instructions.

    Raises:
        CarrierError: ``svg.encoding``, ``svg.dtd``, ``svg.malformed``, ``svg.not-svg``.
        InputError: ``input.empty``.
        LimitError: ``input.too-large``, ``svg.too-complex``.
        UnavailableError: ``input.work-limit``.
    """
    check_size(data, limit=MAX_BYTES)
    root = _parse_utf8(_as_utf8(data))
    if root.tag != f"{{{SVG}}}svg":
        raise CarrierError(
            "svg.not-svg",
            "The file is XML, but not an SVG image.",
            remedy=f"The first element must be svg in the namespace {SVG}.",
        )
    _refuse_bomb(root)
    return root


def _as_utf8(data: bytes) -> bytes:
    """Return the text without its declaration, if it is not too much to be parsed.

    The characters, which may take four bytes each, are gone before any element is made.
    """
    text = _decode(data)
    text = text[match.end() :] if (match := _DECLARATION.match(text)) else text
    _refuse_dtd(text)
    # Each element takes some hundred bytes, and so do two attributes.
    tags = text.count("<") + text.count("=") // 2
    if tags > MAX_TAGS:
        raise LimitError(
            "svg.too-complex",
            f"The picture has more than {MAX_TAGS:,} tags and attributes.",
            remedy="Use a simpler picture.",
        )
    spend(tags // _TAGS)
    return text.encode("utf-8")


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        declaration = _DECLARATION.match(data[:300].decode("ascii", "replace"))
        declared = _DECLARED.search(declaration.group()) if declaration else None
        encoding = _ENCODINGS.get(declared.group(1).lower(), "") if declared else "utf-8"
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        raise CarrierError(
            "svg.encoding",
            "The picture's text is not in the encoding that it names, or in one that is read here.",
            remedy="Save it as UTF-8.",
        ) from None


def _refuse_dtd(text: str) -> None:
    before = _BEFORE_ROOT.match(text)
    if before and text.startswith("<!", before.end()):
        raise CarrierError(
            "svg.dtd",
            "The picture has a document type declaration, which can hide or multiply content.",
            remedy="Remove everything from <!DOCTYPE to its closing >.",
        )


def _parse_utf8(text: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.LxmlError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise CarrierError(
            "svg.malformed",
            "The picture is not well-formed XML.",
            place=f"line {line}" if line else None,
            remedy="Save it anew from a drawing program.",
        ) from None


def _refuse_bomb(root: etree._Element) -> None:
    """Refuse pictures that ``use`` elements multiply beyond what a browser can draw."""
    by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
    weight: dict[etree._Element, int] = {}
    done: set[etree._Element] = set()
    stack = [root]
    while stack:
        element = stack[-1]
        if element in done:
            stack.pop()
            continue
        drawn = _drawn_with(element, by_id)
        if element not in weight:
            weight[element] = 0  # in progress: a circle of references draws nothing
            stack.extend(e for e in drawn if e not in weight)
            continue
        weight[element] = 1 + sum(weight[e] for e in drawn)
        done.add(stack.pop())
        if weight[element] > MAX_DRAWN_ELEMENTS:
            raise LimitError(
                "svg.too-complex",
                f"The picture draws more than {MAX_DRAWN_ELEMENTS:,} elements.",
                remedy="Use a simpler picture.",
            )


def _drawn_with(
    element: etree._Element, by_id: dict[str | None, etree._Element]
) -> list[etree._Element]:
    drawn = list(element)
    if etree.QName(element).localname == "use":
        href = element.get("href") or element.get(f"{{{XLINK}}}href") or ""
        target = by_id.get(href.strip().removeprefix("#"))
        if target is not None:
            drawn.append(target)
    return drawn
