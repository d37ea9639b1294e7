"""Who may do what: the one table. Each app has its rows in a part of its own.

A row allows roles of the organisation whose thing it is, or one of:

- ``learner``: any signed-in person, about what is their own;
- ``signed-in``: any signed-in person;
- ``anyone``: everybody;
- ``operator``: who runs the site;
- ``site``: the site itself, in background jobs that nobody asked for.
"""

from __future__ import annotations

from mintmark_web.accounts.types import SITE, Actor, Role

LEARNER, SIGNED_IN, ANYONE, OPERATOR, SITE_ITSELF = (
    "learner",
    "signed-in",
    "anyone",
    "operator",
    "site",
)
_DESIGNER, _REVIEWER, _ASSESSOR, _REGISTRAR, _RECOGNITION_OFFICER, _ADMINISTRATOR = (
    Role.DESIGNER.value,
    Role.REVIEWER.value,
    Role.ASSESSOR.value,
    Role.REGISTRAR.value,
    Role.RECOGNITION_OFFICER.value,
    Role.ADMINISTRATOR.value,
)
MEMBERS = frozenset(Role.values)

_Rows = dict[str, frozenset[str]]


def _who(*allowed: str) -> frozenset[str]:
    return frozenset(allowed)


_SITE: _Rows = {
    "anyone": _who(ANYONE),
    "signed-in": _who(SIGNED_IN),
    "site.look": _who(OPERATOR),
    "site.daily": _who(SITE_ITSELF),
    "site.metrics": _who(ANYONE),  # the view asks for the token, or the loopback address
}
_ACCOUNTS: _Rows = {
    "account.open": _who(ANYONE),
    "account.edit": _who(LEARNER),
    "account.no-reminders": _who(ANYONE),  # who has the link of a reminder
    "account.close": _who(LEARNER),
    "operator.make": _who(SITE_ITSELF),
    "organisation.create": _who(OPERATOR, SITE_ITSELF),
    "organisation.see": MEMBERS,
    "organisation.choose": _who(SIGNED_IN),
    "organisation.edit": _who(_ADMINISTRATOR),
    "member.list": _who(_ADMINISTRATOR),
    "member.invite": _who(_ADMINISTRATOR),
    "member.edit": _who(_ADMINISTRATOR),
    "member.remove": _who(_ADMINISTRATOR),
    "invitation.accept": _who(SIGNED_IN),
    "invitation.withdraw": _who(_ADMINISTRATOR),
    "audit.read": _who(_ADMINISTRATOR),
}
_KEYS: _Rows = {
    "key.list": _who(_REGISTRAR, _ADMINISTRATOR),
    "key.make": _who(_REGISTRAR, _ADMINISTRATOR),
    "key.rotate": _who(_REGISTRAR, _ADMINISTRATOR),
    "key.retire": _who(_REGISTRAR, _ADMINISTRATOR),
    "key.compromise": _who(_REGISTRAR, _ADMINISTRATOR),
}
_ACHIEVEMENTS: _Rows = {
    "achievement.see": MEMBERS,
    "achievement.create": _who(_DESIGNER),
    "achievement.edit": _who(_DESIGNER),
    "achievement.discard": _who(_DESIGNER),
    "achievement.submit": _who(_DESIGNER),
    "achievement.publish": _who(_REVIEWER),
    "achievement.withdraw": _who(_REVIEWER),
    "skill.import": _who(_DESIGNER, _ADMINISTRATOR),
    "partner.ask": _who(_DESIGNER),
    "partner.answer": _who(ANYONE),  # who has the e-mailed link
    "review.see": _who(_REVIEWER),
    "review.take": _who(_REVIEWER),
    "review.answer": _who(_REVIEWER),
    "review.comment": _who(_REVIEWER),
    "review.ask": _who(_REVIEWER),
    "review.again": _who(_REVIEWER),
    "review.decide": _who(_REVIEWER),
    "feedback.give": _who(SIGNED_IN),
}
_AWARDS: _Rows = {
    "offering.see": _who(_ASSESSOR),
    "offering.edit": _who(_ASSESSOR),
    "enrolment.edit": _who(_ASSESSOR),
    "enrolment.ask": _who(SIGNED_IN),
    "enrolment.mine": _who(LEARNER),
    "enrolment.withdraw": _who(LEARNER, _ASSESSOR),
    "attempt.ask": _who(LEARNER),
    "attempt.open": _who(_ASSESSOR),
    "attempt.mark": _who(_ASSESSOR),
    "attempt.moderate": _who(_ASSESSOR),
    "evidence.hand-in": _who(LEARNER),
    "learning.erase": _who(LEARNER),
    "award.see": _who(_ASSESSOR, _REGISTRAR),
    "award.decide": _who(_ASSESSOR),
    "award.import": _who(_ASSESSOR),
    "award.from-stack": _who(_ASSESSOR, _REGISTRAR, _RECOGNITION_OFFICER),
    "award.from-recognition": _who(_RECOGNITION_OFFICER),
}
_ISSUING: _Rows = {
    "credential.list": _who(_REGISTRAR),
    "credential.issue": _who(_REGISTRAR),
    "credential.stop": _who(_REGISTRAR),
    "credential.download": _who(_REGISTRAR),
    "credential.send": _who(_REGISTRAR),
    "credential.suspend": _who(_REGISTRAR),
    "credential.reinstate": _who(_REGISTRAR),
    "credential.revoke": _who(_REGISTRAR),
    "credential.renew": _who(_REGISTRAR),
    "credential.correct": _who(_REGISTRAR),
    "credential.claim": _who(SIGNED_IN),
    "credential.decline": _who(SIGNED_IN),
    "credential.intend": _who(SITE_ITSELF),
    "credential.sign": _who(SITE_ITSELF),
    "credential.deliver": _who(SITE_ITSELF),
    "credential.supersede": _who(SITE_ITSELF),
    "batch.break-off": _who(SITE_ITSELF),
    "batch.close": _who(SITE_ITSELF),
    "status-order.break-off": _who(SITE_ITSELF),
    "status-order.close": _who(SITE_ITSELF),
    "status-list.sign": _who(SITE_ITSELF),
}
_WALLET: _Rows = {
    "wallet.see": _who(LEARNER),
    "wallet.claim": _who(LEARNER),
    "wallet.decline": _who(LEARNER),
    "wallet.take-in": _who(LEARNER),
    "wallet.check": _who(LEARNER),
    "wallet.remove": _who(LEARNER),
    "wallet.export": _who(LEARNER),
    "wallet.erase": _who(LEARNER),
    "share.make": _who(LEARNER),
    "share.withdraw": _who(LEARNER),
    "share.see": _who(ANYONE),
    "profile.edit": _who(LEARNER),
}
_VERIFICATION: _Rows = {}
_STACKS: _Rows = {
    "pathway.see": MEMBERS,
    "pathway.edit": _who(_DESIGNER, _ADMINISTRATOR),
    "pathway.publish": _who(_DESIGNER, _ADMINISTRATOR),
    "stack.see": _who(LEARNER),
    "stack.ask": _who(LEARNER),
    "stack.withdraw": _who(LEARNER),
    "stack.decide": _who(_ASSESSOR, _REGISTRAR, _RECOGNITION_OFFICER),
}
_RECOGNITION: _Rows = {
    "curriculum.see": MEMBERS,
    "curriculum.edit": _who(_RECOGNITION_OFFICER, _ADMINISTRATOR),
    "case.see": _who(_RECOGNITION_OFFICER),
    "case.mine": _who(LEARNER),
    "case.open": _who(LEARNER),
    "case.answer": _who(LEARNER),
    "case.appeal": _who(LEARNER),
    "case.withdraw": _who(LEARNER),
    "case.examine": _who(_RECOGNITION_OFFICER),
    "case.decide": _who(_RECOGNITION_OFFICER),
    "case.award": _who(_RECOGNITION_OFFICER),
    "case.settle": _who(_RECOGNITION_OFFICER),
    "case.issue": _who(_RECOGNITION_OFFICER, _REGISTRAR),
    "case.publish": _who(_RECOGNITION_OFFICER),
}
_REGISTER: _Rows = {}
_PROTOCOLS: _Rows = {}
_API: _Rows = {
    "token.list": MEMBERS,
    "token.make": MEMBERS,
    "token.revoke": MEMBERS,  # one's own; the service asks for the next for another's
    "token.see-all": _who(_ADMINISTRATOR),
}
_DEMO: _Rows = {"demo.visit": _who(ANYONE)}  # the views answer only where the demo is shown

TABLE: _Rows = {
    **_SITE,
    **_ACCOUNTS,
    **_KEYS,
    **_ACHIEVEMENTS,
    **_AWARDS,
    **_ISSUING,
    **_WALLET,
    **_VERIFICATION,
    **_STACKS,
    **_RECOGNITION,
    **_REGISTER,
    **_PROTOCOLS,
    **_API,
    **_DEMO,
}


def may(actor: Actor, action: str) -> bool:
    """Say whether an actor may do this at all, in the organisation for which they act.

    Whose thing it is, is asked by ``access.demand``.

    Raises:
        KeyError: the table has no such action.
    """
    return bool(TABLE[action] & standing(actor))


def standing(actor: Actor) -> frozenset[str]:
    """Return everything that the table may know an actor as."""
    known = {ANYONE, *actor.roles}
    if actor.user_id is not None:
        known |= {LEARNER, SIGNED_IN}
    if actor == SITE:
        known.add(SITE_ITSELF)
    return frozenset(known)
