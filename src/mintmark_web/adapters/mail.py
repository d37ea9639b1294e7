"""Sending e-mail: plain text, one recipient a letter.

A letter goes out at once. Where the mail server is away it is not lost: a job tries again, later
and later, for two days. A letter that nobody takes shows among the failed jobs. While it waits
it is encrypted, since there may be a link in it that is for one person alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import get_language
from django_tasks import task

from mintmark_web.adapters import clock, vault

FIRST_WAIT = timedelta(minutes=2)
MOST_TRIES = 11
"""The wait doubles each time: 2, 4, 8 minutes, ... 34 hours in the end."""
_PURPOSE = "letter"


def send(to: str, subject: str, text: str, more: Mapping[str, str] | None = None) -> None:
    """Send a letter; where the server does not take it now, leave it to a job.

    Args:
        more: headers beside those that every letter has.
    """
    told = headers() | dict(more or {})
    try:
        _hand_in(to, subject, text, told)
    except OSError:
        _later([to, subject, text, told], tries=1)


def deliver(to: str, subject: str, text: str) -> None:
    """Send a letter now.

    Raises:
        OSError: it was not taken (smtplib's errors are of this kind).
    """
    _hand_in(to, subject, text, headers())


def headers() -> dict[str, str]:
    """Return what tells other machines what this is: nobody answers it, no robot should."""
    return {
        "Auto-Submitted": "auto-generated",  # RFC 3834, section 5
        "X-Auto-Response-Suppress": "All",  # what Exchange looks at instead
        "Content-Language": get_language() or settings.LANGUAGE_CODE,
        "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
    }


def is_final(error: OSError) -> bool:
    """Say whether the server refused for good (5yz), so that trying again is of no use."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= 500


@task()
def retry(sealed: str, tries: int) -> None:
    """Try once more with a letter."""
    letter = json.loads(vault.decrypt(sealed, _PURPOSE))
    try:
        _hand_in(*letter)
    except OSError as error:
        if is_final(error) or tries >= MOST_TRIES:
            raise
        _later(letter, tries=tries + 1)


def _hand_in(to: str, subject: str, text: str, told: dict[str, str]) -> None:
    EmailMessage(" ".join(subject.split()), text, to=[to], headers=told).send()


def _later(letter: list[object], *, tries: int) -> None:
    wait = FIRST_WAIT * 2 ** (tries - 1)
    sealed = vault.encrypt(json.dumps(letter), _PURPOSE)
    retry.using(run_after=clock.now() + wait).enqueue(sealed, tries)
