"""What an allocation means for each credential and requirement, and what is missing, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from mintmark.model import (
    CredentialFinding,
    Holding,
    Missing,
    RequirementFinding,
    StackRule,
)
from mintmark.steps.stack.asking import asked
from mintmark.steps.stack.criteria import described
from mintmark.steps.stack.eligibility import Refusal, not_valid, refusal
from mintmark.steps.stack.facts import Facts
from mintmark.steps.stack.larger import is_part
from mintmark.steps.stack.program import Program, Row
from mintmark.steps.stack.solver import Allocation, got, kept, reached
from mintmark.steps.stack.words import Speaker, amount, several

_OPEN = Refusal("stack.time", "Time ran out before a place for it was found.")
_TWICE = Refusal("stack.twice", "The same credential was given twice.")


class Telling:
    """A rule, a program and its allocation, put into words."""

    def __init__(
        self,
        rule: StackRule,
        program: Program,
        found: Allocation,
        say: Speaker,
        elsewhere: frozenset[str],
    ) -> None:
        self._rule = rule
        self._program = program
        self._found = found
        self._say = say
        self._elsewhere = elsewhere
        self._number = {one.holding.id: n for n, one in enumerate(program.facts)}

    # ------------------------------------------------------------------------ credentials

    def credentials(
        self, whole: Sequence[Holding], refused: Mapping[str, Refusal], twice: Sequence[Holding]
    ) -> Iterator[CredentialFinding]:
        """Yield what becomes of each credential."""
        copies = {id(one) for one in twice}
        for holding in whole:
            if id(holding) in copies and holding.standing == "valid":
                yield self._left_out(holding, _TWICE)
            elif id(holding) in copies:
                yield self._left_out(holding, not_valid(holding))
            elif holding.id in refused:
                yield self._left_out(holding, refused[holding.id])
            elif holding.id not in self._number:
                yield self._left_out(holding, not_valid(holding))
            elif self._number[holding.id] in self._found.taken[0]:
                yield self._counted(self._number[holding.id])
            else:
                yield self._left_out(holding, self._why_not(self._number[holding.id]))

    def _left_out(self, holding: Holding, why: Refusal) -> CredentialFinding:
        return CredentialFinding(
            credential=holding.id,
            file=holding.file,
            digest=holding.digest,
            title=self._title(holding),
            counts=False,
            code=why.code,
            reason=why.reason,
        )

    def _title(self, holding: Holding) -> str | None:
        title = holding.achievement.title if holding.achievement else None
        return title.best(self._rule.language) if title else None

    def _counted(self, number: int) -> CredentialFinding:
        program, facts = self._program, self._program.facts[number]
        boxes = [
            box
            for box, taken in zip(program.boxes, self._found.taken, strict=True)
            if number in taken
        ]
        system = boxes[0].system
        answer = facts.credits(system) if system else None
        credits = Fraction(boxes[0].credits[number], program.scale) if system else None
        method = answer.method if answer else None
        return CredentialFinding(
            credential=facts.holding.id,
            file=facts.holding.file,
            digest=facts.holding.digest,
            title=self._title(facts.holding),
            counts=True,
            groups=tuple(box.path for box in boxes),
            credits=credits,
            low=answer.low if answer and isinstance(answer.low, Fraction) else None,
            high=answer.high if answer and isinstance(answer.high, Fraction) else None,
            method=method,
            reason=_size(credits, system, method, str(answer.asked) if answer else ""),
        )

    def _why_not(self, number: int) -> Refusal:
        facts, program = self._program.facts[number], self._program
        why = refusal(self._rule, facts, program.facts, self._elsewhere, self._say)
        return why or self._rival(number) or self._limited(number) or self._not_needed(facts)

    def _rival(self, number: int) -> Refusal | None:
        taken = self._found.taken[0]
        for same in self._program.clashes:
            rivals = [n for n in same if n in taken] if number in same else []
            if rivals:
                other = self._program.facts[rivals[0]].holding
                name = self._title(other) or other.id
                own = self._program.facts[number].holding
                if is_part(own, other) or is_part(other, own):
                    how = "is a part of" if is_part(own, other) else "is made of"
                    return Refusal("stack.part-counts", f"It {how} {name}, which counts.")
                return Refusal("stack.overlap", f"It assesses the same as {name}, which counts.")
        return None

    def _limited(self, number: int) -> Refusal | None:
        """Return the limit that it would break if it counted besides."""
        for row in self._program.limits:
            taken = self._found.taken[row.group] | {number}
            if row.weights.get(number, 0) > 0 and not kept(row, taken):
                path = self._program.boxes[row.group].path
                return Refusal(
                    "stack.limit", f"It would break {row.asked.id} of {path}: {self._asked(row)}."
                )
        return None

    def _not_needed(self, facts: Facts) -> Refusal:
        if not self._found.proven:
            return _OPEN
        if self._found.complete:
            return Refusal("stack.not-needed", "Everything is met without it.")
        system = self._program.boxes[0].system
        answer = facts.credits(system) if system else None
        if answer is not None and answer.value is None:
            note = answer.note or "There is no rate for it."
            return Refusal("stack.cannot-tell", f"Its credits in {system} cannot be told: {note}")
        return Refusal("stack.no-help", "It brings no requirement nearer that is not met yet.")

    # ------------------------------------------------------------------------ requirements

    def requirements(self) -> Iterator[RequirementFinding]:
        """Yield how each requirement and limit stands."""
        for row in self._program.rows:
            taken = self._found.taken[row.group]
            needed, so_far = self._measured(row, taken)
            yield RequirementFinding(
                group=self._program.boxes[row.group].path,
                id=row.asked.id,
                asked=self._asked(row),
                met=reached(row, taken) if row.floor else kept(row, taken),
                limit=not row.floor,
                needed=needed,
                got=so_far,
                share=row.bound_name.endswith("share"),
                by=tuple(
                    self._program.facts[n].holding.id
                    for n in sorted(taken)
                    if self._goes_in(row, n)
                ),
            )

    def _asked(self, row: Row) -> str:
        system = self._program.boxes[row.group].system
        return asked(row.asked, system, self._say, row.bound_name)

    def _goes_in(self, row: Row, number: int) -> bool:
        weight = row.weights.get(number, 0)
        return weight < 0 if row.bound_name == "at_least_share" else weight > 0

    def _measured(self, row: Row, taken: frozenset[int]) -> tuple[Fraction, Fraction]:
        """Return the bound and what there is, in credits, numbers or shares."""
        if not row.bound_name.endswith("share"):
            scale = self._program.scale if row.unit == "credits" else 1
            return Fraction(row.bound, scale), Fraction(got(row, taken), scale)
        box = self._program.boxes[row.group]
        size = box.credits if row.unit == "credits" else dict.fromkeys(box.members, 1)
        whole = sum(size[n] for n in taken)
        part = sum(size[n] for n in taken if self._goes_in(row, n))
        return Fraction(getattr(row.asked, row.bound_name)), Fraction(
            part, whole
        ) if whole else Fraction(0)

    # ------------------------------------------------------------------------ what is missing

    def missing(self, gap: Allocation) -> Iterator[Missing]:
        """Yield what has to be added, group by group."""
        for number, box in enumerate(self._program.boxes):
            words = ". ".join(self._missing_words(number, gap))
            if words:
                things = gap.things[number]
                given = sum(self._program.named.get((number, url), 0) for url in things)
                yield Missing(
                    group=box.path,
                    credits=Fraction(gap.credits[number] + given, self._program.scale),
                    system=box.system,
                    number=len(things) + gap.numbers[number],
                    words=f"{words}.",
                )

    def _missing_words(self, number: int, gap: Allocation) -> Iterator[str]:
        taken = gap.taken[number]
        rows = [row for row in self._program.rows if row.group == number]
        floors = [row for row in rows if row.floor and not reached(row, taken)]
        for row in floors:
            if row.sets:
                yield self._of_named(row, taken)
        unit = self._program.boxes[number].system
        credits = Fraction(gap.credits[number], self._program.scale)
        special = [row for row in floors if row.unit == "credits" and row.asked.where]
        within = [row for row in special if self._lacking(row, taken) <= credits]
        if credits:
            limits = [row.asked.id for row in rows if row.bound_name.endswith("share")]
            told = [self._special(row, taken, "of them") for row in within]
            yield "; ".join([f"{amount(credits)} more {unit}", *told, *_within(limits)])
        if beyond := [row for row in special if row not in within]:
            told = [self._special(row, taken, unit or "credits") for row in beyond]
            yield f"Of all that is added, {several(told, 'and')}"
        if gap.numbers[number]:
            count = gap.numbers[number]
            yield f"{count} more credential{'s' if count > 1 else ''}"

    def _of_named(self, row: Row, taken: frozenset[int]) -> str:
        absent = [url for url, members in row.sets.items() if taken.isdisjoint(members)]
        names = [self._with_credits(url) for url in absent]
        lacking = row.bound - got(row, taken)
        return several(names, "and") if lacking == len(absent) else f"{lacking} of {several(names)}"

    def _with_credits(self, url: str) -> str:
        credits = self._say.credits_of(url)
        system = self._program.boxes[0].system
        return f"{self._say.thing(url)}{f' ({amount(credits)} {system})' if credits else ''}"

    def _lacking(self, row: Row, taken: frozenset[int]) -> Fraction:
        return Fraction(row.bound - got(row, taken), self._program.scale)

    def _special(self, row: Row, taken: frozenset[int], what: str) -> str:
        """Return how many of the credits to come have to be special, and in which way."""
        which = described(row.asked.where, self._say) if row.asked.where else ""
        return f"{amount(self._lacking(row, taken))} {what} {which}"

    def notes(self, gap: Allocation | None) -> Iterator[str]:
        """Yield what whoever decides should know besides."""
        learners = {one.award.learner.id or one.award.learner.name for one in self._program.facts}
        if len(learners) > 1:
            named = ", ".join(sorted(learners))
            yield f"The credentials name {len(learners)} learners; make sure they are one: {named}."
        if not self._found.proven:
            yield "Time ran out: this is the best found so far, and there may be a better one."
        if not self._found.complete and gap is None:
            yield "Time ran out: what is missing could not be told."
        elif gap is not None and not gap.proven:
            yield "Time ran out: less than what is told here may be missing."


def _size(credits: Fraction | None, system: str | None, method: str | None, asked: str) -> str:
    if not credits:
        return "It counts."
    how = "" if method in (None, "stated") else f", {asked} by {method}"
    return f"It counts {amount(credits)} {system}{how}."


def _within(limits: list[str]) -> Iterator[str]:
    if limits:
        yield f"mind the limit{'s' if len(limits) > 1 else ''} {several(limits, 'and')}"
