"""Writing offerings, enrolments, attempts, evidence and awards."""

from mintmark_web.awards.services.assessing import (
    arrange,
    ask_for_assessment,
    claim,
    hand_in,
    mark,
    moderate,
    open_attempt,
)
from mintmark_web.awards.services.deciding import award_all, award_from_stack, decide
from mintmark_web.awards.services.enrolling import (
    accept,
    ask,
    check_identity,
    decline,
    edit_enrolment,
    enrol,
    withdraw,
)
from mintmark_web.awards.services.evidence import add_evidence, remove_evidence
from mintmark_web.awards.services.importing import enrol_all, forget, preview, receive, take
from mintmark_web.awards.services.leaving import erase_learning
from mintmark_web.awards.services.offerings import (
    add_cohort,
    create_offering,
    edit_offering,
    remove_cohort,
)
from mintmark_web.awards.services.recognising import award_prior_learning

__all__ = [
    "accept",
    "add_cohort",
    "add_evidence",
    "arrange",
    "ask",
    "ask_for_assessment",
    "award_all",
    "award_from_stack",
    "award_prior_learning",
    "check_identity",
    "claim",
    "create_offering",
    "decide",
    "decline",
    "edit_enrolment",
    "edit_offering",
    "enrol",
    "enrol_all",
    "erase_learning",
    "forget",
    "hand_in",
    "mark",
    "moderate",
    "open_attempt",
    "preview",
    "receive",
    "remove_cohort",
    "remove_evidence",
    "take",
    "withdraw",
]
