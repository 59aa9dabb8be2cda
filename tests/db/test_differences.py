"""What two databases differ in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import finding, store

from db import differences as module
from db.differences import Difference, Field, differences
from db.errors import DamagedDatabaseError, LockedDatabaseError, MissingDatabaseError
from db.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A = ("a-mou-2011", finding(["interpol", "europol"]))
B = ("b-mou-2011", finding(["interpol", "wco"]))
C = ("c-mou", finding(["wco", "europol"], date=None))


def told(old: Path, new: Path) -> list[Difference]:
    return list(differences(old, new))


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)


def test_the_same_articles_in_any_order_are_no_difference(build: Callable[..., Path]) -> None:
    assert told(build(A, B, C, name="1.db"), build(C, B, A, name="2.db")) == []


def test_what_came_and_went_is_told_of_each_side(build: Callable[..., Path]) -> None:
    first, second = build(A, C, name="1.db"), build(B, C, name="2.db")
    found = [(each.change, each.kind, each.id) for each in told(first, second) if each.kind != "article"]
    assert found == [("gone", "agreement", "a-mou-2011"), ("new", "agreement", "b-mou-2011")]
    back = [(each.change, each.kind, each.id) for each in told(second, first) if each.kind != "article"]
    assert back == [("new", "agreement", "a-mou-2011"), ("gone", "agreement", "b-mou-2011")]
    articles = [(each.change, each.name) for each in told(first, second) if each.kind == "article"]
    assert sorted(articles) == [("gone", "interpol-europol.txt"), ("new", "interpol-wco.txt")]


def test_an_organisation_that_came_is_told(build: Callable[..., Path]) -> None:
    found = told(build(A, name="1.db"), build(A, B, name="2.db"))
    assert Difference("new", "organisation", "wco", "World Customs Organization") in found


def test_each_field_that_changed_is_told_before_and_after(database: Path, build: Callable[..., Path]) -> None:
    after = database.with_name("after.db")
    after.write_bytes(database.read_bytes())
    change(
        after,
        """
        UPDATE agreements SET status = 'in force', place = NULL WHERE id = 'interpol-europol-mou-2011';
        UPDATE parties SET role = 'host' WHERE position = 1 AND
            agreement = (SELECT key FROM agreements WHERE id = 'interpol-europol-mou-2011');
        DELETE FROM provisions WHERE agreement = (SELECT key FROM agreements WHERE id = 'interpol-europol-mou-2011');
        DELETE FROM aliases WHERE organisation = 'wco';
        UPDATE places SET source = 'elsewhere' WHERE name = 'wco-zenith.txt';
        """,
    )
    agreement, organisation, article = told(database, after)
    assert agreement._replace(name="") == Difference(
        "changed",
        "agreement",
        "interpol-europol-mou-2011",
        "",
        None,
        (
            Field("status", "signed", "in force"),
            Field("place", "Lyon", None),
            Field("parties", ("interpol", "europol"), ("interpol (host)", "europol")),
            Field("provisions", ("information exchange",), ()),
        ),
    )
    assert organisation.fields == (Field("other names", ("World Customs Organization (old)",), ()),)
    assert (article.name, article.fields[0].after) == ("wco-zenith.txt", ("elsewhere",))


def test_an_agreement_of_another_id_is_the_same_where_the_same_words_tell_of_it(build: Callable[..., Path]) -> None:
    before, after = build(A, B, name="1.db"), build(("z-mou", A[1]), B, name="2.db")
    (found,) = told(before, after)
    assert (found.change, found.id, found.was, found.fields) == ("changed", "z-mou", "a-mou-2011", ())
    (back,) = told(after, before)
    assert (back.change, back.id, back.was) == ("changed", "a-mou-2011", "z-mou")


def test_two_articles_of_one_name_are_told_apart(build: Callable[..., Path], tmp_path: Path) -> None:
    before, after = build(A, name="1.db"), tmp_path / "2.db"
    with Writer(after) as writer:
        other = finding(["interpol", "europol"], extra=" More.")
        for findings in (A[1], replace(other, source="made by hand/another")):
            store(writer, findings, A[0])
    sources = next(f for each in told(before, after) if each.kind == "agreement" for f in each.fields)
    assert sources.name == "sources"
    assert len(set(sources.after or ())) >= 1
    assert all(str(each).startswith("interpol-europol.txt") for each in sources.after or ())


def test_who_writes_meanwhile_is_told_of(database: Path, build: Callable[..., Path]) -> None:
    other = build(A, B, name="1.db")
    found = differences(other, database)
    next(found)
    change(database, "UPDATE agreements SET place = 'Rome'")
    with pytest.raises(LockedDatabaseError, match="was written while"):
        list(found)


def test_one_that_is_not_there_is_said(database: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError):
        told(database, tmp_path / "none.db")


@pytest.mark.parametrize("sql", [
    "UPDATE parties SET role = zeroblob(3000000)", "UPDATE agreements SET title = x'00'",
    "UPDATE organisations SET name = CAST(zeroblob(200000) AS TEXT)", "UPDATE topics SET topic = x'00ff'",
])  # fmt: skip
def test_values_that_explorer_never_writes_are_told_as_damage(build: Callable[..., Path], sql: str) -> None:
    other = build(A, B, C, name="2.db")
    change(other, sql)
    with pytest.raises(DamagedDatabaseError, match=r"2\.db is damaged"):
        told(build(A, B, C, name="1.db"), other)
