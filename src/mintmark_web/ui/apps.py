"""The Django app of the look."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Before ``django.forms`` and ``allauth`` in INSTALLED_APPS, for its templates to win."""

    name = "mintmark_web.ui"
    label = "ui"

    def ready(self) -> None:
        """Give forms the house's words, before the first of them is imported."""
        from mintmark_web.ui.sentences import say_it_plainly

        say_it_plainly()
