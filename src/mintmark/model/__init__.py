"""The nouns: frozen, format-neutral, named as the field names them."""

from mintmark.model.achievement import Achievement
from mintmark.model.assessment import Assessment, RubricLevel
from mintmark.model.award import Award, Evidence, IdentityCheck, Learner, Result
from mintmark.model.comparison import (
    Comparison,
    Coverage,
    Difference,
    Method,
    Nearness,
    OutcomeCoverage,
    OutcomeCredits,
    OutcomeMatch,
    SourceCoverage,
    Suggestion,
    Target,
)
from mintmark.model.holding import (
    CredentialFinding,
    Holding,
    Missing,
    RequirementFinding,
    StackResult,
)
from mintmark.model.larger import Decision, Part
from mintmark.model.learning import (
    Alignment,
    Credits,
    LearningOutcome,
    Level,
    NoLevel,
    Workload,
)
from mintmark.model.party import Identifier, Organisation
from mintmark.model.record import Association, LearnerRecord
from mintmark.model.stacking import Group, Known, LevelFloor, Order, Requirement, StackRule, Which
from mintmark.model.standing import (
    Classification,
    Employer,
    Expiry,
    Need,
    Price,
    QualityAssurance,
    Registration,
    Relation,
    Review,
    Stackability,
)
from mintmark.model.text import Text

__all__ = [
    "Achievement",
    "Alignment",
    "Assessment",
    "Association",
    "Award",
    "Classification",
    "Comparison",
    "Coverage",
    "CredentialFinding",
    "Credits",
    "Decision",
    "Difference",
    "Employer",
    "Evidence",
    "Expiry",
    "Group",
    "Holding",
    "Identifier",
    "IdentityCheck",
    "Known",
    "Learner",
    "LearnerRecord",
    "LearningOutcome",
    "Level",
    "LevelFloor",
    "Method",
    "Missing",
    "Nearness",
    "Need",
    "NoLevel",
    "Order",
    "Organisation",
    "OutcomeCoverage",
    "OutcomeCredits",
    "OutcomeMatch",
    "Part",
    "Price",
    "QualityAssurance",
    "Registration",
    "Relation",
    "Requirement",
    "RequirementFinding",
    "Result",
    "Review",
    "RubricLevel",
    "SourceCoverage",
    "StackResult",
    "StackRule",
    "Stackability",
    "Suggestion",
    "Target",
    "Text",
    "Which",
    "Workload",
]
