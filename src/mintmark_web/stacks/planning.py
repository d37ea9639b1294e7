"""What is on offer here, as the core plans with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Count, Q

from mintmark import Achievement, DraftProblems, Offer, PlanResult, Wishes, plan
from mintmark.steps.stack.planning import Catalogue, Entry, as_entry, make_catalogue
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters import clock
from mintmark_web.awards import queries as awards
from mintmark_web.keys.queries import issuer_did
from mintmark_web.stacks import pictures
from mintmark_web.stacks.queries import counted_elsewhere, holdings, public_rule

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User
    from mintmark_web.achievements.models import Version
    from mintmark_web.stacks.models import Pathway

MOST = 300
"""So many offerings are planned with at most, those that start first."""
_EFFORT = 1.0
_REMEMBERED = 60
"""For so many seconds a plan that was made is not made again for its picture."""


def picture(user: User, pathway: Pathway, wishes: Wishes) -> str:
    """Return the picture (SVG) of a plan; the page that shows it has just made that plan.

    Raises:
        MintmarkError: the rule cannot be weighed.
    """
    drawn = cache.get(_name_of(user, pathway, wishes))
    return drawn or pictures.of_plan(plan_for(user, pathway, wishes))


def remember(user: User, pathway: Pathway, wishes: Wishes, result: PlanResult) -> None:
    """Draw a plan, for the picture that the browser asks for next."""
    cache.set(_name_of(user, pathway, wishes), pictures.of_plan(result), _REMEMBERED)


def _name_of(user: User, pathway: Pathway, wishes: Wishes) -> str:
    which = f"{user.pk} {pathway.pk} {pathway.edition} {pictures.language()}"
    said = f"{which} {wishes.model_dump_json()}"
    return f"stacks.plan.{sha256(said.encode()).hexdigest()}"


def plan_for(user: User, pathway: Pathway, wishes: Wishes) -> PlanResult:
    """Return the plan that completes a pathway from the offerings of this office.

    Raises:
        MintmarkError: the rule cannot be weighed.
    """
    return plan(
        public_rule(pathway),
        holdings(user),
        catalogue(),
        wishes,
        as_of=clock.now().date(),
        counted=counted_elsewhere(user),
        effort=_EFFORT,
    )


def catalogue() -> Catalogue:
    """Return the offerings that one may still enrol in, those with fees in one currency."""
    today = clock.now().date()
    versions = {one.pk: one for one in achievements.published_versions()}
    taken = Count("enrolments", filter=Q(enrolments__state__in=awards.TAKES_A_PLACE))
    rows = awards.open_offerings(versions).annotate(taken=taken)
    offerings = [one for one in rows[:MOST] if awards.takes_requests(one, today)]
    currency = _currency(offerings)
    payable = [one for one in offerings if not one.fee or one.currency == currency]
    nouns = _nouns(versions[one.version_id] for one in payable)
    entries = [
        as_entry(_offer(one, versions[one.version_id]), nouns[one.version_id]) for one in payable
    ]
    return make_catalogue(_sound(entries, today), as_of=today)


def _nouns(versions: Iterable[Version]) -> dict[Any, Achievement]:
    """Return versions as the core knows them; whom an organisation signs as is asked once."""
    dids: dict[int, str | None] = {}
    nouns: dict[Any, Achievement] = {}
    for one in versions:
        home = one.achievement.organisation
        if home.pk not in dids:
            dids[home.pk] = issuer_did(home)
        if one.pk not in nouns:
            nouns[one.pk] = achievements.noun(one, did=dids[home.pk])
    return nouns


def _currency(offerings: Iterable[Any]) -> str:
    """Return the currency of most fees: plans cannot add up different money."""
    counts = Counter(one.currency for one in offerings if one.fee)
    return min(counts, key=lambda one: (-counts[one], one), default="")


def _sound(entries: Iterable[Entry], today: Any) -> list[Entry]:
    """Return the offers that can be planned with: those that say how long they take."""
    kept = []
    for entry in entries:
        try:
            make_catalogue([entry], as_of=today)
        except DraftProblems:
            continue
        kept.append(entry)
    return kept


def _offer(one: Any, version: Version) -> Offer:
    """Return an offering as the core's offer."""
    told: dict[str, Any] = {
        "id": f"o-{one.pk}",
        "achievement": str(version.achievement_id),
        "url": achievements.iri(version.achievement_id),
    }
    if one.starts_on is None:
        told["any_time"] = True
    else:
        told["runs"] = [_run(one)]
    if one.fee is not None and one.currency:
        told["fee"] = {"amount": one.fee, "currency": one.currency}
    if one.language:
        told["languages"] = [one.language]
    if one.mode:
        told["mode"] = one.mode
    return Offer.model_validate(told)


def _run(one: Any) -> dict[str, Any]:
    days = {"start": one.starts_on, "end": one.ends_on, "apply_by": one.apply_by}
    run: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
    if one.places is not None:
        run["places"] = Decimal(max(one.places - one.taken, 0))
    return run
