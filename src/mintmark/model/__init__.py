"""The nouns: frozen, format-neutral, named as the field names them."""

from mintmark.model.achievement import Achievement
from mintmark.model.assessment import Assessment, RubricLevel
from mintmark.model.award import Award, Evidence, IdentityCheck, Learner, Result
from mintmark.model.learning import (
    Alignment,
    Credits,
    LearningOutcome,
    Level,
    NoLevel,
    Workload,
)
from mintmark.model.party import Identifier, Organisation
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
    "Award",
    "Classification",
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
    "Registration",
    "Relation",
    "Result",
    "Review",
    "RubricLevel",
    "Stackability",
    "Text",
    "Workload",
]
