"""A line that is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.editing import TypedLine
from tui.lines import width_of

KEYS = ["left", "right", "home", "end", "backspace", "delete", "ctrl+a", "ctrl+e", "ctrl+u", "ctrl+k", "ctrl+w"]


@pytest.mark.parametrize(("text", "caret", "key", "after"), [
    ("abc", 3, "left", ("abc", 2)), ("abc", 3, "right", ("abc", 3)), ("abc", 0, "left", ("abc", 0)),
    ("abc", 1, "end", ("abc", 3)), ("abc", 2, "home", ("abc", 0)), ("abc", 2, "backspace", ("ac", 1)),
    ("abc", 0, "backspace", ("abc", 0)), ("abc", 1, "delete", ("ac", 1)), ("abc", 3, "delete", ("abc", 3)),
    ("ab cd ", 6, "ctrl+w", ("ab ", 3)), ("ab", 2, "ctrl+w", ("", 0)), ("abcd", 2, "ctrl+u", ("cd", 0)),
    ("abcd", 2, "ctrl+k", ("ab", 2)),
])  # fmt: skip
def test_keys_of_editing(text: str, caret: int, key: str, after: tuple[str, int]) -> None:
    line = TypedLine(text, caret).edited(key)
    assert line is not None
    assert (line.text, line.caret) == after


def test_other_keys_edit_nothing_and_too_much_is_cut() -> None:
    assert TypedLine("a", 1).edited("f5") is None
    assert TypedLine("abc", 1, 5).inserted("xyz").text == "axybc"
    assert TypedLine.at_end("abcdef", 3) == TypedLine("abc", 3, 3)


@given(st.text(max_size=30), st.lists(st.sampled_from(KEYS) | st.text(min_size=1, max_size=3)), st.integers(2, 20))
def test_the_caret_stays_in_the_line_and_in_sight(text: str, acts: list[str], room: int) -> None:
    line = TypedLine.at_end(text, 40)
    for act in acts:
        line = line.edited(act) or line.inserted(act)
        assert 0 <= line.caret <= len(line.text) <= 40
        before, caret, _ = line.spans(room)
        assert width_of((before,)) <= room - 1
        assert caret[1] == "caret"
