"""For the permission walk: a sample of each address that has parts, in ``world.home``.

URL name -> a function of the world that makes the thing and returns the parts of its address
(without ``org``, which is ``world.home``). What a learner owns belongs to ``world.learner``.
"""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from mintmark_web.accounts import services
from mintmark_web.accounts.queries import actor_of
from mintmark_web.api.services import make_token
from mintmark_web.api.site import operations
from mintmark_web.awards import services as awards
from mintmark_web.recognition import services as recognition
from mintmark_web.wallet import links
from mintmark_web.wallet import services as wallet
from mintmark_web.wallet.models import Held
from web import credentials
from web.awards.making import Desk
from web.awards.samples import SAMPLES as AWARDS
from web.factories import (
    draft_version,
    issued_credentials,
    published_version,
    signing_key,
    submitted_version,
)
from web.issuing.samples import SAMPLES as ISSUING
from web.recognition import offices
from web.register.catalogue import listed, small
from web.stacks import ways
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
    "verification.credential": lambda world: {"serial": uuid.uuid4()},
    "wallet.claim": lambda world: {"token": "forged"},
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
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "mfa_remove_webauthn": lambda world: {"pk": 1},
    "ui.sample-badge": lambda world: {"number": 0},
    "openid_connect_login": lambda world: {"provider_id": "sso"},
    "openid_connect_callback": lambda world: {"provider_id": "sso"},
    "register.achievement": lambda world: {"pk": _published(world)},
    "register.badge": lambda world: {"pk": _published(world)},
    "register.document": lambda world: {"pk": _published(world)},
    "register.provider": lambda world: {"slug": world.home.slug},
    "register.sitemap-part": lambda world: {"number": 0},
    "register.word": lambda world: {"slug": "micro-credential"},
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


def _held(world: World) -> Any:
    learner = actor_of(world.learner, None)
    known = Held.objects.filter(owner=world.learner).first()
    return known or wallet.take_in(learner, credentials.foreign())


def _share(world: World) -> Any:
    return wallet.share(actor_of(world.learner, None), [_held(world)], scope="whole")


def _shared_file(world: World) -> dict[str, Any]:
    return {"token": links.token(_share(world)), "held": _held(world).pk}


def _profile(world: World) -> Any:
    learner = actor_of(world.learner, None)
    told = {"handle": "lea", "headline": "", "public": True, "shown": [_held(world)]}
    return wallet.edit_profile(learner, world.learner, **told)


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


def _credential(world: World) -> Any:
    return issued_credentials(world.home, published_version(world.home))[0]


def _status_list(world: World) -> Any:
    return issued_credentials(world.home, published_version(world.home))[0].status_list_id


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


SAMPLES |= ways.SAMPLES | offices.SAMPLES
