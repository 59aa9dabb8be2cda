"""Keys follow from what the rows are, also where many want the same."""

from __future__ import annotations

import itertools
import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
from builders import finding, store
from hypothesis import given
from hypothesis import strategies as st
from test_writer import content, rows

from db import keys
from db.checks import check_database
from db.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

PARTIES = ["interpol", "europol", "wco", "zenith"]
ALL = [
    (f"{'-'.join(pair)}-{number}", finding(list(pair), date=date, extra=f" {number}"))
    for number, (pair, date) in enumerate(itertools.product(itertools.combinations(PARTIES, 2), (None, "2011", "2011")))
]


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_want_one_place_end_in_the_same_order_whichever_came_or_left_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for name in ("ARTICLES", "AGREEMENTS"):
        monkeypatch.setattr(keys, name, keys.Space(5))
    orders = [list(ALL), random.Random(seed).sample([*ALL, *ALL[::2]], len(ALL) + len(ALL[::2]))]
    found = []
    for number, order in enumerate(orders):
        path = tmp_path / f"{number}.db"
        with Writer(path) as writer:
            for each, findings in order:
                store(writer, findings, each)
        assert [result.faults for result in check_database(path) if result.faults] == []
        found.append((content(path), rows(path, "SELECT key, content FROM articles ORDER BY key")))
    assert found[0] == found[1]
    moved = rows(path, "SELECT key, id FROM agreements")
    assert any(keys.agreement_key(keys.AGREEMENTS.day(key), number) != key for key, number in moved)


@given(st.lists(st.tuples(st.integers(0, 20), st.text("ab", max_size=3)), unique=True))
def test_neighbours_get_keys_of_their_own_and_never_less_than_they_want(wanted: list[tuple[int, str]]) -> None:
    found = keys.layout(wanted)
    assert found == sorted(set(found))
    assert all(key >= want for key, (want, _) in zip(found, sorted(wanted), strict=True))
    assert found == keys.layout(wanted[::-1])


def test_the_lists_of_a_day_follow_the_first_letters() -> None:
    ids = ["zenith-mou", "europol-mou", "interpol-mou", "wco-mou", "asean-mou"]
    assert sorted(ids, key=lambda number: -keys.agreement_key(0, number)) == sorted(ids)


def test_keys_of_articles_are_numbers_that_json_keeps() -> None:
    assert keys.ARTICLES.last(3_652_059) < 2**53


@pytest.mark.parametrize("seed", [2, 5, 6])
def test_an_index_read_backwards_by_these_keys_gives_every_row(seed: int) -> None:
    """Not so for keys of more than 56 bits, see `keys`: with a `Space(41)` each of these loses rows."""
    dice = random.Random(seed)
    wanted: set[int] = set()
    while len(wanted) < 40_000:
        day = 0 if dice.random() < 0.1 else dice.randint(727_000, 739_500)
        wanted.add(keys.AGREEMENTS.first(day) + dice.randrange(1 << keys.AGREEMENTS.bits))
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5 (words)")
    connection.executemany(
        "INSERT INTO found (rowid, words) VALUES (?, 'alpha beta')", [(key,) for key in sorted(wanted)]
    )
    connection.execute("INSERT INTO found (found) VALUES ('optimize')")
    for match in ("alpha AND beta", '"alpha beta"'):
        sql = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC"
        assert [row[0] for row in connection.execute(sql, (match,))] == sorted(wanted, reverse=True)
    assert keys.LAST_KEY < 2**56
