"""A budget of time for what a connection is asked."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from db.catalogue import Catalogue
from db.errors import SlowQueryError
from db.parsing import parse
from db.watch import Watch

if TYPE_CHECKING:
    from pathlib import Path

LONG = 30.0


class Ended:
    """Counts its calls; `came` waits for so many."""

    def __init__(self) -> None:
        self.times = threading.Semaphore(0)
        self.count = 0

    def __call__(self) -> None:
        self.count += 1
        self.times.release()

    def came(self, times: int) -> bool:
        return all(self.times.acquire(timeout=LONG) for _ in range(times))


def test_a_question_is_ended_when_its_time_is_up_and_again_until_it_is_done() -> None:
    ended = Ended()
    watch = Watch(ended)
    begun = time.monotonic()
    watch.begin(0.05)
    assert ended.came(3)
    assert time.monotonic() - begun >= 0.05
    watch.finish()
    count = ended.count
    watch.begin(LONG)
    assert ended.count == count
    watch.close()


def test_a_shorter_time_after_a_longer_one_is_kept() -> None:
    ended = Ended()
    watch = Watch(ended)
    watch.begin(LONG)
    watch.finish()
    assert ended.count == 0
    begun = time.monotonic()
    watch.begin(0.01)
    assert ended.came(1)
    assert time.monotonic() - begun < LONG / 2
    watch.close()


def test_a_question_after_all_were_done_is_watched_too() -> None:
    ended = Ended()
    watch = Watch(ended)
    for _ in range(20):
        watch.begin(0.001)
        assert ended.came(1)
        watch.finish()
    watch.close()


def test_a_question_that_is_hastened_is_ended_until_it_is_done_and_the_next_has_its_whole_time() -> None:
    ended = Ended()
    watch = Watch(ended)
    watch.hasten()
    watch.begin(LONG)
    assert ended.count == 0
    watch.hasten()
    assert ended.came(3)
    watch.finish()
    count = ended.count
    watch.begin(LONG)
    time.sleep(0.05)
    assert ended.count == count
    watch.close()


def test_an_interrupt_between_two_statements_of_a_question_is_not_lost(database: Path) -> None:
    with Catalogue(database, seconds=LONG) as catalogue:
        begun = time.monotonic()
        with pytest.raises(SlowQueryError), catalogue._question() as connection:
            catalogue.interrupt()
            connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            ).fetchall()
        assert time.monotonic() - begun < LONG / 2
        assert len(catalogue.page(parse("")).rows) == 5


def test_its_thread_ends_with_the_connection(database: Path) -> None:
    before = set(threading.enumerate())
    with Catalogue(database) as catalogue:
        catalogue.page(parse("piracy"))
        (thread,) = set(threading.enumerate()) - before
    thread.join(LONG)
    assert not thread.is_alive()


def test_a_question_that_is_late_leaves_the_next_its_whole_time(database: Path) -> None:
    with Catalogue(database, seconds=0.02) as catalogue:
        for _ in range(10):
            with pytest.raises(SlowQueryError), catalogue._question() as connection:
                connection.execute(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
                ).fetchall()
            assert len(catalogue.page(parse("")).rows) == 5
