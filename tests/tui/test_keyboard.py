"""What is pasted is text, and nothing else."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.keyboard import END_OF_PASTE, PASTE, Ear

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
