"""The pane beside the list does its work where its values change, not at each key of the list."""

from __future__ import annotations

import pytest
from driving import driven

from tui.widgets import facets
from tui.widgets.facets import FacetsPane


async def test_entries_are_built_when_the_facets_or_the_choices_change_only(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    entries = facets.entries

    def counted(*arguments: object) -> object:
        built.append(arguments)
        return entries(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(facets, "entries", counted)
    async with driven() as app:
        before = len(built)
        await app.press("down", "down", "3", "j", "2", "1", "j", "j", "k")
        assert len(built) == before
        pane = app.browse.query_one(FacetsPane)
        assert pane.cursor_row == 1
        await app.press("enter")
        assert len(built) == before + 2  # the mark at once, the counts when they are known
        assert [choice.value for choice in app.state.choices] == [pane._entries[1].value]
        await app.press("escape", "escape")
        assert len(built) == before + 4
        assert pane.cursor_row == 1
