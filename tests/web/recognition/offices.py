"""An office that recognises, in ``world.home``, and cases in it."""

from __future__ import annotations

from typing import Any

from mintmark import Achievement, Target
from mintmark.model import LearningOutcome
from mintmark_web.accounts import queries as accounts
from mintmark_web.achievements import queries as achievements
from mintmark_web.adapters.site import address
from mintmark_web.keys.queries import issuer
from mintmark_web.recognition import awarding, examining, reading, services
from mintmark_web.recognition.models import Case, Module
from mintmark_web.recognition.types import Application, Claimed, Handed
from web.credentials import issued
from web.factories import published_version
from web.world import World

BAKES, KEEPS = "Bakes a loaf of wheat bread", "Keeps a sourdough starter alive"
RULING: dict[str, Any] = {
    "outcome": "full",
    "reasons": ("Everything is covered.",),
    "conditions": (),
    "measures": (),
    "despite": None,
    "valid_until": None,
    "differences": (),
}
REFUSED = RULING | {
    "outcome": "refused",
    "measures": ("Take the second half of the module.",),
    "differences": ({"element": "outcomes", "reason": "Half of them are missing."},),
}


def module(world: World, *outcomes: str, kind: str = "module") -> Module:
    """Return something that learners may apply for in ``world.home``."""
    actor = world.actor("recognition-officer")
    services.set_procedure(actor, world.home, months=4, appeal_days=30, appeal_to="The board")
    made = Module()
    titles = outcomes or (BAKES, KEEPS)
    achievement = Achievement(
        id=address(f"/recognition/for/{made.pk}/"),
        title="Bread and Flour",
        description="The first semester.",
        issuer=issuer(world.home),
        outcomes=tuple(
            LearningOutcome(id=f"o{number}", title=title) for number, title in enumerate(titles, 1)
        ),
    )
    return services.draw_up(actor, world.home, made, Target(kind=kind, achievement=achievement))


def credential(world: World, *outcomes: str, name: str = "Lea Learner") -> bytes:
    """Return a credential of ``world.home`` with these outcomes."""
    titles = outcomes or (BAKES, KEEPS)
    learned = tuple(
        LearningOutcome(id=f"lo{number}", title=title) for number, title in enumerate(titles, 1)
    )
    return issued(world, name=name, outcomes=learned)


def opened(world: World, data: bytes | None = None, of: Module | None = None) -> Case:
    """Return a case of ``world.learner`` that has just been opened."""
    seen = examining.look([Handed("bread.json", data or credential(world))])
    return services.open_case(
        accounts.actor_of(world.learner, None),
        world.learner,
        of or module(world),
        Application("Lea Learner", seen),
    )


def claimed(world: World, of: Module | None = None) -> Case:
    """Return a case about prior learning without a credential."""
    claim = Claimed("o1", "Ten years in my uncle's bakery.", Handed("loaf.txt", b"A picture."))
    return services.open_case(
        accounts.actor_of(world.learner, None),
        world.learner,
        of or module(world, BAKES),
        Application("Lea Learner", (), (claim,)),
    )


def compared(world: World, case: Case | None = None) -> Case:
    """Return a case whose credentials were compared."""
    case = case or opened(world)
    looked = examining.look_again(case)
    return services.compare(
        world.actor("recognition-officer"), case, looked, services.take(case, looked)
    )


def own_module(world: World, **changes: Any) -> Module:
    """Return something to apply for that is an achievement of ``world.home`` itself."""
    actor = world.actor("recognition-officer")
    services.set_procedure(actor, world.home, months=4, appeal_days=30, appeal_to="The board")
    version = published_version(world.home, **({"routes": ["course", awarding.ROUTE]} | changes))
    target = Target(kind="module", achievement=achievements.noun(version))
    return services.draw_up(actor, world.home, Module(), target, version.achievement)


def assessed(world: World, of: Module, *outcomes: str) -> Case:
    """Return a case about prior learning whose claims were all found shown."""
    claims = [
        Claimed(one, "Ten years in my uncle's bakery.", Handed("loaf.txt", b"A picture."))
        for one in outcomes or [one.id for one in reading.target(of).achievement.outcomes]
    ]
    case = services.open_case(
        accounts.actor_of(world.learner, None),
        world.learner,
        of,
        Application("Lea Learner", (), claims),
    )
    actor = world.actor("recognition-officer")
    for one in claims:
        case = services.assess(
            actor, case, outcome=one.outcome, method="interview", shown=True, grounds="Told well."
        )
    return case


def recognised(world: World, of: Module | None = None) -> Case:
    """Return a case about prior learning that is recognised in full."""
    case = assessed(world, of or own_module(world))
    return services.decide(world.actor("recognition-officer"), case, RULING)


def decided(world: World, ruling: dict[str, Any] | None = None, case: Case | None = None) -> Case:
    """Return a case that was decided."""
    case = compared(world, case)
    return services.decide(world.actor("recognition-officer"), case, ruling or RULING)


def appealed(world: World) -> Case:
    """Return a case whose applicant appeals against a refusal."""
    case = decided(world, REFUSED)
    return services.appeal(accounts.actor_of(world.learner, None), case, grounds="It is all there.")


def _published(world: World) -> dict[str, Any]:
    actor, case = world.actor("recognition-officer"), decided(world)
    return {"pk": services.publish(actor, case, sources="Bread", words="All is there.").pk}


def _signed(world: World) -> dict[str, Any]:
    return {"pk": services.issue_statement(world.actor("recognition-officer"), decided(world)).pk}


def _file(world: World) -> dict[str, Any]:
    case = opened(world)
    return {"pk": case.pk, "file": case.files.get().pk}


SAMPLES = {
    **{
        f"recognition.{name}": lambda world: {"pk": module(world).pk}
        for name in ("module", "apply", "module-edit")
    },
    **{
        f"recognition.{name}": lambda world: {"pk": opened(world).pk}
        for name in (
            "mine",
            "answer",
            "appeal",
            "withdraw",
            "case",
            "compare",
            "ask",
            "decide",
            "issue",
            "close",
            "publish",
        )
    },
    "recognition.assess": lambda world: {"pk": claimed(world).pk},
    "recognition.second": lambda world: {"pk": claimed(world).pk},
    "recognition.award": lambda world: {"pk": recognised(world).pk},
    "recognition.module-of": lambda world: {"achievement": own_module(world).achievement_id},
    "recognition.settle": lambda world: {"pk": appealed(world).pk},
    "recognition.precedent": _published,
    "recognition.statement": _signed,
    "recognition.my-statement": _signed,
    "recognition.file": _file,
    "recognition.my-file": _file,
}
"""For the permission walk."""
