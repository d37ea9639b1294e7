"""The nouns: frozen, format-neutral, named as the field names them."""

from mintmark.model.achievement import (
    Achievement,
    Alignment,
    Assessment,
    Credits,
    Employer,
    Expiry,
    LearningOutcome,
    Level,
    Need,
    NoLevel,
    Price,
    QualityAssurance,
    Relation,
    RubricLevel,
    Stackability,
    Workload,
)
from mintmark.model.award import Award, Evidence, IdentityCheck, Learner, Result
from mintmark.model.party import Identifier, Organisation
from mintmark.model.text import Text

__all__ = [
    "Achievement",
    "Alignment",
    "Assessment",
    "Award",
    "Credits",
    "Employer",
    "Evidence",
    "Expiry",
    "Identifier",
    "IdentityCheck",
    "Learner",
    "LearningOutcome",
    "Level",
    "Need",
    "NoLevel",
    "Organisation",
    "Price",
    "QualityAssurance",
    "Relation",
    "Result",
    "RubricLevel",
    "Stackability",
    "Text",
    "Workload",
]
