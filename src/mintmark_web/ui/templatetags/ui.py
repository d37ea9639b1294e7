"""The components: ``{% load ui %}``. The style guide (``/styleguide/``) shows each one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mintmark_web.ui.types import CredentialCard, Fact, Link, Table, Tone

register = template.Library()

_TURNS = frozenset({"arrow", "next", "back"})
_NOTICE_ICONS = {
    "": "info",
    "accent": "info",
    "valid": "check",
    "warn": "warning",
    "bad": "warning",
}
_MARKS = {"valid": "check", "invalid": "cross", "indeterminate": "question", "none": "dash"}
_OUTCOMES = {
    "valid": _("Valid"),
    "invalid": _("Not valid"),
    "indeterminate": _("Could not check"),
    "none": _("Does not apply"),
}
_MESSAGE_TONES = {"success": "valid", "warning": "warn", "error": "bad"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words that say the same; screen readers pass over it."""
    turns = " icon-turns" if name in _TURNS else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        turns,
        static("ui/icons.svg"),
        name,
    )


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(links: Sequence[Link]) -> dict[str, Any]:
    """The trail to this page, from the top down; the last one is the page itself."""
    return {"links": links}


@register.simple_block_tag(end_name="endpage_head")
def page_head(content: str, title: str, caption: str = "", lead: str = "") -> SafeString:
    """The one ``h1`` of a page, what stands above and below it; inside: buttons."""
    return _render("page_head", title=title, caption=caption, lead=lead, content=content)


@register.simple_block_tag(end_name="endcard")
def card(
    content: str, title: str = "", url: str = "", level: int = 2, icon: str = ""
) -> SafeString:
    """A box; with ``url`` all of it leads there. ``level`` is that of its heading."""
    return _render("card", title=title, url=url, level=level, icon=icon, content=content)


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, tone: Tone = "", title: str = "") -> SafeString:
    """Something to know before going on: tone "" or accent, valid, warn, bad."""
    return _render("notice", tone=tone, icon=_NOTICE_ICONS[tone], title=title, content=content)


@register.simple_block_tag(end_name="enddisclosure")
def disclosure(content: str, title: str, opened: bool = False) -> SafeString:
    """What only some readers need, behind its title."""
    return _render("disclosure", title=title, opened=opened, content=content)


@register.inclusion_tag("ui/components/facts.html")
def facts(rows: Sequence[Fact]) -> dict[str, Any]:
    """Names and values, each perhaps with an action."""
    return {"rows": rows}


@register.inclusion_tag("ui/components/table.html")
def table(data: Table) -> dict[str, Any]:
    """A table; on a phone each row becomes a card."""
    return {"table": data}


@register.inclusion_tag("ui/components/tag.html")
def tag(text: object, tone: Tone = "") -> dict[str, Any]:
    """A state in a word or two."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """What is wrong in the ``forms`` (forms, formsets, lists of them), linked to its fields."""
    return {"forms": [form for form in _flat(forms) if form.is_bound and form.errors]}


@register.inclusion_tag("ui/components/steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, Any]:
    """Where the reader is in a journey; ``current`` counts from 1."""
    return {"labels": labels, "current": current}


@register.inclusion_tag("ui/components/progress.html")
def progress(label: str, value: int, most: int, id: str = "progress") -> dict[str, Any]:
    """How far a piece of work has come."""
    return {"label": label, "value": value, "most": most, "id": id}


@register.inclusion_tag("ui/components/verdicts.html")
def verdicts(checks: Sequence[Any], numbered: bool = False) -> dict[str, Any]:
    """A list of checks: mark, name, outcome in words, why. Takes ``report.checks`` as they are."""
    return {
        "rows": [
            {
                "check": check,
                "tone": str(check.outcome),
                "icon": _MARKS[str(check.outcome)],
                "words": _OUTCOMES[str(check.outcome)],
            }
            for check in checks
        ],
        "numbered": numbered,
    }


@register.inclusion_tag("ui/components/verdict.html")
def verdict(outcome: str, title: str, detail: str = "") -> dict[str, Any]:
    """The one answer of a check, large."""
    tone = str(outcome)
    return {"tone": tone, "icon": _MARKS[tone], "title": title, "detail": detail}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; what else stands in the address stays."""
    return {
        "request": context["request"],
        "page": page,
        "name": name,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
    }


@register.inclusion_tag("ui/components/empty.html")
def empty(
    title: str, text: str = "", url: str = "", label: str = "", icon: str = "badge"
) -> dict[str, Any]:
    """Nothing here yet, and what to do about it."""
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(links: Sequence[Link], label: str) -> dict[str, Any]:
    """Pages of one thing, as links; ``label`` says to screen readers of what."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/components/copy.html")
def copy_field(label: str, value: str, id: str = "copy") -> dict[str, Any]:
    """A text to take along: an address, a key."""
    return {"label": label, "value": value, "id": id}


@register.simple_tag
def badge_picture(address: str, title: str = "", size: Literal["", "s", "l"] = "") -> SafeString:
    """A badge; ``title`` is for those who do not see it, empty where the words stand beside it."""
    kind = f" badge-picture-{size}" if size else ""
    return format_html(
        '<img class="badge-picture{}" src="{}" alt="{}" width="240" height="240">',
        kind,
        address,
        title,
    )


@register.inclusion_tag("ui/components/credential.html")
def credential_card(card: CredentialCard, level: int = 2, large: bool = False) -> dict[str, Any]:
    """A credential, to be proud of: ``large`` on its own page, small in lists."""
    return {"card": card, "level": level, "large": large}


@register.inclusion_tag("ui/forms/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """The fields of ``form`` without a summary, for pages that hold several forms."""
    return {"form": form}


@register.simple_tag(takes_context=True)
def page_link(context: Context, name: str, number: int) -> str:
    """The address of page ``number`` of the list on this page."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def error_target(field: BoundField) -> str:
    """The id of the element that a link from the error summary leads to."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def message_tone(level_tag: str) -> str:
    """The tone of a message of ``django.contrib.messages``."""
    return _MESSAGE_TONES.get(level_tag, "")


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands behind it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


def _render(component: str, **context: Any) -> SafeString:
    return render_to_string(f"ui/components/{component}.html", context)


def _flat(forms: Sequence[Any]) -> list[BaseForm]:
    """The forms among ``forms``, those of formsets and of lists of them too."""
    found: list[BaseForm] = []
    for one in forms:
        inner = one.forms if hasattr(one, "management_form") else one
        if isinstance(inner, list):
            found += _flat(inner)
        elif inner is not None:
            found.append(inner)
    return found
