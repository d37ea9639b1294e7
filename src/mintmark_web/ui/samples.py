"""What the style guide shows in its components."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mintmark_web.ui.forms import CodeInput, DateInput, FileDrop, GrowingFormSet, Patient
from mintmark_web.ui.types import Cell, Column, CredentialCard, Fact, Link, Table, Verdict

BADGES = (
    ("Food Safety Management for Small Bakeries", "Riverbend Polytechnic"),
    ("Data Analysis with Python", "University of the Fens"),
    ("Palliative Care Essentials", "Nordvik Health Academy"),
)


class SampleForm(Patient, forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=_("Title"), help_text=_("What the learner will show. Short and plain."), max_length=80
    )
    outcome = forms.CharField(label=_("Learning outcome"), widget=forms.Textarea)
    email = forms.EmailField(label=_("E-mail address"))
    starts = forms.DateField(label=_("First day"), widget=DateInput, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[("", "—"), ("5", "EQF 5"), ("6", "EQF 6")])
    mode = forms.ChoiceField(
        label=_("Way of learning"),
        help_text=_("Where the learner is."),
        choices=[("online", _("Online")), ("site", _("On site")), ("both", _("Both"))],
        widget=forms.RadioSelect,
    )
    skills = forms.MultipleChoiceField(
        label=_("Skills"),
        choices=[("hygiene", _("Hygiene")), ("audit", _("Audit"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label=_("Badge image"), widget=FileDrop, required=False)
    code = forms.CharField(label=_("Code"), widget=CodeInput, required=False)
    agree = forms.BooleanField(label=_("The partners have agreed to this text"))


class SampleRow(forms.Form):
    """One row of the sample formset."""

    criterion = forms.CharField(label=_("Criterion"))
    weight = forms.IntegerField(label=_("Weight"), min_value=1, required=False)


SampleRows = forms.formset_factory(SampleRow, formset=GrowingFormSet, extra=1)


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the style guide's template shows."""
    rows = SampleRows(request.GET if "form-TOTAL_FORMS" in request.GET else None)
    return {
        "form": SampleForm(),
        "wrong_form": SampleForm(
            {"title": "x" * 90, "email": "ada@"}, auto_id="wrong_%s"
        ),
        "rows": rows,
        "crumbs": [Link(_("Home"), "/"), Link(_("Achievements"), "/styleguide/"), Link(_("Draft"))],
        "facts": [
            Fact(_("Level"), "EQF 5", Link(_("Change"), "/styleguide/")),
            Fact(_("Workload"), "75 h", Link(_("Change"), "/styleguide/")),
            Fact(_("Issuer"), "Riverbend Polytechnic"),
        ],
        "table": Table(
            _("Results of the first cohort"),
            [Column(_("Learner")), Column(_("State")), Column(_("Points"), numeric=True)],
            [
                [Cell("Ada Nwosu", "/styleguide/"), Cell(_("Passed"), tone="valid"), 92],
                [Cell("Chloé Martin", "/styleguide/"), Cell(_("Waiting"), tone="warn"), "—"],
                [Cell("سلمى حداد", "/styleguide/"), Cell(_("Not passed"), tone="bad"), 41],
            ],
        ),
        "steps": [_("Details"), _("Outcomes"), _("Assessment"), _("Review")],
        "tabs": [
            Link(_("Drafts"), "/styleguide/", current=True, count=3),
            Link(_("In review"), "/styleguide/", count=12),
            Link(_("Published"), "/styleguide/"),
        ],
        "verdicts": [
            Verdict(_("Signature"), "valid", _("The text is as the issuer signed it.")),
            Verdict(_("Status"), "indeterminate", _("The issuer's list could not be fetched.")),
            Verdict(_("Expiry"), "invalid", _("It expired on 3 March 2025.")),
            Verdict(_("Endorsements"), "none"),
        ],
        "page_of_list": Paginator(range(200), 10).get_page(request.GET.get("page", 4)),
        "cards": [_card(number, request.path) for number in range(len(BADGES))],
        "large_card": _card(0, "", holder="Ada Nwosu"),
    }


def _card(number: int, url: str, holder: str = "") -> CredentialCard:
    title, issuer = BADGES[number]
    states = [
        Cell(_("Valid"), tone="valid"),
        Cell(_("Suspended"), tone="warn"),
        Cell(_("Revoked"), tone="bad"),
    ]
    return CredentialCard(
        title,
        issuer,
        image=f"/styleguide/badge/{number}.svg",
        url=url,
        holder=holder,
        status=states[number],
        facts=[Fact(_("Awarded"), "3 May 2026"), Fact(_("Level"), "EQF 5"), Fact(_("Workload"), "75 h · 3 ECTS")],
        language="en",
    )
