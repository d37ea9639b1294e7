"""Sending e-mail: plain text, one recipient a letter."""

from __future__ import annotations

from django.core.mail import EmailMessage


def send(to: str, subject: str, text: str) -> None:
    """Send a letter.

    Raises:
        OSError: the mail server could not be reached (smtplib's errors are of this kind).
    """
    EmailMessage(" ".join(subject.split()), text, to=[to]).send()
