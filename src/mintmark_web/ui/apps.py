"""The Django app of the look."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Before ``django.forms`` and ``allauth`` in INSTALLED_APPS, for its templates to win."""

    name = "mintmark_web.ui"
    label = "ui"
