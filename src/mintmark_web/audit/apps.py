"""The Django app of the record."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Its name; the rest is Django's default."""

    name = "mintmark_web.audit"
