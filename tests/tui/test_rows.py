"""The lines of the list and the title above them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from db.rows import AgreementRow
from tui.lines import Line, width_of
from tui.present import list_note, row_line, sources_word

WORDS = ["Europol", "世界税関機構", "منظمة الجمارك", "E\u0301cole\u0301", "👮‍♀️ unit", "ארגון המכס", "a" * 200, ""]


def words_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def agreement(*parties: str, place: str | None = None, sources: int = 1) -> AgreementRow:
    return AgreementRow("x", "T", "memorandum of understanding", "signed", "2011-10-11", place, parties, sources)


def cells(line: Line, start: int, end: int) -> str:
    """The text from one cell of a line up to another."""
    before = set_cell_size(words_of(line), start)
    return set_cell_size(words_of(line), end)[len(before) :]


@pytest.mark.parametrize("with_sources", [False, True])
@pytest.mark.parametrize("width", [39, 47, 57, 59, 80, 120])
def test_columns_stand_in_the_same_cells_whatever_the_script(width: int, with_sources: bool) -> None:
    plain = row_line(agreement("A", "B", place="Lyon", sources=7), width, None, with_sources)
    has_status = "signed" in words_of(plain)
    start = cell_len(words_of(plain).partition("signed")[0])
    assert has_status or width < 50
    for first, second, place in itertools.product(WORDS, WORDS, WORDS):
        line = row_line(agreement(first, second, place=place, sources=7), width, "title", with_sources)
        assert width_of(line) == width
        assert cells(line, 2, 12) == "2011-10-11"
        if has_status:
            assert cells(line, start, start + 6) == "signed"
        if with_sources:
            assert words_of(line).endswith(" 7")


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 2_000_000), st.sampled_from([39, 57, 90]))
def test_no_text_makes_a_line_longer_or_shorter(party: str, word: str, sources: int, width: int) -> None:
    row = AgreementRow(word, word, word, word, None, word, (party, word), sources)
    assert width_of(row_line(row, width, None, True)) == width


def test_the_sources_take_no_room_where_they_are_not_shown() -> None:
    shown = words_of(row_line(agreement("Europol", "INTERPOL", sources=12), 57, None))
    assert shown.rstrip().endswith("signed")
    assert "Europol · INTERPOL" in shown
    assert words_of(row_line(agreement("Europol", "INTERPOL", sources=12), 59, None, True)).endswith(" signed  12")


@pytest.mark.parametrize(("count", "word"), [(1, "1"), (999, "999"), (1000, "1k"), (45_678, "45k"), (10**9, "99k")])
def test_sources_have_three_characters(count: int, word: str) -> None:
    assert sources_word(count) == word


@pytest.mark.parametrize(("total", "order", "asked", "room", "note"), [
    (1_000_000, "title", "title", 40, "3 of 1,000,000, by title"), (12, "newest", "newest", 40, "3 of 12, newest"),
    (None, "kind", "kind", 40, "3 of ..., by kind"), (12, "sources", "sources", 40, "3 of 12, by sources"),
    (12, "best match", "best match", 40, "3 of 12, best match"),
    (12, "newest", "best match", 40, "3 of 12, newest first: too many to rank"),
    (1_000_000, "newest", "best match", 40, "3 of 1,000,000, newest: too many to rank"),
    (1_000_000, "newest", "best match", 39, "3 of 1,000,000, newest, not ranked"),
    (1_000_000, "newest", "title", 60, "3 of 1,000,000, newest first: too many to sort"),
])  # fmt: skip
def test_the_title_says_the_place_and_the_order_in_force(
    total: int | None, order: str, asked: str, room: int, note: str
) -> None:
    assert list_note(2, total, order, asked, room) == note
