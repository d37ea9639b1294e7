"""The e-mail that recognition sends: what happened, stands behind the sign-in."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address
from mintmark_web.recognition.models import Case


def tell_asked(case: Case) -> None:
    """Tell the applicant that the office needs something."""
    with translation.override(case.applicant.language or None):
        text = _(
            "About your application “%(title)s”: the office needs something from you before "
            "it can decide. Until then the time limit stands still.\n%(link)s"
        ) % {"title": case.title, "link": _link(case)}
        mail.send(case.applicant.email, _("Something is needed: %s") % case.title, text)


def tell_decided(case: Case) -> None:
    """Tell the applicant that it is decided."""
    with translation.override(case.applicant.language or None):
        text = _("Your application “%(title)s” is decided. Read the decision here:\n%(link)s") % {
            "title": case.title,
            "link": _link(case),
        }
        mail.send(case.applicant.email, _("Decided: %s") % case.title, text)


def _link(case: Case) -> str:
    return address(reverse("recognition.mine", args=[case.pk]))
