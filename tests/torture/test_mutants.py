"""The torture of database files that were made to harm, in its short form: the same ways, fewer files."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from torture import mutants
from torture.doors import called
from torture.hostile_files import FOREIGN, HOSTILE
from torture.workshop import clear, workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torture.workshop import Workshop

SOME = range(7, 17)
DOORS = ("search", "check", "screen ()")
FEW = ("a view that calls our functions in place of a table", "a blob and bytes that are no text for titles",
       "another module's table", "one letter", "a schema newer by one", "a pipe")  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop() as made:
        yield made


def test_mutants_do_no_harm(shop: Workshop) -> None:
    with mutants.trying(shop) as tried:
        for figure in mutants.figures([tried(number) for number in SOME]):
            assert figure.holds, figure.failures


def test_files_made_with_care_do_no_harm(shop: Workshop) -> None:
    some = {name: make for name, make in {**HOSTILE, **FOREIGN}.items() if name in FEW}
    doors = [each for each in mutants.crafted_doors(shop.agreement) if each[0] in DOORS]
    assert mutants.crafted_failures(shop, some, doors).failures == []


def test_a_mutant_is_the_same_each_time(shop: Workshop) -> None:
    first, again = (mutants.mutant(shop.base, 11) for _ in range(2))
    assert first == again
    assert first.data != shop.base.data


def test_a_door_that_dies_hangs_or_says_nonsense_is_seen(shop: Workshop) -> None:
    def dies(_: Path) -> tuple[int, str, str]:
        import os
        import signal

        os.kill(os.getpid(), signal.SIGSEGV)
        return 0, "", ""

    def writes(path: Path) -> tuple[int, str, str]:
        with sqlite3.connect(path) as connection:
            connection.execute("DELETE FROM claims")
        return 70, "", "explorer: an error that should not be"

    clear(shop)
    shop.database.write_bytes(shop.base.data)
    assert mutants.opened(shop, "sound", [("dies", dies)]).wrong["ended"]
    shop.database.write_bytes(shop.base.data)
    wrong = mutants.opened(shop, "sound", [("writes", writes)]).wrong
    assert wrong["changed"]
    assert wrong["unclear"]
    assert called(shop.database, [("waits", lambda _: __import__("time").sleep(9))], 0.05).signal == 9
