"""What the style guide shows in its components."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

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
        label="Title", help_text="What the learner will show. Short and plain.", max_length=80
    )
    outcome = forms.CharField(label="Learning outcome", widget=forms.Textarea)
    email = forms.EmailField(label="E-mail address")
    starts = forms.DateField(label="First day", widget=DateInput, required=False)
    level = forms.ChoiceField(label="Level", choices=[("", "—"), ("5", "EQF 5"), ("6", "EQF 6")])
    mode = forms.ChoiceField(
        label="Way of learning",
        help_text="Where the learner is.",
        choices=[("online", "Online"), ("site", "On site"), ("both", "Both")],
        widget=forms.RadioSelect,
    )
    skills = forms.MultipleChoiceField(
        label="Skills",
        choices=[("hygiene", "Hygiene"), ("audit", "Audit")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Badge image", widget=FileDrop, required=False)
    code = forms.CharField(label="Code", widget=CodeInput, required=False)
    agree = forms.BooleanField(label="The partners have agreed to this text")


class SampleRow(forms.Form):
    """One row of the sample formset."""

    criterion = forms.CharField(label="Criterion")
    weight = forms.IntegerField(label="Weight", min_value=1, required=False)


SampleRows = forms.formset_factory(SampleRow, formset=GrowingFormSet, extra=1)


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the style guide's template shows."""
    rows = SampleRows(request.POST if request.method == "POST" else None)
    return {
        "form": SampleForm(),
        "wrong_form": SampleForm({"title": "x" * 90, "email": "ada@"}, auto_id="wrong_%s"),
        "rows": rows,
        "crumbs": [Link("Home", "/"), Link("Achievements", "/styleguide/"), Link("Draft")],
        "facts": [
            Fact("Level", "EQF 5", Link("Change", "/styleguide/")),
            Fact("Workload", "75 h", Link("Change", "/styleguide/")),
            Fact("Issuer", "Riverbend Polytechnic"),
        ],
        "table": Table(
            "Results of the first cohort",
            [Column("Learner"), Column("State"), Column("Points", numeric=True)],
            [
                [Cell("Ada Nwosu", "/styleguide/"), Cell("Passed", tone="valid"), 92],
                [Cell("Chloé Martin", "/styleguide/"), Cell("Waiting", tone="warn"), "—"],
                [Cell("سلمى حداد", "/styleguide/"), Cell("Not passed", tone="bad"), 41],
            ],
        ),
        "steps": ["Details", "Outcomes", "Assessment", "Review"],
        "tabs": [
            Link("Drafts", "/styleguide/", current=True, count=3),
            Link("In review", "/styleguide/", count=12),
            Link("Published", "/styleguide/"),
        ],
        "verdicts": [
            Verdict("Signature", "valid", "The text is as the issuer signed it."),
            Verdict("Status", "indeterminate", "The issuer's list could not be fetched."),
            Verdict("Expiry", "invalid", "It expired on 3 March 2025."),
            Verdict("Endorsements", "none"),
        ],
        "page_of_list": Paginator(range(200), 10).get_page(request.GET.get("page", 4)),
        "cards": [_card(number, request.path) for number in range(len(BADGES))],
        "large_card": _card(0, "", holder="Ada Nwosu"),
    }


def _card(number: int, url: str, holder: str = "") -> CredentialCard:
    title, issuer = BADGES[number]
    states = [
        Cell("Valid", tone="valid"),
        Cell("Suspended", tone="warn"),
        Cell("Revoked", tone="bad"),
    ]
    return CredentialCard(
        title,
        issuer,
        image=f"/styleguide/badge/{number}.svg",
        url=url,
        holder=holder,
        status=states[number],
        facts=[
            Fact("Awarded", "3 May 2026"),
            Fact("Level", "EQF 5"),
            Fact("Workload", "75 h · 3 ECTS"),
        ],
        language="en",
    )
