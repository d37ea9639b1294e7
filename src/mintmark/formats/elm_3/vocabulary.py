"""The controlled vocabularies of the European Learning Model 3, in the model's words.

Lists of the EU (http://data.europa.eu/snb/…/25831c2) as they stood in February 2024.
"""

from __future__ import annotations

from typing import Final

from mintmark.formats.supervision import (
    IDENTIFIED,
    SUPERVISED_IDENTIFIED,
    UNSUPERVISED,
    UNSUPERVISED_IDENTIFIED,
)

SNB: Final = "http://data.europa.eu/snb/"
AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
ESCO_SKILL: Final = "http://data.europa.eu/esco/skill/"
NUTS: Final = ("http://data.europa.eu/nuts/code/", AUTHORITY + "nuts/")

MODES: Final[dict[str, str]] = {
    SNB + "learning-assessment/920fbb3cbe": "online",
    SNB + "learning-assessment/9191af2ed9": "onsite",
    SNB + "learning-assessment/e92d221e4d": "blended",
    SNB + "learning-assessment/729f3bed4b": "work-experience",
}
"""Forms of participation by mode of learning; there are modes that are none, such as projects."""

ACTIVITIES: Final[dict[str, str]] = {
    SNB + "learning-activity/59eaf34fab": "volunteering",
    SNB + "learning-activity/b660f5dcea": "self-study",
    SNB + "learning-activity/4357e0e681": "work-experience",
    SNB + "learning-activity/bf5588ff84": "work-experience",
    SNB + "learning-activity/d46a826a39": "work-experience",
    SNB + "learning-activity/bf2e3a7bae": "online",
    SNB + "learning-activity/ff436ea7c9": "onsite",
}
"""Forms of participation by kind of activity, for want of a mode."""

ASSESSMENTS: Final[dict[str, str]] = {
    SNB + "assessment/19a2e5e671": "peer-assessment",
    SNB + "assessment/2939dae15f": "marked-assignment",
    SNB + "assessment/3484bd7e51": "continuous-evaluation",
    SNB + "assessment/4f03b91c0e": "portfolio",
    SNB + "assessment/56539a6507": "group-performance",
    SNB + "assessment/6a4db9f11d": "practical-assessment",
    SNB + "assessment/6e6cb2cc78": "written-exam",
    SNB + "assessment/7331eb4762": "attendance",
    SNB + "assessment/795dac4096": "project",
    SNB + "assessment/812e3b0ae1": "peer-review",
    SNB + "assessment/b1b68f6735": "quiz",
    SNB + "assessment/c4256a2726": "problem-based-learning",
    SNB + "assessment/d30284d7df": "oral-exam",
    SNB + "assessment/de4d165a6c": "artefact-assessment",
}
"""Kinds of assessment."""

SUPERVISION: Final[dict[str, tuple[str | None, bool]]] = {
    UNSUPERVISED: ("none", False),
    UNSUPERVISED_IDENTIFIED: ("none", True),
    SUPERVISED_IDENTIFIED: ("supervised", True),
    IDENTIFIED: (None, True),
}
"""Supervision and identity verification; "supervised" does not yet say where."""

CREDIT_SYSTEMS: Final[dict[str, str]] = {
    SNB + "education-credit/6fcec5c5af": "ECTS",
    SNB + "education-credit/60b314e826": "ECVET",
}
"""Credit systems."""

OPPORTUNITIES: Final[dict[str, str]] = {
    SNB + "learning-opportunity/74a4a268e8": "micro-credential",
    SNB + "learning-opportunity/05053c1cbe": "course",
    SNB + "learning-opportunity/7e1ac538db": "course",
    SNB + "learning-opportunity/17744a2647": "course",
}
"""Kinds of achievement; the EU's tools call a micro-credential a short learning programme."""

SKILL_KINDS: Final[dict[str, str]] = {
    SNB + "skill-type/knowledge": "knowledge",
    SNB + "skill-type/skill": "skill",
}
"""Kinds of learning outcome."""

TRANSVERSAL: Final = SNB + "skill-reuse-level/transversal"

IDENTIFIERS: Final[dict[str, str]] = {
    "eIDASIdentifier": "eidas",
    "vatIdentifier": "vat",
    "taxIdentifier": "tax",
    "registration": "legal-registration",
    "nationalID": "national-id",
}
"""Kinds of legal identifier by property."""
