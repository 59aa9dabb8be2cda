"""Dates with their precision."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.edtf import EdtfDate, parse_edtf
from db.errors import BadDateError


@pytest.mark.parametrize(
    ("text", "precision", "words", "last"),
    [
        ("2011-10-11", "day", "11 October 2011", "2011-10-11"),
        ("2016-02", "month", "February 2016", "2016-02-29"),
        ("2014", "year", "2014", "2014-12-31"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, precision: str, words: str, last: str) -> None:
    date = parse_edtf(text)
    assert (str(date), date.precision, date.in_words(), str(date.last_day)) == (text, precision, words, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11",
        "2011-13",
        "2011-02-30",
        "2011-00",
        "2011-10-00",
        "2011-1-1",
        "2011-10-11T00:00",
        "20111011",
        "٢٠١١",
        "2011\n",
        "0000",
        "1" * 5000,
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDateError):
        parse_edtf(text)


@given(st.text(max_size=12))
def test_any_text_is_a_date_written_back_alike_or_refused(text: str) -> None:
    try:
        date = parse_edtf(text)
    except BadDateError:
        return
    assert str(date) == text


@given(st.dates())
def test_every_day_survives_writing_and_reading(day: datetime.date) -> None:
    date = EdtfDate(day.year, day.month, day.day)
    assert parse_edtf(str(date)) == date
    assert date.first_day == date.last_day == day
    assert EdtfDate(day.year).contains(date)
    assert EdtfDate(day.year, day.month).contains(date)


@given(st.lists(st.builds(EdtfDate, st.integers(1900, 2100), st.none() | st.integers(1, 12)), max_size=6))
def test_order_is_by_first_day_and_coarse_before_fine(dates: list[EdtfDate]) -> None:
    ordered = sorted(dates)
    assert [d.first_day for d in ordered] == sorted(d.first_day for d in dates)
    assert EdtfDate(2014) < EdtfDate(2014, 1) < EdtfDate(2014, 1, 1) < EdtfDate(2014, 1, 2)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(BadDateError):
        EdtfDate(2011, None, 3)
