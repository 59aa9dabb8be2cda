"""The sections beside the list, line by line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rows import Facets, FacetValue, Organisation
from tui.arranging import Entry, arranged
from tui.choices import Choice, Section
from tui.facet_lines import chosen_words, count_fitting, entry_line, head_entries, heading_lines, signs_of
from tui.lines import Line, width_of

NAMES = ["INTERPOL", "世界税関機構", "Организация", "منظمة الجمارك العالمية", "Orga\u0301nisa\u0301cio\u0301n",
         "👮 police", "e\u200dx", "ארגון 12 המכס", "अंतर्राष्ट्रीय"]  # fmt: skip


def organisation(number: str, agreements: int, parent: str | None = None, name: str = "") -> Organisation:
    return Organisation(number, name or number.upper(), None, None, None, parent, True, (), agreements)


def facets(*organisations: Organisation, kinds: tuple[FacetValue, ...] = ()) -> Facets:
    decades = (FacetValue("2010", 4), FacetValue("1990", 2))
    topics = (FacetValue("maritime piracy", 3),)
    return Facets(organisations, kinds, (FacetValue("signed", 5), FacetValue("negotiating", 1)), decades, topics)


def words_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def shown(section: Section, found: Facets, *choices: Choice) -> list[str]:
    """The lines of a section, without what is blank in between."""
    outline = arranged(found).sections[section]
    signs = signs_of(choices, section)
    lines = [
        words_of(entry_line(entry, signs.get(entry.value, ""), entry.agreements, 40, None))
        for entry in (*head_entries(section, outline, choices), *outline.entries)
    ]
    return [" ".join(line.split()) for line in lines]


def test_arms_stand_under_their_parents_and_a_parent_where_its_arms_would() -> None:
    found = facets(organisation("a", 9), organisation("arm", 7, "top"), organisation("b", 5), organisation("top", 0))
    assert shown(Section.ORGANISATIONS, found) == ["all ·", "A 9", "TOP 0", "└ ARM 7", "B 5"]
    outline = arranged(found).sections[Section.ORGANISATIONS]
    assert outline.places == {"a": 0, "top": 1, "arm": 2, "b": 3}


def test_parents_that_go_round_or_stand_very_deep_are_each_shown_once() -> None:
    ring = (organisation("a", 1, "b"), organisation("b", 1, "a"), organisation("c", 1, "c"))
    assert sorted(line.split()[-2] for line in shown(Section.ORGANISATIONS, facets(*ring))) == ["A", "B", "C", "all"]
    chain = tuple(organisation(f"o{n}", 1, f"o{n - 1}" if n else None) for n in range(5000))
    assert len(arranged(facets(*chain)).sections[Section.ORGANISATIONS].entries) == 5000


def test_what_is_chosen_is_marked_and_stays_in_sight_where_nothing_has_it() -> None:
    chosen = (Choice("org", "a", "A"), Choice("org", "gone", "Gone", True), Choice("kind", "gone too", "x"))
    found = facets(organisation("b", 2), organisation("a", 2))
    assert shown(Section.ORGANISATIONS, found, *chosen) == ["all ·", "-Gone 0", "B 2", "+A 2"]


def test_the_other_sections_are_in_the_order_in_which_they_were_counted() -> None:
    found = facets(kinds=(FacetValue("memorandum of understanding", 3), FacetValue("protocol", 1)))
    tens = Choice("year", "2010..2019", "2010s")
    assert shown(Section.KINDS, found, tens) == ["MoU 3", "protocol 1"]
    assert shown(Section.STATUS, found) == ["signed 5", "in talks 1"]
    assert shown(Section.DECADES, found, tens) == ["+2010s 4", "1990s 2"]
    assert shown(Section.TOPICS, found) == ["maritime piracy 3"]
    decades = arranged(found).sections[Section.DECADES].entries
    assert [entry.value for entry in decades] == ["2010..2019", "1990..1999"]


@pytest.mark.parametrize("width", [14, 20, 40])
@pytest.mark.parametrize("count", [None, 0, 7, 1234, 123_456, 1_000_000, 99_999_999])
def test_every_line_has_its_columns_whatever_the_script_and_the_count(width: int, count: int | None) -> None:
    ends = set()
    for name in NAMES:
        for depth in (0, 1, 4):
            line = entry_line(Entry("x", name, count, depth), "+", count, width, "title")
            assert width_of(line) == width
            assert words_of(line)[:2] == "▌+"
            ends.add(words_of(line).rsplit(" ", 1)[1])
    assert len(ends) == 1  # the counts stand one below the other


@given(st.text(max_size=30), st.integers(0, 5_000_000), st.integers(0, 4), st.sampled_from([14, 20, 60]))
def test_no_name_breaks_a_line(name: str, count: int, depth: int, width: int) -> None:
    line = entry_line(Entry("x", name, count, depth), "", count, width, None)
    assert width_of(line) == width
    assert not any(unicodedata.category(char) == "Cc" for char in words_of(line))


@pytest.mark.parametrize(("count", "width", "words"), [
    (None, 20, "·"), (0, 20, "0"), (1_000_000, 20, "1,000,000"), (12_345, 14, "12,345"), (123_456, 14, "123k"),
    (1_250_000, 14, "1.2M"), (999_999, 14, "999k"), (12_345_678, 20, "12.3M"),
])  # fmt: skip
def test_a_count_that_has_no_room_is_rounded_down(count: int | None, width: int, words: str) -> None:
    assert count_fitting(count, width) == words


def test_the_sections_that_are_closed_say_their_numbers_and_what_is_chosen_in_them() -> None:
    chosen = (Choice("kind", "a", "a"), Choice("kind", "b", "b"), Choice("kind", "c", "c", True))
    lines = [words_of(line).rstrip() for line in heading_lines(Section.TOPICS, chosen, 21)]
    assert lines == [" 1 Organisations", " 5 Kinds       +2 -1", " 6 Status", " 7 Decades"]
    narrow = heading_lines(Section.KINDS, (Choice("org", "a", "a"),), 15)
    assert [words_of(line).rstrip() for line in narrow] == ["1 Organisa… +1", "6 Status", "7 Decades", "8 Topics"]
    assert all(width_of(line) == 15 for line in narrow)
    assert chosen_words(chosen, Section.KINDS) == "+2 -1"
    assert chosen_words(chosen, Section.TOPICS) == ""
