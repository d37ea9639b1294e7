"""Links that do something for a person who is not signed in: sign in once, or end reminders.

Those that sign in are printed for who runs the site, and by the demo.

Whoever has such a link is that person, so it ends in an hour, or when it is used.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from mintmark_web.accounts.models import User

HOLDS = timedelta(hours=1)
_SALT = "accounts.link"
_REMINDERS = "accounts.reminders"


def path(user: User) -> str:
    """Return the path of a link that signs a person in."""
    told = {"user": user.pk, "after": _last_sign_in(user)}
    return reverse("accounts.link", args=[signing.dumps(told, salt=_SALT)])


def person(token: str) -> User | None:
    """Return whom a link signs in; None where it is forged, too old, or used."""
    try:
        told = signing.loads(token, salt=_SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=told["user"], is_active=True).first()
    return user if user and told["after"] == _last_sign_in(user) else None


def path_without_reminders(user: User) -> str:
    """Return the path of a link that ends a person's reminders. It holds for ever."""
    token = signing.dumps(user.pk, salt=_REMINDERS)
    return reverse("accounts.no-reminders", args=[token])


def person_reminded(token: str) -> User | None:
    """Return whose reminders a link ends; None where it is forged, or they are gone."""
    try:
        number = signing.loads(token, salt=_REMINDERS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=number, is_active=True).first()


def _last_sign_in(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""
