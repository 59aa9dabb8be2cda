"""What a writer left half done is undone by whoever opens the file next and may, and told to whoever may not."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from db.catalogue import Catalogue
from db.checks import check_database
from db.connection import open_reader
from db.errors import DatabaseError, ForeignDatabaseError, LockedDatabaseError, MissingDatabaseError
from db.leftovers import MAGIC
from db.parsing import parse
from db.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

SPREAD = "UPDATE articles SET text = text || hex(zeroblob(20000))"


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def write_half(path: Path, target: Path, sql: str = SPREAD) -> None:
    """Makes `target` what `path` is while it is written: some pages new, and the journal with the old ones."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(sql)
    shutil.copyfile(path, target)
    shutil.copyfile(journal_of(path), journal_of(target))
    connection.execute("ROLLBACK")
    connection.close()


@pytest.fixture
def half(database: Path) -> Path:
    target = database.with_name("half.db")
    write_half(database, target)
    assert target.read_bytes() != database.read_bytes()
    return target


def test_the_next_reader_undoes_it(database: Path, half: Path) -> None:
    with Catalogue(half) as catalogue:
        assert catalogue.page(parse("")).total == 5
    assert half.read_bytes() == database.read_bytes()
    assert not journal_of(half).exists()
    assert not [result for result in check_database(half) if result.faults]


def test_a_reader_that_is_there_already_undoes_it_and_asks_again(database: Path, half: Path, tmp_path: Path) -> None:
    path = tmp_path / "read.db"
    shutil.copyfile(database, path)
    with Catalogue(path) as catalogue:
        assert catalogue.page(parse("")).total == 5
        with path.open("r+b") as file:
            file.write(half.read_bytes())
        shutil.copyfile(journal_of(half), journal_of(path))
        with pytest.raises(LockedDatabaseError, match="undone; try again"):
            catalogue.page(parse(""))
        assert catalogue.page(parse("")).total == 5
    assert path.read_bytes() == database.read_bytes()


def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE articles (text); INSERT INTO articles VALUES (hex(zeroblob(20000)))")
    connection.close()
    half = tmp_path / "half.db"
    write_half(path, half)
    before = half.read_bytes(), journal_of(half).read_bytes()
    with pytest.raises(ForeignDatabaseError, match="not a database of Agreement Explorer"):
        open_reader(half)
    assert (half.read_bytes(), journal_of(half).read_bytes()) == before


@pytest.mark.parametrize("opener", [open_reader, Writer])
def test_a_journal_that_names_another_is_not_played_back(half: Path, opener: object) -> None:
    victim = half.with_name("victim.txt")
    victim.write_text("precious")
    name = str(victim).encode()
    checksum = sum(name).to_bytes(4, "big")
    with journal_of(half).open("ab") as file:
        file.write((1 << 30).to_bytes(4, "big") + name + len(name).to_bytes(4, "big") + checksum + MAGIC)
    before = half.read_bytes()
    with pytest.raises(ForeignDatabaseError, match="move it away"):
        opener(half)  # type: ignore[operator]
    assert (half.read_bytes(), victim.read_text()) == (before, "precious")


def test_a_journal_that_is_a_link_is_not_played_back(half: Path) -> None:
    journal_of(half).rename(half.with_name("elsewhere"))
    journal_of(half).symlink_to(half.with_name("elsewhere"))
    with pytest.raises(ForeignDatabaseError, match="move it away"):
        open_reader(half)


def test_what_a_first_run_left_is_an_empty_file(database: Path, tmp_path: Path) -> None:
    """Its journal says that there was nothing before."""
    path = tmp_path / "first.db"
    content = database.read_bytes()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE articles (text)")
    for _ in range(50):
        connection.execute("INSERT INTO articles VALUES (hex(zeroblob(3000)))")  # so many that some are written already
    shutil.copyfile(f"{path}-journal", f"{tmp_path / 'x.db'}-journal")
    connection.execute("ROLLBACK")
    connection.close()
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(MissingDatabaseError, match="is empty"):
        open_reader(tmp_path / "x.db")
    with pytest.raises(DatabaseError):
        open_reader(tmp_path / "x.db")


@pytest.mark.parametrize(("place", "value"), [(16, b"\xff\x01\x9a\x00"), (24, b"\x00\x00\x10\x01"), (24, b"\0" * 4)])
def test_a_journal_of_a_database_that_this_one_never_was_is_left_alone(half: Path, place: int, value: bytes) -> None:
    journal = journal_of(half)
    data = bytearray(journal.read_bytes())
    data[place : place + 4] = value
    journal.write_bytes(data)
    before = half.read_bytes()
    for opener in (open_reader, Writer):
        with pytest.raises(ForeignDatabaseError, match="not written by Agreement Explorer"):
            opener(half)
    assert (half.read_bytes(), journal.read_bytes()) == (before, bytes(data))
