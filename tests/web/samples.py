"""For the permission walk: a sample of each address that has parts, in ``world.home``.

URL name -> a function of the world that makes the thing and returns the parts of its address
(without ``org``, which is ``world.home``). What a learner owns belongs to ``world.learner``.
"""

from collections.abc import Callable
from typing import Any

from mintmark_web.accounts import services
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
    "issuing.order": lambda world: {"version": _published(world)},
    "issuing.columns": lambda world: {"version": _published(world)},
    "issuing.batch": lambda world: {"pk": _credential(world).batch_id},
    "issuing.progress": lambda world: {"pk": _credential(world).batch_id},
    "issuing.not-issued": lambda world: {"pk": _credential(world).batch_id},
    "issuing.everything": lambda world: {"pk": _credential(world).batch_id},
    "issuing.stop": lambda world: {"pk": _credential(world).batch_id},
    "issuing.resume": lambda world: {"pk": _credential(world).batch_id},
    "issuing.send-all": lambda world: {"pk": _credential(world).batch_id},
    "issuing.credential": lambda world: {"pk": _credential(world).pk},
    "issuing.file": lambda world: {"pk": _credential(world).pk},
    "issuing.suspend": lambda world: {"pk": _credential(world).pk},
    "issuing.reinstate": lambda world: {"pk": _credential(world).pk},
    "issuing.revoke": lambda world: {"pk": _credential(world).pk},
    "issuing.renew": lambda world: {"pk": _credential(world).pk},
    "issuing.correct": lambda world: {"pk": _credential(world).pk},
    "issuing.send": lambda world: {"pk": _credential(world).pk},
    "protocols.status-list": lambda world: {"pk": _list(world), "purpose": "revocation"},
    "protocols.achievement": lambda world: {"pk": published_version(world.home).achievement_id},
    "protocols.schema": lambda world: {"name": "draft"},
    "protocols.verify": lambda world: {"what": "credentials/verify"},
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


def _published(world: World) -> Any:
    return published_version(world.home).pk


def _credential(world: World) -> Any:
    return issued_credentials(world.home, published_version(world.home))[0]


def _list(world: World) -> Any:
    return issued_credentials(world.home, published_version(world.home))[0].status_list_id
