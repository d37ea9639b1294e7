"""Times: one strict form in, one form out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.times import format_time, parse_time
from mintmark.errors import InputError, UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-02-24T23:36:38Z", datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)),
        ("2024-02-29T00:30:00+01:00", datetime(2024, 2, 28, 23, 30, tzinfo=UTC)),
        ("2024-02-28T22:00:00-02:30", datetime(2024, 2, 29, 0, 30, tzinfo=UTC)),
        ("2024-01-01T00:00:00.25Z", datetime(2024, 1, 1, 0, 0, 0, 250_000, tzinfo=UTC)),
        ("2024-01-01T00:00:00.123456789Z", datetime(2024, 1, 1, 0, 0, 0, 123_456, tzinfo=UTC)),
        ("2024-01-01T00:00:00.1234567890123Z", datetime(2024, 1, 1, 0, 0, 0, 123_456, tzinfo=UTC)),
        (f"2024-01-01T00:00:00.{'0' * 99}Z", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-01-01T14:00:00+14:00", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-01-01T00:00:00-00:00", datetime(2024, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_full_time_with_a_zone_is_read(text: str, expected: datetime) -> None:
    assert parse_time(text) == expected
    assert parse_time(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-01-01T00:00:00", "time.no-zone"),
        ("2024-01-01", "time.malformed"),
        ("2024-01-01 00:00:00Z", "time.malformed"),
        ("2024-01-01t00:00:00z", "time.malformed"),
        ("2024-01-01T00:00Z", "time.malformed"),
        ("2024-01-01T00:00:00.Z", "time.malformed"),
        ("2024-01-01T00:00:00+0100", "time.malformed"),
        ("2024-01-01T00:00:00Z\n", "time.malformed"),
        ("٢٠٢٤-01-01T00:00:00Z", "time.malformed"),
        ("+2024-01-01T00:00:00Z", "time.malformed"),
        ("", "time.malformed"),
        (f"2024-01-01T00:00:00.{'0' * 999_999}Z", "time.malformed"),
        ("2023-02-29T00:00:00Z", "time.impossible"),
        ("2024-13-01T00:00:00Z", "time.impossible"),
        ("2024-01-01T24:00:00Z", "time.impossible"),
        ("2016-12-31T23:59:60Z", "time.impossible"),
        ("2024-01-01T00:00:00+14:01", "time.impossible"),
        ("2024-01-01T00:00:00+01:60", "time.impossible"),
        ("0000-01-01T00:00:00Z", "time.impossible"),
        ("0001-01-01T00:00:00+01:00", "time.impossible"),
    ],
)
def test_anything_else_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_time(text)
    assert caught.value.code == code


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(InputError, match="not a date"):
        parse_time(20240101)  # type: ignore[arg-type]


def test_times_are_written_in_utc_without_empty_fractions() -> None:
    east = timezone(timedelta(hours=2))
    assert format_time(datetime(2026, 3, 1, 11, 30, tzinfo=east)) == "2026-03-01T09:30:00Z"
    assert format_time(datetime(2026, 3, 1, 0, 0, 0, 500, tzinfo=UTC)).endswith(":00.000500Z")


def test_a_time_without_a_zone_is_not_written() -> None:
    with pytest.raises(UsageError) as caught:
        format_time(datetime(2026, 3, 1))
    assert caught.value.code == "time.naive"


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read_again(moment: datetime) -> None:
    assert parse_time(format_time(moment)) == moment
