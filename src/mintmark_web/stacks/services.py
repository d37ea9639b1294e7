"""Writing pathways, requests and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mintmark import Holding, StackResult
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock
from mintmark_web.awards import services as awards
from mintmark_web.stacks import letters, queries, rules, weighing
from mintmark_web.stacks.models import Part, Pathway, Proposal
from mintmark_web.wallet import queries as wallet

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation, User

MOST_PARTS = 100


# ------------------------------------------------------------------------------ pathways


@service("pathway.edit")
def draw_up(_actor: Actor, organisation: Organisation, text: str) -> Pathway:
    """Make a pathway of a rule's text.

    Raises:
        MintmarkError: the rule cannot be read; ``rules.problems`` says what is wrong by line.
    """
    rule = rules.read(text, organisation.pk)
    return Pathway.objects.create(organisation=organisation, title=rules.title(rule), rule=text)


@service("pathway.edit")
def rewrite(_actor: Actor, pathway: Pathway, text: str, edition: int) -> Pathway:
    """Write another text; what learners see stays until it is published.

    Raises:
        MintmarkError: the rule cannot be read.
        ValidationError: somebody else has written meanwhile.
    """
    rule = rules.read(text, pathway.organisation_id)
    now = Pathway.objects.select_for_update().get(pk=pathway.pk)
    if now.edition != edition:
        raise ValidationError(
            _("Somebody else saved this pathway meanwhile. Copy what you wrote, and open it again.")
        )
    now.title, now.rule, now.edition = rules.title(rule), text, edition + 1
    now.save(update_fields=("title", "rule", "edition", "changed_at"))
    return now


@service("pathway.publish")
def publish_pathway(_actor: Actor, pathway: Pathway) -> Pathway:
    """Show learners the text as it was saved last."""
    now = Pathway.objects.select_for_update().get(pk=pathway.pk)
    queries.empty(rules.read(now.rule, now.organisation_id))
    now.public_rule, now.public_title = now.rule, now.title
    now.published_at = now.published_at or clock.now()
    now.save(update_fields=("public_rule", "public_title", "published_at"))
    return now


@service("pathway.publish")
def withdraw_pathway(_actor: Actor, pathway: Pathway) -> Pathway:
    """Show it to learners no longer. What they have asked for already is still decided."""
    pathway.public_rule, pathway.public_title, pathway.published_at = "", "", None
    pathway.save(update_fields=("public_rule", "public_title", "published_at"))
    return pathway


# ------------------------------------------------------------------------------ proposals


@service("stack.ask")
def ask(_actor: Actor, learner: User, pathway: Pathway, *, message: str = "") -> Proposal:
    """Ask the awarding body for the award that a pathway leads to.

    Raises:
        ValidationError: the pathway is not met, or it was asked for already.
        MintmarkError: the rule cannot be weighed.
    """
    found = queries.progress(pathway, learner)
    if found.result.verdict != "met":
        raise ValidationError(_("What this pathway asks for is not all there yet."))
    proposal = _opened(
        Proposal(
            pathway=pathway,
            learner=learner,
            title=found.result.title[:300],
            rule=pathway.public_rule,
            result=found.result.model_dump(mode="json"),
            message=message.strip(),
        )
    )
    note(parts=_keep_parts(learner, proposal, found.result))
    return proposal


def _keep_parts(learner: User, proposal: Proposal, result: StackResult) -> int:
    """Keep the exact bytes of what counts; a learner may empty the wallet meanwhile."""
    counted = [one for one in result.credentials if one.counts]
    if len(counted) > MOST_PARTS:
        raise ValidationError(
            _("More than %d credentials count here; that is too many.") % MOST_PARTS
        )
    rows = [(one, wallet.held(learner, one.file or "")) for one in counted]
    Part.objects.bulk_create(
        Part(proposal=proposal, credential=one.credential, name=one.title or "", bytes=row.to_show)
        for one, row in rows
        if row is not None
    )
    return len(rows)


def _opened(proposal: Proposal) -> Proposal:
    """Save a new request, unless there is one that waits."""
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(
            _("You have asked for this already. The decision is on its way.")
        ) from None
    return proposal


@service("stack.withdraw")
def withdraw_request(_actor: Actor, proposal: Proposal) -> None:
    """Take a request back before it is decided."""
    _undecided(proposal).delete()


@service("stack.decide")
def accept(actor: Actor, proposal: Proposal, held: list[Holding], *, reasons: str = "") -> Proposal:
    """Award what was asked for.

    Args:
        held: the proposal's credentials, as ``weighing.look_again`` has just verified them.

    Raises:
        ValidationError: it was decided meanwhile, the rule leads to no achievement of this
            organisation, or the decider is the learner.
        MintmarkError: by now the credentials do not add up.
    """
    now, learner = _undecided(proposal), proposal.learner
    _require_another(actor, learner)
    rule = rules.read(now.rule, now.organisation_id)
    version = queries.leads_to(rule)
    if version is None or version.achievement.organisation_id != now.organisation_id:
        raise ValidationError(
            _(
                "The rule leads to no published achievement of your organisation. "
                "Write its address in the rule, under “awards”."
            )
        )
    award = weighing.award_of(
        now, held, achievements.noun(version), _name(actor), clock.now().date()
    )
    made = awards.award_from_stack(actor, version, learner, award)
    now.award = made.pk
    return _decided(actor, now, Proposal.Decision.ACCEPTED, reasons)


@service("stack.decide")
def decline(actor: Actor, proposal: Proposal, *, reasons: str) -> Proposal:
    """Decline what was asked for, and say why.

    Raises:
        ValidationError: it was decided meanwhile, there is no reason, or the decider is the
            learner.
    """
    if not reasons.strip():
        raise ValidationError(_("Say why. The learner reads it."))
    now = _undecided(proposal)
    _require_another(actor, proposal.learner)
    return _decided(actor, now, Proposal.Decision.DECLINED, reasons)


def _undecided(proposal: Proposal) -> Proposal:
    now = Proposal.objects.select_for_update().filter(pk=proposal.pk, decision="").first()
    if now is None:
        raise ValidationError(_("This was decided meanwhile."))
    return now


def _require_another(actor: Actor, learner: User) -> None:
    if actor.user_id == learner.pk:
        raise ValidationError(_("This is your own request; somebody else has to decide it."))


def _name(actor: Actor) -> str:
    person = accounts.user(actor.person_id)
    return str(person) if person else ""


def _decided(actor: Actor, now: Proposal, decision: str, reasons: str) -> Proposal:
    now.decision, now.reasons = decision, reasons.strip()
    now.decided_by_id, now.decided_at = actor.person_id, clock.now()
    now.save(update_fields=("decision", "reasons", "decided_by", "decided_at", "award"))
    note(decision=str(decision))
    learner = now.learner
    transaction.on_commit(lambda: letters.tell_decision(now, learner), robust=True)
    return now
