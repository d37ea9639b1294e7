"""Checks 10 and 11: the rules of its own format, and whether we believe its issuer."""

from __future__ import annotations

from mintmark.formats import clr_2, open_badges_2, open_badges_3, related
from mintmark.formats.describing import names
from mintmark.steps.verify import open_badge_2, sd_jwt_vc
from mintmark.steps.verify.case import Case
from mintmark.trust.policy import Subject


def rules(case: Case) -> str:
    """Check 10: what the credential's own format asks beyond the data model."""
    if case.received is not None:
        open_badges_2.check(open_badge_2.badge_of(case))
        return "It keeps the rules of Open Badges 2.0."
    if case.is_sd_jwt_vc:
        return sd_jwt_vc.rules(case)
    rules_of = "It keeps the rules of Open Badges 3.0."
    if open_badges_3.is_open_badge(case.document):
        open_badges_3.check(case.document)
    elif clr_2.is_learner_record(case.document):
        clr_2.check(case.document)
        rules_of = "It keeps the rules of the Comprehensive Learner Record 2.0."
    else:
        rules_of = "Its type has no further rules that we know."
    count = related.check_resources(case.document, case.setting.fetcher)
    resources = [f"Its {count} related resource(s) are unaltered."] if count else []
    return " ".join([rules_of, *resources, *related.remarks(case.document)])


def trust(case: Case) -> str:
    """Check 11: the trust policy accepts the issuer, for this achievement, today."""
    case.names = names(case.secured)
    achievement = case.names.achievement.id if case.names.achievement else None
    subject = Subject(case.issuer, achievement, case.setting.at.date())
    case.vouched_by = case.setting.policy.judge(subject)
    if case.vouched_by is None:
        return "The signature is its issuer's own; nobody vouches for the issuer."
    return f"The issuer is vouched for by {case.vouched_by}."
