"""Credentials in SVG images (Open Badges 3.0, section 5.3.2).

The credential stands in one ``openbadges:credential`` element, the first child of ``svg``: JSON
as CDATA, a compact JWS in the attribute ``verify``. What could be active in the picture is
neutralised when a credential is put in, so that the result is safe to open in a browser.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from mintmark.carriers.payload import check_embeddable, check_extracted, is_compact_jws
from mintmark.carriers.svg_safety import neutralise_tree
from mintmark.carriers.svg_xml import LEGACY_OPENBADGES, OPENBADGES, SVG, XLINK, parse
from mintmark.errors import CarrierError

CREDENTIAL = f"{{{OPENBADGES}}}credential"
ASSERTION = f"{{{LEGACY_OPENBADGES}}}assertion"
"""Where Open Badges 2.0 puts a badge (Badge Baking 1.0, section SVGs)."""

_PREFIXES: dict[Any, str] = {None: SVG, "xlink": XLINK, "openbadges": OPENBADGES}
# Parsed pictures hold no comments, so this one can stand for the credential until the end.
_MARK = "credential"
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def embed(image: bytes, credential: bytes, *, replace: bool = False) -> bytes:
    """Return ``image``, made safe, with ``credential`` in it, as UTF-8.

    Args:
        image: an SVG file.
        credential: a JSON object or a compact JWS, as UTF-8; white space around it is dropped,
            all else is kept byte for byte.
        replace: take the place of a credential that is already there.

    Raises:
        CarrierError: ``svg.*`` for the image (``svg.already-baked`` where it has a credential and
            ``replace`` is not set), ``carrier.*`` for the credential.
        LimitError: too large or too complex.
    """
    text = check_embeddable(credential).strip()
    if _NOT_IN_XML.search(text):
        raise CarrierError(
            "svg.unrepresentable",
            "The credential has characters that XML cannot hold.",
            remedy="Write them as JSON escapes (\\uXXXX) before signing, or use a PNG.",
        )
    root = parse(image)
    if not replace and (_count(root, OPENBADGES) or _count(root, LEGACY_OPENBADGES)):
        raise CarrierError(
            "svg.already-baked",
            "The picture already carries a credential.",
            remedy="Use a fresh picture, or say that the old credential is to be replaced.",
        )
    neutralise_tree(root)
    etree.cleanup_namespaces(root)
    etree.cleanup_namespaces(root, top_nsmap=_PREFIXES, keep_ns_prefixes=["openbadges"])
    return _with_credential(root, text)


def neutralise(image: bytes) -> bytes:
    """Return ``image`` without anything active or external in it, and without credentials.

    Raises:
        CarrierError: ``svg.*``.
        LimitError: too large or too complex.
    """
    root = parse(image)
    neutralise_tree(root)
    etree.cleanup_namespaces(root)
    return _serialise(root)


def extract(image: bytes) -> bytes:
    """Return the credential in ``image``: a JSON object or a compact JWS, as UTF-8.

    A badge of Open Badges 2.0 is one too, and one of each is two.

    Raises:
        CarrierError: ``svg.no-credential``, ``svg.legacy``, ``svg.ambiguous``, ``svg.broken``,
            and what ``parse`` raises.
        LimitError: too large or too complex.
    """
    root = parse(image)
    found = [e for e in root.iter(CREDENTIAL, ASSERTION) if e.tag == CREDENTIAL or _is_whole(e)]
    if not found:
        _refuse_without(root)
    if len(found) > 1:
        raise CarrierError(
            "svg.ambiguous",
            f"The picture carries {len(found)} credentials, and only one may be in it.",
            place=f"line {found[1].sourceline}",
            remedy="Ask the issuer for a picture with one credential.",
        )
    return _credential_of(found[0])


def _credential_of(element: etree._Element) -> bytes:
    body = (element.text or "").strip()
    jws = (element.get("verify") or "").strip()
    if element.tag == ASSERTION and body:
        jws = ""  # the badge's address, which the badge itself has as its id
    if len(element) or bool(body) == bool(jws) or (jws and not is_compact_jws(jws)):
        raise CarrierError(
            "svg.broken",
            "The picture's credential element holds neither plain JSON text nor one compact JWS.",
            place=f"line {element.sourceline}",
            remedy="Ask the issuer for a picture baked as Open Badges 3.0 says.",
        )
    return check_extracted((body or jws).encode("utf-8"))


def _is_whole(element: etree._Element) -> bool:
    """Whether the element holds more than the address of a badge."""
    return bool((element.text or "").strip()) or is_compact_jws(element.get("verify") or "")


def _with_credential(root: etree._Element, text: str) -> bytes:
    element = etree.Element(CREDENTIAL, nsmap={"openbadges": OPENBADGES})
    element.tail = root.text
    root.text = None
    root.insert(0, element)
    if is_compact_jws(text):
        element.set("verify", text)
        return _serialise(root)
    element.append(etree.Comment(_MARK))
    return _serialise(root).replace(f"<!--{_MARK}-->".encode(), _cdata(text), 1)


def _cdata(text: str) -> bytes:
    """Return ``text`` as CDATA sections that an XML reader turns back into the same characters."""
    text = text.replace("]]>", "]]]]><![CDATA[>")
    # An XML reader turns a bare carriage return into a line feed, but not a reference to one.
    text = text.replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{text}]]>".encode()


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _count(root: etree._Element, namespace: str) -> int:
    return sum(1 for _ in root.iter(f"{{{namespace}}}*"))


def _refuse_without(root: etree._Element) -> None:
    if _count(root, LEGACY_OPENBADGES):
        raise CarrierError(
            "svg.legacy",
            "The picture carries only the address of a badge, as before Open Badges 2.0.",
            remedy="Ask the issuer to issue the badge as Open Badges 3.0.",
        )
    raise CarrierError(
        "svg.no-credential",
        "The picture carries no credential.",
        remedy="Use the picture as it was issued; re-saved copies can lose it.",
    )
