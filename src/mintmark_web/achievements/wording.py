"""What the core says of a draft, with its keys and values in the words of the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mintmark_web.achievements.parts.labels import Named, table
from mintmark_web.ui import telling

_EDGE = r"(?<![\w.\-“]){}(?![\w\-]|\.\w|\[?\])"
_IDS = re.compile(r"\b(?:an id and |an id, )", re.ASCII)
"""The forms make the ids."""
_NUMBER = re.compile(r"\[\d+\]")
_HELD = re.compile("\0([0-9]+)\0")
_LEADS = r"(?:as|to|type|types|kind|role|routes|Have|use|say|or say|another type,)"
_JOINTS = r"(?:, or |, | or | and )"


_ENGLISH = ("qualification", "standard", "workload", "title", "description")
"""Keys that the rules also use as words: after an article they are no fields."""
_MEANT = re.compile(r"\b(?:a|an|the|or|whole|national|full) $")

_ARTICLE = re.compile(r"\ban? $")
"""It does not go with a field's name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence: plain words, or the name of a field with the way to it."""

    text: str
    part: str = ""
    """The page of the editor; empty for plain words."""
    anchor: str = ""
    english: bool = False
    """Whether it is the core's English, which has no translation."""


def pieces(text: str, paths: Iterable[str], language: str) -> list[Piece]:
    """Return what the core says, its keys named as in the forms.

    Args:
        text: what it says.
        paths: the paths that the rule is about; their keys are words of English too, and only
            stand for fields where the rule is about those.
        language: the draft's first language.

    Translations name the fields by themselves, but for those that are filled in; links to them
    there are in English only.
    """
    reader = (get_language() or "en").split("-")[0]
    if reader != "en":
        return [
            Piece(_called(one.text), english=one.english) for one in telling.pieces(text, reader)
        ]
    about = [_NUMBER.sub("", path) for path in paths]
    names, held = _names(about), list[str]()
    told = _valued(_IDS.sub("a ", text).replace("a a ", "a "), _chosen(about), held)
    keys = "|".join(re.escape(key) for key in sorted(names, key=len, reverse=True))
    found, at = [], 0
    for match in re.finditer(_EDGE.format(rf"(?:{keys})(?:\[\d+\])?"), told):
        if match[0] in _ENGLISH and _MEANT.search(told[: match.start()]):
            continue
        found += _plain(_ARTICLE.sub("", told[at : match.start()]), held)
        found.append(_piece(names[_NUMBER.sub("", match[0])], language))
        at = match.end()
    return [*found, *_plain(told[at:], held)]


def label(path: str) -> str:
    """Return what a field is called; its path where no form has it."""
    named = table().get(_NUMBER.sub("", path))
    return str(named.label) if named else path


_PATH = re.compile(r"(?<![\w.\-/:])[a-z]+(?:_[a-z]+)*(?:\[\d+\])?(?:\.[a-z_]+)+(?![\w\-]|\.\w)")


def _called(text: str) -> str:
    """Return a sentence with the names of fields in the place of their paths."""

    def name(match: re.Match[str]) -> str:
        named = table().get(_NUMBER.sub("", match[0]))
        return _("“%s”") % named.label if named else match[0]

    return _PATH.sub(name, text)


def _plain(text: str, held: Sequence[str]) -> list[Piece]:
    whole = _HELD.sub(lambda match: held[int(match[1])], text)
    return [Piece(whole)] if whole else []


def _piece(named: Named, language: str) -> Piece:
    anchor = f"{named.anchor}__{language}" if named.per_language else named.anchor
    words = _("“%s”") % named.label if named.part else str(named.label)
    return Piece(words, named.part, anchor)


def _names(about: Sequence[str]) -> dict[str, Named]:
    """Return the words that stand for fields: keys that are no English, then the rule's own."""
    known = table()
    found = {
        word: named
        for path, named in known.items()
        for word in (path.rpartition(".")[2], path)
        if "_" in word or "." in word
    }
    for path in about:
        steps = path.split(".")
        for begin in range(len(steps)):
            for end in range(begin + 1, len(steps) + 1):
                named = known.get(".".join(steps[:end]))
                if named is not None and (named.part or begin < end - 1):
                    found[".".join(steps[begin:end])] = named
    return found


def _chosen(about: Sequence[str]) -> dict[str, str]:
    """Return what there is to choose in the fields that a rule is about: the code, the words."""
    found = {"true": str(_("Yes")), "false": str(_("No"))}
    specs = [named.spec for path in about if (named := table().get(path)) and named.spec]
    return found | {str(code): str(words) for spec in specs for code, words in spec.options()}


def _valued(text: str, chosen: Mapping[str, str], held: list[str]) -> str:
    """Return a sentence in which a mark stands for each value, whose name goes to ``held``.

    A code that is a word of English too counts only after a word that leads to a value.
    """
    codes = "|".join(re.escape(code) for code in sorted(chosen, key=len, reverse=True))
    one = re.compile(_EDGE.format(f"(?:{codes})"))

    def mark(match: re.Match[str]) -> str:
        held.append(_("“%s”") % chosen[match[0]])
        return f"\0{len(held) - 1}\0"

    several = rf"(?:{codes})(?![\w\-])"
    led = re.compile(rf"\b{_LEADS} (?:such as )?{several}(?:{_JOINTS}{several})*")
    text = led.sub(
        lambda match: match[0][: _lead(match[0])] + one.sub(mark, match[0][_lead(match[0]) :]), text
    )
    return one.sub(lambda match: mark(match) if _is_code(match[0]) else match[0], text)


def _lead(words: str) -> int:
    """Return where the values begin after the word that leads to them."""
    begun = re.match(rf"{_LEADS} (?:such as )?", words)
    return begun.end() if begun else 0


def _is_code(word: str) -> bool:
    return "-" in word or word in ("true", "false")
