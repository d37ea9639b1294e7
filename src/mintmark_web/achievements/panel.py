"""What the chosen frameworks say of a version, for the panel beside the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from mintmark import CheckResult
from mintmark.frameworks.evaluation import Finding, Overall, Verdict
from mintmark_web.achievements.parts import part_with
from mintmark_web.achievements.wording import Piece, pieces
from mintmark_web.ui.types import Tone

_OUTCOMES = {Overall.CONFORMS: "valid", Overall.DOES_NOT: "invalid"}
_RULES = {
    Verdict.MET: "valid",
    Verdict.AT_AWARD: "none",
    Verdict.NOT_MET: "invalid",
    Verdict.UNKNOWN: "indeterminate",
}
_DECIDES: Final = "mandatory"
_ADVISES = ("optional", "principle", "recommended")


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found for one rule.

    Attributes:
        key: ``framework/rule``.
        outcome: ``valid``, ``invalid``, ``indeterminate``, ``none``: how the mark looks.
        place: the part of the editor where it can be mended; empty where nothing is to be.
    """

    key: str
    name: str
    clause: str
    outcome: str
    answer: str
    detail: list[Piece]
    remedy: list[Piece]
    place: str
    of_issuer: bool
    """Whether the organisation's profile is where it can be mended."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one framework says."""

    framework: str
    name: str
    outcome: str
    answer: str
    reason: str
    met: int
    applying: int
    open: list[Remark] = field(default_factory=list)
    """What decides and is not met yet."""
    advice: list[Remark] = field(default_factory=list)
    """What would be good to have."""
    done: list[Remark] = field(default_factory=list)

    @property
    def tone(self) -> Tone:
        """The tag's tone."""
        return {"valid": "valid", "invalid": "bad"}.get(self.outcome, "warn")  # type: ignore[return-value]

    @property
    def all(self) -> list[Remark]:
        """Every remark: what decides first."""
        return [*self.open, *self.advice, *self.done]


def opinions(results: Iterable[CheckResult], language: str) -> list[Opinion]:
    """Return what the frameworks say, in the words of the forms.

    Args:
        language: the draft's first language, which the way to a field may need.
    """
    return [_opinion(one, language) for one in results]


def _opinion(result: CheckResult, language: str) -> Opinion:
    evaluation = result.evaluation
    met, applying = evaluation.tally(_DECIDES)
    framework = evaluation.framework
    remarks = [(one, _remark(framework, one, language)) for one in evaluation.findings]
    return Opinion(
        evaluation.framework,
        evaluation.rulebook.name,
        _OUTCOMES.get(evaluation.overall, "indeterminate"),
        _overall(evaluation.overall),
        evaluation.reason,
        met,
        applying,
        _those(remarks, lambda one: one.verdict in _ASKING and one.rule.kind == _DECIDES),
        _those(remarks, lambda one: one.verdict in _ASKING and one.rule.kind in _ADVISES),
        _those(remarks, lambda one: one.verdict in (Verdict.MET, Verdict.AT_AWARD)),
    )


_ASKING = (Verdict.NOT_MET, Verdict.UNKNOWN)


def _those(
    remarks: Sequence[tuple[Finding, Remark]], wanted: Callable[[Finding], bool]
) -> list[Remark]:
    return [remark for finding, remark in remarks if wanted(finding)]


def _remark(framework: str, finding: Finding, language: str) -> Remark:
    rule = finding.rule
    paths = [finding.path] if finding.path else list(rule.paths)
    part = next(filter(None, (part_with(path) for path in paths)), None)
    return Remark(
        f"{framework}/{rule.id}",
        rule.name,
        rule.clause,
        _RULES.get(finding.verdict, "none"),
        _answer(finding.verdict),
        pieces(finding.detail, rule.paths, language),
        pieces(finding.remedy or "", rule.paths, language),
        part.name if part else "",
        bool(paths) and all(path.startswith("issuer") for path in paths),
    )


def _overall(overall: Overall) -> str:
    return {
        Overall.CONFORMS: _("Conforms"),
        Overall.DOES_NOT: _("Does not conform yet"),
    }.get(overall, _("Cannot tell yet"))


def _answer(verdict: Verdict) -> str:
    return {
        Verdict.MET: _("There"),
        Verdict.AT_AWARD: _("Comes with the award"),
        Verdict.NOT_MET: _("Missing"),
        Verdict.UNKNOWN: _("Cannot tell"),
    }.get(verdict, _("Does not apply"))
