"""For the permission walk: a sample of each address of this app that has parts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from mintmark_web.awards import services as awards
from web.awards.making import Desk
from web.world import World


def _taking_part(world: World) -> Any:
    """Make an offering in which the learner takes part, with an attempt and some evidence."""
    desk = Desk(world)
    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    piece = awards.add_evidence(desk.learner, attempt, url="https://example.org/loaf")
    return desk, enrolment, attempt, piece


def _list(world: World) -> Any:
    desk = Desk(world)
    return awards.receive(
        desk.first, desk.offering, kind="learners", name="x.csv", data=b"name,email\nA,a@b.example"
    )


def _asking(world: World) -> Any:
    desk = Desk(world)
    return awards.ask(desk.learner, desk.offering, name="Lea")


def _group(world: World) -> dict[str, Any]:
    desk = Desk(world)
    group = awards.add_cohort(desk.first, desk.offering, name="Monday")
    return {"pk": desk.offering.pk, "group": group.pk}


def _award(world: World) -> Any:
    desk = Desk(world)
    today = datetime.now(UTC).date()
    return awards.decide(desk.first, desk.ready(today), awarded_on=today)


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{
        f"awards.{name}": lambda world: {"pk": Desk(world).offering.pk}
        for name in (
            "public-offering",
            "join",
            "offering",
            "edit-offering",
            "groups",
            "enrol",
            "results",
        )
    },
    **{
        f"awards.{name}": lambda world: {"pk": Desk(world).offering.pk, "kind": "learners"}
        for name in ("send-list", "list-head")
    },
    **{
        f"awards.{name}": lambda world: {"pk": _taking_part(world)[1].pk}
        for name in (
            "learning-one",
            "leave",
            "enrolment",
            "edit-enrolment",
            "identity",
            "withdraw",
            "open-attempt",
            "decide",
        )
    },
    **{
        f"awards.{name}": lambda world: {"pk": _taking_part(world)[2].pk}
        for name in (
            "learning-attempt",
            "hand-in",
            "attempt",
            "arrange",
            "mark",
            "moderate",
        )
    },
    **{
        f"awards.{name}": lambda world: {"pk": _taking_part(world)[3].pk}
        for name in ("own-evidence", "remove-evidence", "evidence")
    },
    "awards.ask": lambda world: {"pk": _taking_part(world)[1].pk, "assessment": "practical"},
    "awards.remove-group": _group,
    "awards.accept": lambda world: {"pk": _asking(world).pk},
    "awards.decline": lambda world: {"pk": _asking(world).pk},
    "awards.list": lambda world: {"pk": _list(world).pk},
    "awards.forget-list": lambda world: {"pk": _list(world).pk},
    "awards.award": lambda world: {"pk": _award(world).pk},
}
