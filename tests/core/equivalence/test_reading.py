"""What people write, and what is said where it makes no sense."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from mintmark.equivalence import LevelRef, Quantity, equate, number, read
from mintmark.errors import UsageError

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 ECTS", "5", "ECTS"),
        ("2.5ects", "5/2", "ECTS"),
        ("5 ECTS credits", "5", "ECTS"),
        ("  30   h ", "30", "h"),
        ("30 hours", "30", "h"),
        ("PT30H", "30", "h"),
        ("PT37H30M", "75/2", "h"),
        ("pt45m", "3/4", "h"),
        ("P12W", "12", "week"),
        ("P1W3D", "10", "day"),
        ("12 weeks", "12", "week"),
        ("40 nzqf", "40", "NZ:NZQCF"),
        ("40 NZ credits", "40", "NZ:NZQCF"),
        ("40 New Zealand", "40", "NZ:NZQCF"),
        ("10 gb", "10", "UK:CATS"),
        ("10 UK:CATS", "10", "UK:CATS"),
        ("3 EAP", "3", "EE:ECTS"),
        ("3 MT:ECTS", "3", "MT:ECTS"),
        ("0.000001 ECTS", "1/1000000", "ECTS"),
        ("100000 h", "100000", "h"),
    ],
)
def test_amounts(text, value, unit):
    assert read(text) == Quantity(Fraction(value), unit)


@pytest.mark.parametrize(
    ("text", "framework", "level"),
    [
        ("NFQ:7", "IE:NFQ", "7"),
        ("ie:nfq:7", "IE:NFQ", "7"),
        ("NFQ 7", "IE:NFQ", "7"),
        ("EQF: Level 6", "EQF", "6"),
        ("AU:AQF:8", "AU:AQF", "8"),
        ("SCQF:12", "UK-SCT:SCQF", "12"),
        ("UK:SCQF:12", "UK-SCT:SCQF", "12"),
        ("RQF:e3", "UK:RQF", "E3"),
        ("NZQF:8", "NZ:NZQCF", "8"),
        ("NZ:NZQF:8", "NZ:NZQCF", "8"),
        ("QF-EHEA:first", "QF-EHEA", "first cycle"),
        ("QF-EHEA:Short Cycle", "QF-EHEA", "short cycle"),
        ("AU:ASCED:advanced diploma", "AU:ASCED", "Advanced Diploma"),
        ("NL:NLQF:4+", "NL:NLQF", "4+"),
    ],
)
def test_levels(text, framework, level):
    assert read(text) == LevelRef(framework, level)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "malformed-question"),
        ("5", "malformed-question"),
        ("ECTS", "malformed-question"),
        ("five ECTS", "malformed-question"),
        (":7", "malformed-question"),
        ("NFQ:", "malformed-question"),
        ("x" * 201, "malformed-question"),
        ("-5 ECTS", "bad-number"),
        ("- 5 ECTS", "bad-number"),
        ("\N{MINUS SIGN}5 ECTS", "bad-number"),
        ("0 ECTS", "bad-number"),
        ("NaN ECTS", "bad-number"),
        ("Infinity h", "bad-number"),
        ("1e5 h", "bad-number"),
        ("1e400 ECTS", "bad-number"),
        ("2,5 ECTS", "bad-number"),
        ("1_000 h", "bad-number"),
        ("100001 h", "bad-number"),
        ("9" * 50 + " h", "bad-number"),
        ("0.0000001 h", "bad-number"),
        ("PT0H", "bad-number"),
        ("PT999999H", "bad-number"),
        ("P3M", "malformed-duration"),
        ("P1Y", "malformed-duration"),
        ("PT", "malformed-duration"),
        ("P1DT5H", "malformed-duration"),
        ("5 ETCS", "unknown-name"),
        ("5 credits", "unknown-name"),
        ("5 CREDIT", "ambiguous"),
        ("5 us", "ambiguous"),
        ("AQF:8", "ambiguous"),
        ("MQF:5", "ambiguous"),
        ("PQF:5", "ambiguous"),
        ("NQF:5", "ambiguous"),
        ("XQF:5", "unknown-name"),
        ("AT:NFQ:7", "unknown-name"),
        ("NFQ:11", "unknown-level"),
        ("NFQ:6.5", "unknown-level"),
        ("FR:CNCP:III", "unknown-level"),
    ],
)
def test_what_makes_no_sense_has_one_named_error(run, text, code):
    with pytest.raises(UsageError) as caught:
        equate(text, "ECTS", as_of=DAY)
    assert caught.value.code == f"equivalence.{code}"
    answer = run("equate", text, "--to", "ECTS")
    assert answer.code == 64
    assert answer.err.count("\n") == 1
    assert f"[equivalence.{code}]" in answer.err
    assert len(answer.err) < 900


def test_an_ambiguous_name_names_all_it_may_be():
    with pytest.raises(UsageError, match="AU:AQF or AL:AQF"):
        read("AQF:8")
    with pytest.raises(UsageError, match="ECTS or IE:FET"):
        equate("5 ECTS", "ie", as_of=DAY)


@pytest.mark.parametrize(
    ("name", "nearest"), [("ETCS", "ECTS"), ("NZQFC", "NZ:NZQCF"), ("SCFQ", "SCQF")]
)
def test_an_unknown_name_gives_the_nearest(name, nearest):
    with pytest.raises(UsageError, match=f"Did you mean .*{nearest}"):
        equate("5 h", name, as_of=DAY)
    with pytest.raises(UsageError, match=r"Known: .*ECTS"):
        equate("5 h", "#########", as_of=DAY)


def test_values_from_python_are_held_to_the_same():
    assert equate(Quantity(Decimal("2.5"), "ects"), "NZ", as_of=DAY).value == 5
    assert equate(LevelRef("nfq", "level 7"), "eqf", as_of=DAY).value == "6"
    for value in (Decimal("NaN"), Decimal("Infinity"), float("inf"), "x", None, 0, -1, 10**6):
        with pytest.raises(UsageError) as caught:
            equate(Quantity(value, "ECTS"), "NZ", as_of=DAY)
        assert caught.value.code == "equivalence.bad-number"


def test_amounts_and_levels_are_not_mixed():
    with pytest.raises(UsageError, match="credit system 'EQF'"):
        equate("5 ECTS", "EQF", as_of=DAY)
    with pytest.raises(UsageError, match="level framework 'ECTS'"):
        equate("NFQ:7", "ECTS", as_of=DAY)


def test_numbers_for_people():
    shown = [number(Fraction(n)) for n in ("10", "55/4", "1/3", "1/60000", "1000000", "0.00583")]
    assert shown == ["10", "13.75", "0.3333", "0.0000167", "1000000", "0.00583"]


def test_a_name_is_read_to_its_end():
    with pytest.raises(UsageError, match="no credit system"):
        equate("5 h", f"ECTS{' ' * 300}or something else", as_of=DAY)
