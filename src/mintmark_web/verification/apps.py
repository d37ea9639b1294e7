"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.verification"
    label = "verification"
    default_auto_field = "django.db.models.BigAutoField"
