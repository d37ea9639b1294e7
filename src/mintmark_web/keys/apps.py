"""The app's declaration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app as Django knows it."""

    name = "mintmark_web.keys"
    label = "keys"
    default_auto_field = "django.db.models.BigAutoField"
