from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.edtf import EdtfDate, parse_edtf
from seed.dates import find_dates
from seed.lexicon import load_lexicon
from seed.tokens import tokenize

LEXICON = load_lexicon()


def dates(text: str, published: str | None = None) -> list[str]:
    own = parse_edtf(published) if published else None
    return [str(item.date) for item in find_dates(text, tokenize(text), LEXICON, own)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("signed on 5 March 2019", ["2019-03-05"]),
        ("signed on March 5, 2019", ["2019-03-05"]),
        ("signed on the 5th of March 2019", ["2019-03-05"]),
        ("le 1er mars 2019", ["2019-03-01"]),
        ("5 de marzo de 2019", ["2019-03-05"]),
        ("5. März 2019", ["2019-03-05"]),
        ("5 marzo 2019", ["2019-03-05"]),
        ("5 de março de 2019", ["2019-03-05"]),
        ("13 enero 2016", ["2016-01-13"]),
        ("12 Oct 2011", ["2011-10-12"]),
        ("2019-03-05", ["2019-03-05"]),
        ("05.03.2019", ["2019-03-05"]),
        ("in March 2019", ["2019-03"]),
        ("since 2014", ["2014"]),
        ("Monday 26th March 2001", ["2001-03-26"]),
        # the wrong twins
        ("30 February 2019", []),
        ("0 March 2019", []),
        ("2019-00-05", []),
        ("2019-13-05", []),
        ("5 March 12019", []),
        ("5 Bananas 2019", []),
        ("in 1850 and in 2500", []),
        ("Room 2014", []),
        ("resolution 2178 (2014)", []),
        ("in 2013-2014", []),
        ("٥ March ٢٠١٩", []),
        ("on Tuesday, yesterday, last week, 5 March", []),
    ],
)
def test_stated_dates_and_their_wrong_twins(text: str, found: list[str]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Tuesday", ["2011-10-11"]),
        ("on Wednesday", ["2011-10-12"]),
        ("on Thursday", ["2011-10-06"]),
        ("today", ["2011-10-12"]),
        ("yesterday", ["2011-10-11"]),
        ("this week", ["2011-10"]),
        ("last month", ["2011-09"]),
        ("on 5 October", ["2011-10-05"]),
        ("on 5 November", ["2010-11-05"]),
        ("their meeting (11-12 October)", []),
        ("from 15 to 19 May", []),
        ("0 March", []),
        ("on 5 March 1850", []),
        ("on 5 March, 12019", []),
        ("le 5 de marzo de 1850", []),
    ],
)
def test_dates_counted_from_the_articles_own(text: str, found: list[str]) -> None:
    assert dates(text, "2011-10-12") == found


def test_a_week_that_lies_in_two_months_is_no_month() -> None:
    assert dates("this week", "2011-11-01") == []


@given(st.text(max_size=300))
def test_no_text_raises_and_all_dates_have_their_place(text: str) -> None:
    for item in find_dates(text, tokenize(text), LEXICON, EdtfDate(2011, 10, 12)):
        assert 0 <= item.start < item.end <= len(text)
        assert 1900 <= item.date.year <= 2100


@given(
    st.dates(), st.sampled_from(["{d} {m} {y:04}", "{m} {d}, {y:04}", "{y:04}-{n:02}-{d:02}", "{d:02}.{n:02}.{y:04}"])
)
def test_a_written_date_is_read_as_it_is_or_not_at_all(day: object, form: str) -> None:
    names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    year, month, number = day.year, day.month, day.day  # type: ignore[attr-defined]
    text = "signed " + form.format(d=number, m=names[month - 1], y=year, n=month)
    assert dates(text) == ([f"{year:04}-{month:02}-{number:02}"] if 1900 <= year <= 2100 else [])


@given(st.text(st.sampled_from("0123456789 .-/,MaychJune"), max_size=60))
def test_what_is_found_is_written_there(text: str) -> None:
    for item in find_dates(text, tokenize(text), LEXICON, None):
        assert str(item.date.year) in text[item.start : item.end]
        assert item.basis == "stated"


@given(st.lists(st.sampled_from(["3 May 2019", "2011-05-16", "in 1998", "word", "12", "x" * 90, "\n"]), max_size=9))
def test_a_date_is_found_wherever_it_stands(parts: list[str]) -> None:
    text = " , ".join(parts)
    found = [text[item.start : item.end] for item in find_dates(text, tokenize(text), LEXICON, None)]
    assert found == [
        part.removeprefix("in ") for part in parts if any(sign.isdigit() for sign in part) and part != "12"
    ]
