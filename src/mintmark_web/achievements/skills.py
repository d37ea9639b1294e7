"""Entries of ESCO: reading the file that ESCO gives out, and finding entries by words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from mintmark.vocabularies import esco
from mintmark.vocabularies.likeness import fold
from mintmark_web.achievements.models import Skill

SHOWN = 20
_KINDS = {"skill": "esco-skill", "occupation": "esco-occupation"}
_WANTED = ("conceptUri", "preferredLabel")
_CANDIDATES = 2_000
_WORDS = 8
_LONGEST = 100_000


def read(data: bytes, organisation_id: int) -> Iterator[Skill]:
    """Yield the entries of a file such as ``skills_en.csv`` of an ESCO release.

    Rows whose address is none of ESCO's are passed over.

    Raises:
        ValidationError: it is no CSV file in UTF-8 with the columns that ESCO's have.
    """
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        if not set(_WANTED) <= set(rows.fieldnames or ()):
            raise ValidationError(
                _("The file needs the columns conceptUri and preferredLabel, as ESCO gives it out.")
            )
        for row in rows:
            yield from _entry(row, organisation_id)
    except (UnicodeDecodeError, csv.Error):
        raise ValidationError(_("This is not a CSV file in UTF-8.")) from None


def _entry(row: dict[str, str | None], organisation_id: int) -> Iterator[Skill]:
    uri, name = (str(row.get(column) or "").strip() for column in _WANTED)
    kind = next((kind for kind in _KINDS if esco.is_uri(kind, uri)), None)
    if kind is None or not name:
        return
    words = fold(f"{name} {row.get('altLabels') or ''}"[:_LONGEST])
    yield Skill(
        organisation_id=organisation_id,
        uri=uri,
        kind=_KINDS[kind],
        name=name[:500],
        folded=words,
    )


def search(organisation_id: int, words: str) -> list[Skill]:
    """Return the entries that have most of the words, at most twenty, the best first."""
    wanted = sorted(set(fold(words[:1_000]).split()), key=lambda one: (-len(one), one))[:_WORDS]
    telling = [one for one in wanted if len(one) > 2] or wanted
    if not telling:
        return []
    any_of = Q()
    for word in telling:
        any_of |= Q(folded__contains=word)
    found = Skill.objects.filter(any_of, organisation_id=organisation_id)[:_CANDIDATES]
    return sorted(found, key=lambda one: _rank(one, telling))[:SHOWN]


def _rank(skill: Skill, words: Sequence[str]) -> tuple[int, int, str]:
    """Order by how many of the words there are, then how little else the name says."""
    name = fold(skill.name)
    missing = sum(word not in skill.folded for word in words)
    return missing, sum(word not in name for word in words) * 100 + len(name), skill.uri
