"""A query in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.query import Query


def understood(query: Query, names: Mapping[str, tuple[str, ...]]) -> str:  # noqa: ARG001
    """The query in words, for the status line; `names` has for each organisation asked for the short names."""
    return " · ".join(part.text for part in query.parts)
