"""An occupation as a target: its essential skills become a stack rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.encoding.strict_yaml import read_noun
from mintmark.encoding.strict_yaml.schema import noun_schema
from mintmark.errors import FormatError
from mintmark.model import Known, Occupation, Organisation, Requirement, Skill, StackRule, Text
from mintmark.model.base import is_absolute_iri

SCHEMA_ID: Final = "urn:uuid:1d0a2f43-70a6-4a2b-8b52-7f3bb6a3f0e9"
_WHO: Final = "Whoever offers the work"


def occupation_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an occupation as it is written."""
    return noun_schema(Occupation, SCHEMA_ID, "Occupation")


def read_occupation(text: str | bytes, name: str = "occupation") -> Occupation:
    """Return the occupation in a YAML text, or in the JSON that ESCO's service gives of one.

    Args:
        text: the occupation. What begins with a brace is JSON.
        name: the file's name, for messages.

    Raises:
        InputError: it is neither JSON nor YAML that can be read.
        DraftProblems: its YAML says something that an occupation cannot be.
        FormatError: ``occupation.not-esco``: its JSON is no occupation of ESCO.
    """
    data = text.encode() if isinstance(text, str) else text
    if data.lstrip()[:1] != b"{":
        return read_noun(text, name, Occupation).noun
    return _from_esco(strict_json.loads_object(data), name)


def occupation_rule(occupation: Occupation) -> StackRule:
    """Return the stack rule that asks for all essential skills of an occupation.

    Several credentials may bring the same skill, and one may bring several.
    """
    names = tuple(
        Known(id=f"skill-{number}", url=one.url, title=one.title)
        for number, one in enumerate(occupation.essential, start=1)
    )
    asked = Requirement(
        id="essential", count="things", things=tuple(one.url for one in occupation.essential)
    )
    return StackRule(
        id=occupation.id,
        language=occupation.language,
        title=occupation.title,
        decided_by=Organisation(name=Text(_WHO)),
        names=names,
        requirements=(asked,),
        overlap="allowed",
        reuse=True,
    )


def _from_esco(document: Mapping[str, Any], name: str) -> Occupation:
    """Return an occupation from ESCO's resource: ``uri``, ``title`` and links to skills."""
    links = document.get("_links")
    address, title = document.get("uri"), document.get("title")
    if not isinstance(links, dict) or not is_absolute_iri(address) or not isinstance(title, str):
        raise _no_esco(name, "it has no uri, title and _links")
    essential = tuple(_skills(links, "hasEssentialSkill", name))
    if not essential or not title.strip():
        raise _no_esco(name, "it names no essential skills")
    return Occupation(
        id=str(address),
        title=Text(title),
        essential=essential,
        optional=tuple(_skills(links, "hasOptionalSkill", name)),
    )


def _skills(links: Mapping[str, Any], relation: str, name: str) -> Iterator[Skill]:
    """Yield the skills that a relation links to, each once."""
    found = links.get(relation, [])
    seen: set[str] = set()
    for one in found if isinstance(found, list) else [found]:
        address, title = (one.get("uri"), one.get("title")) if isinstance(one, dict) else (0, 0)
        if not is_absolute_iri(address) or not isinstance(title, str) or not title.strip():
            raise _no_esco(name, f"an entry of {relation} has no uri and title")
        if address not in seen:
            seen.add(str(address))
            yield Skill(url=str(address), title=Text(title))


def _no_esco(name: str, why: str) -> FormatError:
    return FormatError(
        "occupation.not-esco",
        f"This JSON is no occupation as ESCO's service gives it: {why}.",
        place=name,
        remedy="Save the answer of its resource/occupation, or write the occupation in YAML.",
    )
