"""Thousands of organisations are arranged where the answer is made, and cost a key nothing."""

from __future__ import annotations

import time

import pytest
from driving import driven
from fakes import FakeCatalogue

from db.query import Query
from db.rows import Facets, Organisation
from tui import arranging
from tui.arranging import Arranged, organisation_entries
from tui.widgets.facets import FacetsPane


def many(count: int) -> tuple[Organisation, ...]:
    return tuple(
        Organisation(f"o{n}", f"O{n}", None, None, None, f"o{n // 7}" if n % 3 == 0 else None, True, (), count - n)
        for n in range(count)
    )


async def test_values_are_arranged_off_the_screen_s_thread_and_once_for_each_query(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built: list[str] = []
    arranged = arranging.arranged

    def counted(facets: Facets) -> Arranged:
        import threading

        built.append(threading.current_thread().name)
        return arranged(facets)

    monkeypatch.setattr(arranging, "arranged", counted)
    async with driven() as app:
        assert built == ["loader-aside"]
        await app.press("down", "down", "3", "j", "2", "1", "j", "j", "k", "5", "1", "s", "S")
        assert len(built) == 1
        pane = app.browse.query_one(FacetsPane)
        assert pane.cursor_row == 1
        await app.press("enter")
        assert [choice.value for choice in app.state.choices] == [pane._entry(1).value]
        await app.press("escape", "escape")
        assert built == ["loader-aside"] * 3
        assert pane.cursor_row == 1


def test_ten_thousand_are_arranged_within_a_moment() -> None:
    organisations = many(10_000)
    start = time.thread_time()
    assert len(organisation_entries(organisations)) == 10_000
    assert time.thread_time() - start < 0.5  # 15 ms alone


async def test_walking_and_choosing_among_ten_thousand_takes_no_longer_than_among_ten() -> None:
    catalogue = FakeCatalogue()
    facets, organisations = catalogue.facets, many(10_000)

    def with_many(query: Query, others: object = None, most: object = None) -> Facets:
        found = facets(query)
        return Facets(organisations, found.kinds, found.statuses, found.decades, found.topics)

    catalogue.facets = with_many  # type: ignore[method-assign, assignment]
    async with driven(catalogue) as app:
        await app.press("1", "G")
        pane = app.browse.query_one(FacetsPane)
        assert pane.cursor_row == 10_000
        start = time.perf_counter()
        for _ in range(100):
            pane.action_step(-1)
            pane._renew()
        assert time.perf_counter() - start < 1  # 0.1 s alone
        assert pane.cursor_row == 9_900
        await app.press("x")
        assert [choice.text for choice in app.state.choices] == [f"-org:={pane._entry(9_900).value}"]
