"""The achievements: most are published, one is in review, one is a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from mintmark_web.accounts.types import Role
from mintmark_web.achievements import services
from mintmark_web.achievements.types import Ruling
from mintmark_web.adapters import clock
from mintmark_web.demo import cast
from mintmark_web.demo.story import partners
from mintmark_web.demo.story.founding import actor, organisation

if TYPE_CHECKING:
    from mintmark_web.achievements.models import Version

ACCESSIBLE = "accessible-content"
_OFFICE_KNOWS = {"id", "version", "issuer", "awarding_body", "quality_assurance"}
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Entry:
    """One achievement of the story, and how far it has got: published, in-review or draft."""

    key: str
    at: str
    frameworks: tuple[str, ...]
    draft: dict[str, Any]
    until: str = "published"


def entries() -> Iterator[Entry]:
    """Yield every achievement; the one that the command line's demo has comes first."""
    told = yaml.safe_load(text_of("mintmark.cli", "demo/achievement.yaml"))
    draft = {name: value for name, value in told.items() if name not in _OFFICE_KNOWS}
    yield Entry(ACCESSIBLE, cast.UNIVERSITY, ("eu-2022", "ie-qqi"), draft)
    for one in yaml.safe_load(text_of("mintmark_web.demo", "catalogue.yaml"))["achievements"]:
        yield Entry(**{**one, "frameworks": tuple(one["frameworks"])})


def text_of(package: str, path: str) -> str:
    """Return a text among a package's data."""
    return resources.files(package).joinpath("data", *path.split("/")).read_text("utf-8")


def draw_up_all() -> dict[str, Version]:
    """Bring every achievement as far as the story has it; return their versions by key."""
    return {entry.key: _draw_up(entry) for entry in entries()}


def _draw_up(entry: Entry) -> Version:
    designer, reviewer = actor(entry.at, Role.DESIGNER), actor(entry.at, Role.REVIEWER)
    home = organisation(entry.at)
    language = entry.draft["language"]
    title = entry.draft["title"][language]
    version = services.begin(
        designer, home, title=title, language=language, frameworks=entry.frameworks
    )
    services.choose(
        designer, version, frameworks=entry.frameworks, languages=tuple(entry.draft["title"])
    )
    services.save(designer, version, document=entry.draft)
    if entry.until == "draft":
        return version
    if entry.key == ACCESSIBLE:
        partners.sign_off(designer, version)
    version = services.submit(designer, version)
    if entry.key == ACCESSIBLE:
        services.ask_agency(reviewer, version, agency=organisation(cast.AGENCY))
    if entry.until == "in-review":
        return version
    return _publish(entry, version)


def _publish(entry: Entry, version: Version) -> Version:
    for review in version.reviews.select_related("organisation"):
        at = entry.at if review.organisation.name == cast.place(entry.at).name else cast.AGENCY
        services.decide(
            actor(at, Role.REVIEWER),
            review,
            ruling=Ruling("approved", _REASONS[at == cast.AGENCY]),
            review_due=(clock.now() + _YEAR).date(),
        )
    version.refresh_from_db()
    return services.publish(actor(entry.at, Role.REVIEWER), version)


_REASONS = {
    False: "The outcomes can be assessed, the workload is plausible, and nothing is missing.",
    True: "We spoke with learners and employers and saw the assessment. It does what it says.",
}
