"""The organisations pane does its work where the organisations change, not at each key of the list."""

from __future__ import annotations

import pytest
from driving import driven

from tui.widgets import organisations
from tui.widgets.organisations import OrganisationsPane


async def test_entries_are_built_when_the_directory_or_the_choice_changes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    entries = organisations.entries

    def counted(*arguments: object) -> object:
        built.append(arguments)
        return entries(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(organisations, "entries", counted)
    async with driven() as app:
        before = len(built)
        await app.press("down", "down", "3", "j", "2", "1", "j", "j", "k")
        assert len(built) == before
        pane = app.browse.query_one(OrganisationsPane)
        assert pane.cursor_row == 1
        await app.press("enter")
        assert len(built) == before + 1
        assert app.state.organisation == pane._entries[1].id
        await app.press("escape", "escape")
        assert len(built) == before + 2
        assert pane.cursor_row == 0
