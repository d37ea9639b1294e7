"""Lists that people upload, and what becomes of each row. Nothing is written here."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from mintmark import Achievement, MintmarkError
from mintmark.steps.award import Refusal, Row, columns, read_awards
from mintmark_web.adapters import sheets
from mintmark_web.awards import queries, words
from mintmark_web.awards.models import Award, Enrolment, Offering, Upload
from mintmark_web.awards.types import Fate, NewAward, NewLearner, Plan

MOST_ROWS = 10_000
"""The most rows of one list: what a person can look through before saying yes."""

LEARNERS = ("name", "email", "cohort", "route")
"""The columns of a list of learners. The first two must be there."""


def plan(upload: Upload, today: date) -> Plan:
    """Return what would become of a list now."""
    try:
        rows = list(_bounded(_KINDS[upload.kind](upload, today)))
    except MintmarkError as error:
        achievement = queries.achievement(upload.offering)
        return Plan(trouble=words.reason(error, achievement))
    except ValidationError as error:
        return Plan(trouble=" ".join(error.messages))
    return Plan(rows) if rows else Plan(trouble=_("The list has no rows below its head."))


def _bounded(rows: Iterable[Fate]) -> Iterator[Fate]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise ValidationError(
                _("The list has more than %d rows. Split it into several files.") % MOST_ROWS
            )
        yield row


# ---- Results -----------------------------------------------------------------------------------
def _results(upload: Upload, today: date) -> Iterator[Fate]:
    achievement = queries.achievement(upload.offering)
    found = read_awards(upload.text, achievement, today=today, new_id=lambda: uuid.uuid4().urn)
    held = list(_bounded_raw(found))
    mails = [row.award.learner.email or "" for row in held if isinstance(row, Row)]
    awarded = _awarded(upload.offering, mails)
    keys = _keys(row.key for row in held if isinstance(row, Row))
    for row in held:
        yield _result(row, achievement, awarded, keys)


def _bounded_raw(rows: Iterable[Row | Refusal]) -> Iterator[Row | Refusal]:
    for number, row in enumerate(rows):
        yield row
        if number > MOST_ROWS:
            return


def _result(
    row: Row | Refusal, achievement: Achievement, awarded: dict[str, date], keys: set[str]
) -> Fate:
    if isinstance(row, Refusal):
        reasons = words.joined(row.reasons, achievement)
        return NewAward(row.line, row.learner, row.email, "refused", reasons)
    learner = row.award.learner
    email = (learner.email or "").lower()
    told = (row.line, learner.name, email)
    if row.key in keys:
        return NewAward(*told, "there", (_("Awarded on that day already."),))
    if email and email in awarded:
        why = _("This learner has this award already, of %s.") % awarded[email].isoformat()
        return NewAward(*told, "refused", (why,))
    return NewAward(*told, "new", award=row.award, key=row.key)


def _awarded(offering: Offering, mails: Iterable[str]) -> dict[str, date]:
    """Return when those with these addresses were awarded this version, if they were."""
    found: dict[str, date] = {}
    for lot in _lots(one.lower() for one in mails if one):
        rows = Award.objects.filter(version_id=offering.version_id, email__in=lot)
        found.update(rows.values_list("email", "awarded_on"))
    return found


def _keys(keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for lot in _lots(keys):
        found.update(Award.objects.filter(key__in=lot).values_list("key", flat=True))
    return found


# ---- Learners ----------------------------------------------------------------------------------
def _learners(upload: Upload, _today: date) -> Iterator[Fate]:
    rows = _table(upload.text)
    head = _head(next(rows, (1, []))[1])
    routes = queries.achievement(upload.offering).routes
    known = _known(upload.offering)
    left = queries.places_left(upload.offering)
    seen: set[str] = set()
    for line, cells in rows:
        values = dict(zip(head, (sheets.plain(one.strip()) for one in cells), strict=False))
        fate = _learner(line, values, routes, known, seen)
        if fate.becomes == "new" and left is not None:
            left -= 1
            if left < 0:
                fate = _no(fate, _("All places are taken."))
        yield fate


def _learner(
    line: int,
    values: dict[str, str],
    routes: tuple[str, ...],
    known: dict[str, str],
    seen: set[str],
) -> NewLearner:
    name, email = values.get("name", ""), values.get("email", "").lower()
    route = values.get("route") or routes[0]
    fate = NewLearner(line, name, email, "new", route=route, cohort=values.get("cohort", "")[:100])
    why = [reason for wrong, reason in _checks(name, email, route, routes) if wrong]
    if email in seen:
        why.append(_("The same learner stands in this list before. Keep one of the rows."))
    seen.add(email)
    if why:
        return _no(fate, *why)
    if known.get(email) in queries.TAKES_A_PLACE:
        return NewLearner(line, name, email, "there", (_("This learner takes part already."),))
    return fate


def _checks(
    name: str, email: str, route: str, routes: tuple[str, ...]
) -> Iterator[tuple[bool, str]]:
    hidden = bool(name) and not words.is_clean(name)
    yield not name, _("The name is missing.")
    yield len(name) > 200 or hidden, _("The name is too long, or nothing of it can be seen.")
    wrong = not _is_address(email)
    yield wrong, _("This is no e-mail address. Write one such as ada@example.org.")
    yield route not in routes, words.no_such_route(routes)


def _no(fate: NewLearner, *why: str) -> NewLearner:
    return NewLearner(fate.line, fate.name, fate.email, "refused", why)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _known(offering: Offering) -> dict[str, str]:
    return dict(Enrolment.objects.filter(offering=offering).values_list("email", "state"))


def _head(cells: list[str]) -> list[str]:
    names = [one.strip().lower() for one in cells]
    if missing := [one for one in LEARNERS[:2] if one not in names]:
        raise ValidationError(
            _("The first line must name the columns. This one is missing: %s.") % missing[0]
        )
    if unknown := [one for one in names if one not in LEARNERS]:
        raise ValidationError(
            _("The column “%(column)s” is not known here. Known are: %(known)s.")
            % {"column": unknown[0], "known": ", ".join(LEARNERS)}
        )
    if len(set(names)) < len(names):
        raise ValidationError(_("A column stands there twice."))
    return names


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table that are not blank, with the line each begins on."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise ValidationError(
            _("This is not a well-formed table: perhaps a quote is opened and never closed.")
        ) from None


def _lots(values: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    held = list(values)
    yield from (held[start : start + size] for start in range(0, len(held), size))


_KINDS: dict[str, Callable[[Upload, date], Iterator[Fate]]] = {
    Upload.Kind.LEARNERS.value: _learners,
    Upload.Kind.RESULTS.value: _results,
}


def head(kind: str, achievement: Achievement) -> tuple[str, ...]:
    """Return the columns that a list of this kind may have."""
    return LEARNERS if kind == Upload.Kind.LEARNERS else columns(achievement)
