"""Between a value of a draft and what stands in a field of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.utils.translation import override

from mintmark.vocabularies import esco
from mintmark_web.achievements.parts.spec import Field, Kind
from mintmark_web.ui.templatetags.amounts import span

PER_LANGUAGE = frozenset({Kind.TEXT, Kind.PROSE, Kind.TEXTS})
_YES_NO = {"yes": True, "no": False}
_PLAIN_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def get(node: Any, path: str) -> Any:
    """Return what stands at a dotted path inside a node, or None."""
    for name in path.split("."):
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def put(node: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a dotted path; an empty one, and what it leaves empty, is taken away."""
    name, _, rest = path.partition(".")
    if rest:
        held = node.get(name)
        inner = dict(held) if isinstance(held, Mapping) else {}
        put(inner, rest, value)
        value = inner
    if value in ("", None, {}, []):
        if rest and not isinstance(node.get(name), Mapping):
            return
        node.pop(name, None)
    else:
        node[name] = value


def shown(field: Field, value: Any, language: str, main: str) -> Any:
    """Return what stands in the form's field for a value, in one language where it has several."""
    match field.kind:
        case Kind.TEXT | Kind.PROSE:
            return _in(value, language, main)
        case Kind.TEXTS:
            entries = value if isinstance(value, list) else []
            return "\n".join(_in(one, language, main) for one in entries).rstrip()
        case Kind.LINES:
            return "\n".join(map(str, value)) if isinstance(value, list) else ""
        case Kind.YES_NO:
            return {True: "yes", False: "no"}.get(value, "" if value is None else str(value))
        case Kind.SHARE:
            return _per_cent(value)
        case Kind.MANY:
            return value if isinstance(value, list) else []
        case Kind.SPAN:
            words = span(str(value or ""))
            return words if _span(words) == value else str(value or "")
        case _:
            return "" if value is None else str(value)


def _in(value: Any, language: str, main: str) -> str:
    if isinstance(value, Mapping):
        return str(value.get(language, ""))
    return str(value) if value and language == main else ""


def _per_cent(value: Any) -> str:
    try:
        return f"{(Decimal(str(value)) * 100).normalize():f}"
    except InvalidOperation:
        return "" if value is None else str(value)


def told(field: Field, typed: Any) -> Any:
    """Return the value that something typed means; what it cannot mean stays as it is.

    The strict reader then says what is wrong with it.
    """
    if field.kind is Kind.MANY:
        return list(typed or ())
    text = str(typed or "").replace("\r\n", "\n").strip()
    match field.kind:
        case Kind.LINES:
            return [line.strip() for line in text.split("\n") if line.strip()]
        case Kind.YES_NO:
            return _YES_NO.get(text, text)
        case Kind.NUMBER:
            return _number(text)
        case Kind.SHARE:
            return _share(text)
        case Kind.SPAN:
            return _span(text)
        case _:
            return text


def _number(text: str) -> Any:
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not _PLAIN_NUMBER.fullmatch(plain):
        return text
    return float(plain) if "." in plain else int(plain)


def _share(text: str) -> Any:
    found = _number(text.removesuffix("%").strip())
    if isinstance(found, str):
        return text
    return float(Decimal(str(found)) / 100)


_DIGITS = 9
"""More than any length of time has; Python reads no number of thousands of them."""


def _span(text: str) -> str:
    """Return the duration that ``6 weeks`` says, in a language of the office: ``P6W``."""
    number, *unit = text.casefold().split() or [""]
    if not unit or not number.isdecimal() or len(number) > _DIGITS:
        return text
    for language, _name in settings.LANGUAGES:
        with override(language):
            for letter in "YMWD":
                if span(f"P{number}{letter}").casefold().split() == [number, *unit]:
                    return f"P{int(number)}{letter}"
    return text


def merged(field: Field, before: Any, typed: Mapping[str, str], main: str) -> Any:
    """Return a value in several languages, with what was typed in some of them.

    Args:
        typed: what was typed, by language; other languages stay as they were.
        main: the language of plain text.
    """
    if field.kind is Kind.TEXTS:
        return _merged_texts(before, typed, main)
    texts = dict(before) if isinstance(before, Mapping) else {main: before} if before else {}
    texts |= {language: told(field, text) for language, text in typed.items()}
    return {language: text for language, text in texts.items() if text}


def _merged_texts(before: Any, typed: Mapping[str, str], main: str) -> list[dict[str, str]]:
    old: Sequence[Any] = before if isinstance(before, list) else []
    lines = {one: (text or "").replace("\r\n", "\n").split("\n") for one, text in typed.items()}
    longest = max([len(old), *map(len, lines.values())], default=0)
    found = []
    for number in range(longest):
        was = old[number] if number < len(old) else {}
        texts = dict(was) if isinstance(was, Mapping) else {main: was}
        for language, entries in lines.items():
            texts[language] = entries[number].strip() if number < len(entries) else ""
        found.append({language: text for language, text in texts.items() if text})
    return [texts for texts in found if texts]


def as_address(node: Mapping[str, Any]) -> str:
    """Return the address of an alignment; an ESCO entry's code alone becomes its address."""
    url, kind = str(node.get("url", "")), str(node.get("type", ""))
    if kind.startswith("esco-") and ":" not in url:
        return esco.nearest(kind.removeprefix("esco-"), url) or url
    return url


def options(
    document: Mapping[str, Any], node: Mapping[str, Any]
) -> dict[str, list[tuple[str, str]]]:
    """Return what there is to choose in this draft: its outcomes, the levels of a rubric."""
    main = str(document.get("language", "en"))
    return {
        "outcomes": [_option(one, "title", main) for one in _nodes(document.get("outcomes"))],
        "required_level": [_option(one, "name", main) for one in _nodes(node.get("rubric"))],
    }


def _nodes(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _option(node: Mapping[str, Any], name: str, main: str) -> tuple[str, str]:
    held = node.get(name)
    text = held.get(main) or next(iter(held.values()), "") if isinstance(held, Mapping) else held
    return str(node.get("id", "")), str(text or node.get("id", ""))
