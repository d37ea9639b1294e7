"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have old answers forgotten each day."""
        from mintmark_web.api.remembering import forget_old
        from mintmark_web.operations.services import clear

        clear("answers", forget_old)
