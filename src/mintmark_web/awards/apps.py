"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.awards"
    label = "awards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have people reminded of what waits for them."""
        from mintmark_web.awards.reminders import waiting
        from mintmark_web.operations.services import remind

        remind("assessor", waiting)
