"""The thumb tells the truth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.virtual_list import LEAST_TRACK, kept_in_sight, thumb_rows


@given(st.integers(LEAST_TRACK, 80), st.integers(1, 2_000_000), st.data())
def test_the_thumb_touches_an_end_just_where_the_list_does(rows: int, total: int, data: st.DataObject) -> None:
    top = data.draw(st.integers(0, max(0, total - rows)))
    thumb = thumb_rows(top, rows, total)
    if total <= rows:
        assert not thumb
        return
    assert len(thumb) >= 1
    assert thumb[0] >= 0
    assert thumb[-1] < rows
    assert (thumb[0] == 0) == (top == 0)
    assert (thumb[-1] == rows - 1) == (top == total - rows)


@given(st.integers(LEAST_TRACK, 80), st.integers(1, 100_000), st.data())
def test_the_thumb_never_goes_back_and_never_changes_its_length(rows: int, total: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, max(0, total - rows)))
    second = data.draw(st.integers(first, max(0, total - rows)))
    before, after = thumb_rows(first, rows, total), thumb_rows(second, rows, total)
    assert len(before) == len(after)
    assert list(before) <= list(after)


@pytest.mark.parametrize(("top", "rows", "total", "thumb"), [
    (0, 10, 10, []), (0, 10, 11, list(range(9))), (1, 10, 11, list(range(1, 10))), (0, 10, 20, list(range(5))),
    (5, 10, 20, list(range(2, 7))), (500_000, 11, 1_000_000, [5]), (999_989, 11, 1_000_000, [10]),
    (1, 11, 1_000_000, [1]), (999_988, 11, 1_000_000, [9]), (0, 10, None, []), (3, 2, 100, []), (0, 0, 100, []),
])  # fmt: skip
def test_the_thumb_stands_where_the_rows_in_sight_stand(
    top: int, rows: int, total: int | None, thumb: list[int]
) -> None:
    assert list(thumb_rows(top, rows, total)) == thumb


def test_a_place_is_kept_in_sight_with_the_least_move() -> None:
    assert [kept_in_sight(5, place, 3, 100) for place in (4, 5, 7, 8, 99)] == [4, 5, 5, 6, 97]
