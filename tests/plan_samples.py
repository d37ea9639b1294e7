"""Offers and catalogues to plan with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mintmark.model import Achievement, Offer
from mintmark.steps.stack.planning import Catalogue, Entry, as_entry, make_catalogue
from stack_samples import AS_OF, SCHOOL, url


def offered(
    name: str,
    fee: Any = 0,
    *,
    of: str | None = None,
    credits: Any = 5,
    hours: Any = 100,
    start: str | tuple[str, ...] | None = None,
    end: str | None = None,
    duration: str | None = "P4W",
    level: str | None = None,
    by: str = SCHOOL,
    skills: tuple[str, ...] = (),
    currency: str = "EUR",
    expiry: str | None = None,
    **more: Any,
) -> Entry:
    """Return an offer ``name`` of the achievement ``of``, with the same name if none.

    Without a start it can be begun at any time; a start may be several.
    """
    achievement: dict[str, Any] = {
        "id": url(of or name),
        "title": (of or name).title(),
        "description": "x",
        "issuer": {"name": "School", "id": by},
        "workload": {"credits": [{"system": "ECTS", "value": Decimal(str(credits))}]},
        "outcomes": [
            {"id": f"o{n}", "title": s, "alignments": [{"url": url(s), "name": s}]}
            for n, s in enumerate(skills)
        ],
    }
    if level:
        framework, _, value = level.rpartition(":")
        achievement["levels"] = [{"framework": framework, "value": value}]
    if expiry:
        achievement["expiry"] = {"period": expiry, "reason": "safety"}
    starts = (start,) if isinstance(start, str) else start or ()
    offer: dict[str, Any] = {
        "id": name,
        "achievement": f"{of or name}.yaml",
        "hours": Decimal(str(hours)),
        "fee": {"amount": Decimal(str(fee)), "currency": currency},
        "runs": [{"start": one, **({"end": end} if end else {})} for one in starts],
        "any_time": not starts,
        "duration": duration,
    }
    return as_entry(Offer.model_validate(offer | more), Achievement.model_validate(achievement))


def catalogue(*entries: Entry) -> Catalogue:
    """Return the catalogue of these offers, on the day that the samples are of."""
    return make_catalogue(entries, as_of=AS_OF)
