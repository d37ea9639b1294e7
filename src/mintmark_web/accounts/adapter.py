"""Where signing in (django-allauth) meets our people."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys are another way in, not a second lock.

    Whoever loses one gets in by e-mail anyhow, so asking for both would only lock people out.
    """

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:  # noqa: ARG002
        """Say no: a code or a passkey is enough."""
        return False

    def _get_site_name(self) -> str:
        return "Mintmark"
