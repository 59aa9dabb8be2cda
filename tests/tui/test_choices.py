"""What is chosen beside the list: as a condition, and as a piece of the query language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.parsing import parse
from db.query import AnyOf, Dated, Facet, Not, Nothing, Part, Party, Within, leaves
from db.vocabulary import KINDS, STATUSES
from tui.choices import Choice, Section, conditions, quoted, toggled, value_of, with_choices

INTERPOL = Choice("org", "interpol", "INTERPOL")
PLAN = Choice("kind", "joint action plan", "action plan")
MOU = Choice("kind", "memorandum of understanding", "MoU")
TENS = Choice("year", "2010..2019", "2010s")
NINETIES = Choice("year", "1990..1999", "1990s")
VALUES = st.text(min_size=1, max_size=60).filter(lambda text: any(char.isalnum() for char in text))


def excluded(choice: Choice) -> Choice:
    return Choice(choice.field, choice.value, choice.label, True)


@pytest.mark.parametrize(("choice", "text"), [
    (INTERPOL, "org:=interpol"), (excluded(INTERPOL), "-org:=interpol"), (excluded(PLAN), '-kind:"joint action plan"'),
    (TENS, "year:2010..2019"), (Choice("topic", "maritime piracy", "x"), 'topic:"maritime piracy"'),
    (Choice("org", "ümlaut", "x"), 'org:"=ümlaut"'), (Choice("topic", 'the "new"  silk\troad', "x"),
    'topic:"the new silk road"'), (Choice("topic", ".a", "x"), 'topic:".a"'), (Choice("topic", "", "x"), 'topic:""'),
])  # fmt: skip
def test_a_choice_is_what_one_would_type(choice: Choice, text: str) -> None:
    assert choice.text == text


@pytest.mark.parametrize(("choice", "node"), [
    (INTERPOL, Party("=interpol")), (excluded(INTERPOL), Not(Party("=interpol"))),
    (PLAN, Facet("kind", ("joint action plan",))), (excluded(PLAN), Not(Facet("kind", ("joint action plan",)))),
    (TENS, Dated(date(2010, 1, 1), date(2019, 12, 31))), (Choice("topic", " ", "x"), Nothing()),
    (Choice("status", "no such", "x"), Nothing()),
])  # fmt: skip
def test_a_choice_is_one_condition(choice: Choice, node: object) -> None:
    assert choice.part() == Part(node, choice.text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("field", "values"), [("kind", KINDS), ("status", STATUSES)])
def test_each_value_of_a_closed_list_means_itself_alone(field: str, values: tuple[str, ...]) -> None:
    for value in values:
        assert Choice(field, value, "").part().node == Facet(field, (value,))  # type: ignore[arg-type]


@given(VALUES, st.sampled_from(["org", "topic"]), st.booleans())
def test_whatever_a_value_is_made_of_it_is_one_part_of_its_field(value: str, field: str, is_excluded: bool) -> None:
    choice = Choice(field, value, value, is_excluded)  # type: ignore[arg-type]
    (part,) = parse(choice.text).parts
    assert part.node == choice.part().node
    found = part.node.part if isinstance(part.node, Not) else part.node
    assert isinstance(part.node, Not) == is_excluded
    assert isinstance(found, Party if field == "org" else Within)


@given(VALUES)
def test_a_topic_is_meant_as_a_whole(value: str) -> None:
    node = Choice("topic", value, value).part().node
    assert isinstance(node, Within)
    assert node.whole
    assert not node.words.prefix


@given(st.text(max_size=40), st.sampled_from(["org", "topic"]))
def test_a_quoted_value_has_no_quote_or_line_end_inside(value: str, field: str) -> None:
    inner = quoted(field, value).removeprefix('"').removesuffix('"')  # type: ignore[arg-type]
    assert not set(inner) & set('"“”„‟«»*')
    assert inner == " ".join(inner.split())


def parts_of(*choices: Choice) -> tuple[Part, ...]:
    return tuple(condition.part for condition in conditions(choices))


def test_organisations_and_topics_must_all_be_there_kinds_and_decades_any() -> None:
    wco, unsigned = Choice("org", "wco", "WCO"), excluded(Choice("status", "signed", "signed"))
    assert conditions((TENS, PLAN, INTERPOL, unsigned, MOU, NINETIES, wco)) == (
        (INTERPOL.part(), (INTERPOL,)),
        (wco.part(), (wco,)),
        (
            Part(Facet("kind", (PLAN.value, MOU.value)), 'kind:"joint action plan","memorandum of understanding"'),
            (PLAN, MOU),
        ),
        (Part(Not(Facet("status", ("signed",))), "-status:signed"), (unsigned,)),
        (Part(AnyOf((TENS.part().node, NINETIES.part().node)), "year:2010..2019,1990..1999"), (TENS, NINETIES)),
    )


def test_of_excluded_values_none_may_be_there() -> None:
    parts = parts_of(excluded(PLAN), excluded(MOU))
    assert [type(part.node) for part in parts] == [Not, Not]
    assert not [leaf for part in parts for leaf in leaves(part.node)]


def test_a_choice_made_again_is_taken_back_and_its_opposite_takes_its_place() -> None:
    assert toggled((INTERPOL, PLAN), INTERPOL) == (PLAN,)
    assert toggled((INTERPOL, PLAN), excluded(INTERPOL)) == (PLAN, excluded(INTERPOL))
    assert toggled((INTERPOL,), Choice("org", "interpol", "known by another name")) == ()


@pytest.mark.parametrize(("section", "value", "shown"), [
    (Section.DECADES, "2010", ("2010..2019", "2010s")), (Section.DECADES, "20XX", ("20XX", "20XX")),
    (Section.DECADES, "990", ("0990..0999", "990s")),
    (Section.KINDS, "joint action plan", ("joint action plan", "action plan")),
    (Section.KINDS, "protocol", ("protocol", "protocol")), (Section.STATUS, "negotiating", ("negotiating", "in talks")),
    (Section.TOPICS, "negotiating", ("negotiating", "negotiating")),
])  # fmt: skip
def test_values_are_called_as_the_list_calls_them(section: Section, value: str, shown: tuple[str, str]) -> None:
    assert value_of(section, value) == shown


def test_a_word_in_a_condition_is_not_taken_for_a_word_to_rank_by() -> None:
    assert not with_choices(parse(""), (INTERPOL, Choice("topic", "terrorism", "terrorism"))).has_words
    assert with_choices(parse("in:articles piracy"), (INTERPOL,)).target == "articles"
    assert isinstance(Choice("topic", "terrorism", "").part().node, Within)
