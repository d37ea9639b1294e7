"""Words for a curriculum vitae, in the order of Europass: when, what, where, what it was about."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mintmark.formats.describing import Description
from mintmark_web.ui.templatetags.amounts import level
from mintmark_web.ui.templatetags.telling import labelled
from mintmark_web.verification.checking import card_of
from mintmark_web.wallet.models import Held


def entry(held: Held, said: Description, link: str) -> str:
    """Return one entry as plain text, to be copied into any form.

    Args:
        held: the credential.
        said: what it says, in the reader's language.
        link: where it can be checked.
    """
    card, told = card_of(said), said.achievement
    levels = ", ".join(map(level, told.level)) if told else ""
    workload = ", ".join(filter(None, (told.workload, *told.credits))) if told else ""
    outcomes = [f"– {line}" for line in told.outcomes] if told else []
    lines = [
        card.title,
        ", ".join(filter(None, (card.issuer, said.issuer.country))),
        _line(_("Awarded"), held.awarded_on.isoformat() if held.awarded_on else ""),
        _line(_("Level"), levels),
        _line(_("Workload"), workload),
        *outcomes,
        _line(_("Check it at"), link),
    ]
    return "\n".join(line for line in lines if line)


def _line(label: str, value: str) -> str:
    return labelled(label, value) if value else ""
