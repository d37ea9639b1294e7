"""How verdicts are said and shown, in a terminal and on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.frameworks.rulebook import Rule, Rulebook
from mintmark.steps.design import Item

OVERALL: Final = {
    Overall.CONFORMS: "conforms",
    Overall.DOES_NOT: "does not conform",
    Overall.CANNOT_TELL: "cannot be told",
}
OVERALL_OF_SEVERAL: Final = {
    Overall.CONFORMS: "conform",
    Overall.DOES_NOT: "do not conform",
    Overall.CANNOT_TELL: "cannot be told",
}
VERDICT: Final = {
    Verdict.MET: "met",
    Verdict.AT_AWARD: "supplied at award",
    Verdict.NOT_MET: "not met",
    Verdict.UNKNOWN: "not known",
    Verdict.NOT_APPLICABLE: "does not apply",
    Verdict.ADVISORY: "advice only",
}
MARK: Final = {
    Verdict.MET: "✓",
    Verdict.AT_AWARD: "✓",
    Verdict.NOT_MET: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.ADVISORY: "·",
}
OVERALL_MARK: Final = {
    Overall.CONFORMS: "✓",
    Overall.DOES_NOT: "✗",
    Overall.CANNOT_TELL: "?",
}
HEADS: Final = {
    "mandatory": "Mandatory elements",
    "optional": "Optional elements",
    "principle": "Principles",
    "recommended": "Recommended",
    "note": "Good to know",
}
KNOWN_BY: Final = {
    "seen": "read directly",
    "seen-secondary": "read in a page that retells it",
    "inferred": "worked out from what was read",
    "memory": "from memory, and not verified",
}
"""How well something is known, in words."""
_GOOD = (Verdict.MET, Verdict.AT_AWARD, Verdict.NOT_APPLICABLE)


def period(rulebook: Rulebook, rule: Rule | None = None) -> str:
    """Return since when, and until when, a rulebook or a rule in it holds; empty if unknown."""
    begins = (rule.valid_from if rule else None) or rulebook.valid_from
    ends = (rule.valid_until if rule else None) or rulebook.valid_until
    since = f"from {begins}" if begins else ""
    until = f"until {ends}" if ends else ""
    return " ".join(filter(None, (since, until)))


def reference(rulebook: Rulebook, rule: Rule) -> str:
    """Return where a rule stands, how well that is known, and when it holds."""
    known = KNOWN_BY[rule.confidence]
    return "; ".join(filter(None, (rule.clause, rule.source, known, period(rulebook, rule))))


def source_numbers(rulebook: Rulebook, rule: Rule) -> str:
    """Return the places of a rule's sources among those of its rulebook: ``sources 1, 3``."""
    numbers = [str(rulebook.sources.index(source) + 1) for source in rule.sources]
    return f"source{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"


TO_DO: Final = {Verdict.NOT_MET: "To do", Verdict.UNKNOWN: "To settle it"}
"""What a remedy is for, by the verdict that calls for one."""


def remedy(item: Item) -> str | None:
    """Return what to change, or None where nothing is asked for."""
    return item.finding.rule.remedy if item.finding.verdict in TO_DO else None


def asking(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the findings that ask somebody to do or to say something."""
    return (item for item in items if item.finding.verdict not in (*_GOOD, Verdict.ADVISORY))


def matters(item: Item) -> bool:
    """Whether a finding is told where not everything is: elements, and whatever is not met."""
    return item.finding.rule.kind in ("mandatory", "optional") or item.finding.verdict not in _GOOD
