"""For the permission walk: a sample of each address that has parts, in ``world.home``.

URL name -> a function of the world that makes the thing and returns the parts of its address
(without ``org``, which is ``world.home``). What a learner owns belongs to ``world.learner``.
"""

from collections.abc import Callable
from typing import Any

from mintmark_web.accounts import services
from web.awards.samples import SAMPLES as AWARDS
from web.factories import draft_version, published_version, signing_key, submitted_version
from web.issuing.samples import SAMPLES as ISSUING
from web.wallet.samples import SAMPLES as WALLET
from web.world import World

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **AWARDS,
    **ISSUING,
    **WALLET,
    "accounts.member": lambda world: {"user": world.member["designer"].pk},
    "accounts.remove": lambda world: {"user": world.member["designer"].pk},
    "accounts.withdraw": lambda world: {"pk": _invitation(world)},
    "accounts.invitation": lambda world: {"pk": _invitation(world)},
    "accounts.link": lambda world: {"token": "forged"},
    "achievements.badge": lambda world: {"pk": published_version(world.home).pk},
    "achievements.statement": lambda world: {"pk": published_version(world.home).reviews.get().pk},
    "achievements.sign-off": lambda world: {"token": "forged"},
    **{
        f"achievements.{name}": lambda world: {"pk": draft_version(world.home).pk}
        for name in (
            "version",
            "export",
            "picture",
            "choices",
            "image",
            "new-version",
            "partner",
            "submit",
            "agency",
            "again",
            "publish",
            "withdraw",
        )
    },
    **{
        f"achievements.{name}": lambda world: {"pk": _review(world)}
        for name in (
            "review",
            "take",
            "answer",
            "comment",
            "decide",
            "review-picture",
        )
    },
    "achievements.compare": lambda world: _versions(world),
    "achievements.skills": lambda world: {"pk": draft_version(world.home).pk, "index": 0},
    "achievements.settle": lambda world: {"pk": draft_version(world.home).pk, "comment": 1},
    "achievements.edit": lambda world: _part(world),
    "achievements.entry": lambda world: _part(world) | {"part": "outcomes", "index": 0},
    "achievements.remove-entry": lambda world: _part(world) | {"part": "outcomes", "index": 0},
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


def _review(world: World) -> Any:
    return submitted_version(world.home).reviews.get().pk


def _versions(world: World) -> dict[str, Any]:
    version = draft_version(world.home)
    return {"pk": version.pk, "other": version.pk}


def _part(world: World) -> dict[str, Any]:
    return {"pk": draft_version(world.home).pk, "part": "about"}
