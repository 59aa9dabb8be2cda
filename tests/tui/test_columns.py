"""Columns that a person has chosen, and those of the order by title."""

from __future__ import annotations

import pytest
from driving import driven
from hypothesis import given
from hypothesis import strategies as st

from db.rows import AgreementRow
from tui.columns import column_widths, columns_line
from tui.config import COLUMNS
from tui.lines import width_of

ROW = AgreementRow("id", "Europol – OSCE talks", "memorandum of understanding", "signed", "2014", "Wien", ("A", "B"), 3)


def words(row: AgreementRow | None, columns: tuple[str, ...], width: int) -> str:
    return "".join(text for text, _ in columns_line(row, columns, width, None))


def test_columns_stand_in_the_order_that_was_chosen() -> None:
    assert words(ROW, ("status", "date", "parties"), 50).split() == ["signed", "2014", "A", "·", "B"]
    assert words(ROW, ("title",), 50).strip() == "Europol – OSCE talks"
    assert words(ROW, ("sources", "kind", "place"), 50).split() == ["3", "MoU", "Wien"]


def test_what_finds_no_room_is_left_out_from_the_right() -> None:
    assert [name for name, _ in column_widths(("date", "parties", "place", "title"), 40)] == [
        "date",
        "parties",
        "place",
    ]
    assert [name for name, _ in column_widths(("date", "parties", "place", "title"), 10)] == ["date"]


def test_wide_columns_share_what_the_others_leave() -> None:
    assert column_widths(("date", "parties", "title"), 61) == [("date", 10), ("parties", 24), ("title", 25)]


@given(
    st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True).map(tuple),
    st.integers(20, 200),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_no_text_makes_a_line_longer_or_shorter(columns: tuple[str, ...], width: int, one: str, other: str) -> None:
    row = AgreementRow(one, other, one, other, None, one, (one, other), 12)
    assert width_of(columns_line(row, columns, width, "title")) == width
    starts = [cells for _, cells in column_widths(columns, width - 2)]
    assert starts == [cells for _, cells in column_widths(columns, width - 2)]


def test_a_row_that_is_on_its_way_is_told() -> None:
    assert words(None, ("date",), 30).strip() == "…"


async def test_the_list_has_the_columns_of_the_settings() -> None:
    async with driven(size=(100, 30), columns=("title", "date")) as app:
        row = app.browse.listing.page.rows[0]  # type: ignore[union-attr]
        line = next(line for line in app.screen_lines() if row.title[:20] in line)
        assert line.index(row.title[:20]) < line.index(row.date or "undated")


async def test_the_order_by_title_shows_titles() -> None:
    async with driven(size=(100, 30)) as app:
        while app.state.sort != "title":
            await app.press("s")
        rows = app.browse.listing.page.rows  # type: ignore[union-attr]
        assert all(any(row.title[:16] in line for line in app.screen_lines()) for row in rows[:5])


@pytest.mark.parametrize("name", COLUMNS)
def test_each_column_that_can_be_set_can_be_shown(name: str) -> None:
    assert words(ROW, (name,), 40).strip()
