"""What the menu shows: what the person may do, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from mintmark_web.accounts.permissions import may
from mintmark_web.accounts.queries import organisations_of


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu: its words, the name of its page, and the action that it needs.

    Attributes:
        about: what the page is for, in a sentence.
    """

    label: str | Promise
    url_name: str
    action: str
    about: str | Promise = ""


_CATALOGUE = Item(_("Catalogue"), "register.catalogue", "anyone")
_CHECK = Item(_("Check a credential"), "verification.verify", "anyone")
_ACCOUNT = Item(_("Account"), "accounts.account", "account.edit")
PUBLIC: tuple[Item, ...] = (
    _CATALOGUE,
    Item(_("Providers"), "register.providers", "anyone"),
    Item(_("Pathways"), "stacks.pathways-public", "anyone"),
    Item(_("Recognition"), "recognition.modules-public", "anyone"),
    _CHECK,
    Item(_("Glossary"), "register.glossary", "anyone"),
)
_MINE = (
    Item(_("Wallet"), "wallet.home", "wallet.see"),
    Item(_("Learning"), "awards.learning", "enrolment.mine"),
    Item(_("My pathways"), "stacks.mine", "stack.see"),
    Item(_("My applications"), "recognition.cases-mine", "case.mine"),
)
PERSONAL: tuple[Item, ...] = (*_MINE, _ACCOUNT)
SIGNED_IN: tuple[Item, ...] = (*_MINE, _CATALOGUE, _CHECK)
"""What is on top for a person outside an organisation; header and footer have the rest."""
OFFICE: tuple[Item, ...] = (
    Item(_("Overview"), "accounts.office", "organisation.see"),
    Item(
        _("Achievements"),
        "achievements.list",
        "achievement.see",
        _("What you offer: draw it up, and see what frameworks ask."),
    ),
    Item(
        _("Reviews"),
        "achievements.reviews",
        "review.see",
        _("What others have drawn up and waits for a decision."),
    ),
    Item(
        _("Offerings"),
        "awards.offerings",
        "offering.see",
        _("Who takes part in which run, and how far they are."),
    ),
    Item(
        _("To do"),
        "awards.waiting",
        "offering.see",
        _("Work to mark and to confirm, and learners who ask to take part."),
    ),
    Item(
        _("Awards"),
        "awards.awards",
        "award.see",
        _("Who was awarded what, and who decided it."),
    ),
    Item(
        _("Issuing"),
        "issuing.batches",
        "credential.list",
        _("Turn awards into signed credentials, and send them."),
    ),
    Item(
        _("Credentials"),
        "issuing.credentials",
        "credential.list",
        _("Find a credential, correct, suspend or revoke it."),
    ),
    Item(
        _("Keys"),
        "keys.list",
        "key.list",
        _("What your credentials are signed with."),
    ),
    Item(
        _("Pathways"),
        "stacks.pathways",
        "pathway.see",
        _("Which credentials add up to which larger award."),
    ),
    Item(
        _("Stack requests"),
        "stacks.proposals",
        "stack.decide",
        _("Learners whose credentials add up, and who ask for the award."),
    ),
    Item(
        _("Recognition"),
        "recognition.cases",
        "case.see",
        _("Decide on what people have learned elsewhere."),
    ),
    Item(
        _("API tokens"),
        "api.tokens",
        "token.list",
        _("Let a program of yours work here on your behalf."),
    ),
    Item(
        _("Members"),
        "accounts.members",
        "member.list",
        _("Who works here, and as what. Invite others."),
    ),
    Item(
        _("Organisation profile"),
        "accounts.profile",
        "organisation.edit",
        _("What credentials and the catalogue say about you."),
    ),
    Item(
        _("Record"),
        "accounts.audit",
        "audit.read",
        _("Everything that was done here, and by whom."),
    ),
)
SITE: tuple[Item, ...] = (
    Item(_("This site"), "operations.site", "site.look"),
    Item(_("New organisation"), "accounts.new-organisation", "organisation.create"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu as it stands on a page."""

    label: str | Promise
    href: str
    current: bool
    about: str | Promise = ""


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``menu`` (links by part) and ``organisations`` (to change between).

    ``menu.main`` is the part on top of the page, ``menu.above`` what the page lies under, if it is
    not itself in the menu.
    """
    if not hasattr(request, "actor"):  # a page that no view made: an error page
        return {"menu": {}, "organisations": ()}
    organisation = getattr(request, "organisation", None)
    user = request.user
    parts = {"public": PUBLIC, "personal": PERSONAL, "site": SITE}
    menu: dict[str, Any] = {name: _links(request, items) for name, items in parts.items()}
    if organisation is not None:
        menu["main"] = _links(request, OFFICE, org=organisation.slug)
    else:
        menu["main"] = _links(request, SIGNED_IN if user.is_authenticated else PUBLIC)
    current = (link for part in menu.values() for link in part if link.current)
    menu["above"] = next((link for link in current if link.href != request.path), None)
    return {
        "menu": menu,
        "organisation": organisation,
        "organisations": SimpleLazyObject(lambda: organisations_of(user))
        if user.is_authenticated
        else (),
    }


@lru_cache(maxsize=1024)
def _href(url_name: str, org: str | None) -> str:
    # Every page asks for a dozen of these, and they never change.
    return reverse(url_name, kwargs={"org": org} if org else None)


def _links(request: Any, items: tuple[Item, ...], org: str | None = None) -> list[Link]:
    """Return those that the person may open. The longest address that fits is the current one."""
    hrefs = {
        item.url_name: _href(item.url_name, org)
        for item in items
        if may(request.actor, item.action)
    }
    fitting = [href for href in hrefs.values() if request.path.startswith(href)]
    here = max(fitting, key=len, default=None)
    return [
        Link(item.label, hrefs[item.url_name], hrefs[item.url_name] == here, item.about)
        for item in items
        if item.url_name in hrefs
    ]
