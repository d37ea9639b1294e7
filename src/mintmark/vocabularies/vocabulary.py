"""One vocabulary: its codes, their names and URIs, and how to find one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mintmark.errors import UsageError
from mintmark.vocabularies.likeness import fold, slips, unlikeness

_Row = list[str | None]
"""Code, the end of its URI or None, and its names in the vocabulary's languages, if it has any."""

_MOST_SLIPS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One code.

    Attributes:
        code: as it stands in drafts.
        uri: its URI, or None where the code is our own.
        labels: its names by language; empty where the list has none.
    """

    code: str
    uri: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """A list of codes.

    Attributes:
        name: what it is called in ``vocabulary(name)``.
        title: what it lists.
        base: what its URIs begin with; empty where its codes have none.
        source: who keeps it.
        languages: the languages that some or all of its names are in, English first.
    """

    name: str
    title: str
    base: str
    source: str
    languages: tuple[str, ...]
    _rows: Mapping[str, _Row] = field(repr=False)
    _also: Mapping[str, str] = field(repr=False)

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Entry]:
        return map(self.entry, self._rows)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the list's order."""
        return tuple(self._rows)

    def entry(self, code: str) -> Entry:
        """Return what is known of ``code``.

        Raises:
            UsageError: the list has no such code.
        """
        if code not in self._rows:
            near = self.nearest(code)
            raise UsageError(
                "vocabulary.unknown-code",
                f"The vocabulary {self.name} has no code {code!r}.",
                remedy=f"Did you mean {near}?" if near else None,
            )
        return Entry(code, self.uri(code), self._labels(code))

    def uri(self, code: str) -> str | None:
        """Return the URI of ``code``, or None where it has none or is not in the list."""
        end = self._rows[code][1] if code in self._rows else None
        return None if end is None else self.base + end

    def from_uri(self, uri: str) -> str | None:
        """Return the code that ``uri`` means, or None."""
        return self._ends.get(uri.removeprefix(self.base)) if uri.startswith(self.base) else None

    def label(self, code: str, *languages: str) -> str:
        """Return what ``code`` is called in the first of ``languages`` that it has a name in.

        Without one the name is English, and without that, or for a code that is not in the list,
        it is the code itself. ``fr-CH`` finds ``fr``.
        """
        labels = self._labels(code) if code in self._rows else {}
        wanted = (language.split("-")[0].lower() for language in (*languages, "en"))
        return next((labels[language] for language in wanted if language in labels), code)

    def search(self, words: str, language: str = "en", limit: int | None = 20) -> tuple[Entry, ...]:
        """Return the entries that have all of ``words`` in their code or name, best first.

        Case and accents do not count, and a part of a word is enough. What is exactly so comes
        first, then what begins so, then where a word begins so, then the rest.

        Args:
            words: what to look for.
            language: the language of the names; English ones where there are none in it.
            limit: how many entries at most; None is all.
        """
        wanted = fold(words)
        if not wanted:
            return ()
        ranked = [
            (min(ranks), number, code)
            for number, code in enumerate(self._rows)
            if (ranks := [r for text in self._texts(code, language) if (r := _rank(wanted, text))])
        ]
        return tuple(self.entry(code) for _, _, code in sorted(ranked)[:limit])

    def named(self, name: str) -> str | None:
        """Return the code that ``name`` is exactly, or a name of; None where it is neither.

        Case, accents and the list's languages do not matter: ``Anglais`` is ``en``.
        """
        return name if name in self._rows else self._names.get(fold(name[:200]))

    def nearest(self, code: str) -> str | None:
        """Return the code that was most likely meant, or None where nothing is near.

        That is the code itself, or one with this other name (``UK`` is ``GB``, ``eng`` is ``en``,
        ``9`` is ``09``, ``Irlande`` is ``IE``); or else the code or name with the fewest slips
        between, and of those the one that begins most alike; or else the first that a search
        finds.
        """
        wanted = fold(code[:80])
        if not wanted:
            return None
        for name in (wanted, f"0{wanted}"):  # YAML and spreadsheets eat a zero at the beginning
            if name in self._names:
                return self._names[name]
        most, letters = min(_MOST_SLIPS, max(1, len(wanted) // 2)), set(wanted)
        near = [
            (between, *unlikeness(wanted, name), number, known)
            for number, (name, known) in enumerate(self._names.items())
            if abs(len(wanted) - len(name)) <= most
            and len(letters.difference(name)) <= most  # far cheaper than to count the slips
            and (between := slips(wanted, name)) <= most
        ]
        if near:
            return min(near)[-1]
        return next((entry.code for entry in self.search(code[:80], limit=1)), None)

    def _labels(self, code: str) -> dict[str, str]:
        named = zip(self.languages, self._rows[code][2:], strict=False)
        return {language: label for language, label in named if label}

    def _texts(self, code: str, language: str) -> tuple[str, str]:
        return self._folded[code], fold(self.label(code, language))

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {code: fold(code) for code in self._rows}

    @cached_property
    def _ends(self) -> Mapping[str, str]:
        ends = {row[1]: code for code, row in self._rows.items() if row[1] is not None}
        return {**ends, **self._also}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every other name of a code, folded; where two codes share one, the first has it."""
        names = {folded: code for code, folded in self._folded.items()}
        for name, code in self._also.items():
            names.setdefault(fold(name), code)
        for end, code in self._ends.items():
            names.setdefault(fold(end), code)
        for code in self._rows:
            for label in self._labels(code).values():
                names.setdefault(fold(label), code)
        return names


def _rank(wanted: str, text: str) -> int:
    """Return 1 for the same text, 2, 3 and 4 for what is less so, and 0 for what is not."""
    if text == wanted:
        return 1
    if text.startswith(wanted):
        return 2
    if all(f" {word}" in f" {text}" for word in wanted.split()):
        return 3
    return 4 if all(word in text for word in wanted.split()) else 0
