"""One row of an award list on its way to an award; it collects every reason against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from mintmark.errors import DraftError, MintmarkError
from mintmark.model import (
    Achievement,
    Assessment,
    Award,
    Evidence,
    IdentityCheck,
    Learner,
    Result,
)

MAX_LINE = 500
"""The longest line of text that the nouns take."""

_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0", ""})


class Form:
    """The values of one row, and the reasons against awarding it."""

    def __init__(self, line: int, values: Mapping[str, str]) -> None:
        self.line = line
        self.values = values
        self.reasons: list[MintmarkError] = []

    def award(
        self, achievement: Achievement, today: date, new_id: Callable[[], str]
    ) -> Award | None:
        """Return the award, or None and leave the ``reasons``."""
        parts: dict[str, Any] = {
            "learner": self._learner(),
            "awarded_on": self._awarded_on(today),
            "route": self._route(achievement),
            "identity_check": self._identity_check(achievement),
            "formative_done": self._formative_done(achievement),
            "results": self._results(achievement),
            "evidence": self._evidence(),
            "place": self.values.get("place"),
            "assessor": self.values.get("assessor"),
        }
        if self.reasons:
            return None
        try:
            return Award(id=new_id(), achievement=achievement.id, **parts)
        except ValidationError as error:
            for problem in error.errors():
                column = str(problem["loc"][0]) if problem["loc"] else "row"
                self._refuse("award.malformed", f"{column} is malformed.", column)
            return None

    def _refuse(self, code: str, message: str, column: str, remedy: str | None = None) -> None:
        place = f"line {self.line}, column {column}"
        self.reasons.append(DraftError(code, message, place=place, remedy=remedy))

    def _learner(self) -> Learner | None:
        named = {
            field: self.values.get(column)
            for field, column in (("name", "name"), ("email", "email"), ("id", "learner_id"))
        }
        if named["name"] is None:
            self._refuse("award.no-name", "The learner's name is missing.", "name")
            return None
        try:
            return Learner.model_validate(named)
        except ValidationError as error:
            column = {"email": "email", "id": "learner_id"}.get(
                str(error.errors()[0]["loc"][0]), "name"
            )
            code = {"email": "award.malformed-email", "learner_id": "award.malformed-id"}.get(
                column, "award.malformed-name"
            )
            what = {"email": "an e-mail address", "learner_id": "an address such as did:key:…"}
            self._refuse(
                code,
                f"{_shown(self.values[column])} is not {what.get(column, 'a name')}.",
                column,
                f"A name has {MAX_LINE} characters at most." if column == "name" else None,
            )
            return None

    def _date(self, column: str) -> date | None:
        value = self.values.get(column)
        if value is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self._refuse(
            "award.malformed-date",
            f"{value!r} is not a date.",
            column,
            "Write year-month-day, for example 2026-03-31.",
        )
        return None

    def _awarded_on(self, today: date) -> date | None:
        if "date" not in self.values:
            self._refuse("award.no-date", "The date of the award is missing.", "date")
        day = self._date("date")
        if day is not None and day > today:
            self._refuse("award.future-date", f"{day} is in the future.", "date")
        return day

    def _route(self, achievement: Achievement) -> str:
        route = self.values.get("route", achievement.routes[0] if achievement.routes else "course")
        if route not in achievement.routes:
            allowed = ", ".join(achievement.routes)
            self._refuse(
                "award.unknown-route",
                f"{route!r} is not a route to this achievement.",
                "route",
                f"It can be had by: {allowed}.",
            )
        return route

    def _identity_check(self, achievement: Achievement) -> IdentityCheck | None:
        method = self.values.get("identity_check", "")
        checked_on = self._date("identity_checked_on")
        if method.lower() in _NO:
            if any(a.identity_verification for a in achievement.assessments):
                self._refuse(
                    "award.no-identity-check",
                    "The assessment asks for an identity check, and none is recorded.",
                    "identity_check",
                    "Say how the learner's identity was checked, for example passport.",
                )
            return None
        return IdentityCheck(method=method[:500], checked_on=checked_on)

    def _formative_done(self, achievement: Achievement) -> bool | None:
        given = self.values.get("formative_done")
        if given is not None and given.lower() not in _YES | _NO:
            self._refuse(
                "award.not-yes-or-no", f"{given!r} is neither yes nor no.", "formative_done"
            )
            return None
        done = None if given is None else given.lower() in _YES
        if not done and any(a.formative_required for a in achievement.assessments):
            self._refuse(
                "award.no-formative",
                "A formative assessment must come first, and none is recorded.",
                "formative_done",
            )
        return done

    def _evidence(self) -> tuple[Evidence, ...]:
        url = self.values.get("evidence_url")
        if url is None:
            return ()
        try:
            return (Evidence(url=url),)
        except ValidationError:
            self._refuse("award.malformed-url", f"{url!r} is not an address.", "evidence_url")
            return ()

    def _results(self, achievement: Achievement) -> tuple[Result, ...]:
        found = (self._result(assessment) for assessment in achievement.assessments)
        return tuple(result for result in found if result is not None)

    def _result(self, assessment: Assessment) -> Result | None:
        score, level = self._score(assessment), self._level(assessment)
        grade = self.values.get("grade")
        if score is None and level is None and grade is None:
            return None
        return Result(
            assessment=assessment.id, score=score, level=level, grade=grade and grade[:500]
        )

    def _score(self, assessment: Assessment) -> Decimal | None:
        column = f"score:{assessment.id}"
        given = self.values.get(column)
        if given is None:
            if assessment.pass_mark is not None:
                self._refuse("award.no-score", "The score is missing.", column)
            return None
        score = _share(given)
        if score is None:
            self._refuse(
                "award.malformed-score",
                f"{given!r} is not a score.",
                column,
                "Write a share such as 0.93, or 93 %.",
            )
        elif assessment.pass_mark is not None and score < assessment.pass_mark:
            self._refuse(
                "award.below-pass-mark",
                f"{_percent(score)} is below the pass mark of {_percent(assessment.pass_mark)}.",
                column,
            )
        return score

    def _level(self, assessment: Assessment) -> str | None:
        column = f"level:{assessment.id}"
        given = self.values.get(column)
        ladder = [level.id for level in assessment.rubric]
        if given is None:
            if assessment.required_level is not None:
                self._refuse("award.no-level", "The rubric level is missing.", column)
            return None
        if given not in ladder:
            self._refuse(
                "award.unknown-level",
                f"The rubric has no level {given!r}.",
                column,
                f"Its levels are: {', '.join(ladder)}." if ladder else "It has no rubric.",
            )
            return None
        required = assessment.required_level
        if required is not None and ladder.index(given) < ladder.index(required):
            self._refuse(
                "award.below-required-level",
                f"The level {given!r} is below {required!r}, which is required.",
                column,
            )
        return given


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:60]}…")


def _share(text: str) -> Decimal | None:
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(%?)", text, re.ASCII)
    if not match:
        return None
    number = Decimal(match[1].replace(",", "."))
    share = number / 100 if match[2] else number
    return share if share <= 1 else None


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
