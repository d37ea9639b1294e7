"""What the keys of a draft are called in the forms: one table, made of the parts' description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.parts.sections import ITEMS, PARTS
from mintmark_web.achievements.parts.spec import Field, Kind, Part, Words

_PER_LANGUAGE = (Kind.TEXT, Kind.PROSE, Kind.TEXTS)


@dataclass(frozen=True, slots=True)
class Named:
    """A key of the draft in the form's words.

    Attributes:
        part: the page of the editor that has it; empty where it stands elsewhere.
        anchor: what stands after ``#`` in the address; empty for the page as a whole.
        per_language: whether the anchor wants the draft's first language after it.
        spec: the field; None where it is a list or a group.
    """

    label: Words
    part: str
    anchor: str = ""
    per_language: bool = False
    spec: Field | None = None


_GROUPS: dict[str, Words] = {
    "awarding_body": _("Who awards it"),
    "provider": _("Who teaches it"),
    "expiry": _("An award holds for"),
    "employers.organisation": _("Name"),
    "quality_assurance.body": _("Name of the body"),
}
"""What a group of fields is called where its page's title says too little."""


_ELSEWHERE: dict[str, Words] = {
    "issuer": _("the organisation’s profile"),
    "issuer.id": _("the organisation’s key"),
    "issuer.name": _("the organisation’s name"),
    "issuer.country": _("the organisation’s country"),
    "issuer.region": _("the organisation’s region"),
    "issuer.address": _("the organisation’s address"),
    "issuer.url": _("the organisation’s website"),
    "issuer.description": _("the organisation’s description"),
    "issuer.identifiers": _("the organisation’s numbers in registers"),
    "issuer.identifiers.value": _("the organisation’s numbers in registers"),
    "issuer.regulated": _("whether the organisation is regulated"),
    "awarding_body.type": _("what kind of body awards it"),
    "provider.region": _("the region of who teaches it"),
    "provider.address": _("the address of who teaches it"),
    "provider.description": _("the description of who teaches it"),
    "provider.regulated": _("whether who teaches it is regulated"),
    "outcomes.id": _("Learning outcomes"),
    "award": _("the award"),
    "award.id": _("the award"),
    "award.awarded_on": _("the day of the award"),
    "award.place": _("the place of the award"),
    "award.learner.id": _("the learner’s wallet address"),
    "award.learner.name": _("the learner’s name"),
    "award.learner.email": _("the learner’s e-mail address"),
    "award.identity_check": _("the identity check"),
    "award.identity_check.method": _("the identity check"),
    "award.results.score": _("the score"),
    "award.results.level": _("the level of the rubric"),
    "award.results.grade": _("the grade"),
    "award.evidence.url": _("the evidence"),
    "award.evidence.narrative": _("the words about the evidence"),
}
"""What the rules ask for and no form of a draft has: the profile says it, or the award."""


@cache
def table() -> dict[str, Named]:
    """Return what each key is called, by its path without numbers: ``workload.hours``."""
    found = {path: named for part in PARTS for path, named in _of(part)}
    for path, named in list(found.items()):
        _add_groups(found, path, named)
    return {path: Named(words, "") for path, words in _ELSEWHERE.items()} | found


def _of(part: Part) -> Iterator[tuple[str, Named]]:
    for spec in part.fields:
        yield spec.path, _field(spec, part.name)
    for rows in part.rows:
        yield rows.path, Named(rows.title, part.name, f"rows-{_name(rows.path)}")
        for spec in rows.fields:
            path = f"{rows.path}.{spec.path}"
            yield path, Named(spec.label, part.name, f"rows-{_name(rows.path)}", spec=spec)
    if part.item:
        yield part.item, Named(part.title, part.name)
        for path, named in _of(ITEMS[part.item]):
            yield f"{part.item}.{path}", Named(named.label, part.name, spec=named.spec)


def _field(spec: Field, part: str) -> Named:
    return Named(spec.label, part, f"id_{_name(spec.path)}", spec.kind in _PER_LANGUAGE, spec)


def _name(path: str) -> str:
    return path.replace(".", "__")


def _add_groups(found: dict[str, Named], path: str, named: Named) -> None:
    """Name what holds a field and is no field itself: its page, or as the group is called."""
    above = path.rpartition(".")[0]
    while above and above not in found:
        title = next(one.title for one in PARTS if one.name == named.part)
        found[above] = Named(_GROUPS.get(above, title), named.part)
        above = above.rpartition(".")[0]
