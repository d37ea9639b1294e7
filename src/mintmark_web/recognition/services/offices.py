"""What an office makes known: its procedure, and the parts of its curriculum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mintmark import Target
from mintmark_web.accounts.access import service
from mintmark_web.accounts.types import Actor
from mintmark_web.adapters.site import address
from mintmark_web.recognition.models import Module, Procedure

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation
    from mintmark_web.achievements.models import Achievement


@service("curriculum.edit")
def set_procedure(
    _actor: Actor, organisation: Organisation, *, months: int, appeal_days: int, appeal_to: str
) -> Procedure:
    """Say how long a decision may take, and where to appeal. Open cases keep what held for them."""
    row, _ = Procedure.objects.update_or_create(
        organisation=organisation,
        defaults={"months": months, "appeal_days": appeal_days, "appeal_to": appeal_to.strip()},
    )
    return row


@service("curriculum.edit")
def draw_up(
    _actor: Actor,
    organisation: Organisation,
    module: Module | None,
    target: Target,
    achievement: Achievement | None = None,
) -> Module:
    """Add a part of the curriculum, to be applied for.

    Args:
        achievement: the organisation's own achievement that the target is, where it is one.
        module: a new row, whose address the target has; None to make one, and give it its address.
    """
    if module is None:
        module = Module()
        here = {"id": address(f"/recognition/for/{module.pk}/")}
        placed = target.achievement.model_copy(update=here)
        target = target.model_copy(update={"achievement": placed})
    module.organisation, module.achievement = organisation, achievement
    _write(module, target)
    module.save(force_insert=True)
    return module


@service("curriculum.edit")
def rewrite(_actor: Actor, module: Module, target: Target) -> Module:
    """Write a part of the curriculum anew; open cases keep the version they began with."""
    module.version += 1
    _write(module, target)
    module.save()
    return module


@service("curriculum.edit")
def open_module(_actor: Actor, module: Module, *, open_: bool) -> Module:
    """Let learners apply, or not any more."""
    module.open = open_
    module.save(update_fields=("open", "changed_at"))
    return module


def _write(module: Module, target: Target) -> None:
    achievement = target.achievement
    module.kind = target.kind
    module.title = achievement.title.best(achievement.language)[:300]
    if module.achievement_id is None:  # an achievement of one's own has versions of its own
        numbered = achievement.model_copy(update={"version": str(module.version)})
        target = target.model_copy(update={"achievement": numbered})
    module.document = target.model_dump_json(exclude_none=True)
