"""The letter to a learner, with the link that claims the credential."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark_web.accounts.queries import user_by_email
from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address
from mintmark_web.issuing.claiming import token
from mintmark_web.issuing.models import Credential


def claim_address(credential: Credential) -> str:
    """Return where a learner claims a credential."""
    return address(f"/wallet/claim/{token(credential.serial, credential.round)}/")


def send_claim(credential: Credential, organisation: str) -> None:
    """Write to the learner in their own language.

    Raises:
        OSError: the letter was not taken.
    """
    person = user_by_email(credential.email)
    language = (person.language if person else "") or settings.LANGUAGE_CODE
    with translation.override(language):
        title = credential.batch.title
        text = _(
            "Dear %(name)s,\n\n"
            "%(organisation)s has issued you a credential: %(title)s.\n\n"
            "Take it into your wallet here:\n%(link)s\n\n"
            "Then it is yours: you can download it, share it, and prove it to anybody. "
            "The link is for you alone; please do not pass it on."
        ) % {
            "name": credential.name,
            "organisation": organisation,
            "title": title,
            "link": claim_address(credential),
        }
        mail.deliver(credential.email, _("Your credential: %s") % title, text)
