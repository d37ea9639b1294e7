"""``mintmark office reindex``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mintmark_web.register import services


class Command(BaseCommand):
    """Makes the public register anew, while the site runs."""

    help = "Make the public register anew from what is published: after an upgrade, for instance."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it."""
        self.stdout.write(f"Achievements in the register: {services.reindex_all()}.")
