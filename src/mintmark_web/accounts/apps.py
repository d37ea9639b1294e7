"""The Django app of people and organisations."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Its name; the rest is Django's default."""

    name = "mintmark_web.accounts"
