"""The parts on what a micro-credential rests on and leads to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.parts import choices
from mintmark_web.achievements.parts.spec import Field, Kind, Part, Rows

QUALITY = Part(
    "quality",
    _("Quality"),
    _("Who stands behind the quality. What reviews in this office decide is added by itself."),
    (
        Field(
            "review.interval",
            _("Reviewed every"),
            Kind.SPAN,
            _("Such as 1 year, or 2 years."),
        ),
        Field("review.process", _("How it is kept up to date"), Kind.PROSE),
        Field("review.reviewed_on", _("Last reviewed on"), Kind.DAY, rare=True),
        Field("accountable", _("Who answers for it"), hint=_("By name or office."), rare=True),
        Field("no_duplication", _("Why there is nothing like it yet"), Kind.PROSE, rare=True),
    ),
    (
        Rows(
            "quality_assurance",
            _("Quality assurance"),
            (
                Field("type", _("Who assures it"), Kind.CHOICE, "", choices.ASSURANCE),
                Field("body.name", _("Name of the body"), Kind.TEXT),
                Field("standard", _("Standard"), hint=_("Such as ESG 2015.")),
                Field("sector", _("Sector")),
                Field("statement", _("How it is done"), Kind.PROSE),
                Field("url", _("Where that is published"), Kind.ADDRESS),
                Field("decision", _("Decision")),
                Field("decided_on", _("Decided on"), Kind.DAY),
                Field("review_due", _("To be reviewed by"), Kind.DAY),
            ),
        ),
    ),
)

WORK = Part(
    "work",
    _("Needs and partners"),
    _("What it answers to, and who from working life has a part in it."),
    (),
    (
        Rows(
            "needs",
            _("Needs"),
            (
                Field("kind", _("Whose need"), Kind.CHOICE, "", choices.NEEDS),
                Field("statement", _("The need"), Kind.PROSE),
                Field("evidence", _("Where it is shown"), Kind.ADDRESS),
            ),
        ),
        Rows(
            "employers",
            _("Partners from working life"),
            (
                Field("organisation.name", _("Name"), Kind.TEXT),
                Field("role", _("What they do"), Kind.CHOICE, "", choices.ROLES),
                Field("evidence", _("Where that is shown"), Kind.ADDRESS),
            ),
        ),
    ),
)

PATHWAYS = Part(
    "pathways",
    _("Before and after"),
    _("What one needs to begin, and where it leads."),
    (
        Field("prerequisites", _("Needed to begin"), Kind.TEXTS, _("One a line.")),
        Field("stackability.standalone", _("It is of value by itself"), Kind.YES_NO),
        Field("stackability.stackable", _("It can be combined with others"), Kind.YES_NO),
        Field(
            "expiry.period", _("An award holds for"), Kind.SPAN, _("Such as 3 years."), rare=True
        ),
        Field("expiry.reason", _("Why it ends"), Kind.CHOICE, "", choices.EXPIRY, rare=True),
        Field("expiry.renewal", _("How it is renewed"), Kind.PROSE, rare=True),
    ),
    (
        Rows(
            "stackability.relations",
            _("Larger credentials that it relates to"),
            (
                Field("title", _("Title"), Kind.TEXT),
                Field("type", _("How"), Kind.CHOICE, "", choices.RELATIONS),
                Field("url", _("Its address"), Kind.ADDRESS),
                Field("mandatory", _("It cannot be had without this"), Kind.YES_NO),
            ),
        ),
    ),
)

OFFER = Part(
    "offer",
    _("Price and particulars"),
    _("What it costs, who else is involved, and where it is registered."),
    (
        Field("price.amount", _("Price"), Kind.NUMBER, _("0 is free of charge.")),
        Field("price.currency", _("Currency"), names="currency"),
        Field("price.funding", _("What may pay for it"), Kind.PROSE),
        Field(
            "awarding_body.name", _("Who awards it"), Kind.TEXT, _("Where that is somebody else.")
        ),
        Field("awarding_body.country", _("Their country"), names="country"),
        Field("awarding_body.url", _("Their website"), Kind.ADDRESS, rare=True),
        Field("provider.name", _("Who teaches it"), Kind.TEXT, _("Where that is somebody else.")),
        Field("provider.country", _("Country of the teaching"), rare=True, names="country"),
        Field("provider.url", _("Website of the teaching"), Kind.ADDRESS, rare=True),
        Field("further_information", _("Anything else"), Kind.TEXTS, _("One a line."), rare=True),
    ),
    (
        Rows(
            "registrations",
            _("Public registers it stands in"),
            (
                Field("catalogue", _("Register")),
                Field("code", _("Number in it")),
                Field("url", _("Where it can be read"), Kind.ADDRESS),
                Field("registered_on", _("Since"), Kind.DAY),
            ),
        ),
        Rows(
            "classifications",
            _("National codes"),
            (Field("scheme", _("Classification")), Field("code", _("Code"))),
        ),
    ),
)
