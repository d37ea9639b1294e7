"""An outcome as it is compared: its addresses, and what it says in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mintmark.model import Achievement, LearningOutcome
from mintmark.model.text import UNDETERMINED


@dataclass(frozen=True)
class Statement:
    """One outcome of an achievement.

    Attributes:
        achievement: what it stands in.
        outcome: the outcome itself.
    """

    achievement: Achievement
    outcome: LearningOutcome

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
        said = self.outcome.title.by_language(self.achievement.language)
        for tag, text in sorted(said.items(), reverse=True):
            language = tag.split("-")[0].lower()
            if language != UNDETERMINED:
                yield language, text

    def readings(self, language: str) -> tuple[str, ...]:
        """Return how it can be read in a language: its title, and with its description."""
        title = self.titles[language]
        more = self.outcome.description
        for tag, text in more.by_language(self.achievement.language).items() if more else ():
            if tag.split("-")[0].lower() == language:
                return title, f"{title} {text}"
        return (title,)

    def title(self, *languages: str) -> str:
        """Return what it says, in the first of ``languages`` or its own."""
        return self.outcome.title.best(*languages, self.achievement.language)


def statements(achievement: Achievement) -> tuple[Statement, ...]:
    """Return the outcomes of an achievement, in its order."""
    return tuple(Statement(achievement, outcome) for outcome in achievement.outcomes)
