"""Sign-in by one's own identity provider, by OpenID Connect (django-allauth looks for this module).

django-allauth checks state, code verifier, issuer, audience and expiry. What it leaves out is here:
a nonce, that what is told of the person is about the one who signed in, and whose account that is.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark_web.accounts import services
from mintmark_web.accounts.types import Actor

_LONGEST = 254
"""Characters of an address that mail takes (RFC 5321, section 4.5.3.1.3)."""


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider that the environment names. It gets a nonce, for its token to have in it."""

    def redirect(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        """Send the browser there."""
        nonce = secrets.token_urlsafe(24)
        params = named.pop("auth_params", None) or self.get_auth_params()
        named |= {"auth_params": params | {"nonce": nonce}, "nonce": nonce}
        try:
            answer: HttpResponse = super().redirect(request, *given, **named)
        except OSError as error:  # it does not answer
            answer = render_authentication_error(request, self, exception=error)
        return answer


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Decides whose account it is: by the e-mail address, where the provider confirms it."""

    def pre_social_login(self, request: HttpRequest, login: SocialLogin) -> None:
        """Refuse what does not fit; find or make the account of who is here for the first time."""
        told = login.account.extra_data
        token, person = (
            told.get("id_token") or {},
            told.get("userinfo") or told.get("id_token") or {},
        )
        if why := _misfit(login, token, person):
            raise _refused(request, why)
        if login.is_existing or login.state.get("process") == "connect":
            return
        email, confirmed = _address(person), person.get("email_verified")
        if not email or not (confirmed is True or confirmed == "true"):
            why = _("The provider does not say that your e-mail address is yours.")
            raise _refused(request, why)
        name, language = str(person.get("name") or ""), translation.get_language() or ""
        user = services.open_confirmed(Actor(), email, name=name[:200], language=language)
        login.connect(request, user)


def _misfit(login: SocialLogin, token: dict[str, Any], person: dict[str, Any]) -> str:
    """Return what speaks against a token (OpenID Connect Core, 3.1.3.7, 5.3.2); '' if it fits."""
    wanted = str(login.provider.app.settings["server_url"]).rstrip("/")
    if str(token.get("iss")).rstrip("/") != wanted:
        return _("The answer is not from the provider that was asked.")
    nonce, sent = str(token.get("nonce")), str(login.state.get("nonce", ""))
    if not sent or not secrets.compare_digest(nonce.encode(), sent.encode()):
        return _("The answer belongs to another attempt to sign in.")
    client = login.provider.app.client_id
    if token.get("azp", client) != client:  # a token that another site was given
        return _("The answer belongs to another attempt to sign in.")
    if token.get("sub") != person.get("sub"):
        return _("The answer speaks of two people.")
    return ""


def _address(person: dict[str, Any]) -> str:
    """Return an address that is one person's only; '' where there is none.

    Some letters become those of ASCII in small print (the Kelvin sign is a k): then another's
    address would be meant.
    """
    email = str(person.get("email") or "").strip()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email if email.isascii() and len(email) <= _LONGEST else ""


def _refused(request: HttpRequest, why: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(render(request, "accounts/refused.html", {"why": why}, status=403))


provider_classes = [Provider]
