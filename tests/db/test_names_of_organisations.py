"""Which organisations a name means, against what comparing every name says."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from db.organisations import ids_named
from db.schema import TABLES
from db.search_schema import FULL_TEXT, SEARCH

LETTERS = st.text("aAbB1é -_.%'\"\u0301ж\n", min_size=1, max_size=6)


class Body(NamedTuple):
    name: str
    acronym: str | None
    aliases: tuple[str, ...]

    @property
    def called(self) -> list[str]:
        return [self.name, *([self.acronym] if self.acronym else ()), *self.aliases]


BODIES = st.builds(Body, LETTERS, st.none() | LETTERS, st.lists(LETTERS, max_size=2, unique=True).map(tuple))


def small(text: str) -> str:
    """Without case in ASCII, as SQLite compares."""
    return "".join(char.lower() if char.isascii() else char for char in text)


def stored(bodies: list[Body]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in (*TABLES, *SEARCH, *FULL_TEXT):
        connection.execute(statement)
    for place, body in enumerate(bodies):
        number = f"b-{place}"
        connection.execute(
            "INSERT INTO organisations (id, name, acronym, known, rank) VALUES (?, ?, ?, 0, ?)",
            (number, body.name, body.acronym, place),
        )
        connection.executemany("INSERT INTO aliases VALUES (?, ?)", [(number, alias) for alias in body.aliases])
    return connection


@given(st.lists(BODIES, max_size=5), LETTERS | st.sampled_from(["b", "B-", "b-1", "B-2", "b-1 "]))
@settings(max_examples=400, deadline=None)
def test_a_name_means_those_called_just_so_else_those_that_begin_so(bodies: list[Body], name: str) -> None:
    connection = stored(bodies)
    if name.startswith("="):
        return
    wanted = small(name)
    exact = [f"b-{place}" for place, body in enumerate(bodies) if wanted in (f"b-{place}", *map(small, body.called))]
    found = list(ids_named(connection, name))
    if exact:
        assert found == exact
        return
    begun = [
        f"b-{place}"
        for place, body in enumerate(bodies)
        if any(small(each).startswith(wanted) for each in (f"b-{place}", body.name, body.acronym or body.name))
        or f" {wanted}" in small(body.name)
    ]
    assert [each for each in found if each in begun] == begun


def test_an_alias_is_a_name_and_so_is_an_id_in_capitals() -> None:
    connection = stored([Body("World Bank", "WB", ("Banque mondiale",)), Body("Bank of Worlds", None, ("Mond",))])
    assert ids_named(connection, "BANQUE MONDIALE") == ("b-0",)
    assert ids_named(connection, "B-1") == ("b-1",)
    assert ids_named(connection, "wb") == ("b-0",)
    assert ids_named(connection, "mond") == ("b-1",)
    assert ids_named(connection, "mondi") == ("b-0",)
    assert ids_named(connection, "world") == ("b-0", "b-1")
    assert ids_named(connection, "=B-1") == ()
    assert ids_named(connection, "wb*") == ("b-0",)
    assert ids_named(connection, "nobody*") == ()


def test_with_a_star_those_that_begin_so_are_meant_too_where_one_is_called_just_so() -> None:
    bodies = [Body("European Union", "EU", ()), Body("Eurojust", None, ()), Body("Police of the EU area", None, ())]
    connection = stored([*bodies, Body("Museum", "EUM", ()), Body("Neutral", None, ("The eu",))])
    assert ids_named(connection, "eu") == ("b-0",)
    assert ids_named(connection, "eu*") == ("b-0", "b-1", "b-2", "b-3", "b-4")
    assert ids_named(connection, "EURO*") == ("b-0", "b-1")
