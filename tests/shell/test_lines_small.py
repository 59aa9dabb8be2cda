"""The small parts of the line mode: letters, paper, pages, marks."""

from __future__ import annotations

import pytest

from shell.lines.articles import _merged, _shifted, _with_marks
from shell.lines.lists import parties_words
from shell.lines.paper import Paper, listed, marked, sentence
from shell.lines.state import Goal, ListSight, SavedSight, Trail, whole
from shell.lines.terms import Letters, letters_of
from shell.lines.turning import foot_words
from tui.guesses import Wishes
from tui.state import ViewState


@pytest.mark.parametrize(
    ("environ", "encoding", "letters"),
    [
        ({"LANG": "en_GB.UTF-8"}, "utf-8", Letters("utf-8")),
        ({"LC_ALL": "C"}, "utf-8", Letters("ascii")),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, "utf-8", Letters("ascii")),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso-8859-1", Letters("iso8859-1")),
        ({"LANG": "de_DE.ISO-8859-1"}, "utf-8", Letters("ascii")),
        ({"LANG": "C.UTF-8", "TERM": "linux"}, "UTF-8", Letters("utf-8", is_console=True)),
        ({"LANG": "C.UTF-8", "TERM": "vt220"}, "UTF-8", Letters("ascii")),
        ({"LANG": "C.UTF-8", "EXPLORER_ASCII": "1"}, "UTF-8", Letters("ascii")),
        ({"LANG": "xx.nonsense"}, "utf-8", Letters("ascii")),
        ({}, None, Letters("ascii")),
    ],
)
def test_which_letters_a_terminal_has(environ: dict[str, str], encoding: str | None, letters: Letters) -> None:
    assert letters_of(environ, encoding, Wishes()) == letters


def test_letters_that_are_lacking_are_spelled() -> None:
    assert Letters("ascii").drawn("“Größe” … Œuvre – łódź 条") == '"Grosse" ... OEuvre - lodz ??'
    assert Letters("iso8859-1").drawn("“Größe” …") == '"Größe" ...'
    assert Letters("utf-8").drawn("条 “ł”") == "条 “ł”"


def test_lines_are_broken_between_words_before_the_last_column() -> None:
    paper = Paper(columns=20)
    lines = paper.broken("international organisations agree on this")
    assert lines == ["international", "organisations agree", "on this"]
    assert Paper().broken("x" * 500) == ["x" * 500]
    wide = paper.broken("条" * 20)
    assert "".join(wide) == "条" * 20
    assert max(map(len, wide)) == 9


def test_marks_stand_around_words_that_can_be_read_without_colour() -> None:
    assert marked([("a ", False), ("word", True), (" b", False)]) == "a >>word<< b"


def test_marks_are_the_innermost_and_apart() -> None:
    assert _merged([(0, 50), (5, 9), (20, 30), (25, 40), (5, 9)]) == [(5, 9), (20, 40)]
    text, places = _with_marks("one two three", [(4, 7)])
    assert text == "one >>two<< three"
    assert [_shifted(place, places) for place in (0, 4, 8)] == [0, 4, 12]


def test_words_in_a_row() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert sentence("it is locked") == "It is locked."
    assert parties_words([]) == ""
    assert parties_words(["A"]) == "A"
    assert parties_words(["A", "B", "C"]) == "A with B and C"
    assert parties_words(list("ABCDEFG")) == "A with B, C, D and 3 others"


def test_the_foot_says_which_rows_these_are_and_how_to_go_on() -> None:
    assert foot_words(0, 3, 3) == ""
    assert foot_words(0, 10, 1234) == "1 to 10 of 1,234. n: next."
    assert foot_words(10, 20, None) == "11 to 20. n: next, p: previous."
    assert foot_words(10, 12, 12, "number: more") == "11 to 12 of 12, the end. p: previous, number: more."
    assert foot_words(0, 2, 2, "number: more") == "Number: more."
    assert foot_words(0, 0, 0, "number: more") == ""


def test_the_trail_keeps_one_place_for_all_pages_of_a_list() -> None:
    first, second = Goal(ViewState(), ListSight()), Goal(ViewState(text="x "), ListSight())
    trail = Trail().noted(first).noted(first.at(10)).noted(second)
    assert [goal.sight.offset for goal in trail.goals] == [10, 0]
    back = trail.stepped(-1)
    assert back is not None
    assert back.stepped(-1) is None
    assert back.noted(Goal(ViewState(), SavedSight())).stepped(1) is None


def test_a_line_is_whole_when_it_is_given() -> None:
    assert whole(ViewState(text=" pira")).typed_query.parts[0].text == "pira"
    assert whole(ViewState(text="  ")).text == ""
