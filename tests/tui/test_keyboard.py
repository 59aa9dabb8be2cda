"""What is pasted is text, and nothing else."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.keyboard import END_OF_PASTE, PASTE, SILENT_LOOKS, Ear

HOSTILE = "a\x1b]0;title\x07b\x1bq\x1b[Ac\x9b31m\x00\u202ed"
SHOWN = "a␛]0;title␇b␛q␛[Ac\ufffd31m␀\ufffdd"


def heard(ear: Ear, *pieces: str) -> list[events.Event]:
    return [event for piece in pieces for event in ear.heard(piece.encode()) if isinstance(event, events.Event)]


def told(found: list[events.Event]) -> list[str]:
    return [event.text if isinstance(event, events.Paste) else getattr(event, "key", "") for event in found]


@given(st.lists(st.integers(0, 60), max_size=4))
def test_pasted_controls_press_no_key_however_the_bytes_come(cuts: list[int]) -> None:
    whole = f"x{PASTE}{HOSTILE}{END_OF_PASTE}yz"
    ends = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[a:b] for a, b in itertools.pairwise(ends)]
    assert told(heard(Ear(), *pieces)) == ["x", SHOWN, "y", "z"]


@pytest.mark.parametrize("lines", ["one\ntwo", "\tone", "漢字 e\u0301"])
def test_what_is_honestly_pasted_keeps_its_lines(lines: str) -> None:
    shown = lines.replace("\t", "    ")
    assert told(heard(Ear(), PASTE + lines + END_OF_PASTE, "q")) == [shown, "q"]


@pytest.mark.parametrize(
    "noise",
    [
        "\x1b]52;c;cQ==\x07", "\x1b]11;rgb:q/q/q\x1b\\", "\x1bP>|quit 3.3a\x1b\\", "\x1b[5;5q", "\x1b[1;1;1;1;1;1u",
        "\x1b[99999999u", "\x1b[55296u", "\x1b[48;0;0;0;0t", "\x1b[?2048;2$y",
    ],
)  # fmt: skip
def test_a_sequence_that_is_no_key_presses_none(noise: str) -> None:
    assert told(heard(Ear(), f"{noise}j")) == ["j"]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [("\x1b[A", "up"), ("\x1b[[A", "f1"), ("\x1bOP", "f1"), ("\x1b[27u", "escape"), ("\x1b[3~", "delete")],
)
def test_a_sequence_that_is_a_key_is_one_however_it_comes(sequence: str, key: str) -> None:
    for cut in range(1, len(sequence)):
        assert told(heard(Ear(), sequence[:cut], sequence[cut:] + "j")) == [key, "j"]


def test_a_paste_that_never_ends_is_over_when_nothing_comes_for_long() -> None:
    ear = Ear()
    assert told(heard(ear, f"{PASTE}ab\x1b[20", *[""] * (SILENT_LOOKS - 1))) == []
    assert told(heard(ear, "", "q")) == ["ab", "q"]
