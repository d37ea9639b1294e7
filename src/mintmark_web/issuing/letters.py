"""The letters to learners: the link that claims a credential, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark_web.accounts.queries import user_by_email
from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address
from mintmark_web.issuing.claiming import token
from mintmark_web.issuing.models import Batch, Credential


def claim_address(credential: Credential) -> str:
    """Return where a learner claims a credential."""
    return address(f"/wallet/claim/{token(credential.serial, credential.round)}/")


def send_claim(credential: Credential, organisation: str) -> None:
    """Write to the learner in their own language.

    Raises:
        OSError: the letter was not taken.
    """
    with translation.override(_language_of(credential)):
        title = credential.batch.title
        text = _(
            "Dear %(name)s,\n\n"
            "%(issued)s\n\n"
            "Take it into your wallet here:\n%(link)s\n\n"
            "Then it is yours: you can download it, share it, and prove it to anybody. "
            "The link is for you alone; please do not pass it on."
        ) % {
            "name": credential.name,
            "issued": _issued(credential) % {"organisation": organisation, "title": title},
            "link": claim_address(credential),
        }
        mail.deliver(credential.email, _("Your credential: %s") % title, text)


def _issued(credential: Credential) -> str:
    if credential.batch.kind == Batch.Kind.CORRECTION:
        return _(
            "%(organisation)s has issued you a corrected credential: %(title)s. "
            "It takes the place of the one before, which no longer holds."
        )
    return _("%(organisation)s has issued you a credential: %(title)s.")


def send_status(credential: Credential, organisation: str, status: str) -> None:
    """Tell a learner, in their own language, that the status of their credential changed.

    Raises:
        OSError: the letter was not taken.
    """
    with translation.override(_language_of(credential)):
        title = credential.batch.title
        subject, happened = _happened(status)
        text = _(
            "Dear %(name)s,\n\n"
            "This is about your credential: %(title)s.\n\n"
            "%(happened)s\n\n"
            "If you have a question, write to %(organisation)s."
        ) % {
            "name": credential.name,
            "organisation": organisation,
            "title": title,
            "happened": happened % {"organisation": organisation},
        }
        mail.deliver(credential.email, subject % title, text)


def _happened(status: str) -> tuple[str, str]:
    if status == Credential.Status.REVOKED:
        return _("Your credential was revoked: %s"), _(
            "%(organisation)s has revoked it. Whoever checks it is told so."
        )
    if status == Credential.Status.SUSPENDED:
        return _("Your credential is suspended: %s"), _(
            "%(organisation)s has suspended it for a time. Whoever checks it is told so."
        )
    return _("Your credential is valid again: %s"), _(
        "%(organisation)s has ended its suspension. Whoever checks it is told that it is valid."
    )


def _language_of(credential: Credential) -> str:
    person = user_by_email(credential.email)
    return (person.language if person else "") or settings.LANGUAGE_CODE
