from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from db.printable import printable
from tui.lines import cut, fit, fit_line, hairline, merged, remark, sentence, width_of, wrap
from tui.measure import broken_lines, line_of


@given(st.text(max_size=60), st.integers(1, 40))
def test_what_is_fitted_has_its_width(text: str, width: int) -> None:
    clean = "".join(char for char in text if char.isprintable())
    assert cell_len(fit(clean, width)) == width
    assert cell_len(cut(clean, width)) <= width


@given(st.lists(st.tuples(st.sampled_from(["ab", "  ", "漢", "x"]), st.sampled_from(["plain", "quiet", "match"]))))
def test_merging_changes_no_letter(spans: list[tuple[str, str]]) -> None:
    line = merged(spans)  # type: ignore[arg-type]
    assert "".join(text for text, _ in line) == "".join(text for text, _ in spans)
    assert width_of(fit_line(tuple(spans), 11)) == 11  # type: ignore[arg-type]


def test_blanks_take_no_tone_of_their_own() -> None:
    assert merged([("a", "quiet"), ("  ", "plain"), ("b", "quiet")]) == (("a  b", "quiet"),)
    assert merged([("a", "match"), (" ", "plain")]) == (("a", "match"), (" ", "plain"))


def test_wrapping_breaks_between_words_and_within_long_ones() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("", 4) == [""]


def test_a_hairline_has_its_title_in_it() -> None:
    line = hairline((("2 Agreements", "title"),), "1 of 3", 40)
    assert "".join(text for text, _ in line) == "─ 2 Agreements  1 of 3 " + "─" * 17


@given(st.text(alphabet="ab \n漢é\u0301", max_size=200), st.integers(4, 20))
def test_broken_lines_hold_all_words_in_order(text: str, width: int) -> None:
    lines = broken_lines(text, width)
    assert "".join("".join(text[a:b].split()) for a, b in lines) == "".join(text.split())
    assert all(cell_len(text[a:b]) <= width for a, b in lines)
    assert list(lines) == sorted(lines)


def test_paragraphs_are_parted_by_one_empty_line() -> None:
    assert broken_lines("one two\n\n \n\nthree\nfour", 20) == ((0, 7), (7, 7), (12, 17), (18, 22))


@pytest.mark.parametrize(
    "text",
    ["word and more " * 360_000, "x" * 5_000_000, " " * 5_000_000, "x" + " \n" * 500_000],
    ids=("words", "one word", "blanks", "lines"),
)
def test_five_megabytes_are_broken_in_no_time(text: str) -> None:
    start = time.perf_counter()
    broken_lines(text, 72)
    assert time.perf_counter() - start < 2


def test_a_place_is_found_in_its_line() -> None:
    lines = ((0, 7), (7, 7), (12, 17))
    assert [line_of(lines, place) for place in (0, 6, 12, 16)] == [0, 0, 2, 2]


@pytest.mark.parametrize(("words", "remarked", "said"), [
    ("the database is damaged; run: explorer check", "The database is damaged; run: explorer check",
     "The database is damaged; run: explorer check."),
    ("No article states this.", "No article states this", "No article states this."),
    ("Sent to the terminal: the id. Y shows it", "Sent to the terminal: the id. Y shows it",
     "Sent to the terminal: the id. Y shows it."),
    ("/tmp/x.db is gone", "/tmp/x.db is gone", "/tmp/x.db is gone."),
    ("interpol-osce is gone", "interpol-osce is gone", "interpol-osce is gone."),
    ("is this it?", "Is this it?", "Is this it?"), ("", "", ""),
])  # fmt: skip
def test_what_is_said_has_one_voice(words: str, remarked: str, said: str) -> None:
    assert remark(words) == remarked
    assert sentence(words) == said


def test_what_is_shown_as_a_sign_takes_its_cell() -> None:
    text = "\x1b" * 10 + "漢字" * 8
    for start, end in broken_lines(text, 20):
        assert cell_len(printable(text[start:end])) <= 20


def test_a_word_of_ten_thousand_letters_is_broken_at_once() -> None:
    start = time.process_time()
    assert "".join(wrap("漢" * 9000, 50)) == "漢" * 9000
    assert time.process_time() - start < 0.3
