"""Where signing in (django-allauth) meets our people."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mintmark_web.adapters import mail

_SIGNING_IN_SECONDS = 3600
"""How long the session of somebody who asked for a code is kept; signing in makes it longer."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sends codes. They are of use at once or never, so no job tries again: the person does."""

    def render_mail(
        self, template_prefix: str, email: Any, told: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Write the letter, with the headers that all our letters have."""
        every = mail.headers() | (headers or {})
        letter: EmailMessage = super().render_mail(template_prefix, email, told, every)
        return letter

    def send_mail(self, template_prefix: str, email: str, told: dict[str, Any]) -> None:
        """Send it; where the mail server does not take it, say so and let them ask again."""
        request = context.request
        try:
            super().send_mail(template_prefix, email, told)
        except OSError as error:
            shown = {"email": email, "next": request.POST.get("next", "")}
            shown["final"] = mail.is_final(error)
            page = render(request, "accounts/not_sent.html", shown, status=503)
            raise ImmediateHttpResponse(page) from error
        if not request.user.is_authenticated:
            request.session.set_expiry(_SIGNING_IN_SECONDS)

    def login(self, request: Any, user: Any) -> None:
        """Sign in, for as long as a session holds."""
        super().login(request, user)
        request.session.set_expiry(None)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys are another way in, not a second lock.

    Whoever loses one gets in by e-mail anyhow, so asking for both would only lock people out.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "unverified_email": _(
            "Sign out, and sign in with a code once: it shows that the e-mail address is yours. "
            "Then you can add a passkey."
        )
    }

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:  # noqa: ARG002
        """Say no: a code or a passkey is enough."""
        return False

    def _get_site_name(self) -> str:
        return "Mintmark"
