"""Credits, hours, levels and prices: stated, converted, and when nothing can be told."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import DAY, F, T, U, predicate, record, remarks, truth

from mintmark.frameworks.conditions import Bounds, Truth
from mintmark.frameworks.subject import Subject
from mintmark.model import Achievement

NZ = "NZ:NZQCF"


def credits(system: str, value: object, **more: Any) -> dict[str, Any]:
    return {"workload": {"credits": [{"system": system, "value": value}], **more}}


@pytest.mark.parametrize(
    ("bounds", "fields", "answer"),
    [
        ({"system": "ECTS", "at_least": 10, "at_most": 100}, credits("ECTS", 10), T),
        ({"system": "ECTS", "at_least": 10, "at_most": 100}, credits("ECTS", 100), T),
        ({"system": "ECTS", "at_least": 10, "at_most": 100}, credits("ECTS", "9.99"), F),
        ({"system": "ECTS", "at_least": 10, "at_most": 100}, credits("ECTS", "100.01"), F),
        ({"system": "ECTS", "below": 15}, credits("ECTS", 15), F),
        ({"system": "ECTS", "below": 15}, credits("ECTS", "14.9"), T),
        ({"system": "ECTS", "above": 15}, credits("ECTS", 15), F),
        ({"system": "ECTS", "at_least": 1}, {}, U),
        ({"system": "ECTS", "at_least": 1}, {"workload": {"duration": "P6W"}}, U),
        ({"system": "ECTS", "at_least": 1}, credits("house points", 15), U),
        # 5 ECTS are 10 NZ credits by the published rate, 10 to 15 by hours.
        ({"system": NZ, "at_least": 5, "at_most": 40}, credits("ECTS", 5), T),
        ({"system": NZ, "at_most": 12}, credits("ECTS", 5), U),
        ({"system": NZ, "at_most": 9}, credits("ECTS", 5), F),
        ({"system": NZ, "at_least": 16}, credits("ECTS", 5), F),
        # What is stated in the system itself comes before every conversion.
        (
            {"system": NZ, "at_most": 10},
            {
                "workload": {
                    "hours": 900,
                    "credits": [{"system": NZ, "value": 10}, {"system": "ECTS", "value": 40}],
                }
            },
            T,
        ),
    ],
)
def test_credits(bounds: dict[str, Any], fields: dict[str, Any], answer: Truth) -> None:
    assert truth({"credits": bounds}, **fields) is answer


@pytest.mark.parametrize(
    ("bounds", "fields", "answer"),
    [
        ({"at_least": 100, "at_most": 150}, {"workload": {"hours": 100}}, T),
        ({"at_least": 100, "at_most": 150}, {"workload": {"hours": 151}}, F),
        ({"at_least": 100}, credits(NZ, 10), T),
        ({"at_least": 101}, credits(NZ, 10), F),
        ({"at_most": 130}, credits("ECTS", 5), U),
        ({"at_most": 150}, credits("ECTS", 5), T),
        ({"at_least": 1}, {}, U),
        ({"at_least": 1}, {"workload": {"duration": "P12W"}}, U),
    ],
)
def test_hours(bounds: dict[str, Any], fields: dict[str, Any], answer: Truth) -> None:
    assert truth({"hours": bounds}, **fields) is answer


def at(*levels: tuple[str, str]) -> dict[str, Any]:
    return {"levels": [{"framework": name, "value": value} for name, value in levels]}


@pytest.mark.parametrize(
    ("bounds", "fields", "answer"),
    [
        ({"framework": "IE:NFQ", "at_least": "6", "at_most": "9"}, at(("IE:NFQ", "6")), T),
        ({"framework": "IE:NFQ", "at_least": "6", "at_most": "9"}, at(("IE:NFQ", "9")), T),
        ({"framework": "IE:NFQ", "at_least": "6", "at_most": "9"}, at(("IE:NFQ", "10")), F),
        ({"framework": "IE:NFQ", "at_least": "6", "at_most": "9"}, at(("IE:NFQ", "5")), F),
        ({"framework": "EQF", "at_least": "6", "at_most": "7"}, at(("IE:NFQ", "8")), T),
        ({"framework": "EQF", "at_least": "6", "at_most": "7"}, at(("IE:NFQ", "6")), F),
        ({"framework": "QF-EHEA", "at_least": "first cycle"}, at(("QF-EHEA", "second")), T),
        ({"framework": "QF-EHEA", "at_most": "short cycle"}, at(("QF-EHEA", "first")), F),
        ({"framework": "EQF", "at_least": "1"}, at(("no such framework", "1")), U),
        ({"framework": "EQF", "at_least": "1"}, at(("EQF", "no such level")), U),
        ({"framework": "EQF", "at_least": "1"}, {}, U),
        ({"framework": "EQF", "at_least": "1"}, {"levels": {"not_applicable": "A hobby."}}, F),
        # Two levels that contradict one another decide nothing.
        ({"framework": "EQF", "at_least": "5"}, at(("EQF", "5"), ("EQF", "6")), U),
        # AQF is Australia and Albania: the bare code decides nothing.
        ({"framework": "AU:AQF", "at_least": "1"}, at(("AQF", "5")), U),
    ],
)
def test_level(bounds: dict[str, Any], fields: dict[str, Any], answer: Truth) -> None:
    assert truth({"level": bounds}, **fields) is answer


def price(amount: object, currency: str = "NZD") -> dict[str, Any]:
    return {"price": {"amount": amount, "currency": currency}}


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({**price(600), **credits(NZ, 10)}, T),
        ({**price("600.01"), **credits(NZ, 10)}, F),
        ({**price(600, "EUR"), **credits(NZ, 10)}, U),
        ({**price(600)}, U),
        ({**credits(NZ, 10)}, U),
        ({**price(0)}, T),
        ({**price(0, "EUR")}, T),
        # 5 ECTS are 10 to 15 NZ credits: 900 NZD are 60 to 90 for each.
        ({**price(600), **credits("ECTS", 5)}, T),
        ({**price(900), **credits("ECTS", 5)}, U),
        ({**price(901), **credits("ECTS", 5)}, F),
    ],
)
def test_price_per_credit(fields: dict[str, Any], answer: Truth) -> None:
    ceiling = {"price_per_credit": {"system": NZ, "currency": "NZD", "at_most": 60}}
    assert truth(ceiling, **fields) is answer


def test_a_conversion_says_value_range_and_method() -> None:
    told = remarks({"credits": {"system": NZ, "at_most": 12}}, **credits("ECTS", 5))
    for part in ("5 ECTS", "10 NZ:NZQCF", "(published", "10 to 15", "at most 12"):
        assert part in told


def test_what_is_stated_and_right_needs_no_remark() -> None:
    assert remarks({"credits": {"system": "ECTS", "at_most": 5}}, **credits("ECTS", 5)) == ""
    told = remarks({"credits": {"system": "ECTS", "at_most": 5}}, **credits("ECTS", 6))
    assert told == "Wanted: at most 5 ECTS credits."


def test_what_cannot_be_told_says_why() -> None:
    told = remarks({"level": {"framework": "AU:AQF", "at_least": "1"}}, **at(("AQF", "5")))
    assert "cannot be told" in told
    assert "AL:AQF" in told
    assert remarks({"hours": {"at_least": 1}}) == "Wanted: at least 1 hour."
    told = remarks({"credits": {"system": NZ, "at_least": 1}}, **credits("house points", 1))
    assert told.startswith("What is written cannot be compared")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"credits": {"system": "ETCS", "at_least": 1}}, "ETCS"),
        ({"price_per_credit": {"system": "kiwis", "currency": "NZD", "at_most": 60}}, "kiwis"),
        ({"level": {"framework": "EFQ", "at_least": "1"}}, "EFQ"),
        ({"level": {"framework": "EQF", "at_least": "9"}}, "no level '9'"),
        ({"level": {"framework": "EQF", "at_least": "7", "at_most": "6"}}, "no level of EQF lies"),
        ({"level": {"framework": "AQF", "at_least": "1"}}, "AL:AQF"),
    ],
)
def test_a_map_that_leads_nowhere_is_found_before_use(data: dict[str, Any], fault: str) -> None:
    faults = list(predicate(data).faults((Achievement,)))
    assert len(faults) == 1
    assert fault in faults[0]


NUMBERS = st.integers(0, 50).map(Fraction)
KEYS = st.sampled_from((("at_least", "at_most"), ("above", "below"), ("at_least", "below")))


@st.composite
def bounds(draw: st.DrawFn) -> tuple[Bounds, Fraction, Fraction]:
    """Bounds with their two numbers."""
    lower, upper = draw(KEYS)
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    made = Bounds.model_validate({lower: str(low), upper: str(high)})
    return made, low, high


@given(bounds(), NUMBERS, NUMBERS)
def test_a_range_is_judged_as_all_its_points(
    bound: tuple[Bounds, Fraction, Fraction], one: Fraction, other: Fraction
) -> None:
    """TRUE only if every point is within, FALSE only if none is, also in quarters."""
    low, high = sorted((one, other))
    points = [low + (high - low) * part / 8 for part in range(9)]
    answers = {bound[0].judge(point) for point in points}
    assert U not in answers
    answer = bound[0].judge(low, high)
    if answer is not U:
        assert answers == {answer}


@given(bounds(), NUMBERS, NUMBERS, NUMBERS)
def test_wider_bounds_never_take_a_yes_away(
    bound: tuple[Bounds, Fraction, Fraction], one: Fraction, other: Fraction, more: Fraction
) -> None:
    made, low, high = bound
    names = [name for name, _ in made.bounds()]
    wider = Bounds.model_validate({names[0]: str(low - more), names[1]: str(high + more)})
    start, end = sorted((one, other))
    if made.judge(start, end) is T:
        assert wider.judge(start, end) is T
    if wider.judge(start, end) is F:
        assert made.judge(start, end) is F


@given(bounds(), NUMBERS, NUMBERS, NUMBERS)
def test_knowing_less_never_makes_a_yes_or_a_no(
    bound: tuple[Bounds, Fraction, Fraction], one: Fraction, other: Fraction, less: Fraction
) -> None:
    """A range inside a wider one keeps whatever the wider one decides."""
    low, high = sorted((one, other))
    vague = bound[0].judge(low - less, high + less)
    if vague is not U:
        assert bound[0].judge(low, high) is vague


@given(st.integers(1, 200), st.integers(1, 100), st.integers(0, 100))
def test_a_converted_workload_is_judged_monotonously(value: int, low: int, width: int) -> None:
    """With wider bounds what conforms still does, whatever the conversion says."""
    subject = Subject(record(**credits("ECTS", value)), None, DAY)
    narrow = predicate({"credits": {"system": NZ, "at_least": low, "at_most": low + width}})
    wide = predicate({"credits": {"system": NZ, "at_most": low + width}})
    if narrow.truth(subject) is T:
        assert wide.truth(subject) is T


@pytest.mark.parametrize(
    ("bounds", "fields", "answer"),
    [
        # ISCED 6 is NFQ 7 or 8, and nothing says which.
        ({"framework": "IE:NFQ", "at_least": "6", "at_most": "9"}, at(("ISCED", "6")), T),
        ({"framework": "IE:NFQ", "at_least": "7", "at_most": "8"}, at(("ISCED", "6")), T),
        ({"framework": "IE:NFQ", "at_least": "8"}, at(("ISCED", "6")), U),
        ({"framework": "IE:NFQ", "at_most": "7"}, at(("ISCED", "6")), U),
        ({"framework": "IE:NFQ", "at_least": "9"}, at(("ISCED", "6")), F),
        ({"framework": "IE:NFQ", "at_most": "6"}, at(("ISCED", "6")), F),
        # The map from New Zealand's level 3 is a row that is not to be executed.
        ({"framework": "EQF", "at_least": "1"}, at(("NZ:NZQCF", "3")), U),
        ({"framework": "EQF", "at_most": "1"}, at(("NZ:NZQCF", "3")), U),
        # It names one counterpart in one place and none in another.
        ({"framework": "EQF", "at_least": "1"}, at(("NZ:NZQCF", "8")), U),
        # Remembered or private maps never decide.
        ({"framework": "EQF", "at_least": "1"}, at(("NL:NLQF", "5")), U),
        ({"framework": "AU:AQF", "at_least": "1"}, at(("ZA:NQF", "5")), U),
    ],
)
def test_an_ambiguous_level_is_judged_where_all_that_it_may_be_agrees(
    bounds: dict[str, Any], fields: dict[str, Any], answer: Truth
) -> None:
    assert truth({"level": bounds}, **fields) is answer


def test_an_ambiguous_level_that_settles_it_is_told_as_a_range() -> None:
    asked = {"level": {"framework": "IE:NFQ", "at_least": "6", "at_most": "9"}}
    told = remarks(asked, **at(("ISCED", "6")))
    assert told.startswith("ISCED:6 is from 7 to 8 in IE:NFQ, which is enough to tell.")
    unsettled = remarks({"level": {"framework": "IE:NFQ", "at_least": "8"}}, **at(("ISCED", "6")))
    assert "cannot be told: It may be IE:NFQ:7 or IE:NFQ:8" in unsettled
