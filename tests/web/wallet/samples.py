"""For the permission walk: a sample of each address with parts. What a learner owns is Lea's."""

import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress

from mintmark_web.accounts.queries import actor_of
from mintmark_web.wallet import links, services
from mintmark_web.wallet.models import Held
from web import credentials
from web.factories import issued_credentials, published_version
from web.world import World

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "verification.credential": lambda world: {"serial": uuid.uuid4()},
    "wallet.claim": lambda world: {"token": "forged"},
    "wallet.waiting": lambda world: {"serial": _waiting(world).pk},
    "wallet.take": lambda world: {"serial": _waiting(world).pk},
    "wallet.decline": lambda world: {"serial": _waiting(world).pk},
    "wallet.held": lambda world: {"held": _held(world).pk},
    "wallet.download": lambda world: {"held": _held(world).pk, "kind": "json"},
    "wallet.check": lambda world: {"held": _held(world).pk},
    "wallet.remove": lambda world: {"held": _held(world).pk},
    "wallet.share": lambda world: {"share": _share(world).pk},
    "wallet.withdraw": lambda world: {"share": _share(world).pk},
    "wallet.shared": lambda world: {"token": links.token(_share(world))},
    "wallet.shared-file": lambda world: _shared_file(world),
    "wallet.public": lambda world: {"handle": _profile(world).handle},
    "wallet.public-held": lambda world: {"handle": _profile(world).handle, "held": _held(world).pk},
}


def _waiting(world: World) -> Any:
    made = issued_credentials(world.home, published_version(world.home))[0]
    address = EmailAddress.objects.filter(user=world.learner)
    address.update(email=made.email, verified=True)
    return made


def _held(world: World) -> Any:
    learner = actor_of(world.learner, None)
    known = Held.objects.filter(owner=world.learner).first()
    return known or services.take_in(learner, credentials.foreign())


def _share(world: World) -> Any:
    return services.share(actor_of(world.learner, None), [_held(world)], scope="whole")


def _shared_file(world: World) -> dict[str, Any]:
    return {"token": links.token(_share(world)), "held": _held(world).pk}


def _profile(world: World) -> Any:
    learner = actor_of(world.learner, None)
    told = {"handle": "lea", "headline": "", "public": True, "shown": [_held(world)]}
    return services.edit_profile(learner, world.learner, **told)
