"""What is typed, as a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.compile import compile_query
from db.query import LONGEST_QUERY, MOST_TERMS, Query, Term, YearRange, parse


def test_words_phrases_and_prefixes() -> None:
    query = parse('europol "secure line" traffick* piracy ')
    terms = (Term("europol"), Term("secure line", phrase=True), Term("traffick", prefix=True), Term("piracy"))
    assert query.terms == terms
    assert query.problems == ()


def test_the_last_word_may_be_a_beginning_until_a_blank_or_a_mark_ends_it() -> None:
    assert parse("secure eur").terms == (Term("secure"), Term("eur", prefix=True))
    assert parse("secure eur ").terms == (Term("secure"), Term("eur"))
    assert parse('secure "eur"').terms == (Term("secure"), Term("eur"))
    assert parse('"secure communi').terms == (Term("secure communi", phrase=True, prefix=True),)


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("year:2", YearRange(2000, 2999)),
        ("year:201", YearRange(2010, 2019)),
        ("year:2011.", YearRange(2011, None)),
        ("year:2011..20", YearRange(2011, None)),
    ],
)
def test_a_year_being_typed_narrows_at_each_key(typed: str, years: YearRange) -> None:
    assert parse(typed, typing=True).years == years
    assert parse(typed, typing=True).problems == ()
    assert parse(typed).problems


@pytest.mark.parametrize("typed", ["k", "kind:m", "kind:mo", "kind:mou"])
def test_a_kind_being_typed_narrows_at_each_key(typed: str) -> None:
    query = parse(typed, typing=True)
    assert query.problems == ()
    if ":" in typed:
        assert "memorandum of understanding" in query.kinds


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


@pytest.mark.parametrize("text", ["year:soon", "year:..", "year:2011..x", "kind:zeppelin", "status:lost"])
@pytest.mark.parametrize("typing", [False, True])
def test_a_filter_for_what_there_cannot_be_is_told_and_matches_nothing(text: str, typing: bool) -> None:
    query = parse(text, typing)
    if (text, typing) == ("year:..", True):
        return
    assert any(text.split(":", maxsplit=1)[0] in problem for problem in query.problems)
    assert compile_query(query, {}).impossible


@pytest.mark.parametrize("text", ["year:", "kind:", "status:", "org:", "topic:"])
def test_a_filter_without_a_word_is_told_and_narrows_nothing(text: str) -> None:
    query = parse(text, typing=True)
    assert query.problems
    assert query.is_empty


def test_two_filters_of_years_mean_both() -> None:
    assert parse("year:2011..2015 year:2014..").years == YearRange(2014, 2015)
    assert compile_query(parse("year:2011 year:2014"), {}).impossible


def test_what_holds_no_word_is_told() -> None:
    assert parse("!!! europol").problems == ("!!! holds no word to search for",)


def test_lone_surrogates_are_harmless() -> None:
    assert parse("org:\udcff x\ud800").organisations == ("?",)


def test_an_unknown_field_is_a_word_like_any_other() -> None:
    assert parse("a:b re:europol").terms == (Term("a"), Term("b"), Term("re"), Term("europol", prefix=True))


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
