"""Say a text of the core in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mintmark_web.ui.telling.catalogue import shelf
from mintmark_web.ui.telling.templates import Hole, Shelf, Template
from mintmark_web.ui.templatetags.amounts import level

_LONGEST = 4000
"""A longer text is no sentence of ours."""
_MOST = 12
"""The most sentences that are told apart in one text; the rest is taken for one."""
_DEEPEST = 6
_TRIES = 300
"""So often a text is held against the templates; what is not read by then stays in English."""
_END = re.compile(r"(?<=[.?!…)]) | (?=\()")
_AMOUNT = re.compile(
    r"(?<=\d[ \u00a0])(?:[A-Z]{2}:[A-Z][A-Z-]*)\b"
    r"|(?<![\w:/])(?:[A-Z]{2}:[A-Z][A-Z-]* \d+\b)(?![.,]?\d)"
)
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATORS = (". ", "; ", ", and ", ", or ", " and ", " or ", ", ")


class Piece(NamedTuple):
    """A part of what is said.

    Attributes:
        text: the words.
        english: whether they are words of the core that nobody translated.
    """

    text: str
    english: bool = False


def told(text: object) -> SafeString:
    """Return a text of the core for a page; what is not translated is marked as English."""
    return format_html_join("", "{}", ((_marked(one),) for one in _read(text, pieces)))


def phrased(text: object) -> SafeString:
    """Return a phrase of the core, or several, which are no sentences, as ``told`` does."""
    return format_html_join("", "{}", ((_marked(one),) for one in _read(text, _phrases)))


def told_text(text: object) -> str:
    """Return the same as plain text, for a letter, a file or a drawing."""
    return _by_name("".join(one.text for one in _read(text, pieces)))


def phrased_text(text: object) -> str:
    """Return what ``phrased`` does as plain text, to be put into a sentence."""
    return _by_name("".join(one.text for one in _read(text, _phrases)))


def _read(text: object, way: Callable[[str, str], tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """Return a text in the reader's language, which may be the core's own."""
    return (Piece(str(text)),) if _language() == "en" else way(str(text), _language())


def said_text(text: object) -> str:
    """Return a sentence as ``told_text`` does, and a phrase as ``phrased_text`` does.

    What says something of a name (``Bread and Cake: at least 5 ECTS``) is a sentence, if it is one
    of ours: as a phrase the name could be taken for several phrases.
    """
    said = str(text)
    known = not any(one.english for one in pieces(said, _language()))
    if said.endswith((".", "?", "!")) or (": " in said and known):
        return told_text(said)
    return phrased_text(said)


def _marked(one: Piece) -> SafeString | str:
    text = _by_name(one.text)
    return format_html('<span lang="en" dir="ltr">{}</span>', text) if one.english else text


def _by_name(text: str) -> str:
    """Say amounts and levels of a country's system as people do: ``60 NZQCF (New Zealand)``.

    A code without a number stays: it is what has to be written.
    """
    return _AMOUNT.sub(lambda found: level(found[0]), text)


def _language() -> str:
    return (get_language() or "en").split("-")[0]


@lru_cache(maxsize=4096)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """Return a text of the core in a language.

    Of several ways to read it the one is taken that leaves least to what is filled in.
    """
    templates = shelf(language)
    if templates is None or len(text) > _LONGEST:
        return (Piece(text, english=True),)
    if (known := templates.whole(text)) is not None:
        return (Piece(known),)
    return tuple(_merged(_Teller(templates).sentences(text)))


@lru_cache(maxsize=4096)
def _phrases(text: str, language: str) -> tuple[Piece, ...]:
    templates = shelf(language)
    if templates is None or len(text) > _LONGEST:
        return (Piece(text, english=True),)
    return tuple(_merged(_Teller(templates).phrases(text)))


class _Reading(NamedTuple):
    """A way to say a text, and how many of its characters are the core's own."""

    weight: int
    pieces: tuple[Piece, ...]


class _Teller:
    """Says texts by the templates of one language."""

    def __init__(self, templates: Shelf) -> None:
        self._templates = templates
        self._left = _TRIES

    def sentences(self, text: str) -> tuple[Piece, ...]:
        """Return sentences, each translated or not."""
        ends = [found.start() for found in _END.finditer(text)][:_MOST]
        starts, ends = [0, *(end + 1 for end in ends)], [*ends, len(text)]
        best: list[_Reading] = [_Reading(0, ())]
        for number, end in enumerate(ends):
            ways = (
                self._after(best[first], text[starts[first] : end]) for first in range(number + 1)
            )
            best.append(max(ways, key=lambda way: way.weight))
        return best[-1].pieces

    def phrases(self, text: str) -> tuple[Piece, ...]:
        """Return phrases, each translated or not, with the full stop that they may end in."""
        bare = text.removesuffix(".")
        found = self._words(bare, 0)
        if found is None:
            return (Piece(text, english=True),)
        return (*found.pieces, Piece(text[len(bare) :]))

    def _after(self, before: _Reading, text: str) -> _Reading:
        found = self._sentence(text) or _Reading(0, (Piece(text, english=True),))
        between = (Piece(" "),) if before.pieces else ()
        return _Reading(before.weight + found.weight, (*before.pieces, *between, *found.pieces))

    def _sentence(self, text: str) -> _Reading | None:
        found = self._filled(text, 0, sentence=True)
        if found is None and text.endswith("."):
            found = self._filled(text[:-1], 0, sentence=True)
            return found and _Reading(found.weight + 1, (*found.pieces, Piece(".")))
        return found

    def _filled(self, text: str, depth: int, *, sentence: bool) -> _Reading | None:
        """Return one sentence or phrase, translated; None where no template fits."""
        known = self._templates.whole(text)
        if known is not None:
            return _Reading(len(text), (Piece(known),))
        self._left -= 1
        if self._left < 0:
            return None
        ways = (
            self._put(template, values, depth)
            for template, values in self._templates.fitting(text)
            if template.is_sentence or not sentence
        )
        return max(filter(None, ways), key=lambda way: way.weight, default=None)

    def _put(self, template: Template, values: Sequence[str], depth: int) -> _Reading | None:
        """Return a template's translation, filled; None where a value is not of its kind."""
        said: list[Piece] = []
        weight = template.weight
        for part in template.translation:
            if isinstance(part, str):
                said.append(Piece(part))
                continue
            found = self._value(part, values[part.number], depth + 1)
            if found is None:
                return None
            weight += found.weight
            said += found.pieces
        return _Reading(weight, tuple(said))

    def _value(self, hole: Hole, value: str, depth: int) -> _Reading | None:
        match hole.kind:
            case "n":
                return _data(value) if value and not _LETTER.search(value) else None
            case "w":
                return _word(value) if value and " " not in value else None
            case "list":
                return _data(_listed(value))
            case "known":
                return self._words(value, depth, strict=True)
            case "unit":
                return self._unit(value, depth)
            case "maybe":
                return self._words(value, depth) or _data(value)
            case "told":
                return self._words(value, depth) or _Reading(0, (Piece(value, english=True),))
        return _data(value)

    def _words(self, value: str, depth: int, *, strict: bool = False) -> _Reading | None:
        """Return words of ours: a phrase, or several; None where they are none.

        Args:
            strict: whether all of them have to be ours; else one of several is enough. Where the
                value is one phrase already, all have to be: what looks like a joint can be of a
                name that stands in it.
        """
        if not _LETTER.search(value):
            return _data(value)
        if depth >= _DEEPEST:
            return None
        whole = (self._filled(value, depth, sentence=False), self._cut_off(value, depth))
        ways = (*whole, self._several(value, depth, strict=strict or any(whole)))
        return max(filter(None, ways), key=lambda way: way.weight, default=None)

    def _cut_off(self, value: str, depth: int) -> _Reading | None:
        """Return a sentence that lost its full stop when it was put into another."""
        if not value[:1].isupper():
            return None
        found = self._filled(f"{value}.", depth, sentence=True)
        if found is None or not found.pieces[-1].text.endswith("."):
            return None
        *rest, last = found.pieces
        return _Reading(found.weight - 1, (*rest, last._replace(text=last.text[:-1])))

    def _several(self, value: str, depth: int, *, strict: bool) -> _Reading | None:
        enough = all if strict else any
        for separator in _SEPARATORS:
            if separator in value:
                several = value.split(separator)
                found = [self._words(one, depth + 1, strict=strict) for one in several]
                if enough(one is not None for one in found):
                    return self._joined(several, found, separator)
        return None

    def _joined(
        self, said: Sequence[str], found: Sequence[_Reading | None], separator: str
    ) -> _Reading:
        pieces: list[Piece] = []
        for number, (one, reading) in enumerate(zip(said, found, strict=True)):
            pieces += [Piece(_joint(separator))] if number else []
            pieces += reading.pieces if reading else [Piece(one)]
        joints = len(separator) * (len(said) - 1)
        return _Reading(joints + sum(one.weight for one in found if one), tuple(pieces))

    def _unit(self, value: str, depth: int) -> _Reading | None:
        """Return a unit, and perhaps what it is asked of: ``ECTS at EQF 5 or above``."""
        unit, _space, rest = value.partition(" ")
        name = Piece(self._templates.whole(unit) or unit)
        if not rest:
            return _Reading(0, (name,))
        found = self._words(rest, depth, strict=True)
        return found and _Reading(found.weight, (name, Piece(" "), *found.pieces))


def _data(value: str) -> _Reading:
    return _Reading(0, (Piece(value),))


def _word(value: str) -> _Reading:
    """Return a word that anybody may have written; the space beside it is no word of ours."""
    return _Reading(-1, (Piece(value),))


def _listed(value: str) -> str:
    """Return ``a, b or c`` with the reader's word for "or": things of which only that is ours."""
    for word in (" and ", " or "):
        first, found, last = value.rpartition(word)
        if found:
            return f"{first}{_joint(word)}{last}"
    return value


def _joint(separator: str) -> str:
    said = {
        "; ": _("; "),
        ", and ": _(" and "),
        ", or ": _(" or "),
        " and ": _(" and "),
        " or ": _(" or "),
    }
    return said.get(separator, separator)


def _merged(said: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those side by side in one language as one."""
    text, english = "", False
    for one in said:
        if text and one.english != english:
            yield Piece(text, english)
            text = ""
        text, english = text + one.text, one.english
    if text:
        yield Piece(text, english)
