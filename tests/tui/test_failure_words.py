"""What is said on the last line when a question could not be answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.connection import damaged
from db.errors import DatabaseError, LockedDatabaseError
from tui.failures import failure_words
from tui.present import status_line
from tui.state import ViewState

DATABASE = Path("/home/somebody/with a long name/.local/share/agreement-explorer/explorer.db")


@pytest.mark.parametrize("error", [
    damaged(DATABASE, "database disk image is malformed"), DatabaseError(f"{DATABASE} was moved away"),
    LockedDatabaseError(f"{DATABASE} is locked by another program; try again"),
])  # fmt: skip
def test_the_file_that_is_open_is_named_by_its_name_where_there_is_little_room(error: DatabaseError) -> None:
    assert str(DATABASE.parent) in str(error)
    words = failure_words(error, DATABASE)
    assert words.startswith("explorer.db ")
    assert str(DATABASE.parent) not in words
    line = status_line(ViewState(), None, None, words, (), 80, is_failure=True)
    assert words[:40] in "".join(text for text, _ in line)


def test_elsewhere_it_is_named_in_full() -> None:
    error = damaged(DATABASE, "malformed")
    assert failure_words(error) == str(error)
