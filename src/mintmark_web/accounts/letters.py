"""The e-mail that accounts send."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark_web.accounts.models import Invitation
from mintmark_web.accounts.queries import user_by_email
from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address


def send_invitation(invitation: Invitation) -> None:
    """Write to whom was invited, in their language if they are known; else in the inviter's.

    Whoever reads the letter must still sign in with its address.
    """
    known = user_by_email(invitation.email)
    language = known.language if known else ""
    with translation.override(language or translation.get_language()):
        name = invitation.organisation.name
        link = address(reverse("accounts.invitation", args=[invitation.pk]))
        text = _(
            "%(organisation)s invites you to work with them.\n\n"
            "Accept or decline here:\n%(link)s\n\n"
            "You sign in with this e-mail address; there is no password. "
            "The invitation holds until %(until)s."
        ) % {"organisation": name, "link": link, "until": invitation.expires_at.date().isoformat()}
        mail.send(invitation.email, _("Invitation from %s") % name, text)
