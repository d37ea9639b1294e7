"""Mintmark: carries a micro-credential through its whole life, and anyone can check it.

The verbs are functions (``check``, ``equate``, ``issue``, ``verify``), the nouns are frozen values.
Everything is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mintmark.equivalence import Answer, LevelRef, Quantity, equate
    from mintmark.errors import MintmarkError, UnavailableError
    from mintmark.frameworks.evaluation import Evaluation
    from mintmark.keys.keyfile import loads as read_key
    from mintmark.keys.private_key import PrivateKey
    from mintmark.keys.private_key import generate as new_key
    from mintmark.model import (
        Achievement,
        Alignment,
        Assessment,
        Award,
        Classification,
        Comparison,
        Coverage,
        Credits,
        Decision,
        Difference,
        Employer,
        Evidence,
        Expiry,
        Fund,
        Funding,
        Holding,
        Identifier,
        IdentityCheck,
        Learner,
        LearningOutcome,
        Level,
        Nearness,
        Need,
        NoLevel,
        Occupation,
        Offer,
        Organisation,
        OutcomeCoverage,
        OutcomeCredits,
        OutcomeMatch,
        Part,
        Plan,
        PlanResult,
        PlanStep,
        Price,
        QualityAssurance,
        Registration,
        Relation,
        Result,
        Review,
        RubricLevel,
        Run,
        Skill,
        SourceCoverage,
        Stackability,
        StackResult,
        StackRule,
        Suggestion,
        Target,
        Text,
        Wishes,
        Workload,
    )
    from mintmark.model.recognition import RecognitionCase
    from mintmark.pictures.plan import plan_picture
    from mintmark.pictures.stack import stack_picture
    from mintmark.ports import Documents, Embedder, Fetcher, Signer
    from mintmark.report import Check, Claims, NotValidError, Outcome, Report
    from mintmark.steps.design import (
        CheckResult,
        Draft,
        DraftProblems,
        Problem,
        check,
        read_draft,
    )
    from mintmark.steps.issue import issue, prepare, sign
    from mintmark.steps.recognise.case import add as add_event
    from mintmark.steps.recognise.case import open_case
    from mintmark.steps.recognise.comparing import Curriculum, compare
    from mintmark.steps.recognise.reading import read_case, write_case
    from mintmark.steps.recognise.standing import standing as case_standing
    from mintmark.steps.stack import evaluate as stack
    from mintmark.steps.stack import holding, read_rule
    from mintmark.steps.stack.planning import (
        Catalogue,
        occupation_rule,
        plan,
        read_catalogue,
        read_occupation,
    )
    from mintmark.steps.verify import verify
    from mintmark.trust.anchors import Anchor
    from mintmark.trust.policy import AllOf, AnchoredIn, AnyOf, IssuerIs, UnsafeAnyIssuer

__version__ = "0.1.0"

_HOMES = {
    "mintmark.equivalence": ("Answer", "LevelRef", "Quantity", "equate"),
    "mintmark.errors": ("MintmarkError", "UnavailableError"),
    "mintmark.frameworks.evaluation": ("Evaluation",),
    "mintmark.model": (
        "Achievement",
        "Alignment",
        "Assessment",
        "Award",
        "Classification",
        "Comparison",
        "Coverage",
        "Credits",
        "Decision",
        "Difference",
        "Employer",
        "Evidence",
        "Expiry",
        "Fund",
        "Funding",
        "Holding",
        "Identifier",
        "IdentityCheck",
        "Learner",
        "LearningOutcome",
        "Level",
        "Nearness",
        "Need",
        "NoLevel",
        "Occupation",
        "Offer",
        "Organisation",
        "Part",
        "OutcomeCoverage",
        "OutcomeCredits",
        "OutcomeMatch",
        "Plan",
        "PlanResult",
        "PlanStep",
        "Price",
        "QualityAssurance",
        "Registration",
        "Relation",
        "Result",
        "Review",
        "RubricLevel",
        "SourceCoverage",
        "Run",
        "Skill",
        "StackResult",
        "StackRule",
        "Stackability",
        "Suggestion",
        "Target",
        "Text",
        "Wishes",
        "Workload",
    ),
    "mintmark.model.recognition": ("RecognitionCase",),
    "mintmark.pictures.plan": ("plan_picture",),
    "mintmark.pictures.stack": ("stack_picture",),
    "mintmark.ports": ("Documents", "Embedder", "Fetcher", "Signer"),
    "mintmark.report": ("Check", "Claims", "NotValidError", "Outcome", "Report"),
    "mintmark.steps.design": (
        "CheckResult",
        "Draft",
        "DraftProblems",
        "Problem",
        "check",
        "read_draft",
    ),
    "mintmark.steps.recognise.case": ("open_case",),
    "mintmark.steps.recognise.comparing": ("Curriculum", "compare"),
    "mintmark.steps.recognise.reading": ("read_case", "write_case"),
    "mintmark.steps.stack": ("holding", "read_rule"),
    "mintmark.steps.stack.planning": (
        "Catalogue",
        "occupation_rule",
        "plan",
        "read_catalogue",
        "read_occupation",
    ),
    "mintmark.steps.issue": ("issue", "prepare", "sign"),
    "mintmark.steps.verify": ("verify",),
    "mintmark.trust.anchors": ("Anchor",),
    "mintmark.trust.policy": ("AllOf", "AnchoredIn", "AnyOf", "IssuerIs", "UnsafeAnyIssuer"),
    "mintmark.keys.private_key": ("PrivateKey",),
}
_HOME = {name: (home, name) for home, names in _HOMES.items() for name in names} | {
    "new_key": ("mintmark.keys.private_key", "generate"),
    "read_key": ("mintmark.keys.keyfile", "loads"),
    "stack": ("mintmark.steps.stack", "evaluate"),
    "add_event": ("mintmark.steps.recognise.case", "add"),
    "case_standing": ("mintmark.steps.recognise.standing", "standing"),
}

__all__ = [
    "Achievement",
    "Alignment",
    "AllOf",
    "Anchor",
    "AnchoredIn",
    "Answer",
    "AnyOf",
    "Assessment",
    "Award",
    "Catalogue",
    "Check",
    "CheckResult",
    "Claims",
    "Classification",
    "Comparison",
    "Coverage",
    "Credits",
    "Curriculum",
    "Decision",
    "Difference",
    "Documents",
    "Draft",
    "DraftProblems",
    "Embedder",
    "Employer",
    "Evaluation",
    "Evidence",
    "Expiry",
    "Fetcher",
    "Fund",
    "Funding",
    "Holding",
    "Identifier",
    "IdentityCheck",
    "IssuerIs",
    "Learner",
    "LearningOutcome",
    "Level",
    "LevelRef",
    "MintmarkError",
    "Nearness",
    "Need",
    "NoLevel",
    "NotValidError",
    "Occupation",
    "Offer",
    "Organisation",
    "Outcome",
    "OutcomeCoverage",
    "OutcomeCredits",
    "OutcomeMatch",
    "Part",
    "Plan",
    "PlanResult",
    "PlanStep",
    "Price",
    "PrivateKey",
    "Problem",
    "QualityAssurance",
    "Quantity",
    "RecognitionCase",
    "Registration",
    "Relation",
    "Report",
    "Result",
    "Review",
    "RubricLevel",
    "Run",
    "Signer",
    "Skill",
    "SourceCoverage",
    "StackResult",
    "StackRule",
    "Stackability",
    "Suggestion",
    "Target",
    "Text",
    "UnavailableError",
    "UnsafeAnyIssuer",
    "Wishes",
    "Workload",
    "add_event",
    "case_standing",
    "check",
    "compare",
    "equate",
    "holding",
    "issue",
    "new_key",
    "occupation_rule",
    "open_case",
    "plan",
    "plan_picture",
    "prepare",
    "read_case",
    "read_catalogue",
    "read_draft",
    "read_key",
    "read_occupation",
    "read_rule",
    "sign",
    "stack",
    "stack_picture",
    "verify",
    "write_case",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, there = _HOME[name]
    return getattr(import_module(home), there)


def __dir__() -> list[str]:
    return sorted(__all__)
