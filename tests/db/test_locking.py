"""One importer at a time: the note that says who, and what SQLite's own locks tell of others."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from db.connection import open_reader
from db.errors import LockedDatabaseError, MissingDatabaseError
from db.holders import Lock, _locks_in, who_reads, who_writes
from db.locking import Holder, _holder_in, claim, note_of, noted_holder
from db.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLAIMING = "import sys; from db.locking import claim; held = claim(sys.argv[1]); print(1, flush=True); input()"
HOLDING = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute(sys.argv[2]); cursor = held.execute(sys.argv[3]); cursor.fetchone(); print(1, flush=True); input()
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lists the locks of others")


@contextmanager
def another(code: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """Another process, from when it says that it is ready."""
    command = [sys.executable, "-c", code, *map(str, words)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_writer_is_told_who_the_first_is(database: Path) -> None:
    with another(CLAIMING, database) as first:
        with pytest.raises(LockedDatabaseError, match=rf"process {first.pid} \(.* on .*\) is writing since ..:..; try"):
            Writer(database)
        assert f"process {first.pid} " in who_writes(database)
        open_reader(database).close()  # readers don't mind
    Writer(database).close()


def test_the_note_is_gone_with_the_writer_and_another_may_come(database: Path) -> None:
    for _ in range(2):
        with Writer(database):
            assert os.path.exists(note_of(database))  # noqa: PTH110
            assert noted_holder(database) is None  # oneself is nobody to wait for
        assert not os.path.exists(note_of(database))  # noqa: PTH110


def test_what_a_killed_writer_leaves_hinders_nobody_and_goes(database: Path) -> None:
    with another(CLAIMING, database) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert os.path.exists(note_of(database))  # noqa: PTH110
    assert who_writes(database) == ""
    with Writer(database), open(note_of(database), encoding="utf-8") as note:  # noqa: PTH123
        assert json.load(note)["process"] == os.getpid()
    assert not os.path.exists(note_of(database))  # noqa: PTH110


def test_a_database_has_one_note_by_whatever_link_it_is_named(database: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(database)
    with claim(link), pytest.raises(LockedDatabaseError):
        claim(database)


def test_a_link_where_the_note_should_be_is_not_followed(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("keep")
    os.symlink(other, note_of(database))  # noqa: PTH211
    with Writer(database) as writer:  # SQLite's own locks have to do
        writer.require_writable()
    assert other.read_text() == "keep"


def test_a_pipe_where_the_note_should_be_keeps_nobody_waiting(database: Path) -> None:
    os.mkfifo(note_of(database))
    with Writer(database) as writer:
        writer.require_writable()
    assert noted_holder(database) is None


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", "{" * 900, '{"process": "x"}', '{"process": 1, "since": 1e400, "user": 1, "host": 2}',
             '{"process": 1, "since": NaN, "user": "a", "host": "b"}', "\udcff"],
)  # fmt: skip
def test_a_note_that_says_nothing_of_use_is_taken_for_none(tmp_path: Path, said: str) -> None:
    path = tmp_path / "note"
    path.write_bytes(said.encode("utf-8", "surrogateescape"))
    file = os.open(path, os.O_RDONLY)
    assert _holder_in(file) is None
    os.close(file)


def test_what_a_note_says_is_data(tmp_path: Path) -> None:
    path = tmp_path / "note"
    hostile = "\x1b]0;owned\x07[b]\u202e\n" + "x" * 500
    path.write_text(json.dumps({"process": 10**30, "user": hostile, "host": "h", "since": 0}))
    file = os.open(path, os.O_RDONLY)
    holder = _holder_in(file)
    os.close(file)
    assert holder is not None
    assert holder.in_words().isprintable()
    assert len(holder.in_words()) < 200


def test_one_who_began_on_another_day_is_told_with_the_day() -> None:
    assert " since 19" in Holder(1, "ann", "box", 0).in_words()


@linux
def test_another_programs_locks_tell_who_holds_it(database: Path) -> None:
    with another(HOLDING, database, "BEGIN IMMEDIATE", "SELECT 1") as other:
        assert who_writes(database).startswith(f"process {other.pid} (")
        assert who_reads(database) == ""
    with another(HOLDING, database, "BEGIN", "SELECT * FROM claims") as other:
        assert who_writes(database) == ""
        assert who_reads(database).endswith("is reading")
        other.send_signal(signal.SIGSTOP)
        os.waitpid(other.pid, os.WUNTRACED)
        assert who_reads(database).startswith(f"process {other.pid} (")
        assert who_reads(database).endswith("is reading, and was stopped")


@linux
def test_a_writer_that_is_not_ours_is_named(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.connection.BUSY_SECONDS", 0.01)
    with (
        another(HOLDING, database, "BEGIN IMMEDIATE", "SELECT 1") as other,
        Writer(database) as writer,
        pytest.raises(LockedDatabaseError, match=f"process {other.pid} .* is writing"),
    ):
        writer.require_writable()


def test_one_reads_the_kernels_list_of_locks() -> None:
    lines = [
        "1: POSIX  ADVISORY  READ 11 fe:00:7 1073741826 1073742335\n",
        "2: POSIX  ADVISORY  WRITE 12 fe:00:7 1073741825 1073741825\n",
        "2: -> POSIX  ADVISORY  WRITE 13 fe:00:7 1073741825 1073741825\n",
        "3: POSIX  ADVISORY  WRITE 14 fe:00:8 1073741825 1073741825\n",
        "4: FLOCK  ADVISORY  WRITE 15 fe:00:7 0 EOF\n",
        "5: POSIX  ADVISORY  READ 16 fe:00:7 0 EOF\n",
        "6: POSIX  ADVISORY  READ 17 fe:00:7 0 1000\n",
        "7: nonsense\n",
    ]
    assert list(_locks_in(iter(lines), "fe:00:7")) == [Lock(11, False), Lock(12, True), Lock(16, False)]


def test_where_no_note_can_be_made_sqlites_own_locks_have_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "none" / "x.db"
    with claim(missing) as first, claim(missing) as second:
        assert first is not second
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(missing)


@pytest.mark.parametrize("is_there", [True, False])
def test_who_asks_before_the_first_batch_has_ended_is_told_who_is_at_it(tmp_path: Path, is_there: bool) -> None:
    path = tmp_path / "new.db"
    if is_there:
        path.touch()
    with another(CLAIMING, path) as first, pytest.raises(LockedDatabaseError) as told:
        open_reader(path)
    assert re.fullmatch(
        rf".*new\.db has nothing in it yet: process {first.pid} \(.*\) is writing since ..:..; try again when .*",
        str(told.value),
    )
    with pytest.raises(MissingDatabaseError, match="explorer seed"):
        open_reader(path)
