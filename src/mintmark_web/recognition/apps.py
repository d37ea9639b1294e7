"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.recognition"
    label = "recognition"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have people reminded of what waits for them."""
        from mintmark_web.operations.services import remind
        from mintmark_web.recognition.reminders import waiting

        remind("recognition-officer", waiting)
