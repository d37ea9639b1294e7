"""``mintmark office backup FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mintmark_web.operations import backup


class Command(BaseCommand):
    """Keeps a copy of database and files, while the site runs."""

    help = "Write database and files into one .tar.gz, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether the secrets go into it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--with-secrets", action="store_true", help="Also the secrets: guard the file."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        backup.save(options["file"], with_secrets=options["with_secrets"])
        self.stdout.write(f"Saved in {options['file']}.")
        if not options["with_secrets"]:
            self.stdout.write("The secrets are not in it. Keep keys-secret elsewhere, and safe.")
