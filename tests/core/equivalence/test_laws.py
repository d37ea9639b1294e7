"""Laws of equivalence: round trips, order, told steps, and what may decide."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.equivalence import LevelRef, Quantity, equate, read
from mintmark.equivalence.credit_rates import ways
from mintmark.equivalence.credits import convert
from mintmark.equivalence.facts import Contents, Fact
from mintmark.equivalence.levels import place
from mintmark.equivalence.library import library
from mintmark.errors import MintmarkError

DAY = date(2024, 1, 1)
SYSTEMS = sorted(library().systems)
FRAMEWORKS = sorted(library().frameworks)
LEVELS = [
    LevelRef(name, level) for name in FRAMEWORKS for level in library().frameworks[name].levels
]
units = st.sampled_from(SYSTEMS)
values = st.decimals("0.000001", 50, places=6).map(Fraction)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(values, units, units, days)
def test_a_round_trip_stays_inside_its_range(value, start, end, day):
    there = convert(Quantity(value, start), end, day)
    if there.decided:
        back = convert(Quantity(there.value, end), start, day)
        assert back.value == value
        assert back.low <= value <= back.high


@given(values, values, units, units, days)
def test_more_learning_is_never_worth_less(one, other, start, end, day):
    less, more = (convert(Quantity(v, start), end, day) for v in sorted((one, other)))
    assert less.decided == more.decided
    if less.decided:
        for end_of in ("value", "low", "high"):
            assert getattr(less, end_of) <= getattr(more, end_of)
        assert (less.value < more.value) == (one != other)


@given(values, values, units)
def test_hours_keep_the_order(one, other, system):
    less, more = (convert(Quantity(v, system), "h", DAY) for v in sorted((one, other)))
    if less.decided:
        assert less.low <= more.low
        assert less.high <= more.high


@given(values, units, units, days)
def test_the_value_lies_in_the_range_and_every_step_is_told(value, start, end, day):
    answer = convert(Quantity(value, start), end, day)
    if not answer.decided:
        assert answer.note
        assert (answer.method, answer.steps) == (None, ())
        return
    assert answer.low <= answer.value <= answer.high
    assert (answer.steps[0].start, answer.steps[-1].end) == (start, end)
    assert all(step.end == following.start for step, following in pairwise(answer.steps))
    assert all(step.source and step.figure for step in answer.steps)
    assert all(step.method in answer.method for step in answer.steps)


def test_every_other_way_is_shown_where_it_differs():
    for start, end in product(SYSTEMS, SYSTEMS):
        answer = convert(Quantity(Fraction(1), start), end, DAY)
        shown = {(a.value, a.low, a.high) for a in answer.alternatives}
        told = shown | {(answer.value, answer.value, answer.value)}
        for way in ways(start, end, DAY):
            first = answer.decided and way == ways(start, end, DAY)[0]
            assert first or (way.factor, way.low, way.high) in told


def test_every_chain_of_levels_is_told_step_by_step():
    chains = 0
    for asked, to in product(LEVELS, FRAMEWORKS):
        answer = place(asked, to, DAY)
        if not answer.decided:
            assert answer.note
            continue
        assert answer.steps[0].start == asked.framework
        assert answer.steps[-1].end == to
        for between in {step.end for step in answer.steps} - {to}:
            assert between in answer.method
            chains += 1
    assert chains > 100


def test_levels_keep_their_order():
    for start, end in product(FRAMEWORKS, FRAMEWORKS):
        here, there = library().frameworks[start], library().frameworks[end]
        if here.ordered and there.ordered:
            answers = [place(LevelRef(start, level), end, DAY).value for level in here.levels]
            ranks = [there.levels.index(value) for value in answers if value is not None]
            assert ranks == sorted(ranks), (start, end)


def everything(day: date) -> dict[object, object]:
    """What is decided, for every pair of systems and for every level and framework."""
    one = Fraction(1)
    amounts = {(a, b): convert(Quantity(one, a), b, day) for a, b in product(SYSTEMS, SYSTEMS)}
    levels = {(str(r), to): place(r, to, day) for r, to in product(LEVELS, FRAMEWORKS)}
    return {
        key: (answer.value, answer.low, answer.high, answer.method, answer.steps)
        for key, answer in (amounts | levels).items()
    }


def without(contents: Contents, unwanted) -> Contents:
    """Return the data without the unwanted figures, rates and maps; the names stay."""

    def kept(fact: Fact | None) -> Fact | None:
        return None if fact is None or unwanted(fact) else fact

    systems = [
        s.model_copy(update={"hours": kept(s.hours), "year": kept(s.year)})
        for s in contents.systems
    ]
    frameworks = [
        f.model_copy(update={"maps": tuple(m for m in f.maps if not unwanted(m))})
        for f in contents.frameworks
    ]
    rates = tuple(rate for rate in contents.rates if not unwanted(rate))
    changed = {"systems": tuple(systems), "frameworks": tuple(frameworks), "rates": rates}
    return contents.model_copy(update=changed)


def test_what_is_only_remembered_never_decides(with_data):
    """Nothing that is decided changes when all that is remembered is taken away."""
    before = everything(DAY)
    with_data(without(library().contents, lambda fact: fact.confidence == "memory"))
    assert everything(DAY) == before
    assert all(step.confidence != "memory" for *_, steps in before.values() for step in steps)


def test_something_that_is_remembered_is_shown_all_the_same():
    answer = equate("AU:AQF:8", "EQF", as_of=DAY)
    assert not answer.decided
    assert [(a.value, a.confidence, a.doubt is not None) for a in answer.alternatives] == [
        ("6", "memory", True)
    ]
    german = equate("30 h", "de", as_of=DAY)
    assert (german.value, german.low, german.high) == (Fraction(12, 11), 1, Fraction(6, 5))
    assert [(a.value, a.confidence) for a in german.alternatives] == [(1, "memory")]


@pytest.mark.parametrize("day", [date(2008, 1, 1), date(2015, 6, 1), date(2020, 1, 1), DAY])
def test_a_fact_outside_its_dates_is_not_used(day, with_data):
    before = everything(day)
    with_data(without(library().contents, lambda fact: not fact.holds(day)))
    assert everything(day) == before


def test_dates_matter():
    assert not equate("40 IN:NCRF", "ECTS", as_of=date(2023, 4, 9)).decided
    assert equate("40 IN:NCRF", "ECTS", as_of=date(2023, 4, 10)).decided
    assert "not in force" in equate("40 IN:NCRF", "ECTS", as_of=date(2023, 4, 9)).note
    assert not equate("FR:CNCP:6", "EQF", as_of=date(2018, 12, 31)).decided
    assert not equate("AU:AQF:9", "EQF", as_of=date(2015, 12, 31)).decided
    assert equate("AU:AQF:9", "EQF", as_of=date(2016, 1, 1)).decided


@pytest.mark.parametrize("day", [date(2018, 8, 22), date(2022, 7, 31), date(2022, 8, 1), DAY])
def test_a_new_zealand_credit_has_been_ten_hours_under_both_names(day):
    hours = equate("50 h", "nz", as_of=day)
    assert (hours.value, hours.low, hours.high, hours.method) == (5, 5, 5, "notional hours")


@given(st.text(max_size=30) | st.from_regex(r"[+-]?[0-9.,e]{1,9} ?[A-Za-z:]{0,9}"))
def test_any_text_is_read_or_refused_by_name(text):
    try:
        asked = read(text)
    except MintmarkError as error:
        assert error.code.startswith("equivalence.")
        return
    assert isinstance(asked, Quantity | LevelRef)


@given(st.decimals("0.000001", 100_000, places=6), units)
def test_an_amount_is_read_exactly_as_it_is_written(number, unit):
    assert read(f"{number:f} {unit}") == Quantity(Fraction(number), unit)


@given(st.sampled_from(LEVELS))
def test_a_level_is_read_as_it_is_written(level):
    assert read(str(level)) == read(str(level).upper()) == level


def test_the_data_hold_on_the_day_after_too():
    assert everything(DAY) == everything(DAY + timedelta(days=1))
