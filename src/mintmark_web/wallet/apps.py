"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.wallet"
    label = "wallet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have old looks at shared links forgotten each day."""
        from mintmark_web.operations.services import clear
        from mintmark_web.wallet.forgetting import forget_views

        clear("share-views", forget_views)
