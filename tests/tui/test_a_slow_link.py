"""Over a slow link the detail waits until the steps have ended, and nothing waits for it."""

from __future__ import annotations

from time import monotonic

import pytest
from driving import TERMINAL, Driven, driven

from tui.screens.article import ArticleScreen

SLOW = TERMINAL._replace(slow=True)


def shown(app: Driven) -> str | None:
    return app.browse.record.id if app.browse.record else None


async def test_the_cursor_goes_at_once_and_the_detail_comes_once_the_steps_have_ended() -> None:
    async with driven(terminal=SLOW) as app:
        ids = [agreement.id for agreement in app.catalogue.found]
        seen = []
        for _ in range(3):
            await app.pilot.press("down")
            seen.append(shown(app))
        assert app.state.index == 3
        end = monotonic() + 5
        while shown(app) != ids[3] and monotonic() < end:
            await app.pilot.pause()
            seen.append(shown(app))
        assert set(seen) == {ids[0], ids[3]}


@pytest.mark.parametrize("keys", [("down", "e"), ("down", "enter", "e"), ("down", "3", "e")])
async def test_who_asks_for_the_detail_has_it_at_once(keys: tuple[str, ...]) -> None:
    async with driven(terminal=SLOW) as app:
        second = app.catalogue.found[1].id
        await app.press(*keys)
        assert isinstance(app.app.screen, ArticleScreen)
        assert shown(app) == second


async def test_elsewhere_the_detail_comes_with_the_step() -> None:
    async with driven() as app:
        second = app.catalogue.found[1].id
        await app.press("down")
        assert shown(app) == second
