"""Cases for rulebooks: for each rule a record that meets it and one that does not.

They stand in ``cases/ID.yaml``; ``docs`` of the format are in that folder's README.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from mintmark.frameworks.evaluation import Evaluation, Finding, Verdict, evaluate
from mintmark.frameworks.loading import load
from mintmark.frameworks.rulebook import Rulebook
from mintmark.model import Achievement, Award

FOLDER = Path(__file__).parent / "cases"
VERDICTS = {
    "passes": Verdict.MET,
    "fails": Verdict.NOT_MET,
    "unknown": Verdict.UNKNOWN,
    "not_applicable": Verdict.NOT_APPLICABLE,
}
BARE = {
    "id": "urn:uuid:3f0c6d2e-8a41-4b7e-9d53-1c7e5a2b9f60",
    "title": "Bread",
    "description": "Baking it.",
    "issuer": {"name": "Example"},
}
AWARD = {
    "id": "urn:uuid:9c1e7b64-52d0-4a38-a1f6-7be0c4d95e12",
    "achievement": BARE["id"],
    "learner": {"name": "Aoife Brennan"},
    "awarded_on": "2025-03-28",
}
Edits = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One record, and what one rule says of it."""

    framework: str
    rule: str
    expected: Verdict
    edits: Edits
    as_of: date

    def __str__(self) -> str:
        edits = ", ".join(f"{path}={value}" for path, value in self.edits.items())
        return f"{self.framework} {self.rule} {self.expected}: {edits or 'base'}"[:150]

    def finding(self) -> Finding:
        """What the rule says. What is only remembered is judged as if it were known."""
        found = judge(self.framework, self.edits, self.as_of)
        return next(one for one in found.findings if one.rule.id == self.rule)


def files() -> list[str]:
    """The frameworks that have cases."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read(framework: str) -> dict[str, Any]:
    """The case file of a framework."""
    text = (FOLDER / f"{framework}.yaml").read_text("utf-8")
    data: dict[str, Any] = _TextLoader(text).get_single_data()
    unknown = set(data) - {"as_of", "overall", "base", "award", "rules"}
    assert not unknown, f"{framework}: {unknown} is no part of a case file"
    for name, told in data["rules"].items():
        strange = set(told) - set(VERDICTS) - {"as_of", "impossible"}
        assert not strange, f"{framework} {name}: {strange} is no part of a rule's cases"
    return data


def cases(framework: str) -> Iterator[Case]:
    """All cases of a framework."""
    data = read(framework)
    for rule, told in data["rules"].items():
        as_of = date.fromisoformat(told.get("as_of", data["as_of"]))
        if "passes" not in told:
            yield Case(framework, rule, Verdict.MET, {}, as_of)
        for name, expected in VERDICTS.items():
            for edits in _listed(told.get(name, [])):
                yield Case(framework, rule, expected, edits, as_of)


def judge(framework: str, edits: Edits, as_of: date | None = None) -> Evaluation:
    """What the framework says of the base of its case file with some edits."""
    data = read(framework)
    record, award = {**BARE, **data.get("base", {})}, data.get("award")
    if award is not None or any(path.startswith("award.") for path in edits):
        award = {**AWARD, **(award or {})}
    both = copy.deepcopy({**record, "award": award})
    for path, value in edits.items():
        _edit(both, path, value)
    award = both.pop("award")
    return evaluate(
        _trusting(load(framework)),
        Achievement.model_validate(both),
        Award.model_validate(award) if award else None,
        as_of=as_of or date.fromisoformat(data["as_of"]),
    )


def _trusting(rulebook: Rulebook) -> Rulebook:
    rules = [
        rule.model_copy(update={"confidence": "seen"}) if rule.confidence == "memory" else rule
        for rule in rulebook.rules
    ]
    return rulebook.model_copy(update={"rules": tuple(rules)})


def _edit(record: Any, path: str, value: Any) -> None:
    *way, last = path.split(".")
    for name in way:
        record = record[int(name)] if isinstance(record, list) else record.setdefault(name, {})
    place = int(last) if isinstance(record, list) else last
    if value == "~":
        del record[place]
    else:
        record[place] = value


def _listed(told: Any) -> list[Edits]:
    return [told] if isinstance(told, dict) else told


class _TextLoader(yaml.SafeLoader):
    """Reads every scalar as text; the nouns know what it is."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML's own interface)
