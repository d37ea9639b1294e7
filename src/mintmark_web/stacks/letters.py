"""The e-mail that stacks send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address
from mintmark_web.stacks.models import Proposal

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User


def tell_decision(proposal: Proposal, learner: User) -> None:
    """Tell the learner that it is decided; what, stands behind the sign-in."""
    link = address(reverse("stacks.proposal", args=[proposal.pk]))
    with translation.override(learner.language or None):
        text = _("Your request for “%(title)s” is decided. Read the decision here:\n%(link)s") % {
            "title": proposal.title,
            "link": link,
        }
        mail.send(learner.email, _("Decided: %s") % proposal.title, text)
