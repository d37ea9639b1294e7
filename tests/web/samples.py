"""For the permission walk: a sample of each address that has parts, in ``world.home``.

URL name -> a function of the world that makes the thing and returns the parts of its address
(without ``org``, which is ``world.home``). What a learner owns belongs to ``world.learner``.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from mintmark_web.accounts import services
from mintmark_web.api.services import make_token
from mintmark_web.api.site import operations
from mintmark_web.recognition import services as recognition
from web.awards.samples import SAMPLES as AWARDS
from web.factories import (
    draft_version,
    published_version,
    signing_key,
    submitted_version,
)
from web.issuing.samples import SAMPLES as ISSUING
from web.recognition import offices
from web.register.catalogue import listed, small
from web.stacks import ways
from web.wallet.samples import SAMPLES as WALLET
from web.world import World

API: dict[str, Callable[[World], dict[str, Any]]] = {
    operation.url_name: lambda world, route=route: dict.fromkeys(
        re.findall(r"{(\w+)}", route), UUID(int=7)
    )
    for route, operation, _ in operations()
    if "{" in route
}
_PATHWAY = (
    "stacks.pathway",
    "stacks.picture",
    "stacks.way",
    "stacks.way-picture",
    "stacks.plan",
    "stacks.plan-picture",
    "stacks.ask",
    "stacks.pathway-edit",
    "stacks.pathway-text",
    "stacks.pathway-publish",
    "stacks.pathway-withdraw",
)
_PROPOSAL = ("stacks.proposal", "stacks.take-back", "stacks.decide")
_MODULE = ("recognition.module", "recognition.apply", "recognition.module-edit")
_CASE = (
    "recognition.mine",
    "recognition.answer",
    "recognition.appeal",
    "recognition.withdraw",
    "recognition.case",
    "recognition.compare",
    "recognition.ask",
    "recognition.decide",
    "recognition.issue",
    "recognition.close",
    "recognition.publish",
)

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "accounts.member": lambda world: {"user": world.member["designer"].pk},
    "accounts.remove": lambda world: {"user": world.member["designer"].pk},
    "accounts.withdraw": lambda world: {"pk": _invitation(world)},
    "accounts.invitation": lambda world: {"pk": _invitation(world)},
    "accounts.link": lambda world: {"token": "forged"},
    "accounts.no-reminders": lambda world: {"token": "forged"},
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
            "take-back",
            "discard",
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
    "register.achievement": lambda world: {"pk": _published(world)},
    "register.badge": lambda world: {"pk": _published(world)},
    "register.provider": lambda world: {"slug": world.home.slug},
    "register.sitemap-part": lambda world: {"number": 0},
    "register.word": lambda world: {"slug": "micro-credential"},
    **{name: lambda world: {"pk": ways.pathway(world).pk} for name in _PATHWAY},
    **{name: lambda world: {"pk": ways.proposal(world).pk} for name in _PROPOSAL},
    **{name: lambda world: {"pk": offices.module(world).pk} for name in _MODULE},
    **{name: lambda world: {"pk": offices.opened(world).pk} for name in _CASE},
    "recognition.assess": lambda world: {"pk": offices.claimed(world).pk},
    "recognition.settle": lambda world: {"pk": offices.appealed(world).pk},
    "recognition.precedent": lambda world: {"pk": _published(world)},
    "recognition.statement": lambda world: {"pk": _signed(world)},
    "recognition.my-statement": lambda world: {"pk": _signed(world)},
    "recognition.file": lambda world: _file(world),
    "recognition.my-file": lambda world: _file(world),
    "api.nothing": lambda world: {"rest": "nowhere"},
    "api.revoke": lambda world: {"pk": _token(world)},
    **API,
    **AWARDS,
    **ISSUING,
    **WALLET,
    **ways.SAMPLES,
    **offices.SAMPLES,
}


def _published(world: World) -> Any:
    return listed(world.home, small("Bread Baking"))


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


def _signed(world: World) -> Any:
    actor, case = world.actor("recognition-officer"), offices.decided(world)
    return recognition.issue_statement(actor, case).pk


def _file(world: World) -> dict[str, Any]:
    case = offices.opened(world)
    return {"pk": case.pk, "file": case.files.get().pk}


def _token(world: World) -> Any:
    actor, scopes = world.actor("administrator"), ["awards:read"]
    return make_token(actor, world.home, name="Sync", scopes=scopes, days=1).pk


def _published_case(world: World) -> Any:
    actor, case = world.actor("recognition-officer"), offices.decided(world)
    return recognition.publish(actor, case, sources="Bread", words="All is there.").pk
