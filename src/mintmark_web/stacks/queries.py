"""Reading pathways, progress and proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from mintmark import (
    Holding,
    StackResult,
    StackRule,
    stack,
)
from mintmark.model import CredentialFinding
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock
from mintmark_web.adapters.site import address
from mintmark_web.stacks import pictures, rules
from mintmark_web.stacks.models import Pathway, Proposal
from mintmark_web.wallet import queries as wallet

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User
    from mintmark_web.achievements.models import Version

_EFFORT = 1.0
"""How long one page may let the solver try, in deterministic time: about as many seconds."""


# ------------------------------------------------------------------------------ pathways


def pathways_of(organisation_id: int) -> QuerySet[Pathway]:
    """Return an organisation's pathways, published or not, by title."""
    return Pathway.objects.filter(organisation_id=organisation_id)


def pathway_of(organisation_id: int, pathway_id: UUID | str) -> Pathway | None:
    """Return one pathway of an organisation."""
    return pathways_of(organisation_id).filter(pk=pathway_id).first()


def published(words: str = "") -> QuerySet[Pathway]:
    """Return what learners see, by title; with words, what has them in its title or text."""
    found = Pathway.objects.filter(published_at__isnull=False).select_related("organisation")
    for word in words.split()[:8]:
        found = found.filter(
            Q(public_title__icontains=word)
            | Q(public_rule__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    return found.order_by("public_title", "pk")


def public_pathway(pathway_id: UUID | str) -> Pathway | None:
    """Return a pathway that learners see."""
    return published().filter(pk=pathway_id).first()


def public_rule(pathway: Pathway) -> StackRule:
    """Return the rule that learners see.

    Raises:
        MintmarkError: a pathway that it names is not public any more.
    """
    return rules.read(pathway.public_rule, pathway.organisation_id)


def leads_to(rule: StackRule) -> Version | None:
    """Return the achievement of this office that a rule leads to; None where it names none."""
    prefix = address("/achievements/")
    if rule.awards is None or not rule.awards.startswith(prefix):
        return None
    try:
        number = UUID(rule.awards.removeprefix(prefix).strip("/"))
    except ValueError:
        return None
    return achievements.published_version(number)


# ------------------------------------------------------------------------------ progress


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is on a pathway."""

    pathway: Pathway
    rule: StackRule
    result: StackResult

    @property
    def asked(self) -> int:
        """How many requirements there are; limits are not counted."""
        return sum(not one.limit for one in self.result.requirements)

    @property
    def met(self) -> int:
        """How many of them are met."""
        return sum(one.met and not one.limit for one in self.result.requirements)

    @property
    def counted(self) -> int:
        """How many credentials count."""
        return sum(one.counts for one in self.result.credentials)

    def picture(self, width: int = 760) -> str:
        """Return the picture (SVG)."""
        return pictures.of_stack(self.rule, self.result, width)


def progress(pathway: Pathway, user: User) -> Progress:
    """Return how far a person's wallet fulfils a pathway.

    Raises:
        MintmarkError: the rule cannot be weighed.
    """
    return weigh(pathway, holdings(user), counted_elsewhere(user))


def holdings(user: User) -> tuple[Holding, ...]:
    """Return what a person holds, each verified now."""
    return wallet.holdings(user)


def weigh(pathway: Pathway, held: Sequence[Holding], counted: frozenset[str]) -> Progress:
    """Return how far holdings fulfil a pathway.

    Raises:
        MintmarkError: the rule cannot be weighed.
    """
    rule = public_rule(pathway)
    today = clock.now().date()
    found = stack(rule, held, as_of=today, counted=counted, effort=_EFFORT)
    return Progress(pathway, rule, found)


def counted_elsewhere(user: User) -> frozenset[str]:
    """Return the credentials that made up an award already."""
    accepted = Proposal.objects.filter(learner=user, decision=Proposal.Decision.ACCEPTED)
    return frozenset(accepted.values_list("parts__credential", flat=True)) - {None}


def empty(rule: StackRule) -> StackResult:
    """Return what a rule says of somebody who holds nothing: what it asks for.

    Raises:
        MintmarkError: the rule cannot be weighed.
    """
    return stack(rule, (), as_of=clock.now().date(), effort=_EFFORT)


# ------------------------------------------------------------------------------ proposals


def proposals_to(organisation_id: int, *, decided: bool) -> QuerySet[Proposal]:
    """Return the requests to an organisation: those that wait, the oldest first; or the others."""
    found = Proposal.objects.filter(pathway__organisation_id=organisation_id)
    found = found.select_related("pathway", "learner", "decided_by")
    return found.exclude(decision="").order_by("-decided_at") if decided else _open(found)


def _open(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return found.filter(decision="").order_by("asked_at", "pk")


def proposal_to(organisation_id: int, proposal_id: UUID | str) -> Proposal | None:
    """Return one request to an organisation."""
    found = Proposal.objects.filter(pathway__organisation_id=organisation_id, pk=proposal_id)
    return found.select_related("pathway__organisation", "learner", "decided_by").first()


def proposals_of(user: User) -> QuerySet[Proposal]:
    """Return a person's own requests, the newest first."""
    found = Proposal.objects.filter(learner=user).select_related("pathway__organisation")
    return found.order_by("-asked_at", "pk")


def proposal_of(user: User, proposal_id: UUID | str) -> Proposal | None:
    """Return one request of a person."""
    return proposals_of(user).filter(pk=proposal_id).first()


def open_proposal(user: User, pathway: Pathway) -> Proposal | None:
    """Return a person's request for this pathway that waits for a decision."""
    return _open(proposals_of(user)).filter(pathway=pathway).first()


def counted_in(proposal: Proposal) -> list[CredentialFinding]:
    """Return the credentials that a request is made of, with what they count."""
    result = StackResult.model_validate(proposal.result)
    return [one for one in result.credentials if one.counts]
