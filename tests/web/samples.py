"""For the permission walk: a sample of each address that has parts, in ``world.home``.

URL name -> a function of the world that makes the thing and returns the parts of its address
(without ``org``, which is ``world.home``). What a learner owns belongs to ``world.learner``.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from mintmark_web.accounts import services
from mintmark_web.awards import services as awards
from web.awards.making import Desk
from web.factories import issued_credentials, published_version, signing_key
from web.world import World

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "accounts.member": lambda world: {"user": world.member["designer"].pk},
    "accounts.remove": lambda world: {"user": world.member["designer"].pk},
    "accounts.withdraw": lambda world: {"pk": _invitation(world)},
    "accounts.invitation": lambda world: {"pk": _invitation(world)},
    "accounts.link": lambda world: {"token": "forged"},
    "achievements.badge": lambda world: {"pk": published_version(world.home).pk},
    "achievements.statement": lambda world: {"pk": published_version(world.home).reviews.get().pk},
    "keys.rotate": lambda world: {"pk": _key(world)},
    "keys.retire": lambda world: {"pk": _key(world)},
    "keys.compromise": lambda world: {"pk": _key(world)},
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "mfa_remove_webauthn": lambda world: {"pk": 1},
    "ui.sample-badge": lambda world: {"number": 0},
    "openid_connect_login": lambda world: {"provider_id": "sso"},
    "openid_connect_callback": lambda world: {"provider_id": "sso"},
}


def _invitation(world: World) -> Any:
    actor = world.actor("administrator")
    return services.invite(actor, world.home, email="new@example.org", roles=["designer"]).pk


def _key(world: World) -> Any:
    return signing_key(world.home).pk


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


SAMPLES |= {
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


def _published(world: World) -> Any:
    return published_version(world.home).pk


def _credential(world: World) -> Any:
    return issued_credentials(world.home, published_version(world.home))[0]


def _status_list(world: World) -> Any:
    return issued_credentials(world.home, published_version(world.home))[0].status_list_id


SAMPLES |= {
    **{
        f"issuing.{name}": lambda world: {"version": _published(world)}
        for name in ("order", "columns")
    },
    **{
        f"issuing.{name}": lambda world: {"pk": _credential(world).batch_id}
        for name in (
            "batch",
            "progress",
            "not-issued",
            "everything",
            "stop",
            "resume",
            "send-all",
        )
    },
    **{
        f"issuing.{name}": lambda world: {"pk": _credential(world).pk}
        for name in (
            "credential",
            "file",
            "suspend",
            "reinstate",
            "revoke",
            "renew",
            "correct",
            "send",
        )
    },
    "protocols.status-list": lambda world: {"pk": _status_list(world), "purpose": "revocation"},
    "protocols.achievement": lambda world: {"pk": published_version(world.home).achievement_id},
    "protocols.schema": lambda world: {"name": "draft"},
    "protocols.verify": lambda world: {"what": "credentials/verify"},
}
