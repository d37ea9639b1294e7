"""From an offering to the decision that one person has achieved it."""

from mintmark_web.awards.models.assessing import Attempt, Claim, Evidence, Mark
from mintmark_web.awards.models.deciding import Award, Upload
from mintmark_web.awards.models.taking_part import Cohort, Enrolment, Offering, Route

__all__ = [
    "Attempt",
    "Award",
    "Claim",
    "Cohort",
    "Enrolment",
    "Evidence",
    "Mark",
    "Offering",
    "Route",
    "Upload",
]
