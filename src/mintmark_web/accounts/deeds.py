"""What the record's entries are called: each action that a service leaves, in words."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

DEEDS: dict[str, Any] = {
    "account.close": pgettext_lazy("record", "Account closed"),
    "account.edit": pgettext_lazy("record", "Account changed"),
    "account.no-reminders": pgettext_lazy("record", "Reminders ended"),
    "account.open": pgettext_lazy("record", "Account opened"),
    "achievement.create": pgettext_lazy("record", "Achievement begun"),
    "achievement.discard": pgettext_lazy("record", "Draft of an achievement deleted"),
    "achievement.edit": pgettext_lazy("record", "Achievement changed"),
    "achievement.publish": pgettext_lazy("record", "Achievement published"),
    "achievement.submit": pgettext_lazy("record", "Achievement handed in for review"),
    "achievement.withdraw": pgettext_lazy("record", "Achievement withdrawn"),
    "attempt.ask": pgettext_lazy("record", "Assessment asked for"),
    "attempt.mark": pgettext_lazy("record", "Attempt marked"),
    "attempt.moderate": pgettext_lazy("record", "Result looked at by a second assessor"),
    "attempt.open": pgettext_lazy("record", "Attempt opened"),
    "award.decide": pgettext_lazy("record", "Award decided"),
    "award.from-recognition": pgettext_lazy("record", "Award made from recognised prior learning"),
    "award.from-stack": pgettext_lazy("record", "Award made from credentials that add up"),
    "award.import": pgettext_lazy("record", "List of learners or results taken"),
    "batch.break-off": pgettext_lazy("record", "Order broken off"),
    "batch.close": pgettext_lazy("record", "Order done"),
    "case.answer": pgettext_lazy("record", "Applicant answered"),
    "case.appeal": pgettext_lazy("record", "Appeal made"),
    "case.award": pgettext_lazy("record", "Recognised learning awarded"),
    "case.decide": pgettext_lazy("record", "Application decided"),
    "case.examine": pgettext_lazy("record", "Application examined"),
    "case.issue": pgettext_lazy("record", "Statement of recognition issued"),
    "case.open": pgettext_lazy("record", "Application opened"),
    "case.publish": pgettext_lazy("record", "Precedent published"),
    "case.settle": pgettext_lazy("record", "Appeal settled"),
    "case.withdraw": pgettext_lazy("record", "Application withdrawn"),
    "credential.claim": pgettext_lazy("record", "Credential claimed"),
    "credential.correct": pgettext_lazy("record", "Credential corrected"),
    "credential.decline": pgettext_lazy("record", "Credential declined"),
    "credential.deliver": pgettext_lazy("record", "Letter about a credential sent"),
    "credential.download": pgettext_lazy("record", "Credentials downloaded"),
    "credential.intend": pgettext_lazy("record", "Credentials made ready for signing"),
    "credential.issue": pgettext_lazy("record", "Credentials ordered"),
    "credential.reinstate": pgettext_lazy("record", "Suspension ended"),
    "credential.renew": pgettext_lazy("record", "Credential renewed"),
    "credential.revoke": pgettext_lazy("record", "Credential revoked"),
    "credential.send": pgettext_lazy("record", "Letter sent again"),
    "credential.sign": pgettext_lazy("record", "Credentials signed"),
    "credential.stop": pgettext_lazy("record", "Order stopped or resumed"),
    "credential.supersede": pgettext_lazy("record", "Credential replaced by a new one"),
    "credential.suspend": pgettext_lazy("record", "Credential suspended"),
    "curriculum.edit": pgettext_lazy("record", "Module changed"),
    "enrolment.ask": pgettext_lazy("record", "Place asked for"),
    "enrolment.edit": pgettext_lazy("record", "Enrolment changed"),
    "enrolment.withdraw": pgettext_lazy("record", "Learner left a course"),
    "evidence.hand-in": pgettext_lazy("record", "Evidence handed in"),
    "feedback.give": pgettext_lazy("record", "Feedback given"),
    "invitation.accept": pgettext_lazy("record", "Invitation accepted"),
    "invitation.withdraw": pgettext_lazy("record", "Invitation withdrawn"),
    "key.compromise": pgettext_lazy("record", "Key given up"),
    "key.make": pgettext_lazy("record", "Key made"),
    "key.retire": pgettext_lazy("record", "Key retired"),
    "key.rotate": pgettext_lazy("record", "Key replaced"),
    "learning.erase": pgettext_lazy("record", "Learning erased"),
    "member.edit": pgettext_lazy("record", "Roles changed"),
    "member.invite": pgettext_lazy("record", "Somebody invited"),
    "member.remove": pgettext_lazy("record", "Member removed"),
    "offering.edit": pgettext_lazy("record", "Offering changed"),
    "operator.make": pgettext_lazy("record", "Somebody made to run the site"),
    "organisation.choose": pgettext_lazy("record", "Organisation chosen to work in"),
    "organisation.create": pgettext_lazy("record", "Organisation made"),
    "organisation.edit": pgettext_lazy("record", "Organisation changed"),
    "partner.answer": pgettext_lazy("record", "Partner answered"),
    "partner.ask": pgettext_lazy("record", "Partner asked"),
    "pathway.edit": pgettext_lazy("record", "Pathway changed"),
    "pathway.publish": pgettext_lazy("record", "Pathway published"),
    "profile.edit": pgettext_lazy("record", "Public page changed"),
    "review.again": pgettext_lazy("record", "Review begun again"),
    "review.answer": pgettext_lazy("record", "Checklist answered"),
    "review.ask": pgettext_lazy("record", "Review asked for"),
    "review.comment": pgettext_lazy("record", "Comment written or settled"),
    "review.decide": pgettext_lazy("record", "Review decided"),
    "review.take": pgettext_lazy("record", "Review taken on"),
    "share.make": pgettext_lazy("record", "Link shared"),
    "share.see": pgettext_lazy("record", "Shared link looked at"),
    "share.withdraw": pgettext_lazy("record", "Shared link withdrawn"),
    "site.daily": pgettext_lazy("record", "Daily work done"),
    "skill.import": pgettext_lazy("record", "Skills of ESCO brought along"),
    "stack.ask": pgettext_lazy("record", "Award by adding up asked for"),
    "stack.decide": pgettext_lazy("record", "Award by adding up decided"),
    "stack.withdraw": pgettext_lazy("record", "Request to add up withdrawn"),
    "status-list.sign": pgettext_lazy("record", "Status list signed"),
    "status-order.break-off": pgettext_lazy("record", "Change of statuses broken off"),
    "status-order.close": pgettext_lazy("record", "Change of statuses done"),
    "token.make": pgettext_lazy("record", "Access for a program made"),
    "token.revoke": pgettext_lazy("record", "Access for a program ended"),
    "wallet.check": pgettext_lazy("record", "Credential in a wallet checked"),
    "wallet.claim": pgettext_lazy("record", "Credential taken into a wallet"),
    "wallet.decline": pgettext_lazy("record", "Credential not taken into a wallet"),
    "wallet.erase": pgettext_lazy("record", "Wallet erased"),
    "wallet.export": pgettext_lazy("record", "Wallet taken along"),
    "wallet.remove": pgettext_lazy("record", "Credential removed from a wallet"),
    "wallet.take-in": pgettext_lazy("record", "Badge from elsewhere taken in"),
}


def said(action: str) -> str:
    """Return an action in words; its code where it is one of an earlier version's."""
    return str(DEEDS.get(action, action))


def shown(action: str) -> str | SafeString:
    """Return an action in words with its code, small, beside it."""
    if action not in DEEDS:
        return action
    return format_html('{} <code class="small muted">{}</code>', DEEDS[action], action)
