"""The app's declaration."""

from typing import Any
from uuid import UUID

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for what is published and withdrawn, and have the catalogue measured."""
        from mintmark_web.achievements.signals import published, withdrawn
        from mintmark_web.operations.services import measure
        from mintmark_web.register.queries import count

        measure("mintmark_catalogue_achievements", "Achievements in the catalogue.", count)

        for signal in (published, withdrawn):
            signal.connect(_reindex, dispatch_uid=f"register {id(signal)}")


def _reindex(achievement_id: UUID, **_told: Any) -> None:
    from mintmark_web.register.tasks import keep_in_step

    keep_in_step(achievement_id)
