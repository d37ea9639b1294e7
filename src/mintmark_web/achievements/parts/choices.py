"""What there is to choose, in words."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mintmark.vocabularies import vocabulary
from mintmark_web.achievements.parts.spec import Choices

PARTICIPATION = (
    ("online", _("Online")),
    ("onsite", _("On site")),
    ("blended", _("Online and on site")),
    ("work-experience", _("At work")),
    ("volunteering", _("Volunteering")),
    ("self-study", _("Self-study")),
)
ROUTES = (
    ("course", _("By a course")),
    ("recognition-of-prior-learning", _("By recognition of prior learning")),
    ("assessment-only", _("By the assessment alone")),
)
STUDY_MODES = (("full-time", _("Full-time")), ("part-time", _("Part-time")))
OUTCOME_KINDS = (
    ("knowledge", _("Knowledge")),
    ("skill", _("Skill")),
    ("competence", _("Competence")),
)
ALIGNMENTS = (
    ("esco-skill", _("ESCO skill")),
    ("esco-occupation", _("ESCO occupation")),
    ("case-item", _("CASE item")),
    ("ctdl", _("CTDL")),
    ("ctdl-asn", _("CTDL-ASN")),
    ("other", _("Something else")),
)
QUALIFICATIONS = (
    ("full", _("A full qualification")),
    ("part", _("Part of a qualification")),
    ("none", _("No qualification")),
)
ORIGINS = (
    ("unit-of-competency", _("A unit of competency")),
    ("skill-set", _("A skill set")),
    ("higher-education-module", _("A module of higher education")),
    ("industry-learning", _("Learning in industry")),
    ("training-programme", _("A training programme")),
    ("other", _("Something else")),
)
SUPERVISION = (
    ("none", _("Nobody watches")),
    ("online", _("Somebody watches online")),
    ("onsite", _("Somebody watches on site")),
)
ASSURANCE = (
    ("internal", _("The provider itself")),
    ("external", _("An agency")),
    ("sector", _("A body of the sector")),
    ("national", _("The state")),
    ("none", _("Nobody")),
)
NEEDS = (
    ("labour-market", _("The labour market’s")),
    ("societal", _("Society’s")),
    ("personal", _("Personal")),
    ("cultural", _("Cultural")),
)
ROLES = (
    ("co-design", _("Helped to design it")),
    ("endorse", _("Stands behind it")),
    ("consult", _("Was consulted")),
    ("assess", _("Assesses")),
    ("deliver", _("Teaches")),
)
RELATIONS = (
    ("component", _("It is a part of it")),
    ("additional", _("It adds to it")),
    ("alternate", _("It can stand in for it")),
    ("complementary", _("It goes along with it")),
)
EXPIRY = (
    ("safety", _("Safety")),
    ("technology", _("Technology moves on")),
    ("regulation", _("Rules change")),
    ("practice", _("Skill fades without practice")),
    ("other", _("Another reason")),
)


def assessments() -> Choices:
    """Return the kinds of assessment, in the reader's language."""
    listed = vocabulary("assessment")
    language = get_language() or "en"
    return [(code, listed.label(code, language)) for code in listed.codes]
