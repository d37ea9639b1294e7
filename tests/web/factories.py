"""What tests make things with. Each app adds its own functions below, through services."""

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.models import Organisation
from mintmark_web.achievements import services as achievements
from mintmark_web.achievements.models import Version
from mintmark_web.achievements.types import Ruling
from mintmark_web.keys import queries as keys
from mintmark_web.keys.services import make_key
from web.world import OPERATOR, World, make_world, member, organisation, person

__all__ = [
    "OPERATOR",
    "World",
    "approved_version",
    "draft_version",
    "issued_credentials",
    "make_world",
    "member",
    "organisation",
    "person",
    "published_version",
    "signing_key",
    "submitted_version",
]

BREAD = {
    "language": "en",
    "title": {"en": "Bread Baking Basics", "fr": "Les bases de la boulangerie"},
    "description": {"en": "Bake bread that is safe to sell.", "fr": "Faire du pain à vendre."},
    "outcomes": [
        {
            "id": "bake",
            "kind": "skill",
            "title": {"en": "Bake a wheat loaf that is cooked through"},
            "alignments": [
                {
                    "url": "http://data.europa.eu/esco/skill/5fd5c985-eaaa-47aa-8314-62359c54505a",
                    "name": "bake goods",
                    "framework": "ESCO",
                    "type": "esco-skill",
                }
            ],
        },
        {"id": "hygiene", "kind": "knowledge", "title": {"en": "Explain what keeps dough safe"}},
    ],
    "workload": {"hours": 50, "credits": [{"system": "ECTS", "value": 2}], "duration": "P6W"},
    "levels": [{"framework": "EQF", "value": "4"}],
    "assessments": [
        {
            "id": "practical",
            "title": {"en": "Practical test"},
            "type": "demonstration",
            "outcomes": ["bake", "hygiene"],
            "criteria": {"en": "A loaf that is cooked through, from weighing to cooling."},
            "pass_mark": 0.5,
            "rubric": [
                {"id": "not-yet", "name": {"en": "Not yet"}, "points": 0},
                {"id": "good", "name": {"en": "Good"}, "points": 1},
            ],
            "required_level": "good",
            "supervision": "onsite",
            "identity_verification": True,
        }
    ],
    "participation": "onsite",
    "teaching_languages": ["en"],
    "fields": ["0721"],
}
"""A draft that the European standard has nothing against, but for the quality assurance."""


def signing_key(home: Organisation, kind: str = "Ed25519") -> Any:
    """Return the organisation's key in use, made if there is none."""
    return keys.active_key(home.pk, kind) or make_key(_actor(home, "registrar"), home, kind=kind)


def draft_version(home: Organisation, **changes: Any) -> Version:
    """Make a draft with everything in it that an achievement needs."""
    actor = _actor(home, "designer")
    version = achievements.begin(actor, home, title="Bread")
    return achievements.save(actor, version, document={**BREAD, **changes})


def submitted_version(home: Organisation, **changes: Any) -> Version:
    """Make a version that waits for its internal review."""
    version = draft_version(home, **changes)
    return achievements.submit(_actor(home, "designer"), version)


def approved_version(home: Organisation, **changes: Any) -> Version:
    """Make a version that the provider's own review approved."""
    signing_key(home)
    version = submitted_version(home, **changes)
    achievements.decide(
        _actor(home, "reviewer"),
        version.reviews.get(),
        ruling=Ruling("approved", "Everything is there."),
        review_due=date.today() + timedelta(days=365),
    )
    version.refresh_from_db()
    return version


def published_version(home: Organisation, **changes: Any) -> Version:
    """Make a version that is public: award it, issue it, find it in the catalogue."""
    version = approved_version(home, **changes)
    return achievements.publish(_actor(home, "reviewer"), version)


def issued_credentials(home: Organisation, version: Any, count: int = 1, **more: Any) -> list[Any]:
    """Issue credentials of a published version to ``learner1@example.org`` and so on."""
    from mintmark_web.issuing import services
    from mintmark_web.issuing.models import Credential
    from web.issuing.lists import award_list

    batch = services.order(
        _actor(home, "registrar"),
        version,
        key=signing_key(home),
        suite="eddsa-rdfc-2022",
        source=ContentFile(award_list(count).encode(), "awards.csv"),
        **more,
    )
    services.work(str(batch.pk))
    return list(Credential.objects.filter(batch=batch).order_by("line"))


def _actor(home: Organisation, role: str) -> Any:
    """Return an actor for a member with that role and no other, made if there is none."""
    found = [one.user for one in accounts.members(home) if one.roles == (role,)]
    return accounts.actor_of(found[0] if found else member(home, role), home)
