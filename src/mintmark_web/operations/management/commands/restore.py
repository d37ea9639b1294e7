"""``mintmark office restore FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mintmark_web.audit.queries import verify_chain
from mintmark_web.operations import backup


class Command(BaseCommand):
    """Brings a copy back. Stop the site first."""

    help = "Bring back what backup wrote. Stop the site and its workers first."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether what is there may be lost."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="Lose what is there now.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and prove the record that came back."""
        backup.bring_back(options["file"], replace=options["replace"])
        proof = verify_chain()
        self.stdout.write(f"Brought back. The record has {proof.entries} entries.")
        if not proof.whole:
            self.stderr.write(f"The record is broken at entry {proof.broken_at}.")
            raise SystemExit(1)
