"""A line as it is kept: it asks for the same when it is read as a whole as it did while it was typed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.field_names import FIELDS
from db.fields import Filter, condition
from db.pieces import MOST_CHARACTERS, VALUE, cleaned, cut

if TYPE_CHECKING:
    from db.query import Node


LOOSE = frozenset({"id", "year", "date", "before", "after"})  # what is typed of them may be a beginning


def lasting(text: str) -> str:
    """The line with `id:interpol` as `id:interpol*`, `year:201` as `year:201*`, `date:2011.` as `date:2011..`, where
    they stand for that while they are typed. A line without such is given as it is."""
    if ":" not in text:
        return text
    line = cleaned(text[:MOST_CHARACTERS])
    for piece in reversed(cut(line, FIELDS).found):
        if piece.sort == "filter" and piece.field in LOOSE and piece.values:
            begin = piece.start + len(piece.field) + 1
            typed = line[begin : piece.end]
            wanted = condition(Filter(piece.field, piece.values, typing=True)).node
            ways = (typed, f"{typed}.", f"{typed}*", VALUE.sub(r"\g<0>*", typed))
            kept = next((way for way in ways if _read(piece.field, way) == wanted), typed)
            line = line[:begin] + kept + line[piece.end :]
    return line


def _read(field: str, values: str) -> Node | None:
    """What a field asks for with some values in a line that is not typed any more; None for nothing."""
    (piece, *_) = cut(f"{field}:{values} ", FIELDS).found
    return condition(Filter(field, piece.values, typing=False)).node
