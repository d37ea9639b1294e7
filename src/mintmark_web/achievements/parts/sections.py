"""The parts, in the order of the editor."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.parts import choices
from mintmark_web.achievements.parts.spec import Field, Kind, Part, Rows
from mintmark_web.achievements.parts.standing import OFFER, PATHWAYS, QUALITY, WORK

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
            _("Begin to type a name, and choose."),
            names="language",
        ),
        Field(
            "fields",
            _("Fields of study"),
            Kind.LINES,
            _("Of the list ISCED-F. Begin to type a name or a code, and choose."),
            names="isced-f",
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
            Kind.SPAN,
            _("Such as 6 weeks, 3 months or 1 year."),
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
        Field("language", _("Language it is held in"), rare=True, names="language"),
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
