"""Whom this office believes: the organisations that issue here, and nobody else by itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from mintmark.errors import TrustError, UnavailableError
from mintmark.trust.policy import Subject
from mintmark_web.keys import queries as keys


class KnownHere:
    """Vouches for the organisations of this office.

    Anybody can make a key and call themselves a university. So an issuer that nobody here knows is
    never "fine": who it is could not be checked.
    """

    def __init__(self) -> None:
        self._asked: dict[str, list[tuple[str, str]]] = {}

    def judge(self, subject: Subject) -> str | None:
        """Say who vouches for the issuer.

        Raises:
            TrustError: ``trust.key-given-up``: all its keys here were given up.
            UnavailableError: ``trust.unknown-issuer``: nobody here knows it.
        """
        if subject.issuer not in self._asked:
            self._asked[subject.issuer] = keys.who_signs_as(subject.issuer)
        known = self._asked[subject.issuer]
        if not known:
            raise UnavailableError(
                "trust.unknown-issuer",
                "The signature is its issuer's own, but nobody here knows who that is.",
                remedy="Ask the issuer, or look it up in a register, before you rely on it.",
            )
        if all(state == "compromised" for _name, state in known):
            raise TrustError(
                "trust.key-given-up",
                "The issuer gave up the key of this signature, because others may have it.",
                remedy="Ask the issuer for a new credential.",
            )
        site = urlsplit(settings.SITE_URL).hostname
        return f"{site}, which knows it as {known[0][0]}"
