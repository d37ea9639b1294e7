"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.achievements"
    label = "achievements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have people reminded of what waits for them."""
        from mintmark_web.achievements.reminders import waiting
        from mintmark_web.operations.services import remind

        remind("reviewer", waiting)
