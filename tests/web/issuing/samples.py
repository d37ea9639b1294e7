"""For the permission walk: a sample of each address of issuing and protocols that has parts."""

from collections.abc import Callable
from typing import Any

from mintmark_web.issuing import queries, services
from web.factories import issued_credentials, published_version
from web.world import World


def _published(world: World) -> Any:
    return published_version(world.home)


def _credential(world: World) -> Any:
    return issued_credentials(world.home, _published(world))[0]


def _change(world: World) -> Any:
    rows = queries.credentials(world.home.pk).filter(pk=_credential(world).pk)
    return services.suspend_many(world.actor("registrar"), world.home, rows, "Because.")


def _list(world: World) -> dict[str, Any]:
    return {"pk": _credential(world).status_list_id, "purpose": "revocation"}


OF_VERSIONS = ("order", "columns")
OF_BATCHES = ("batch", "progress", "not-issued", "everything", "stop", "resume", "send-all")
OF_CHANGES = ("change", "change-progress", "stop-change", "resume-change")
OF_CREDENTIALS = (
    "credential", "file", "suspend", "reinstate", "revoke", "renew", "correct", "send",
)  # fmt: skip

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"issuing.{name}": lambda world: {"version": _published(world).pk} for name in OF_VERSIONS},
    **{f"issuing.{name}": lambda world: {"pk": _credential(world).batch_id} for name in OF_BATCHES},
    **{f"issuing.{name}": lambda world: {"pk": _credential(world).pk} for name in OF_CREDENTIALS},
    **{f"issuing.{name}": lambda world: {"pk": _change(world).pk} for name in OF_CHANGES},
    "protocols.status-list": _list,
    "protocols.achievement": lambda world: {"pk": _published(world).achievement_id},
    "protocols.schema": lambda world: {"name": "draft"},
    "protocols.verify": lambda world: {"what": "credentials/verify"},
}
