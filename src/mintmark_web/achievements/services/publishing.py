"""Making a version public, and taking it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from mintmark_web.accounts.access import note, service
from mintmark_web.accounts.types import Actor
from mintmark_web.achievements import due, signals, twins
from mintmark_web.achievements.models import Achievement, Version
from mintmark_web.adapters import clock


@service("achievement.publish")
def publish(_actor: Actor, version: Version) -> Version:
    """Make an approved version public, in the place of the one before.

    Raises:
        ValidationError: it is not approved.
    """
    found = _locked(version)
    if found.state != Version.State.APPROVED:
        raise ValidationError(_("Only an approved version can be published."))
    found.achievement.versions.filter(state=Version.State.PUBLISHED).update(
        state=Version.State.REPLACED
    )
    found.state, found.published_at = Version.State.PUBLISHED, clock.now()
    found.review_due = due.required(found, found.published_at.date())
    found.words = twins.words_of(found.document)
    found.save(update_fields=("state", "published_at", "review_due", "words"))
    _tell(signals.published, found)
    version.state = found.state
    return found


@service("achievement.withdraw")
def withdraw(_actor: Actor, version: Version, *, reason: str) -> Version:
    """Take a version out of the catalogue. Credentials of it stay as they are.

    Raises:
        ValidationError: it is not public, or no reason is given.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    found = _locked(version)
    if found.state != Version.State.PUBLISHED:
        raise ValidationError(_("Only a published version can be withdrawn."))
    found.state, found.withdrawn_at = Version.State.WITHDRAWN, clock.now()
    found.save(update_fields=("state", "withdrawn_at"))
    note(reason=reason.strip()[:500])
    _tell(signals.withdrawn, found)
    version.state = found.state
    return found


def _locked(version: Version) -> Version:
    Achievement.objects.select_for_update().get(pk=version.achievement_id)
    return Version.objects.select_related("achievement").get(pk=version.pk)


def _tell(signal: Signal, version: Version) -> None:
    facts = {"achievement_id": version.achievement_id, "version_id": version.pk}
    transaction.on_commit(lambda: signal.send(sender=Version, **facts), robust=True)
