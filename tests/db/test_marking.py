"""Where words stand: marked as they matched, in their sentences, at any length and with any characters."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.marking import MOST_MARKS, PIECE, first_sentence, marks_of, marks_of_texts, sentences

LYON = (
    "Lyon – Les polices coopèrent, dit-il. The organisation and the organization agreed on secure\ncommunications.\n\n\
Secure Communications were cut (see K. Noble). Nothing else."
)


def marked(text: str, *words: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks_of(text, words)]


def in_sentences(text: str, *words: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text, marks_of(text, words))]


def test_prefixes_phrases_variants_and_accents_are_marked_as_they_matched() -> None:
    assert marked(LYON, '"organi" *') == ["organisation", "organization"]
    assert marked(LYON, '("organisation" OR "organization")') == ["organisation", "organization"]
    assert marked(LYON, '"secure communications"') == ["secure\ncommunications", "Secure Communications"]
    assert marked(LYON, '"coope" *') == ["coopèrent"]
    assert marked(LYON, '"COOPÈRENT"') == ["coopèrent"]
    assert marked(LYON, '"organ"') == []


def test_each_mark_knows_which_of_the_words_it_is() -> None:
    found = marks_of(LYON, ['"secure"', '"nothing"', '"secure communications"'])
    assert [sorted(mark.words) for mark in found] == [[0, 2], [0, 2], [1]]
    seven = "one two three four five six seven"
    many = marks_of(seven, [f'"{word}"' for word in seven.split()])
    assert [sorted(mark.words) for mark in many] == [[0], [1], [2], [3], [4], [5], [5]]


def test_a_sentence_goes_on_over_a_line_broken_by_hand_and_ends_at_a_stop() -> None:
    assert in_sentences(LYON, '"secure"') == [
        "The organisation and the organization agreed on secure\ncommunications.",
        "Secure Communications were cut (see K. Noble).",
    ]
    wrapped = "A HEADING OF MORE THAN FIFTY LETTERS WITHOUT A STOP AT ITS END\nThe text begins here with words."
    assert in_sentences(wrapped, '"words"') == ["The text begins here with words."]


def test_of_a_long_sentence_what_lies_around_the_marks() -> None:
    text = "before " * 400 + "here " + "after " * 400
    (found,) = sentences(text, marks_of(text, ['"here"']))
    assert not found.opens
    assert not found.ends
    assert "here" in text[found.start : found.end]
    assert found.end - found.start < 1300
    assert text[found.start : found.start + 7] == "before "


def test_the_first_sentence_is_neither_a_heading_nor_the_title() -> None:
    text = "All news\n\nThe title ends.\n\nPolice met in Lyon. More."
    first = first_sentence(text, "The title  ends.")
    assert text[first.start : first.end] == "Police met in Lyon."
    heading = first_sentence("Only a heading")
    assert (heading.start, heading.end) == (0, 14)


def test_what_stands_on_a_seam_of_two_pieces_is_found_once() -> None:
    for shift in range(0, 700, 7):
        text = "x " * ((PIECE - 700 + shift) // 2) + "secure communications " + "y " * PIECE
        found = marks_of(text, ['"secure communications"', '"secure" *'])
        assert [text[m.start : m.end] for m in found] == ["secure communications"], shift


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("customs and police agreed. " * 200_000, MOST_MARKS),
        ("a" * 5_000_000, 0),
        ("a. " * 1_500_000, MOST_MARKS),
        ("\n" * 5_000_000 + "customs", 1),
        ("e\u0301" * 2_500_000 + " customs", 1),
    ],
    ids=["prose", "one word", "stops", "empty lines", "combining"],
)
def test_five_megabytes_take_no_time_to_speak_of(text: str, least: int) -> None:
    start = time.perf_counter()
    found = marks_of(text, ['"customs"', '"a"'])
    assert len(found) >= least
    assert len(found) <= MOST_MARKS
    for _ in sentences(text, found[:100]):
        pass
    assert time.perf_counter() - start < 5


@given(st.text(alphabet=st.sampled_from("ab é\u0301\0\x01\x02\n.!?\"*'\ue000𝒳警"), max_size=60))
def test_hostile_characters_leave_the_places_right(text: str) -> None:
    (found,) = marks_of_texts([text], ['"b"', '"a" *'])
    for mark in found:
        words = text[mark.start : mark.end]
        assert words[0] in "ab"
        assert not set(words) & set(" \0\x01\x02\n.!?\"*'")
    for sentence in sentences(text, found):
        assert sentence.start <= sentence.marks[0].start
        assert sentence.marks[-1].end <= sentence.end
    assert sum(len(sentence.marks) for sentence in sentences(text, found)) == len(found)
