"""Text in one language or several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, RootModel, StringConstraints, model_validator

from mintmark.model.base import Language

UNDETERMINED = "und"
"""The language tag of text whose language nobody named (ISO 639-2)."""

_Content = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]


class Text(RootModel[dict[Language, _Content]]):
    """Text by language tag: ``{"en": "Bread", "fr": "Pain"}``, or a plain string.

    A plain string is text in the language of the achievement it stands in.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {UNDETERMINED: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _something(self) -> Text:
        if not self.root:
            raise ValueError("must say something in at least one language")
        return self

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))

    def best(self, *languages: str) -> str:
        """Return the text in the first of ``languages`` that is there, else in any.

        ``pt-BR`` finds ``pt`` too, and ``pt`` finds ``pt-BR``.
        """
        for language in (*languages, UNDETERMINED):
            found = self._find(language)
            if found is not None:
                return found
        return next(iter(self.root.values()))

    def _find(self, language: str) -> str | None:
        primary = language.split("-")[0].lower()
        for exact in (True, False):
            for tag, content in self.root.items():
                if tag == language if exact else tag.split("-")[0].lower() == primary:
                    return content
        return None

    def by_language(self, default: str) -> Mapping[str, str]:
        """Return the text by language tag, the undetermined one under ``default``."""
        named = {tag: content for tag, content in self.root.items() if tag != UNDETERMINED}
        if UNDETERMINED in self.root:
            named.setdefault(default, self.root[UNDETERMINED])
        return named
