"""The e-mail that achievements send."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from mintmark_web.achievements.models import SignOff
from mintmark_web.adapters import mail
from mintmark_web.adapters.site import address


def ask_partner(asked: SignOff, token: str) -> None:
    """Ask an employer partner. Whoever has the link may answer."""
    achievement = asked.version.achievement
    facts = {
        "partner": asked.partner,
        "organisation": achievement.organisation.name,
        "title": achievement.title,
        "link": address(reverse("achievements.sign-off", args=[token])),
        "until": asked.expires_at.date().isoformat(),
    }
    text = _(
        "To %(partner)s\n\n"
        "%(organisation)s has drawn up the micro-credential “%(title)s” and asks what you say "
        "to it.\n\n"
        "Read it and answer here:\n%(link)s\n\n"
        "You need no account. Whoever has this link can answer, so please do not pass it on. "
        "It holds until %(until)s."
    )
    mail.send(asked.email, _("What do you say to “%(title)s”?") % facts, text % facts)
