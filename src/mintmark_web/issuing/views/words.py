"""What the pages say before the status of many credentials changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mintmark_web.issuing.models import Credential
from mintmark_web.issuing.services.statuses import MOVES

Status = Credential.Status


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked before many credentials change.

    Attributes:
        title: what is to be done.
        fit: how many it can be done to.
        happens: what will happen, a line each.
        button: the words on the button.
        danger: whether it cannot be undone.
    """

    title: str
    fit: int
    happens: tuple[str, ...]
    button: str
    danger: bool


def title(status: str) -> str:
    """Return what an order does."""
    return {
        Status.REVOKED: _("Revoke credentials"),
        Status.SUSPENDED: _("Suspend credentials"),
        Status.VALID: _("End suspensions"),
    }[Status(status)]


def of_many(status: Status, standing: Mapping[str, int]) -> Asked:
    """Return what is asked, where so many of the chosen credentials have each status."""
    fit = sum(standing.get(one, 0) for one in MOVES[status])
    left = [
        _left(count, str(Status(one).label).lower())
        for one, count in standing.items()
        if one not in MOVES[status]
    ]
    return Asked(
        title(status), fit, (*_happens(status, fit), *left), _button(status, fit), _ends(status)
    )


def _happens(status: Status, fit: int) -> tuple[str, ...]:
    if not fit:
        return ()
    return (_becomes(status, fit), *_follows(status))


def _becomes(status: Status, fit: int) -> str:
    number = {"number": intcomma(fit)}
    if status == Status.REVOKED:
        return (
            ngettext(
                "%(number)s credential will be revoked.",
                "%(number)s credentials will be revoked.",
                fit,
            )
            % number
        )
    if status == Status.SUSPENDED:
        return (
            ngettext(
                "%(number)s credential will be suspended.",
                "%(number)s credentials will be suspended.",
                fit,
            )
            % number
        )
    return (
        ngettext(
            "%(number)s credential will be valid again.",
            "%(number)s credentials will be valid again.",
            fit,
        )
        % number
    )


def _follows(status: Status) -> tuple[str, ...]:
    told = _("Whoever checks one of them is told so.")
    if status == Status.REVOKED:
        return told, _("This cannot be undone.")
    if status == Status.SUSPENDED:
        return told, _("You can end the suspension at any time.")
    return (told,)


def _left(count: int, standing: str) -> str:
    return ngettext(
        "%(number)s stays as it is: it is %(standing)s.",
        "%(number)s stay as they are: they are %(standing)s.",
        count,
    ) % {"number": intcomma(count), "standing": standing}


def _button(status: Status, fit: int) -> str:
    number = {"number": intcomma(fit)}
    if status == Status.REVOKED:
        return _("Revoke %(number)s") % number
    if status == Status.SUSPENDED:
        return _("Suspend %(number)s") % number
    return _("End %(number)s suspensions") % number


def _ends(status: Status) -> bool:
    return status == Status.REVOKED
