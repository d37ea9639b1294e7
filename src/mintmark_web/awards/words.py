"""What the core says of awards, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mintmark import Achievement, Assessment, MintmarkError, Text
from mintmark.model import RubricLevel
from mintmark.model.base import is_visible
from mintmark.vocabularies import vocabulary
from mintmark_web.ui import telling
from mintmark_web.ui.templatetags.telling import labelled

_PLACE = ", column "
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, line breaks, and marks that turn the direction of what follows."""


def is_clean(text: str) -> bool:
    """Say whether a line can stand in a credential: something is seen, and nothing is hidden."""
    return is_visible(text) and not _HIDDEN.search(text)


def reason(error: MintmarkError, achievement: Achievement) -> str:
    """Return a reason in words: ours where we have some, else the core's own."""
    words = _known(achievement).get(error.code)
    if words is None:
        return telling.told_text(" ".join(filter(None, (str(error.message), error.remedy))))
    place = error.place or ""
    return words % {"where": column(place, achievement), "levels": _levels(place, achievement)}


def no_such_route(routes: Iterable[str]) -> str:
    """Say that a list names a route that does not lead there, and which do."""
    told = _("It cannot be had by this route. The column takes: %(routes)s.")
    return told % {"routes": ", ".join(routes)}


def _levels(place: str, achievement: Achievement) -> str:
    """Return what may stand in the column of a rubric's levels."""
    assessment = achievement.assessment(column_of(place).partition(":")[2])
    return ", ".join(one.id for one in assessment.rubric) if assessment else ""


def column(place: str, achievement: Achievement) -> str:
    """Return the column that an error's place names: for an assessment its title."""
    name = column_of(place)
    kind, _colon, local = name.partition(":")
    assessment = achievement.assessment(local)
    return title(assessment.title) if assessment and kind in ("score", "level") else name


def column_of(place: str) -> str:
    """Return the column of an award list that an error's place names; empty for none."""
    return place.partition(_PLACE)[2]


def title(text: Text) -> str:
    """Return a text of the achievement in the reader's language."""
    return text.best(get_language() or "en", "en")


def assessment(achievement: Achievement, local_id: str) -> str:
    """Return the title of an assessment, or its name where it is gone."""
    found = achievement.assessment(local_id)
    return title(found.title) if found else local_id


def outcome(achievement: Achievement, local_id: str) -> str:
    """Return the title of an outcome, or its name where it is gone."""
    found = next((one for one in achievement.outcomes if one.id == local_id), None)
    return title(found.title) if found else local_id


def levels(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the levels of a rubric with their names and what they mean, the lowest first."""
    return [(one.id, _level(one)) for one in assessment.rubric]


def _level(level: RubricLevel) -> str:
    told = title(level.description) if level.description else ""
    return labelled(title(level.name), told)


def level(assessment: Assessment | None, local_id: str) -> str:
    """Return the name of a level of a rubric; empty for none."""
    rubric = assessment.rubric if assessment else ()
    return next((title(one.name) for one in rubric if one.id == local_id), local_id)


def language(tag: str) -> str:
    """Return what a language is called; the tag where nobody knows it."""
    return vocabulary("language").label(tag.split("-")[0].lower(), get_language() or "en")


def percent_number(share: Decimal) -> str:
    """Return a share as a number of percent that a field can hold: ``92.5``."""
    return number_format(format((share * 100).normalize(), "f"), use_l10n=True)


def percent(share: Decimal | None) -> str:
    """Return a share in percent; empty for none."""
    return "" if share is None else f"{percent_number(share)}\u00a0%"


def joined(errors: Iterable[MintmarkError], achievement: Achievement) -> tuple[str, ...]:
    """Return several reasons in words."""
    return tuple(reason(one, achievement) for one in errors)


def _known(achievement: Achievement) -> dict[str, str]:
    return {
        "award.no-name": _("The name is missing."),
        "award.malformed-name": _("The name is too long, or nothing of it can be seen."),
        "award.malformed-email": _("This is no e-mail address. Write one such as ada@example.org."),
        "award.malformed-id": _("The learner's id is not an address such as did:key:…"),
        "award.malformed-date": _("The column %(where)s holds no date. Write it as 2026-03-31."),
        "award.no-date": _("The date of the award is missing."),
        "award.future-date": _("The date is in the future."),
        "award.unknown-route": no_such_route(achievement.routes),
        "award.no-identity-check": _("It must be recorded how the learner's identity was checked."),
        "award.not-yes-or-no": _("The column %(where)s wants yes or no."),
        "award.no-formative": _("A formative assessment must come first, and none is recorded."),
        "award.malformed-url": _("The address of the evidence is not one: https://…"),
        "award.no-score": _("%(where)s: the score is missing."),
        "award.malformed-score": _("%(where)s: write a score such as 0.93, or 93 %%."),
        "award.below-pass-mark": _("%(where)s: the score is below the pass mark."),
        "award.no-level": _("%(where)s: the level of the rubric is missing."),
        "award.unknown-level": _("%(where)s: the rubric has no such level. It has: %(levels)s."),
        "award.below-required-level": _("%(where)s: the level is below the one that is required."),
        "award.malformed": _("The column %(where)s cannot be read."),
        "award.too-many-cells": _("The row has more cells than the head of the table."),
        "award.bad-character": _(
            "The column %(where)s holds a character that nobody can see. Type the cell anew."
        ),
        "award.duplicate": _("The same learner stands in this list before. Keep one of the rows."),
        "csv.too-large": _("The list is too large. Split it into several files."),
        "csv.too-many-rows": _("The list has too many rows. Split it into several files."),
        "csv.empty": _("The list is empty. Its first line must name the columns."),
        "csv.duplicate-column": _("A column stands there twice."),
        "csv.malformed": _(
            "This is not a well-formed table: perhaps a quote is opened and never closed."
        ),
    }
