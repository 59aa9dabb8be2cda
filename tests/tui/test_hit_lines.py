"""Articles that were found, as lines: two a hit at any width, the words marked and in sight, nothing hostile drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.edtf import parse_edtf
from db.rows import AgreementRow, ArticleRow, Hit, Passage
from tui.article_lines import Marked, Marks, text_line
from tui.hit_lines import HIT_HEIGHT, Piece, detail_lines, hit_lines, hit_note, passage_pieces
from tui.hit_requests import HitReading
from tui.lines import Line, width_of

SENTENCE = (
    "The leaders of the two international police agencies agreed on Tuesday in the city of Lyon to establish a secure\n"
    "communication line between both organizations."
)
START = SENTENCE.index("secure")
ROW = ArticleRow(
    7, "lyon.txt", "Police [/b] agree\x1b[31m", "The Gazette", parse_edtf("2011-10"), "en", "press/lyon.txt", "0", 2
)
TOLD = AgreementRow("x", "t", "memorandum of understanding", "signed", None, None, ("Europol", "INTERPOL"))
HIT = Hit(ROW, (Passage(SENTENCE, 40, ((START, START + 20),)),), ((0, 6),), 3, told=(TOLD,))
WIDTHS = [40, 46, 58, 80, 120, 200]


def words_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def matched(*lines: Line) -> str:
    return "".join(text for line in lines for text, tone in line if tone == "match")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("braces", [False, True])
def test_two_lines_a_hit_with_the_words_in_sight(width: int, braces: bool) -> None:
    lines = hit_lines(HIT, width, "title", braces)
    assert len(lines) == HIT_HEIGHT
    assert [width_of(line) for line in lines] == [width, width]
    first, second = map(words_of, lines)
    assert first.startswith("▌ 2011-10 ")
    assert ("2 agreements " if width >= 48 else "   2 ") in first
    assert second.rstrip().endswith("+3")
    assert ("{secure" if braces else "secure") in second
    assert "{secure" in second or not braces
    assert matched(lines[1]).startswith("{secure" if braces else "secure")
    assert "\x1b" not in first + second


def test_the_sentence_is_shown_from_a_little_before_the_words() -> None:
    second = words_of(hit_lines(HIT, 80, None, False)[1])
    assert "… to establish a secure communication line between" in second
    early = HIT._replace(passages=(Passage("A secure line.", 0, ((2, 8),)),), more=0)
    assert words_of(hit_lines(early, 80, None, False)[1]).split() == ["A", "secure", "line."]


def test_a_row_that_is_still_to_come_and_one_without_anything() -> None:
    assert words_of(hit_lines(None, 40, None, False)[0]).strip() == "…"
    bare = Hit(ArticleRow(1, "a.txt", None, None, None, None, "a.txt", "0", 0), ())
    first, second = map(words_of, hit_lines(bare, 60, None, False))
    assert first.split() == ["undated", "a.txt", "0", "agreements"]
    assert not second.strip()
    older = bare._replace(article=bare.article._replace(replaced_by=2))
    assert "older version: a.txt" in words_of(hit_lines(older, 60, None, False)[0])


def test_the_end_of_a_cut_sentence_is_told() -> None:
    passage = Passage("before secure after", 9, ((7, 13),), opens=False, ends=False)
    assert passage_pieces(passage, True) == [
        Piece("…"), Piece("before "), Piece("{secure}", True), Piece(" after"), Piece("…")
    ]  # fmt: skip


@pytest.mark.parametrize("width", [30, 38, 57, 80, 120])
def test_the_detail_tells_all_that_is_known(width: int) -> None:
    lines = detail_lines(HIT, width, False)
    assert all(width_of(line) <= width for line in lines)
    text = " ".join(" ".join(words_of(line).split()) for line in lines)
    for words in (
        "Publisher The Gazette",
        "Published October 2011",
        "press/lyon.txt",
        "undated MoU",
        "Tells of 2 agre",
    ):
        assert words in text
    assert "".join(matched(*lines).split()) == "Policesecurecommunication"
    assert "3 more sentences" in text
    assert "and 1 more" in text


@pytest.mark.parametrize(
    ("hit", "words"),
    [
        (HIT._replace(passages=(Passage("It begins.", 0),), more=0), "The words stand in the title."),
        (HIT._replace(passages=(Passage("It begins.", 0),), title_marks=(), more=0, is_partial=True), "further on"),
        (HIT._replace(more=0, is_partial=True), "Only the first part of this long text"),
        (HIT._replace(is_partial=True), "in at least 3 more sentences"),
        (HIT._replace(article=ROW._replace(replaced_by=9)), "another text stands there now"),
    ],
)
def test_what_is_to_be_known_of_it_is_said(hit: Hit, words: str) -> None:
    assert words in " ".join(words_of(line).strip() for line in detail_lines(hit, 90, False))


def test_where_one_is_among_the_words_and_the_articles() -> None:
    found = HitReading(None, ((0, 1), (2, 3)), is_capped=True)  # type: ignore[arg-type]
    assert hit_note(found, 1, 4, 1200) == "words 2 of 2+, article 5 of 1,200"
    assert hit_note(None, 0, 4, None) == "article 5"


TEXTS = st.text(alphabet=st.sampled_from("ab \n\x00\x1b\x9b[]{}\u202eé\u0301警️👩‍👧…"), max_size=40)


@given(text=TEXTS, title=TEXTS, places=st.lists(st.integers(0, 40), max_size=6), width=st.sampled_from(WIDTHS))
def test_hostile_texts_keep_their_width_and_nothing_else(text: str, title: str, places: list[int], width: int) -> None:
    ends = sorted({place for place in places if place <= len(text)})
    marks = tuple(zip(ends[::2], ends[1::2], strict=False))
    hit = Hit(ROW._replace(title=title, publisher=title), (Passage(text, 0, marks, False, False),), (), 1, True)
    for braces in (False, True):
        lines = [*hit_lines(hit, width, "title", braces), *detail_lines(hit, width, braces)]
        assert all(width_of(line) <= width for line in lines)
        drawn = "".join(map(words_of, lines))
        assert not set(drawn) & set("\x00\x1b\x9b\u202e\n")


def test_all_marks_of_a_line_are_drawn_the_shown_one_strongest() -> None:
    text = "one secure line, one secure word, the end"
    marks = Marks([Marked(4, 10), Marked(21, 27), Marked(17, 41, only_in_margin=True)])
    assert marks.touching(0, 12) == [Marked(4, 10)]
    assert marks.touching(22, 23) == [Marked(17, 41, True), Marked(21, 27)]
    line = text_line(text, 0, len(text), Marked(4, 10), marks.touching(0, len(text)), 4)
    assert [words for words, tone in line if tone == "match"] == ["secure"]
    assert [words for words, tone in line if tone == "other"] == ["secure"]
    assert line[1] == ("▌", "title")
    many = Marks(Marked(place, place + 1) for place in range(0, 1_000_000, 10))
    assert many.touching(500_000, 500_025) == [Marked(p, p + 1) for p in (500_000, 500_010, 500_020)]
