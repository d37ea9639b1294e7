"""The parts, in the order of the editor."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.parts import choices
from mintmark_web.achievements.parts.spec import Field, Kind, Part, Rows

ABOUT = Part(
    "about",
    _("What it is"),
    _("The first thing that learners and employers read."),
    (
        Field("title", _("Title"), Kind.TEXT, _("Short and plain.")),
        Field("description", _("Description"), Kind.PROSE, _("What one learns, and what for.")),
        Field("target_group", _("Whom it is for"), Kind.PROSE),
        Field("participation", _("Way of learning"), Kind.CHOICE, "", choices.PARTICIPATION),
        Field(
            "teaching_languages",
            _("Languages of teaching"),
            Kind.LINES,
            _("Codes such as en or fr, one a line."),
        ),
        Field(
            "fields",
            _("Fields of study"),
            Kind.LINES,
            _("ISCED-F codes of two to four digits, such as 0721, one a line."),
        ),
        Field("study_modes", _("Time of study"), Kind.MANY, "", choices.STUDY_MODES, rare=True),
        Field("routes", _("Ways to get it"), Kind.MANY, "", choices.ROUTES, rare=True),
        Field("tags", _("Words to find it by"), Kind.LINES, _("One a line."), rare=True),
        Field(
            "type",
            _("Kind of achievement"),
            hint=_("Only where it is no micro-credential, such as badge or participation."),
            rare=True,
        ),
    ),
)

OUTCOMES = Part(
    "outcomes",
    _("Learning outcomes"),
    _("What learners know, understand or can do afterwards."),
    item="outcomes",
)
OUTCOME = Part(
    "outcome",
    _("Learning outcome"),
    _("One sentence that begins with a verb: what the learner can show."),
    (
        Field("title", _("Outcome"), Kind.TEXT),
        Field("kind", _("Kind"), Kind.CHOICE, "", choices.OUTCOME_KINDS),
        Field("description", _("More about it"), Kind.PROSE, rare=True),
        Field("transversal", _("Useful in any field"), Kind.YES_NO, rare=True),
    ),
    (
        Rows(
            "alignments",
            _("The same in frameworks of skills"),
            (
                Field("name", _("What the entry is called")),
                Field(
                    "url",
                    _("Its address"),
                    Kind.ADDRESS,
                    _("For ESCO the entry’s code is enough: it becomes the address."),
                ),
                Field("type", _("Where it stands"), Kind.CHOICE, "", choices.ALIGNMENTS),
                Field("framework", _("Name of the framework")),
                Field("code", _("Code")),
            ),
        ),
    ),
)

SIZE = Part(
    "size",
    _("Workload and level"),
    _("How much learning it takes, and how demanding it is."),
    (
        Field(
            "workload.hours", _("Hours of learning"), Kind.NUMBER, _("All of it, assessments too.")
        ),
        Field(
            "workload.duration",
            _("Duration by the calendar"),
            hint=_("P6W is six weeks, P3M three months, P1Y a year."),
        ),
        Field(
            "levels.not_applicable",
            _("Why no level applies"),
            hint=_("Only where there is no level above."),
            rare=True,
        ),
        Field(
            "qualification",
            _("In the national framework it is"),
            Kind.CHOICE,
            "",
            choices.QUALIFICATIONS,
            rare=True,
        ),
        Field("award_class", _("National class of award"), rare=True),
        Field(
            "origin",
            _("What kind of learning it certifies"),
            Kind.CHOICE,
            "",
            choices.ORIGINS,
            True,
        ),
        Field("credit_bearing", _("A provider gives credit for it"), Kind.YES_NO, rare=True),
        Field("transcriptable", _("It can stand on a transcript"), Kind.YES_NO, rare=True),
    ),
    (
        Rows(
            "workload.credits",
            _("Credits"),
            (
                Field("system", _("System"), hint=_("ECTS wherever possible.")),
                Field("value", _("How many"), Kind.NUMBER),
            ),
        ),
        Rows(
            "levels",
            _("Levels"),
            (
                Field("framework", _("Framework"), hint=_("Such as EQF, QF-EHEA or IE:NFQ.")),
                Field("value", _("Level")),
            ),
        ),
    ),
)

ASSESSMENTS = Part(
    "assessments",
    _("Assessment"),
    _("How you find out whether learners have the outcomes."),
    (Field("grading", _("Grading scheme in words"), Kind.PROSE),),
    item="assessments",
)
ASSESSMENT = Part(
    "assessment",
    _("Assessment"),
    _("One way in which you find out whether learners have the outcomes."),
    (
        Field("title", _("Title"), Kind.TEXT),
        Field("type", _("Kind"), Kind.CHOICE, "", choices.assessments),
        Field("outcomes", _("Outcomes it assesses"), Kind.MANY, _("None means all of them.")),
        Field("criteria", _("What is expected"), Kind.PROSE),
        Field("pass_mark", _("Pass mark in per cent"), Kind.SHARE, _("90 for mastery.")),
        Field("supervision", _("Supervision"), Kind.CHOICE, "", choices.SUPERVISION),
        Field("identity_verification", _("The learner’s identity is checked"), Kind.YES_NO),
        Field("required_level", _("Lowest level that passes"), Kind.CHOICE, _("Of the rubric.")),
        Field("summative", _("It decides the award at the end"), Kind.YES_NO, rare=True),
        Field("external", _("Somebody else sets or marks it"), Kind.YES_NO, rare=True),
        Field("authentic", _("It is like a situation at work"), Kind.YES_NO, rare=True),
        Field("context", _("That situation"), Kind.PROSE, rare=True),
        Field("formative_required", _("One must have practised first"), Kind.YES_NO, rare=True),
        Field("criteria_url", _("Where the criteria are published"), Kind.ADDRESS, rare=True),
        Field("standard", _("Standard that the criteria follow"), rare=True),
        Field("language", _("Language it is held in"), hint=_("A code such as en."), rare=True),
    ),
    (
        Rows(
            "rubric",
            _("Rubric, lowest level first"),
            (
                Field("name", _("Level"), Kind.TEXT),
                Field("description", _("What work at this level looks like"), Kind.PROSE),
                Field("points", _("Points"), Kind.NUMBER),
            ),
            named="level",
        ),
    ),
)

QUALITY = Part(
    "quality",
    _("Quality"),
    _("Who stands behind the quality. What reviews in this office decide is added by itself."),
    (
        Field(
            "review.interval",
            _("Reviewed every"),
            hint=_("P1Y is every year, P2Y every two years."),
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
        Field("expiry.period", _("An award holds for"), hint=_("P3Y is three years."), rare=True),
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
        Field("price.currency", _("Currency"), hint=_("Three letters, such as EUR.")),
        Field("price.funding", _("What may pay for it"), Kind.PROSE),
        Field(
            "awarding_body.name", _("Who awards it"), Kind.TEXT, _("Where that is somebody else.")
        ),
        Field("awarding_body.country", _("Their country"), hint=_("Two letters, such as IE.")),
        Field("awarding_body.url", _("Their website"), Kind.ADDRESS, rare=True),
        Field("provider.name", _("Who teaches it"), Kind.TEXT, _("Where that is somebody else.")),
        Field("provider.country", _("Country of the teaching"), rare=True),
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

PARTS = (ABOUT, OUTCOMES, SIZE, ASSESSMENTS, QUALITY, WORK, PATHWAYS, OFFER)
ITEMS = {"outcomes": OUTCOME, "assessments": ASSESSMENT}
NEW_IDS = {"outcomes": "outcome", "assessments": "assessment"}


def part_of(name: str) -> Part | None:
    """Return the part with that name."""
    return next((one for one in PARTS if one.name == name), None)


def item_of(part: Part) -> Part:
    """Return what the pages of a part's entries are made of."""
    return ITEMS[part.item]


def part_with(path: str) -> Part | None:
    """Return the part in which a field of the draft stands, for example ``workload.hours``."""
    root = re.split(r"[.\[]", path)[0]
    fitting = (one for one in PARTS for held in one.paths() if re.split(r"[.\[]", held)[0] == root)
    return next(fitting, None)
