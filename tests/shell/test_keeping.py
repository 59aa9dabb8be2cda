"""Copies, repairs and differences as commands."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def own(seeded: Path, tmp_path: Path) -> Path:
    """A database of one's own."""
    return Path(shutil.copyfile(seeded, tmp_path / "own.db"))


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def test_a_copy_says_what_it_has_and_is_no_difference(explorer, own: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    made = explorer("backup", copy, "--db", own)
    assert (made.status, made.out) == (0, "")
    assert re.search(r"12 agreements, 5 articles, \d\d organisations, ", made.err)
    same = explorer("diff", own, copy)
    assert (same.status, same.out, same.err) == (0, "", "they hold the same\n")
    again = explorer("backup", copy, "--db", own)
    assert (again.status, again.err.count("\n")) == (2, 1)
    assert explorer("backup", "--replace", copy, "--db", own).status == 0


def test_a_copy_takes_the_place_of_a_copy_alone_and_only_a_sound_one(explorer, own: Path, tmp_path: Path) -> None:
    copy, notes = tmp_path / "copy.db", tmp_path / "notes.txt"
    notes.write_text("mine")
    told = explorer("backup", "-", "--db", own)
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    told = explorer("backup", "--replace", notes, "--db", own)
    assert (told.status, told.err.count("\n"), notes.read_text()) == (2, 1, "mine")
    assert explorer("backup", copy, "--db", own).status == 0
    before = copy.read_bytes()
    change(own, "UPDATE agreements SET status = 'ended' WHERE id = 'interpol-europol-mou-2011'")
    told = explorer("backup", "--replace", copy, "--db", own)
    assert (told.status, told.err.count("\n"), copy.read_bytes()) == (3, 1, before)
    assert f"{copy} stays as it is" in told.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "notes.txt", "own.db"]


def test_the_copy_of_a_database_that_nobody_may_write_can_be_written(explorer, own: Path, tmp_path: Path) -> None:
    own.chmod(0o444)
    assert explorer("backup", tmp_path / "copy.db", "--db", own).status == 0
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o644


def test_what_can_be_is_made_anew_and_said(explorer, own: Path) -> None:
    change(own, "DELETE FROM words")
    failed = explorer("check", "--db", own)
    assert failed.status == 3
    assert "explorer check --repair --db " in failed.err
    mended = explorer("check", "--repair", "--json", "--db", own)
    assert mended.status == 0
    assert any(check["renewed"] for check in json.loads(mended.out))
    assert "nothing is wrong" in explorer("check", "--repair", "--db", own).err


def test_one_of_a_kind_is_counted_as_one(explorer, tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text("Nothing was agreed.\n\nThe participants discussed the weather at length.\n", encoding="utf-8")
    database = tmp_path / "one.db"
    assert explorer("seed", "--db", database, article).status == 0
    assert "0 agreements, 1 article, 0 organisations, " in explorer("backup", tmp_path / "b.db", "--db", database).err


def test_what_others_put_there_is_taken_away_and_not_made_anew(explorer, own: Path) -> None:
    change(own, "CREATE TRIGGER theirs AFTER INSERT ON articles BEGIN SELECT 1; END")
    told = explorer("check", "--repair", "--db", own)
    assert told.status == 0
    assert re.search("^taken away: .*: the trigger theirs is none of ours$", told.err, re.M)
    assert "made anew" not in told.err


def test_where_nothing_can_be_made_anew_it_says_what_to_do(explorer, own: Path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    change(own, "DELETE FROM words")
    monkeypatch.setattr("db.repairs.in_the_making", refuse)
    told = explorer("check", "--repair", "--db", own)
    assert (told.status, told.err.count("\n")) == (3, 1)
    assert "Permission denied" in told.err
    assert "copy the database to a folder of your own, and repair the copy" in told.err


@pytest.mark.parametrize("content", [b"", b"no database at all, however long it is" * 40])
def test_two_databases_are_not_named_by_an_option(explorer, own: Path, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)
    for wrong in (other, tmp_path):
        told = explorer("diff", own, wrong)
        assert (told.status, told.err.count("\n")) == (3, 1)
        assert "name another with" not in told.err
        assert "file with --db" not in told.err
    assert content == b"" or "; name another, or move it away" in explorer("diff", other, own).err


def test_what_can_not_be_is_said_too(explorer, own: Path) -> None:
    change(own, "UPDATE claims SET rule = 'another' WHERE id = 2; DELETE FROM words")
    told = explorer("check", "--repair", "--db", own)
    assert told.status == 3
    assert "mended: facets are counted" in told.err
    assert "restore a copy" in told.err
    assert explorer("check", "--db", own).status == 3


def test_differences_are_lines_in_a_pipe_and_lists_for_programs(explorer, seeded: Path, own: Path) -> None:
    change(own, "UPDATE agreements SET status = 'ended' WHERE id = 'interpol-europol-mou-2011'")
    change(own, "DELETE FROM organisations WHERE id NOT IN (SELECT organisation FROM parties)")
    plain = explorer("diff", seeded, own)
    assert plain.status == 1
    fields = plain.out.splitlines()[0].split("\t")
    assert fields[:4] == ["changed", "agreement", "interpol-europol-mou-2011", ""]
    assert fields[5:] == ["status", "signed", "ended"]
    assert "1 agreement changed" in plain.err
    found = json.loads(explorer("diff", "--json", seeded, own).out)
    assert found[0]["fields"] == {"status": {"before": "signed", "after": "ended"}}
    rows = list(csv.DictReader(io.StringIO(explorer("diff", "--csv", seeded, own).out)))
    assert rows[0]["after"] == "ended"
    assert json.loads(explorer("diff", "--json", own, own).out) == []
    assert explorer("diff", seeded, own.with_name("none.db")).status == 3


def test_differences_for_people_stand_below_what_they_are_of(explorer, seeded: Path, own: Path, monkeypatch) -> None:
    change(own, "UPDATE agreements SET status = 'ended', place = NULL WHERE id = 'interpol-europol-mou-2011'")
    change(own, "DELETE FROM provisions WHERE position = 1")
    monkeypatch.setattr("shell.differing.for_people", lambda: True)
    lines = explorer("diff", seeded, own).out.splitlines()
    assert lines[0].startswith("changed agreement ")
    assert "        status: signed -> ended" in lines
    assert any(line.startswith("        provisions: - ") for line in lines)
