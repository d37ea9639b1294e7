"""Throwing a draft away, and taking back what was handed in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import queries
from mintmark_web.achievements.models import Achievement, Review, SignOff, Version
from mintmark_web.achievements.services.drafting import MAX_TITLE


@service("achievement.discard")
def discard(_actor: Actor, version: Version) -> Version | None:
    """Throw a draft away that was never handed in, with its picture and what partners were asked.

    Where it is the only version, the achievement goes too.

    Returns:
        The version before it; None where there was none.

    Raises:
        ValidationError: it was handed in, so that others have read it.
    """
    locked = Version.objects.select_for_update(of=("self",))  # who hands it in now comes first
    found = locked.select_related("achievement").get(pk=version.pk)
    Achievement.objects.select_for_update().get(pk=found.achievement_id)
    if found.state != Version.State.DRAFT or found.submitted_at is not None:
        raise ValidationError(_("What was handed in stays. Only a draft can be deleted."))
    note(version=str(found.pk), number=found.number)
    _drop_picture(found)
    SignOff.objects.filter(version=found).delete()
    Version.objects.filter(pk=found.pk).delete()
    before = queries.versions_of(found.achievement_id).first()
    rest = Achievement.objects.filter(pk=found.achievement_id)
    if before is None:
        rest.delete()
    else:
        rest.update(title=before.title[:MAX_TITLE])
    return before


def _drop_picture(version: Version) -> None:
    """Take the picture away once it is decided, where no other version shows the same."""
    storage, name = version.image.storage, version.image.name
    if not name:
        return
    if not Version.objects.filter(image=name).exclude(pk=version.pk).exists():
        transaction.on_commit(lambda: storage.delete(name), robust=True)


@service("achievement.submit")
def take_back(_actor: Actor, version: Version) -> Version:
    """Take back what was handed in and is not decided. Its text stands; one goes on in a new one.

    Raises:
        ValidationError: it is not in review, or a review of it is decided.
    """
    found = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if found.state != Version.State.SUBMITTED:
        raise ValidationError(_("Only what is in review can be taken back."))
    if found.reviews.exclude(decision="").exists():
        raise ValidationError(_("A review of it is decided already. Wait for the other one."))
    found.state = Version.State.TAKEN_BACK
    found.save(update_fields=("state",))
    Review.objects.filter(version=found, decision="").delete()
    version.state = found.state
    return found
