"""What is typed, as a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.compile import compile_query
from db.query import LONGEST_QUERY, MOST_TERMS, Query, Term, YearRange, parse


def test_words_phrases_and_prefixes() -> None:
    query = parse('europol "secure line" traffick*')
    assert query.terms == (Term("europol"), Term("secure line", phrase=True), Term("traffick", prefix=True))
    assert query.problems == ()


def test_the_word_being_typed_is_a_prefix_until_a_blank_ends_it() -> None:
    assert parse("secure eur", typing=True).terms == (Term("secure"), Term("eur", prefix=True))
    assert parse("secure eur ", typing=True).terms == (Term("secure"), Term("eur"))


def test_filters() -> None:
    query = parse('org:interpol ORG:"World Customs Organization" kind:mou status:signed topic:piracy year:2011..2017')
    assert query.organisations == ("interpol", "World Customs Organization")
    assert query.kinds == ("memorandum of understanding",)
    assert query.statuses == ("signed",)
    assert query.topics == ("piracy",)
    assert query.years == YearRange(2011, 2017)
    assert query.terms == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("year:2014", YearRange(2014, 2014)),
        ("year:2011..", YearRange(2011, None)),
        ("year:..2017", YearRange(None, 2017)),
        ("year:2017..2011", YearRange(2011, 2017)),
    ],
)
def test_years(text: str, years: YearRange) -> None:
    assert parse(text).years == years


@pytest.mark.parametrize(
    "text", ["year:soon", "year:", "year:20", "year:..", "year:2011..x", "kind:zeppelin", "status:", "org:"]
)
def test_a_filter_without_meaning_is_told_and_narrows_nothing(text: str) -> None:
    query = parse(text)
    assert query.problems
    assert query.is_empty


@pytest.mark.parametrize("text", ["year:2014x", 'kind:"', "topic:", "europol year:soon"])
def test_problems_name_the_filter(text: str) -> None:
    assert any(text.rsplit(maxsplit=1)[-1].split(":", maxsplit=1)[0] in problem for problem in parse(text).problems)


def test_an_unknown_field_is_a_word_like_any_other() -> None:
    assert parse("a:b re:europol").terms == (Term("a"), Term("b"), Term("re"), Term("europol"))


def test_kinds_by_any_beginning_of_a_word() -> None:
    assert parse("kind:joint").kinds == ("joint action plan", "joint declaration")
    assert "cooperation agreement" in parse("kind:agreement").kinds
    assert parse("kind:working-arrangement").kinds == ("working arrangement",)


def test_there_is_a_limit_to_words_and_length() -> None:
    query = parse(" ".join(f"w{n}" for n in range(40)))
    assert len(query.terms) == MOST_TERMS
    assert query.problems
    assert parse("x" * (LONGEST_QUERY + 1)).problems


@given(st.text(max_size=80), st.booleans())
def test_anything_typed_is_a_query_that_compiles(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    assert isinstance(query, Query)
    assert len(query.terms) <= MOST_TERMS
    compile_query(query, {name: (name,) for name in query.organisations})
