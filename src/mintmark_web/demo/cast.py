"""Who is in the demo's story. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mintmark_web.accounts.types import OrganisationKind, Role


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation. Its short name in addresses is made from its name."""

    key: str
    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the story.

    Attributes:
        email: how they sign in.
        place: the key of the organisation for which they work; empty for a learner.
        roles: what they are there.
        does: what they do, in words.
    """

    email: str
    name: str
    does: str | Promise
    place: str = ""
    roles: tuple[str, ...] = ()
    language: str = "en"


UNIVERSITY, AGENCY, EMPLOYER, SCHOOL, POLYTECHNIC = (
    "university",
    "agency",
    "employer",
    "school",
    "polytechnic",
)
PLACES = (
    Place(UNIVERSITY, "Atlantic Coast University", OrganisationKind.PROVIDER.value, "IE"),
    Place(AGENCY, "Western Quality Agency", OrganisationKind.QUALITY_AGENCY.value, "IE"),
    Place(EMPLOYER, "West Coast Publishing Cooperative", OrganisationKind.EMPLOYER.value, "IE"),
    Place(SCHOOL, "École numérique de la Loire", OrganisationKind.PROVIDER.value, "FR"),
    Place(POLYTECHNIC, "Southern Harbour Polytechnic", OrganisationKind.PROVIDER.value, "NZ"),
)

PEOPLE = (
    Person(
        "aoife@atlantic-coast.example",
        "Aoife Byrne",
        _("Draws up micro-credentials."),
        UNIVERSITY,
        (Role.DESIGNER.value,),
    ),
    Person(
        "eoin@atlantic-coast.example",
        "Eoin Walsh",
        _("Reviews what others have drawn up, and publishes it."),
        UNIVERSITY,
        (Role.REVIEWER.value,),
    ),
    Person(
        "niamh@atlantic-coast.example",
        "Niamh Kelly",
        _("Runs courses, marks work and decides who has achieved it."),
        UNIVERSITY,
        (Role.ASSESSOR.value,),
    ),
    Person(
        "conor@atlantic-coast.example",
        "Conor Daly",
        _("Looks at marks a second time."),
        UNIVERSITY,
        (Role.ASSESSOR.value,),
    ),
    Person(
        "siobhan@atlantic-coast.example",
        "Siobhán Murphy",
        _("Looks after the keys, issues credentials, suspends and revokes them."),
        UNIVERSITY,
        (Role.REGISTRAR.value,),
    ),
    Person(
        "tomas@atlantic-coast.example",
        "Tomás Nolan",
        _("Admits students: recognises what they learned elsewhere, and what adds up."),
        UNIVERSITY,
        (Role.RECOGNITION_OFFICER.value,),
    ),
    Person(
        "brigid@atlantic-coast.example",
        "Brigid Shea",
        _("Runs this site, and administers the university's part of it."),
        UNIVERSITY,
        (Role.ADMINISTRATOR.value,),
    ),
    Person(
        "orla@western-quality.example",
        "Orla Quinn",
        _("Reviews from outside, for the quality agency."),
        AGENCY,
        (Role.REVIEWER.value, Role.REGISTRAR.value, Role.ADMINISTRATOR.value),
    ),
    Person(
        "marcus@west-coast.example",
        "Marcus Hall",
        _("Hires people: checks what they bring, and says what is worth learning."),
        EMPLOYER,
        (Role.ADMINISTRATOR.value,),
    ),
    Person("maya@learners.example", "Maya Okafor", _("Learns, and keeps her credentials here.")),
    Person(
        "lea@learners.example",
        "Léa Martin",
        _("Learns too, and reads French."),
        language="fr",
    ),
    Person(
        "camille@ecole-loire.example",
        "Camille Roux",
        _("Draws up micro-credentials in France."),
        SCHOOL,
        (Role.DESIGNER.value,),
        "fr",
    ),
    Person(
        "hugo@ecole-loire.example",
        "Hugo Lambert",
        _("Does everything else at the school in France."),
        SCHOOL,
        (Role.REVIEWER.value, Role.REGISTRAR.value, Role.ADMINISTRATOR.value),
        "fr",
    ),
    Person(
        "ngaio@southern-harbour.example",
        "Ngaio Ward",
        _("Draws up micro-credentials in New Zealand."),
        POLYTECHNIC,
        (Role.DESIGNER.value,),
    ),
    Person(
        "sam@southern-harbour.example",
        "Sam Carter",
        _("Does everything else at the polytechnic in New Zealand."),
        POLYTECHNIC,
        (Role.REVIEWER.value, Role.REGISTRAR.value, Role.ADMINISTRATOR.value),
    ),
)
"""The first administrator of a place founds it; the one of the university runs the site."""

LEARNERS = (
    ("Maya Okafor", "maya@learners.example"),
    ("Léa Martin", "lea@learners.example"),
    ("Daniel Reyes", "daniel@learners.example"),
    ("Kateryna Bondar", "kateryna@learners.example"),
)
"""Who takes the published course. Only the first two have an account."""


def person(email: str) -> Person | None:
    """Return somebody of the story."""
    return next((one for one in PEOPLE if one.email == email), None)


def place(key: str) -> Place:
    """Return an organisation of the story."""
    return next(one for one in PLACES if one.key == key)


def with_role(place: str, role: str) -> Person:
    """Return the first person with a role at a place."""
    return next(one for one in PEOPLE if one.place == place and role in one.roles)
