"""Batches beside others who hold the database: they wait, are not lost, and say for whom they wait."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from db.catalogue import Catalogue
from db.errors import LockedDatabaseError
from db.parsing import parse
from seed.batches import Batches, Turn
from seed.load import Run, seed_database
from seed.sources import RawArticle
from torture.processes import ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

TEXT = "INTERPOL and the WCO signed a memorandum of understanding on {} May 2011 in Lyon."
HOLDING = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute(sys.argv[2]); cursor = held.execute("SELECT * FROM claims"); cursor.fetchone()
print(1, flush=True); input()
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells whose locks there are")


def articles(first: int, count: int) -> list[RawArticle]:
    return [RawArticle(f"{n}.txt", f"/{n}.txt", TEXT.format(n).encode()) for n in range(first, first + count)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    seed_database(tmp_path / "x.db", articles(1, 3), lambda _: None)
    return tmp_path / "x.db"


def holding(path: Path, begin: str) -> AbstractContextManager[subprocess.Popen[str]]:
    return ready([sys.executable, "-c", HOLDING, str(path), begin])


@linux
def test_one_waits_for_a_reader_that_was_stopped_and_loses_nothing(path: Path) -> None:
    with holding(path, "BEGIN") as reader:
        reader.send_signal(signal.SIGSTOP)
        os.waitpid(reader.pid, os.WUNTRACED)
        told: list[str] = []

        def waits(who: str) -> None:
            told.append(who)
            if len(told) == 1:
                with Catalogue(path) as catalogue:  # others are let in meanwhile
                    assert len(catalogue.articles(parse(""))) == 3
                threading.Timer(0.3, reader.send_signal, [signal.SIGKILL]).start()

        report = seed_database(path, articles(4, 5), lambda _: None, run=Run(batch=2, waits=waits))
    assert f"process {reader.pid} " in told[0]
    assert told[0].endswith("and was stopped")
    assert report.added == 5
    with Catalogue(path) as catalogue:
        assert len(catalogue.articles(parse(""))) == 8


def test_who_stops_while_one_waits_ends_with_what_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.writer.FOR_READERS", 0.05)
    kept: list[int] = []
    told: list[str] = []
    with holding(path, "BEGIN"):
        run = Run(batch=2, stop=lambda: len(told) > 0, kept=kept.append, waits=told.append)
        report = seed_database(path, articles(4, 5), lambda _: None, run=run)
    assert told
    assert kept == []
    assert report.added == 0
    with Catalogue(path) as catalogue:
        assert len(catalogue.articles(parse(""))) == 3


def test_one_gives_up_at_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.writer.FOR_READERS", 0.05)
    monkeypatch.setattr("seed.batches.LONGEST_WAIT", 0.1)
    monkeypatch.setattr("seed.batches.LOOK", 0.01)
    with holding(path, "BEGIN") as reader, pytest.raises(LockedDatabaseError, match=f"process {reader.pid} "):
        seed_database(path, articles(4, 5), lambda _: None, run=Run(batch=2))


class Timed:
    """A writer that takes so long to commit."""

    commit_seconds = 0.0

    @contextmanager
    def batch(self) -> Iterator[None]:
        yield

    def add_articles(self, articles: list[object]) -> list[object]:
        return articles[:]

    def finish(self) -> None: ...


def test_batches_that_keep_readers_out_for_long_become_smaller_and_grow_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.batches.renew_agreements", lambda *_: None)
    writer = Timed()
    turn = Turn(400, lambda: False, lambda _: None)
    tally = SimpleNamespace(count=lambda *_: None)
    batches = Batches(writer, SimpleNamespace(), tally, turn)  # type: ignore[arg-type]
    sizes = []
    for seconds in (0.1, 0.2, 0.2, 0.2, 0.1, 0.01, 0.01, 0.01):
        writer.commit_seconds = seconds
        assert batches.write([None])  # type: ignore[list-item]
        sizes.append(batches.size)
    assert sizes == [400, 200, 100, 100, 100, 200, 400, 400]
