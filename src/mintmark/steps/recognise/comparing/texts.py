"""An outcome as it is compared: its addresses, and what it says in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mintmark.model import Achievement, LearningOutcome
from mintmark.model.text import UNDETERMINED, Text
from mintmark.steps.recognise.comparing.languages import sounds_like


@dataclass(frozen=True)
class Statement:
    """One outcome of an achievement.

    Attributes:
        achievement: what it stands in.
        outcome: the outcome itself.
        reads_as: languages that something else is written in than is said, with that language.
    """

    achievement: Achievement
    outcome: LearningOutcome
    reads_as: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def address(self) -> str:
        """Its own address."""
        return self.achievement.local_iri(self.outcome.id)

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """The framework entries that it is aligned with, each once; occupations are no outcomes."""
        aligned = (one.url for one in self.outcome.alignments if one.type != "esco-occupation")
        return tuple(dict.fromkeys(aligned))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What it says in each language: the first part of the tag (BCP 47) and the text."""
        return dict(self._titles())

    def _titles(self) -> Iterator[tuple[str, str]]:
        for language, text in _by_language(self.outcome.title, self.achievement.language):
            yield self.reads_as.get(language, language), text

    def readings(self, language: str) -> tuple[str, ...]:
        """Return how it can be read in a language: its title, and with its description."""
        title = self.titles[language]
        more = self.outcome.description
        for tag, text in _by_language(more, self.achievement.language) if more else ():
            if self.reads_as.get(tag, tag) == language:
                return title, f"{title} {text}"
        return (title,)

    def title(self, *languages: str) -> str:
        """Return what it says, in the first of ``languages`` or its own."""
        return self.outcome.title.best(*languages, self.achievement.language)


def _by_language(text: Text, default: str) -> Iterator[tuple[str, str]]:
    """Yield the first part of each language tag and the text; of several, the last one counts."""
    for tag, content in sorted(text.by_language(default).items(), reverse=True):
        language = tag.split("-")[0].lower()
        if language != UNDETERMINED:
            yield language, content


def statements(achievement: Achievement) -> tuple[Statement, ...]:
    """Return the outcomes of an achievement, in its order."""
    outcomes, renamed = achievement.outcomes, _renamed(achievement)
    return tuple(Statement(achievement, outcome, renamed) for outcome in outcomes)


def _renamed(achievement: Achievement) -> Mapping[str, str]:
    """Return the languages of an achievement that are not what they are said to be."""
    texts: dict[str, list[str]] = {}
    for outcome in achievement.outcomes:
        for language, text in _by_language(outcome.title, achievement.language):
            texts.setdefault(language, []).append(text)
    found = {language: sounds_like(said, language) for language, said in texts.items()}
    return {said: real for said, real in found.items() if real not in texts}
