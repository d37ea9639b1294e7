"""Making an SVG picture safe to open: what is not known to be harmless is taken out.

Elements are held against a list of those that only draw (SVG 2; SVG 1.1 for filters); elements
and attributes of other vocabularies go, because a picture pasted into HTML is read without regard
to namespaces and case. References may point into the picture itself or hold a raster image;
nothing may be fetched, run, or animated into something that can.
"""

from __future__ import annotations

import re

from lxml import etree

from mintmark.carriers.svg_xml import SVG, XLINK

_XML = "http://www.w3.org/XML/1998/namespace"
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_SHAPES = """
    a circle clipPath defs desc ellipse filter g image line linearGradient marker mask metadata
    mpath path pattern polygon polyline radialGradient rect solidcolor stop style svg switch
    symbol text textPath title tref tspan use view
"""
_FILTERS = """
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence
"""
_DRAWING = frozenset(_SHAPES.split()) | frozenset(_FILTERS.split()) | _ANIMATIONS
_RASTER_HOLDERS = frozenset({"image", "feImage"})
_REFERENCES = frozenset({"href", "src"})
_ANIMATED_VALUES = frozenset({"to", "from", "by", "values"})
_PAINT = """
    style fill stroke filter clip-path mask marker marker-start marker-mid marker-end cursor
    color-profile
"""
_PAINTED = frozenset(_PAINT.split())
_DROP = "{urn:mintmark:drop}drop"

_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_FONT = re.compile(
    r"data:(?:font/(?:woff2?|ttf|otf|sfnt)|application/(?:x-)?font-(?:woff2?|ttf|otf))"
    r"(?:;charset=utf-8)?;base64,[A-Za-z0-9+/=\s]+",
    re.IGNORECASE,
)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_STATEMENT = re.compile(r"@(?:import|charset|namespace)\b[^;{}]*;?", re.IGNORECASE)
# Possessive throughout: hostile runs of spaces must not cost quadratic time.
_CSS_URL = re.compile(
    r"url\(\s*+(?:\"([^\"\n\r\f]*+)\"|'([^'\n\r\f]*+)'|([^\"'()\s]*+))\s*+\)", re.IGNORECASE
)
_CSS_DANGER = re.compile(
    r"<|@import|url\s*\(|image-set|image\s*\(|src\s*\(|expression|behaviou?r\s*:|binding\s*:"
    r"|script\s*:",
    re.IGNORECASE,
)


def neutralise_tree(root: etree._Element) -> None:
    """Take out of the picture, in place, whatever could run, fetch or mislead."""
    for element in list(root.iter()):
        if _is_harmless(element):
            _clean_attributes(element)
            if element.tag == f"{{{SVG}}}style":
                css = clean_css("".join(map(str, element.itertext())))
                del element[:]
                element.text = css
        elif element is not root:
            element.tag = _DROP
    # Text behind a dropped element stays: it can be the rest of a line of text.
    etree.strip_elements(root, _DROP, with_tail=False)


def clean_css(css: str) -> str:
    """Return ``css`` with nothing in it that fetches or runs; empty where that is in doubt.

    External ``url()`` becomes ``none``, ``@import`` goes. What stays is then searched again for
    anything suspicious, escapes included, because those can spell every other word.
    """
    css = _CSS_STATEMENT.sub("", _CSS_COMMENT.sub("", css))
    css = _CSS_URL.sub(lambda match: match.group() if _is_inner_url(match) else "none", css)
    return "" if "\\" in css or _CSS_DANGER.search(_CSS_URL.sub("", css)) else css


def _is_inner_url(match: re.Match[str]) -> bool:
    target = next((group for group in match.groups() if group is not None), "").strip()
    return target.startswith("#") or bool(_RASTER.fullmatch(target) or _FONT.fullmatch(target))


def _is_harmless(element: etree._Element) -> bool:
    name = etree.QName(element)
    if name.namespace != SVG or name.localname not in _DRAWING:
        return False
    if name.localname in _ANIMATIONS:
        animated = (element.get("attributeName") or "").strip().lower().rpartition(":")[2]
        return not animated.startswith("on") and animated not in {"href", "src", "style"}
    return True


def _clean_attributes(element: etree._Element) -> None:
    holder = etree.QName(element).localname
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        clean = _clean_value(holder, name.namespace, name.localname, str(value))
        if clean is None:
            del element.attrib[key]
        elif clean != value:
            element.set(key, clean)


def _clean_value(holder: str, namespace: str | None, name: str, value: str) -> str | None:
    """Return the value that the attribute may keep, or None where it must go."""
    lower = name.lower()
    if namespace == _XML:
        return value if name in {"lang", "space"} else None
    if namespace not in {None, XLINK} or lower.startswith("on"):
        return None
    if lower in _REFERENCES:
        return value if _is_inner_reference(holder, value) else None
    if namespace == XLINK:
        return value if name == "title" else None
    return _clean_painted(lower, value)


def _clean_painted(name: str, value: str) -> str | None:
    """Clean the attributes whose values are CSS and can therefore name something to fetch."""
    painted = name in _PAINTED or name in _ANIMATED_VALUES or "url(" in value.lower()
    return (clean_css(value) or None) if painted else value


def _is_inner_reference(holder: str, value: str) -> bool:
    value = value.strip()
    if value.startswith("#"):
        return True
    return holder in _RASTER_HOLDERS and _RASTER.fullmatch(value) is not None
