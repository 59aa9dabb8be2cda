"""Ids that begin as a person types them at a prompt: a few, at once, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from db.connection import open_reader, translated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    Sort = Literal["agreements", "organisations", "initiatives"]

PATIENCE = 0.1  # seconds for a database that is being written
LAST = "\U0010ffff"
STATEMENTS = {
    "agreements": "SELECT id, title FROM agreements WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
    "organisations": "SELECT id, name FROM organisations WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
    "initiatives": "SELECT id, name FROM initiatives WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
}


def ids_that_begin(
    path: str | PathLike[str], text: str, sorts: Iterable[Sort], most: int
) -> tuple[tuple[str, str], ...]:
    """Ids of these sorts that begin so, each with its title or name; at most so many of each. Raises
    a DatabaseError."""
    begin = text.lower()
    with translated(path):
        connection = open_reader(path, PATIENCE)
        try:
            walks = [connection.execute(STATEMENTS[sort], (begin, begin + LAST, most)).fetchall() for sort in sorts]
        finally:
            connection.close()
    return tuple((id_, name) for walk in walks for id_, name in walk)
