"""Aligning outcomes with ESCO."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import skills
from mintmark_web.achievements.models import Skill, Version
from mintmark_web.achievements.services.drafting import save

if TYPE_CHECKING:
    from mintmark_web.accounts.models import Organisation

_AT_ONCE = 500


@service("skill.import")
def import_skills(_actor: Actor, organisation: Organisation, *, data: bytes) -> int:
    """Take ESCO's entries from its CSV file; known ones get their new names. Return how many.

    Raises:
        ValidationError: the file has none.
    """
    entries = {one.uri: one for one in skills.read(data, organisation.pk)}
    if not entries:
        raise ValidationError(_("There is no entry of ESCO in this file."))
    Skill.objects.bulk_create(
        entries.values(),
        batch_size=_AT_ONCE,
        update_conflicts=True,
        update_fields=("kind", "name", "folded"),
        unique_fields=("organisation", "uri"),
    )
    note(entries=len(entries))
    return len(entries)


@service("achievement.edit")
def align(actor: Actor, version: Version, *, outcome: int, uri: str) -> Version:
    """Align an outcome with an entry of ESCO that the organisation brought along.

    Raises:
        ValidationError: there is no such outcome or entry.
    """
    skill = Skill.objects.filter(organisation_id=version.organisation_id, uri=uri).first()
    outcomes: list[dict[str, Any]] = list(version.document.get("outcomes") or [])
    if skill is None or outcome >= len(outcomes):
        raise ValidationError(_("This entry is not there any more."))
    node = dict(outcomes[outcome])
    held = [one for one in node.get("alignments") or [] if one.get("url") != uri]
    made = {"url": uri, "name": skill.name, "framework": "ESCO", "type": skill.kind}
    outcomes[outcome] = {**node, "alignments": [*held, made]}
    document = {**version.document, "outcomes": outcomes}
    return save(actor, version, document=document, edition=version.edition)
