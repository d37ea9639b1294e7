"""``mintmark office createadmin``: the first person of a site, with a link to sign in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from mintmark_web.accounts import links
from mintmark_web.accounts.services import make_operator
from mintmark_web.accounts.types import SITE
from mintmark_web.adapters.site import address


class Command(BaseCommand):
    """Makes somebody run the site, and prints a link by which they sign in once."""

    help = "Make somebody run this site, and print a link that signs them in once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take an address, a name and an organisation."""
        parser.add_argument("email", help="Their e-mail address.")
        parser.add_argument("--name", default="", help="What they are called.")
        parser.add_argument("--organisation", default="", help="Also make this organisation.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(f"{options['email']} is not an e-mail address.") from None
        user = make_operator(
            SITE, options["email"], name=options["name"], organisation=options["organisation"]
        )
        self.stdout.write(f"{user.email} runs this site. This link signs in, once, for an hour:")
        self.stdout.write(address(links.path(user)))
