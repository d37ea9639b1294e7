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
    """One line of the menu: its words, the name of its page, and the action that it needs."""

    label: str | Promise
    url_name: str
    action: str


PUBLIC: tuple[Item, ...] = (
    Item(_("Catalogue"), "register.catalogue", "anyone"),
    Item(_("Providers"), "register.providers", "anyone"),
    Item(_("Pathways"), "stacks.pathways-public", "anyone"),
    Item(_("Recognition"), "recognition.modules-public", "anyone"),
    Item(_("Check a credential"), "verification.verify", "anyone"),
    Item(_("Glossary"), "register.glossary", "anyone"),
)
PERSONAL: tuple[Item, ...] = (
    Item(_("Wallet"), "wallet.home", "wallet.see"),
    Item(_("Learning"), "awards.learning", "enrolment.mine"),
    Item(_("My pathways"), "stacks.mine", "stack.see"),
    Item(_("My applications"), "recognition.cases-mine", "case.mine"),
    Item(_("Account"), "accounts.account", "account.edit"),
)
OFFICE: tuple[Item, ...] = (
    Item(_("Overview"), "accounts.office", "organisation.see"),
    Item(_("Achievements"), "achievements.list", "achievement.see"),
    Item(_("Reviews"), "achievements.reviews", "review.see"),
    Item(_("Offerings"), "awards.offerings", "offering.see"),
    Item(_("To do"), "awards.waiting", "offering.see"),
    Item(_("Awards"), "awards.awards", "award.see"),
    Item(_("Issuing"), "issuing.batches", "credential.list"),
    Item(_("Credentials"), "issuing.credentials", "credential.list"),
    Item(_("Keys"), "keys.list", "key.list"),
    Item(_("Pathways"), "stacks.pathways", "pathway.see"),
    Item(_("Stack requests"), "stacks.proposals", "stack.decide"),
    Item(_("Recognition"), "recognition.cases", "case.see"),
    Item(_("API tokens"), "api.tokens", "token.list"),
    Item(_("Members"), "accounts.members", "member.list"),
    Item(_("Organisation profile"), "accounts.profile", "organisation.edit"),
    Item(_("Record"), "accounts.audit", "audit.read"),
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


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``menu`` (links by part) and ``organisations`` (to change between)."""
    if not hasattr(request, "actor"):  # a page that no view made: an error page
        return {"menu": {}, "organisations": ()}
    organisation = getattr(request, "organisation", None)
    parts = {"public": PUBLIC, "personal": PERSONAL, "site": SITE}
    menu = {name: _links(request, items) for name, items in parts.items()}
    if organisation is not None:
        menu["office"] = _links(request, OFFICE, org=organisation.slug)
    user = request.user
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
        Link(item.label, hrefs[item.url_name], hrefs[item.url_name] == here)
        for item in items
        if item.url_name in hrefs
    ]
