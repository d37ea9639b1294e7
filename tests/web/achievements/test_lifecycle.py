"""From the first line to the public page, and what each step refuses."""

from datetime import date

import pytest

from mintmark_web.achievements import queries
from mintmark_web.achievements.models import Review
from web.factories import published_version

pytestmark = pytest.mark.django_db


def test_a_published_version_is_an_achievement_with_its_quality_assured(world):
    version = published_version(world.home)
    found = queries.published_version(version.achievement_id)
    noun = queries.noun(found)
    assert noun.id == f"http://localhost:8000/achievements/{version.achievement_id}"
    assert noun.version == "1"
    assert noun.issuer.id.startswith("did:key:")
    assert noun.title.best("fr") == "Les bases de la boulangerie"
    assured = noun.quality_assurance[0]
    review = Review.objects.get()
    assert assured.type == "internal"
    assert assured.url == f"http://localhost:8000/reviews/{review.pk}"
    assert noun.image == f"http://localhost:8000/badges/{version.pk}"
    (verdict,) = queries.verdicts(found, date(2026, 11, 22))
    assert verdict.evaluation.framework == "eu-2022"
    assert list(queries.published_versions()) == [version]
