"""A rulebook: one framework's rules as dated data, each with its source. Loaded, and held to task.

One YAML file per framework lies in ``rulebooks/``; its name is the framework's id. Every scalar
in it is read as text and then as the type that the field wants, so a country ``NO`` stays Norway.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from mintmark.errors import RulebookError
from mintmark.frameworks.conditions import path_faults
from mintmark.frameworks.paths import AWARD
from mintmark.frameworks.predicates import Predicate
from mintmark.model import Achievement

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_Paths = Annotated[tuple[str, ...], Field(min_length=1)]
Kind = Literal["mandatory", "optional", "principle", "recommended"]
"""What weight a rule has: only the mandatory ones decide whether a record conforms."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Rule(_Data):
    """One thing that a framework asks for."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    """Its name in the rulebook, for example ``M7``."""
    kind: Kind
    """Mandatory rules decide; optional ones, principles and recommendations advise."""
    name: _Words
    """What it is called, in a few words."""
    text: _Words
    """What it asks for, in our words."""
    clause: _Words
    """Where in the source it stands, for example ``Annex I, mandatory element 7``."""
    source: _Words
    """The document, and how it was read."""
    confidence: Literal["seen", "seen-secondary", "inferred", "memory"]
    """How well the source is known. What is only remembered advises and never decides."""
    valid_from: date | None = None
    """The first day it holds, where that is not the rulebook's own."""
    valid_until: date | None = None
    """The last day it holds."""
    applies_when: Predicate | None = None
    """When it applies at all; without this it always does."""
    predicate: Predicate
    """What the record must show."""
    paths: _Paths
    """The fields that show it, the most telling first."""
    remedy: _Words
    """What to change where it is not met."""
    at_award: _Words | None = None
    """Why the design alone need not carry it; given exactly where an award is looked at."""

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on that day, as far as its own dates say."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class Rulebook(_Data):
    """One framework: what it is, since when, and its rules."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    """Its id, for example ``eu-2022``."""
    name: _Words
    """The framework's name."""
    jurisdiction: _Words
    """Where it holds: a country code, ``EU``, or a name."""
    status: _Words
    """What force it has."""
    definition: _Words
    """What it takes a micro-credential to be, in our words."""
    source: _Words
    """The document behind it."""
    valid_from: date
    """The first day it holds."""
    valid_until: date | None = None
    """The last day it holds; None while it is in force."""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    """The rules, in the framework's own order."""

    def in_force(self, on: date) -> bool:
        """Whether the framework holds on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def of_kind(self, kind: Kind) -> tuple[Rule, ...]:
        """Return the rules of that kind."""
        return tuple(rule for rule in self.rules if rule.kind == kind)


def known() -> tuple[str, ...]:
    """Return the ids of the bundled frameworks, in order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load(framework_id: str) -> Rulebook:
    """Return the bundled rulebook of a framework.

    Raises:
        RulebookError: nobody knows that framework, or its data contradict themselves.
    """
    if framework_id not in known():
        near = difflib.get_close_matches(framework_id[:80].lower(), known(), n=1, cutoff=0.4)
        raise RulebookError(
            "framework.unknown",
            f"There is no framework {framework_id[:80]!r}.",
            remedy=f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known())}.",
        )
    return parse(_folder().joinpath(f"{framework_id}.yaml").read_text("utf-8"))


def parse(text: str) -> Rulebook:
    """Return the rulebook written in ``text`` (YAML), verified.

    Raises:
        RulebookError: it is not a rulebook, or its data contradict themselves.
    """
    try:
        rulebook = Rulebook.model_validate(_TextLoader(text).get_single_data())
    except (yaml.YAMLError, ValidationError, ValueError, RecursionError) as fault:
        raise RulebookError(
            "framework.malformed", f"This is not a rulebook: {str(fault)[:2000]}"
        ) from None
    verify_rulebook(rulebook)
    return rulebook


def verify_rulebook(rulebook: Rulebook) -> None:
    """Hold the rulebook against itself and against the nouns.

    Raises:
        RulebookError: an id stands there twice, dates run backwards or leave the rulebook's own
            validity, a path leads nowhere, a value can never be, or ``at_award`` is missing
            where an award is looked at (or given where none is).
    """
    faults = tuple(_faults(rulebook))
    if faults:
        raise RulebookError(
            "framework.contradiction",
            f"The rulebook {rulebook.id} contradicts itself: {'; '.join(faults)}.",
        )


def _faults(rulebook: Rulebook) -> Iterator[str]:
    ids = [rule.id for rule in rulebook.rules]
    yield from (f"{id_} stands there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1}))
    if rulebook.valid_until is not None and rulebook.valid_until < rulebook.valid_from:
        yield "it ends before it begins"
    for rule in rulebook.rules:
        for fault in (*_date_faults(rulebook, rule), *_path_faults(rule)):
            yield f"{rule.id}: {fault}"


def _date_faults(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    begins = rule.valid_from or rulebook.valid_from
    ends = rule.valid_until or rulebook.valid_until
    if ends is not None and ends < begins:
        yield "it ends before it begins"
    if begins < rulebook.valid_from:
        yield "it begins before the rulebook"
    if rulebook.valid_until is not None and ends is not None and ends > rulebook.valid_until:
        yield "it ends after the rulebook"


def _path_faults(rule: Rule) -> Iterator[str]:
    nouns: tuple[Any, ...] = (Achievement,)
    for path in rule.paths:
        yield from path_faults(nouns, path)
    yield from rule.predicate.faults(nouns)
    if rule.applies_when is not None:
        yield from rule.applies_when.faults(nouns)
    asks_award = any(path.startswith(AWARD) for path in rule.paths)
    if asks_award != (rule.at_award is not None):
        yield "at_award is given exactly where a path leads into the award"


def _folder() -> Any:
    return files("mintmark.frameworks").joinpath("rulebooks")


class _TextLoader(yaml.SafeLoader):
    """Reads every scalar as text; the types come from the fields."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML's own interface)
