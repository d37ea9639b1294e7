"""Achievements: drawing up, checking, handing in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from mintmark import CheckResult
from mintmark_web.achievements import queries, services
from mintmark_web.achievements.queries import iri
from mintmark_web.adapters import clock
from mintmark_web.api.callers import Call
from mintmark_web.api.fields import Shape
from mintmark_web.api.finding import mine
from mintmark_web.api.paging import Page, Where, page
from mintmark_web.api.routing import Routes
from mintmark_web.api.types import Scope

routes = Routes("Achievements")
_READ, _WRITE = Scope.ACHIEVEMENTS_READ, Scope.ACHIEVEMENTS_WRITE


class AchievementOut(Shape):
    """An achievement in a list."""

    id: UUID
    url: str
    title: str
    version: int | None
    state: str | None
    """Of its newest version."""
    changed_at: datetime

    @staticmethod
    def resolve_url(row: Any) -> str:
        """Its address, which every credential of it carries."""
        return iri(row.pk)

    @staticmethod
    def resolve_version(row: Any) -> int | None:
        """The number of its newest version."""
        found: int | None = row.newest_number
        return found

    @staticmethod
    def resolve_state(row: Any) -> str | None:
        """The state of its newest version."""
        found: str | None = row.newest_state
        return found


class VersionOut(Shape):
    """One version with its text."""

    id: UUID
    achievement: UUID
    number: int
    state: str
    edition: int
    """Send it when you replace the text, so that you overwrite nobody's work."""
    frameworks: list[str]
    document: dict[str, Any]
    """The draft as data; see "The draft" in the reference."""


class NewAchievement(Shape):
    """A new achievement: a draft as data, or a title to begin with."""

    title: Annotated[str, Field(max_length=300)] = ""
    language: Annotated[str, Field(max_length=35)] = "en"
    frameworks: Annotated[list[str], Field(max_length=60)] = ["eu-2022"]
    document: dict[str, Any] | None = None


class DraftText(Shape):
    """A draft's whole text."""

    document: dict[str, Any]
    edition: int | None = None
    """The edition that was changed; null overwrites whatever stands there."""


class Finding(Shape):
    """What one rule of a framework says."""

    rule: str
    kind: str
    name: str
    verdict: str
    path: str | None
    """The field that shows it."""
    detail: str
    remedy: str | None


class Verdict(Shape):
    """What a framework says of a version."""

    framework: str
    conforms: bool
    overall: str
    findings: list[Finding]


@routes("GET", "/achievements", "achievement.see", _READ, gives=Page[AchievementOut])
def list_achievements(request: Call, where: Where) -> Any:
    """List your organisation's achievements, the last changed first."""
    found = queries.of_organisation(request.organisation.pk)
    return page(found, where, "-changed_at", "pk")


@routes("POST", "/achievements", "achievement.create", _WRITE, gives=VersionOut, status=201)
def create_achievement(request: Call, body: NewAchievement) -> VersionOut:
    """Begin an achievement.

    Either with a title, or with a whole draft.
    """
    organisation = request.organisation
    made = services.begin(
        request.actor,
        organisation,
        title=body.title or _title(body.document),
        language=body.language,
        frameworks=body.frameworks,
    )
    if body.document is not None:
        made = services.save(request.actor, made, document=body.document)
    return version_out(made)


def _title(document: dict[str, Any] | None) -> str:
    told = (document or {}).get("title") or ""
    if isinstance(told, dict):
        told = next(iter(told.values()), "")
    return str(told)[:300]


@routes(
    "GET",
    "/achievements/{uuid:achievement_id}/versions",
    "achievement.see",
    _READ,
    gives=Page[VersionOut],
)
def list_versions(request: Call, achievement_id: UUID, where: Where) -> Any:
    """List an achievement's versions, the newest first."""
    mine(request, queries.achievement(achievement_id))
    found = page(queries.versions_of(achievement_id), where, "-number", "pk")
    return found | {"items": [version_out(one) for one in found["items"]]}


@routes(
    "POST",
    "/achievements/{uuid:achievement_id}/versions",
    "achievement.edit",
    _WRITE,
    gives=VersionOut,
    status=201,
)
def create_version(request: Call, achievement_id: UUID) -> VersionOut:
    """Begin the next version with the text of the newest one."""
    found = mine(request, queries.achievement(achievement_id))
    return version_out(services.new_version(request.actor, found))


@routes("GET", "/versions/{uuid:version_id}", "achievement.see", _READ, gives=VersionOut)
def read_version(request: Call, version_id: UUID) -> VersionOut:
    """Read a version."""
    return version_out(own_version(request, version_id))


@routes("PUT", "/versions/{uuid:version_id}", "achievement.edit", _WRITE, gives=VersionOut)
def replace_draft(request: Call, version_id: UUID, body: DraftText) -> VersionOut:
    """Replace a draft's text."""
    version = own_version(request, version_id)
    saved = services.save(request.actor, version, document=body.document, edition=body.edition)
    return version_out(saved)


@routes(
    "GET",
    "/versions/{uuid:version_id}/verdicts",
    "achievement.see",
    _READ,
    gives=list[Verdict],
    cost=2,
)
def check_version(request: Call, version_id: UUID, as_of: date | None = None) -> list[Verdict]:
    """Check a version against its frameworks.

    With the rules as they stood on the day `as_of`; today's if left out.
    """
    version = own_version(request, version_id)
    return [verdict_out(one) for one in queries.verdicts(version, as_of or clock.now().date())]


@routes(
    "POST", "/versions/{uuid:version_id}/submit", "achievement.submit", _WRITE, gives=VersionOut
)
def submit_version(request: Call, version_id: UUID) -> VersionOut:
    """Hand a draft in for review. From then on its text stands."""
    return version_out(services.submit(request.actor, own_version(request, version_id)))


def own_version(request: Call, version_id: UUID) -> Any:
    """Return a version of the caller's organisation."""
    return mine(request, queries.version(version_id))


def version_out(row: Any) -> VersionOut:
    """Return a version with its text."""
    return VersionOut(
        id=row.pk,
        achievement=row.achievement_id,
        number=row.number,
        state=row.state,
        edition=row.edition,
        frameworks=row.frameworks,
        document=row.document,
    )


def verdict_out(result: CheckResult) -> Verdict:
    """Return what a framework says."""
    evaluation = result.evaluation
    findings = [
        Finding(
            rule=one.rule.id,
            kind=str(one.rule.kind),
            name=one.rule.name,
            verdict=str(one.verdict),
            path=one.path,
            detail=one.detail,
            remedy=one.remedy,
        )
        for one in evaluation.findings
    ]
    return Verdict(
        framework=evaluation.framework,
        conforms=result.conforms,
        overall=str(evaluation.overall),
        findings=findings,
    )
