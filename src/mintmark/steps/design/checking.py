"""Hold a draft against a framework, and say where in the file each element stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mintmark.encoding.strict_yaml.problems import Place
from mintmark.frameworks.evaluation import Evaluation, Finding, Overall, Verdict, evaluate
from mintmark.frameworks.loading import load
from mintmark.model import Achievement
from mintmark.steps.design.reading import Draft


@dataclass(frozen=True, slots=True)
class Item:
    """One finding and where it stands.

    Attributes:
        finding: the rule, the verdict, and why.
        place: for an element that is there, where it stands; for one that is not, where it
            would go if something around it is there; None outside a file.
    """

    finding: Finding
    place: Place | None


@dataclass(frozen=True)
class CheckResult:
    """What a framework says of a draft.

    Attributes:
        file: the draft's name, or None for an achievement that was in no file.
        evaluation: the verdicts and the whole.
    """

    file: str | None
    evaluation: Evaluation
    _positions: Mapping[str, Place] = field(repr=False, compare=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The findings with their places, in the framework's order."""
        findings = self.evaluation.findings
        return tuple(Item(finding, _place(finding, self._positions)) for finding in findings)

    @property
    def conforms(self) -> bool:
        """Whether every mandatory element is there. "Cannot tell" is not "conforms"."""
        return self.evaluation.overall is Overall.CONFORMS


def check(draft: Draft | Achievement, framework: str = "eu-2022", *, as_of: date) -> CheckResult:
    """Return what ``framework`` says of the draft, with its rules as they stood on ``as_of``.

    What only an award can carry (learner, date, grade) is told as ``at-award`` and does not keep
    a draft from conforming.

    Raises:
        RulebookError: nobody knows that framework.
    """
    if isinstance(draft, Draft):
        achievement, positions, name = draft.achievement, draft.positions, draft.name
    else:
        achievement, positions, name = draft, {}, None
    return CheckResult(name, evaluate(load(framework), achievement, as_of=as_of), positions)


def _place(finding: Finding, positions: Mapping[str, Place]) -> Place | None:
    if finding.path is not None:
        return positions.get(finding.path)
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return None
    around = (re.sub(r"\.?[^.]+$", "", path) for path in finding.rule.paths)
    return next((positions[path] for path in around if path and path in positions), None)
