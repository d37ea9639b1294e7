"""Achievements for the register's tests."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.apps import apps

import mintmark
from mintmark import Achievement, read_draft
from mintmark_web.register import services

DEMO = Path(mintmark.__file__).parent / "cli/data/demo/achievement.yaml"
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def demo() -> Achievement:
    """Return a whole achievement, in English and French."""
    return read_draft(DEMO.read_bytes(), "demo").achievement


def small(title, **fields) -> Achievement:
    """Return an achievement that tells little."""
    language = fields.get("language", "en")
    told = {"title": {language: title}, "description": {language: "A short course."}}
    told |= {"id": "urn:uuid:" + str(uuid4()), "issuer": {"name": {"en": "Harbour College"}}}
    return Achievement.model_validate(told | fields)


def listed(organisation, noun, *, days=0) -> UUID:
    """Put an achievement of an organisation into the register; return its number."""
    row = apps.get_model("achievements", "Achievement").objects.create(
        organisation=organisation, title=noun.title.best("en")[:300]
    )
    at = noun.model_copy(update={"id": f"http://localhost:8000/achievements/{row.pk}"})
    services.put(row.pk, organisation.pk, at, DAY + timedelta(days=days))
    return row.pk
