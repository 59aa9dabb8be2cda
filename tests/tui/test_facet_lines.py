"""The sections beside the list, line by line."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rows import Facets, FacetValue, Organisation
from tui.choices import Choice, Section
from tui.facet_lines import Entry, chosen_words, count_fitting, entries, entry_line, heading_lines
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


def shown(found: tuple[Entry, ...]) -> list[tuple[str, int | None, int, str]]:
    return [(entry.label, entry.agreements, entry.depth, entry.sign) for entry in found]


def test_arms_stand_under_their_parents_and_a_parent_where_its_arms_would() -> None:
    found = entries(
        Section.ORGANISATIONS,
        facets(organisation("a", 9), organisation("arm", 7, "top"), organisation("b", 5), organisation("top", 0)),
        (),
    )
    assert shown(found) == [
        ("all", None, 0, ""),
        ("A", 9, 0, ""),
        ("TOP", 0, 0, ""),
        ("ARM", 7, 1, ""),
        ("B", 5, 0, ""),
    ]


def test_parents_that_go_round_or_stand_very_deep_are_each_shown_once() -> None:
    ring = (organisation("a", 1, "b"), organisation("b", 1, "a"), organisation("c", 1, "c"))
    assert sorted(entry.label for entry in entries(Section.ORGANISATIONS, facets(*ring), ())) == ["A", "B", "C", "all"]
    chain = tuple(organisation(f"o{n}", 1, f"o{n - 1}" if n else None) for n in range(5000))
    assert len(entries(Section.ORGANISATIONS, facets(*chain), ())) == 5001


def test_what_is_chosen_is_marked_and_stays_in_sight_where_nothing_has_it() -> None:
    chosen = (Choice("org", "a", "A"), Choice("org", "gone", "Gone", True), Choice("kind", "gone too", "x"))
    found = entries(Section.ORGANISATIONS, facets(organisation("b", 2), organisation("a", 2)), chosen)
    assert shown(found) == [("all", None, 0, ""), ("Gone", 0, 0, "-"), ("B", 2, 0, ""), ("A", 2, 0, "+")]


def test_the_other_sections_are_in_the_order_in_which_they_were_counted() -> None:
    found = facets(kinds=(FacetValue("memorandum of understanding", 3), FacetValue("protocol", 1)))
    tens = Choice("year", "2010..2019", "2010s")
    assert shown(entries(Section.KINDS, found, (tens,))) == [("MoU", 3, 0, ""), ("protocol", 1, 0, "")]
    assert shown(entries(Section.STATUS, found, ())) == [("signed", 5, 0, ""), ("in talks", 1, 0, "")]
    assert shown(entries(Section.DECADES, found, (tens,))) == [("2010s", 4, 0, "+"), ("1990s", 2, 0, "")]
    assert [entry.value for entry in entries(Section.DECADES, found, ())] == ["2010..2019", "1990..1999"]
    assert shown(entries(Section.TOPICS, found, ())) == [("maritime piracy", 3, 0, "")]


@pytest.mark.parametrize("width", [14, 20, 40])
@pytest.mark.parametrize("count", [None, 0, 7, 1234, 123_456, 1_000_000, 99_999_999])
def test_every_line_has_its_columns_whatever_the_script_and_the_count(width: int, count: int | None) -> None:
    ends = set()
    for name in NAMES:
        for depth in (0, 1, 4):
            line = entry_line(Entry("x", name, count, depth, "+"), count, width, "title")
            assert width_of(line) == width
            assert words_of(line)[:2] == "▌+"
            ends.add(words_of(line).rsplit(" ", 1)[1])
    assert len(ends) == 1  # the counts stand one below the other


@given(st.text(max_size=30), st.integers(0, 5_000_000), st.integers(0, 4), st.sampled_from([14, 20, 60]))
def test_no_name_breaks_a_line(name: str, count: int, depth: int, width: int) -> None:
    line = entry_line(Entry("x", name, count, depth), count, width, None)
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


def test_thousands_of_organisations_are_ordered_within_a_frame() -> None:
    many = tuple(organisation(f"o{n}", 5000 - n, f"o{n // 7}" if n % 3 == 0 else None) for n in range(5000))
    start = time.perf_counter()
    found = entries(Section.ORGANISATIONS, facets(*many), (Choice("org", "o4000", "x"),))
    assert time.perf_counter() - start < 0.1  # 7 ms alone; the machine of a test may be busy
    assert len(found) == 5001
