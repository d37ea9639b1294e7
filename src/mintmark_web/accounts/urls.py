"""Where accounts answers."""

from __future__ import annotations

from allauth.account import views as sign_in
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from mintmark_web.accounts import views
from mintmark_web.accounts.access import needs

_anyone = needs("anyone")
_signed_in = needs("signed-in")

# django-allauth looks its pages up by these names.
_sign_in = [
    path("sign-in/", _anyone(sign_in.login), name="account_login"),
    path("sign-in/again/", _anyone(sign_in.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", _anyone(sign_in.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/passkey/", _anyone(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/closed/", _anyone(sign_in.account_inactive), name="account_inactive"),
    path(
        "sign-in/address/",
        _anyone(sign_in.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("sign-out/", _anyone(sign_in.logout), name="account_logout"),
    path("account/passkeys/", _signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("account/passkeys/", _signed_in(passkeys.list_webauthn), name="mfa_index"),
    path("account/passkeys/new/", _signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        _signed_in(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/",
        _signed_in(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path("sign-in/with/<provider_id>/", _anyone(openid.login), name="openid_connect_login"),
    path(
        "sign-in/with/<provider_id>/callback/",
        _anyone(openid.callback),
        name="openid_connect_callback",
    ),
    path(
        "sign-in/cancelled/",
        _anyone(elsewhere.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path("sign-in/failed/", _anyone(elsewhere.login_error), name="socialaccount_login_error"),
    path("sign-in/new/", _anyone(elsewhere.signup), name="socialaccount_signup"),
]
urlpatterns = [
    *_sign_in,
    path("sign-in/link/<str:token>/", views.link, name="accounts.link"),
    path("reminders/<str:token>/", views.no_reminders, name="accounts.no-reminders"),
    path("home/", views.home, name="accounts.home"),
    path("organisation/", views.choose, name="accounts.choose"),
    path("organisations/new/", views.new_organisation, name="accounts.new-organisation"),
    path("account/", views.account, name="account_email"),
    path("account/", views.account, name="accounts.account"),
    path("invitations/<uuid:pk>/", views.invitation, name="accounts.invitation"),
]
office_patterns = [
    path("", views.office, name="accounts.office"),
    path("profile/", views.profile, name="accounts.profile"),
    path("members/", views.members, name="accounts.members"),
    path("members/invite/", views.invite, name="accounts.invite"),
    path("members/<int:user>/", views.member, name="accounts.member"),
    path("members/<int:user>/remove/", views.remove, name="accounts.remove"),
    path("invitations/<uuid:pk>/withdraw/", views.withdraw, name="accounts.withdraw"),
    path("record/", views.audit, name="accounts.audit"),
]
