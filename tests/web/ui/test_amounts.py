"""Numbers, credits and money in the reader's language, exactly."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from mintmark_web.ui.templatetags.amounts import amount, credits, level, money, span


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (3, "3", "3"),
        (Decimal("7.50"), "7.5", "7,5"),
        (Fraction(15, 2), "7.5", "7,5"),
        (Fraction(7, 3), "2 1/3", "2 1/3"),
        (Fraction(-1, 3), "−1/3", "−1/3"),
        (1234567, "1,234,567", "1 234 567"),
        (Decimal("100"), "100", "100"),
        ("0.1", "0.1", "0,1"),
    ],
)
def test_an_amount(value, english, french):
    def plain(text):
        return text.replace("\xa0", " ").replace("\u202f", " ")

    with translation.override("en"):
        assert plain(amount(value)) == english
    with translation.override("fr"):
        assert plain(amount(value)) == french


@given(st.fractions(max_denominator=10**6))
def test_an_amount_is_never_rounded(value):
    with translation.override("en"):
        said = amount(value).replace(",", "").replace("−", "-")
    whole, _, part = said.rpartition("\xa0")
    read = Fraction(part)
    if whole:
        read = Fraction(whole) + (-read if whole.startswith("-") else read)
    assert read == value


def test_money_and_credits():
    with translation.override("en"):
        assert money(Decimal("1234.50"), "EUR") == "<bdi>EUR\xa01,234.50</bdi>"
        assert credits(3, "ECTS") == "<bdi>3\xa0ECTS</bdi>"
        assert credits(5, "NZ:NZQCF") == "<bdi>5\xa0NZQCF (New Zealand)</bdi>"
        assert credits(5, "UK:CATS") == "<bdi>5\xa0CATS (United Kingdom)</bdi>"
        assert credits(5, "XX:ODD") == "<bdi>5\xa0XX:ODD</bdi>"
    with translation.override("fr"):
        assert money(Decimal("12.50"), "EUR") == "<bdi>12,50\xa0EUR</bdi>"
    assert "&lt;" in credits(1, "<b>")


def test_dates_in_english_are_not_american_and_not_ambiguous():
    day = datetime(2026, 5, 3, 14, 5)
    with translation.override("en"):
        assert date_format(day, "DATETIME_FORMAT") == "3 May 2026, 14:05"
        assert date_format(day, "SHORT_DATE_FORMAT") == "3 May 2026"
    with translation.override("fr"):
        assert date_format(day) == "3 mai 2026"


def test_money_that_was_worked_out_is_told_to_the_hundredth():
    assert "100.33" in money(Fraction(301, 3), "EUR")
    assert "150.50" in money(Fraction("150.5"), "EUR")


@pytest.mark.parametrize(
    ("said", "english", "french"),
    [
        ("EQF 5", "EQF 5", "EQF 5"),
        ("IE:NFQ 6", "NFQ 6 (Ireland)", "NFQ 6 (Irlande)"),
        ("NZ:NZQCF 4", "NZQCF 4 (New Zealand)", "NZQCF 4 (Nouvelle-Zélande)"),
        ("Level: the third", "Level: the third", "Level: the third"),
        ("", "", ""),
    ],
)
def test_a_level_names_its_country_in_words(said, english, french):
    assert level(said) == english
    with translation.override("fr"):
        assert level(said) == french


@pytest.mark.parametrize(
    ("said", "english", "french"),
    [
        ("P6W", "6 weeks", "6 semaines"),
        ("P1Y3M", "1 year, 3 months", "1 an, 3 mois"),
        ("P1D", "1 day", "1 jour"),
        ("six weeks", "six weeks", "six weeks"),
        ("P", "P", "P"),
        ("", "", ""),
    ],
)
def test_a_duration_is_told_in_words(said, english, french):
    assert span(said) == english
    with translation.override("fr"):
        assert span(said) == french
