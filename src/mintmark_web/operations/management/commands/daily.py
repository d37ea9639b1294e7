"""``mintmark office daily``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mintmark_web.adapters import clock
from mintmark_web.operations import daily


class Command(BaseCommand):
    """Does the day's work here and now. Workers do it by themselves."""

    help = "Clear away what is over and write reminders, as workers do once a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how much it was."""
        try:
            counts = daily.run(clock.now().date())
        except daily.DailyError as error:
            raise CommandError(f"This failed: {error}. The log says why.") from error
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
